"""Mail addresses and domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from tests.bench.training.luck import Luck, Weighted

Style = Literal["dotted", "joined", "initial", "year", "syllables", "word", "noise", "words"]
"""How the part before the @ is made."""
STYLES = Weighted[Style].of(
    {"dotted": 5, "joined": 4, "initial": 4, "year": 3, "syllables": 3, "word": 2, "noise": 2}
)
"""Styles of strangers."""
NAMED = frozenset({"dotted", "joined", "initial", "year"})
"""Styles of which few addresses can be made; a second try may be in another style."""
SECOND_TRY: tuple[Style, ...] = ("joined", "initial", "syllables")
TRIES = 50


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "anna ben carla david elena farid grace hugo ines jonas kavya liam maria nikhil olga pedro "
    "qiang rosa sam tariq uma viktor wendy xin yusuf zoe aisha bruno chen dewi emeka fatima george "
    "hana ivan jose karen luis minh noor oscar priya raj sofia thomas vera"
)
LAST_NAMES = _words(
    "smith garcia kumar nguyen mueller silva santos okafor tanaka kim rossi novak brown patel khan "
    "ali lopez schmidt ivanov kowalski jensen reyes cruz wijaya putri yilmaz kaya hassan otieno "
    "mwangi dubois martin leroy cohen park lee wang li zhang chowdhury"
)
SYLLABLES = _words(
    "ba co da fe gi ho ju ka lo mi no pa qui ro sa te ul va wi xo ya zen tor lin mar ser nex vel "
    "cor dyn"
)
WORDS = _words(
    "blue cloud pixel north data green smart bright swift prime open core vista river stone logic "
    "peak nova urban delta"
)
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SERVICES = Weighted.of(
    {
        "gmail.com": 60,
        "outlook.com": 10,
        "hotmail.com": 7,
        "yahoo.com": 7,
        "icloud.com": 5,
        "proton.me": 2,
        "gmx.de": 1.5,
        "qq.com": 1,
        "163.com": 0.7,
        "mail.ru": 0.9,
        "yandex.ru": 0.6,
        "naver.com": 1,
        "web.de": 0.8,
        "privaterelay.appleid.com": 4,
        "duck.com": 0.6,
        "fastmail.com": 0.5,
        "zoho.com": 0.4,
        "aol.com": 0.4,
        "free.fr": 0.4,
        "uol.com.br": 0.6,
    }
)
ENDINGS = Weighted.of(
    {
        ".com": 40,
        ".io": 6,
        ".net": 6,
        ".org": 6,
        ".co": 4,
        ".de": 5,
        ".co.uk": 4,
        ".com.br": 4,
        ".in": 4,
        ".ai": 4,
        ".dev": 4,
        ".xyz": 3,
        ".shop": 2,
    }
)
THROWAWAY_DOMAINS = 35
_LOCALS: dict[Style, Callable[[Luck, str, str], str]] = {
    "dotted": lambda luck, first, last: (
        f"{first}.{last}{luck.randint(1, 99) if luck.happens(0.6) else ''}"
    ),
    "joined": lambda luck, first, last: f"{first}{last}{luck.randint(1, 2010)}",
    "initial": lambda luck, first, last: f"{first[0]}{last}{luck.randint(1, 999)}",
    "year": lambda luck, first, _: f"{first}{luck.randint(1970, 2010)}",
    "syllables": lambda luck, *_: "".join(
        [*luck.choices(SYLLABLES, k=3), str(luck.randint(0, 9999))]
    ),
    "word": lambda luck, first, _: f"{luck.choice(WORDS)}{first}{luck.randint(1, 999)}",
    "noise": lambda luck, *_: "".join(luck.choices(LETTERS, k=luck.randint(8, 13))),
    "words": lambda luck, *_: (
        f"{luck.choice(WORDS)}{luck.choice(WORDS)}{luck.randint(1000, 99999)}"
    ),
}


class Mail:
    """Gives out domains, and addresses that hardly anybody has twice."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._taken: set[str] = set()
        self._throwaway = [self._throwaway_domain() for _ in range(THROWAWAY_DOMAINS)]

    def _throwaway_domain(self) -> str:
        luck = self._luck
        stem = luck.choice(WORDS) + luck.choice(("mail", "box", "inbox", "drop"))
        return stem + luck.choice((".xyz", ".net", ".cc", ".io", ".top"))

    def throwaway(self) -> str:
        """Return the domain of mailboxes that last ten minutes."""
        return self._luck.choice(self._throwaway)

    def domain(self, ending: str | None = None) -> str:
        """Return a domain of somebody's own."""
        luck = self._luck
        if luck.happens(0.5):
            name = "".join(luck.choices(SYLLABLES, k=luck.randint(2, 4)))
        else:
            name = luck.choice(WORDS) + luck.choice(("", "-")) + luck.choice(WORDS + SYLLABLES)
            name += luck.choice(("", "", str(luck.randint(1, 99))))
        return name + (ending or ENDINGS.draw(luck))

    def local(self, style: Style | None = None) -> str:
        """Return the part of an address before the @."""
        luck = self._luck
        first, last = luck.choice(FIRST_NAMES), luck.choice(LAST_NAMES)
        return _LOCALS[style or STYLES.draw(luck)](luck, first, last)

    def address(self, domain: str | None = None, style: Style | None = None) -> str:
        """Return a new address, at a public service unless the domain is given."""
        address = ""
        for _ in range(TRIES):
            address = f"{self.local(style)}@{domain or SERVICES.draw(self._luck)}"
            if address not in self._taken:
                break
            if style is None or style in NAMED:
                style = self._luck.choice(SECOND_TRY)
        self._taken.add(address)
        return address
