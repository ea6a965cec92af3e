"""Mail addresses and domains."""

from __future__ import annotations

from typing import Literal

from tests.bench.training.luck import Luck

from .countries import Country

Form = Literal["name", "corporate", "numbered", "tagged", "random", "spoken", "bulk"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words("""
james maria wei anna david priya lucas sofia ahmed yuki ivan olena chen fatima john emma noah linh
minh carlos ana raj amit sara tom kate peter julia leo nina omar aisha tunde grace felix paula hugo
ines marco lena kofi zoe adam eva jan piotr ola mehmet elif hana ken riku mei jun""")
LAST_NAMES = _words("""
smith garcia wang mueller silva patel kumar nguyen tran kim sato tanaka ivanov kovalenko brown
jones okafor adeyemi khan ahmed rossi dubois martin lopez santos costa schmidt weber novak kowalski
yilmaz demir lee li zhang liu singh sharma reyes cruz taylor wilson clark evans walker young hall
mwangi otieno""")
WORDS = _words("""
north pixel blue data loop cloud bright stone river nova quant green lumen path forge orbit mint
atlas delta echo prime hub craft spark grid core wave tide peak leaf sun rock owl fox bee arc zen
vega kite""")
SECOND_WORDS = (*WORDS, "", "labs", "tech", "soft", "media", "group")
TOP_LEVELS = _words("""
com com com com com com io io ai co dev net org de in app xyz tech online""")
FORWARDERS = _words("privaterelay.appleid.com simplelogin.com duck.com mozmail.com passmail.net")
BULK_SERVICES = _words("""
outlook.com outlook.com hotmail.com gmail.com rambler.ru mail.ru gmx.com yahoo.com""")
THROWAWAY_DOMAINS = 30
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"


class Mail:
    """Gives out addresses and domains, none of them twice."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._taken: set[str] = set()
        self._domains: set[str] = set()
        self._throwaway = [self.domain() for _ in range(THROWAWAY_DOMAINS)]

    def domain(self) -> str:
        """Return a new domain."""
        luck = self._luck
        while True:
            number = luck.choice(("", "", str(luck.randrange(99))))
            stem = luck.choice(WORDS) + luck.choice(SECOND_WORDS) + number
            domain = f"{stem}.{luck.choice(TOP_LEVELS)}"
            if domain not in self._domains:
                self._domains.add(domain)
                return domain

    def unique(self, local: str, domain: str) -> str:
        """Return an address, with more digits where somebody has it."""
        while f"{local}@{domain}" in self._taken:
            local += str(self._luck.randrange(10))
        self._taken.add(f"{local}@{domain}")
        return f"{local}@{domain}"

    def formed(self, form: Form, domain: str, number: int = 0, base: str = "") -> str:
        """Return an address of a form; the account has this number in its series."""
        return self.unique(self.local(form, number, base), domain)

    def local(self, form: Form = "name", number: int = 0, base: str = "") -> str:
        """Return a local part of a form."""
        luck = self._luck
        if form == "numbered":
            return f"{base}{number:03d}"
        if form == "tagged":
            return f"{base}+{luck.choice(WORDS)}{number}"
        if form == "random":
            return "".join(luck.choices(SIGNS, k=luck.randint(7, 12)))
        if form == "spoken":
            return self.spoken() + str(luck.randrange(1000))
        return self._named(form)

    def _named(self, form: Form) -> str:
        """Return a local part made of a new name."""
        luck = self._luck
        first, last = luck.choice(FIRST_NAMES), luck.choice(LAST_NAMES)
        if form == "name":
            return self._personal(first, last)
        if form == "corporate":
            forms = {f"{first}.{last}": 5.0, first: 1.0, first[0] + last: 3.0}
            return luck.weighted(forms)
        return first + last + str(luck.randint(1000, 99_998))

    def _personal(self, first: str, last: str) -> str:
        luck = self._luck
        forms = {
            f"{first}.{last}": 3.0,
            first + last: 2.0,
            first[0] + last: 2.0,
            f"{first}{last}{luck.randrange(100)}": 4.0,
            f"{first}{luck.randint(1960, 2009)}": 2.0,
            last + first[0] + luck.choice(WORDS): 1.0,
            f"{luck.choice(WORDS)}{luck.choice(WORDS)}{luck.randrange(100)}": 2.0,
        }
        return luck.weighted(forms)

    def spoken(self) -> str:
        """Return syllables that can be spoken."""
        luck = self._luck
        count = luck.randint(3, 4)
        return "".join(luck.choice(CONSONANTS) + luck.choice(VOWELS) for _ in range(count))

    def public(self, country: Country) -> str:
        """Return an address at a service of a country."""
        return self.formed("name", self._luck.choice(country.services))

    def throwaway(self) -> str:
        """Return a mailbox that lasts ten minutes."""
        return self.formed("random", self._luck.choice(self._throwaway))

    def forwarded(self) -> str:
        """Return an alias that forwards to a hidden mailbox."""
        return self.formed("random", self._luck.choice(FORWARDERS))

    def in_bulk(self, form: Form) -> str:
        """Return a mailbox as sellers make them by the thousand."""
        return self.formed(form, self._luck.choice(BULK_SERVICES))

    def personal(self, country: Country) -> str:
        """Return an address as an honest person has it."""
        luck = self._luck
        if luck.happens(0.025):
            return self.throwaway()
        if luck.happens(0.045):
            return self.forwarded()
        if luck.happens(0.05):
            return self.formed("corporate", self.domain())
        return self.public(country)
