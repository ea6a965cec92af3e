"""Mail addresses and domains."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.training.luck import Luck


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words("""
anna ben carla david elena farid grace hugo ines jonas kim lena marco nina omar
paula quinn rosa sam tina umar vera wei xin yusuf zoe ahmed bao chen diego emeka fatima giulia hana
ivan jin kofi linh mina nguyen olga priya raj sofia tuan""")
LAST_NAMES = _words("""
smith mueller garcia rossi kim lee tran nguyen sato tanaka silva santos khan singh
patel ivanov kovacs nowak yilmaz okafor mensah dupont martin lopez chen wang liu zhang park choi
brown jones wilson ali hassan costa novak berg""")
WORDS = _words("""
nova blue apex pixel green north swift cloud data logic bright stone river alpha omni
vertex prime lumen craft forge atlas delta echo fox gold harbor iron jade kite lotus maple nexus
orbit pine quartz reef sigma terra union vista wave zen""")
ENDINGS = _words("labs soft media studio group tech shop edu")
TOP_LEVELS = _words("com io net org co de ai app co.uk com.br in vn")
CHEAP_TOP_LEVELS = ("xyz", "top", "click", "site")
SERVICES = {
    "gmail.com": 60.0,
    "outlook.com": 13.0,
    "hotmail.com": 7.0,
    "yahoo.com": 7.0,
    "icloud.com": 7.0,
    "proton.me": 3.0,
    "qq.com": 1.0,
    "gmx.de": 1.0,
    "163.com": 0.7,
    "mail.ru": 0.7,
    "privaterelay.appleid.com": 2.0,
}
"""Public mail services and their weights."""
FORWARDERS = ("simplelogin.co", "duck.com", "relay.firefox.com", "addy.io")

Name = tuple[str, str]


class Mail:
    """Gives out addresses and domains, none of them twice."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._taken: set[str] = set()
        self.throwaway = [self.domain(CHEAP_TOP_LEVELS) for _ in range(25)]
        """Domains of mailboxes that last ten minutes."""

    def domain(self, top_levels: Sequence[str] = TOP_LEVELS) -> str:
        """Return a new domain."""
        luck = self._luck
        stem = luck.choice(WORDS) + luck.choice(("", "-", "")) + luck.choice(WORDS + ENDINGS)
        if luck.happens(0.15):
            stem += str(luck.randint(1, 99))
        top = luck.choice(top_levels)
        while f"{stem}.{top}" in self._taken:
            stem += luck.choice(WORDS)
        self._taken.add(f"{stem}.{top}")
        return f"{stem}.{top}"

    def unique(self, address: str) -> str:
        """Return the address, with more digits where somebody has it."""
        local, domain = address.split("@")
        while f"{local}@{domain}" in self._taken:
            local += str(self._luck.randint(0, 9))
        self._taken.add(f"{local}@{domain}")
        return f"{local}@{domain}"

    def name(self) -> Name:
        """Return the name of a person."""
        return self._luck.choice(FIRST_NAMES), self._luck.choice(LAST_NAMES)

    def local(self, name: Name) -> str:
        """Return a local part as people make it of their names."""
        luck = self._luck
        first, last = name
        forms = (f"{first}.{last}", first + last, first[0] + last, f"{first}_{last}", last + first)
        ends = ("", luck.randint(1, 99), luck.randint(1960, 2009), luck.randint(100, 9999))
        return f"{luck.choice((*forms, first))}{luck.choice(ends)}"

    def staff(self, name: Name, domain: str) -> str:
        """Return an address as organisations give it to their people, not unique yet."""
        luck = self._luck
        first, last = name
        local = luck.choice((f"{first}.{last}", first[0] + last, first))
        number = luck.randint(2, 999) if luck.happens(0.25) else ""
        return f"{local}{number}@{domain}"

    def public(self, name: Name | None = None) -> str:
        """Return an address at a public service, not unique yet."""
        digits = self._luck.token(2) if self._luck.happens(0.35) else ""
        return f"{self.local(name or self.name())}{digits}@{self._luck.weighted(SERVICES)}"

    def forwarded(self) -> str:
        """Return an alias that forwards to a hidden mailbox."""
        return f"{self._luck.token(5)}@{self._luck.choice(FORWARDERS)}"

    def personal(self, name: Name) -> str:
        """Return an address as an honest person has it, not unique yet."""
        draw = self._luck.random()
        if draw < 0.87:
            return self.public(name)
        if draw < 0.9:
            return self.forwarded()
        if draw < 0.997:
            return f"{name[0]}@{self.domain()}"
        return f"{self._luck.token(4)}@{self._luck.choice(self.throwaway)}"
