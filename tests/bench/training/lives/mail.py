"""Mail addresses as people choose them, and domains."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase, digits

from tests.bench.training.luck import Luck, Weighted

from .countries import LANGUAGES, NAMES, Country

_WORDS = (
    "sun moon river stone fox wolf pixel cloud green blue red star nova alpha delta north "
    "south east west core data soft tech lab labs media mark trade light bright fast easy "
    "smart prime gold silver iron oak pine maple lake hill field bay harbor bridge tower gate "
    "signal wave orbit rocket spark flux byte code logic mind brain vision leaf root seed "
    "bloom happy lucky crazy cool magic dragon tiger panda bear eagle hawk raven ghost shadow "
    "ninja king queen lord super mega ultra mini micro turbo cyber retro urban velvet copper "
    "amber coral lunar solar polar arctic desert ocean island meadow summit valley canyon "
    "ember frost storm thunder breeze"
)
WORDS = tuple(_WORDS.split())
_ENDINGS = "net org io co ai dev app site online xyz shop info de co.uk fr nl eu me biz"
ENDINGS = ("com",) * 9 + tuple(_ENDINGS.split())
SERVICES = Weighted.of(
    {
        "gmail.com": 62,
        "outlook.com": 8,
        "hotmail.com": 8,
        "yahoo.com": 5,
        "icloud.com": 7,
        "proton.me": 2.5,
        "live.com": 1.5,
        "gmx.com": 0.7,
        "mail.com": 0.6,
        "zoho.com": 0.5,
        "mail.ru": 0.9,
        "yandex.ru": 0.6,
        "rambler.ru": 0.3,
        "tutamail.com": 0.4,
        "inbox.lv": 0.2,
    }
)
REGIONAL = 0.22
"""People with a mailbox at a service of their country."""
RELAYS = ("privaterelay.appleid.com", "duck.com", "mozmail.com", "simplelogin.com", "passmail.net")
OWN_NAMES = ("me", "hello", "mail", "info")
TAGS = ("ai", "chat", "llm", "test", "news", "bot")
NAMED = 0.13
"""Nicknames that end in the first name."""
NATIVE = 0.85
"""People whose name is of the language of their country."""


def _numbered(luck: Luck, text: str, chance: float, most: int = 99) -> str:
    return text + (str(luck.randint(1, most)) if luck.happens(chance) else "")


def _with_year(luck: Luck, first: str, last: str) -> str:
    low, high = luck.choice([(60, 99), (1960, 2008), (1, 999)])
    return f"{first}{last}{luck.randint(low, high)}"


def _nickname(luck: Luck, first: str, _: str) -> str:
    second = first if luck.happens(NAMED) else luck.choice(WORDS)
    return _numbered(luck, luck.choice(WORDS) + second, 0.7, 2009)


def name_and_four_digits(luck: Luck, first: str, last: str) -> str:
    """Return a name with the digits that mail services propose."""
    return f"{first}{last}{luck.randint(1000, 9999)}"


def random_letters(luck: Luck) -> str:
    """Return letters and digits without sense."""
    return "".join(luck.choices(ascii_lowercase + digits, k=luck.randint(8, 12)))


def two_words(luck: Luck) -> str:
    """Return two words of no person's name."""
    return luck.choice(WORDS) + luck.choice(WORDS)


def numbered_words(luck: Luck) -> str:
    """Return two words and a number."""
    return f"{two_words(luck)}{luck.randint(1, 999)}"


SHAPES: Weighted[Callable[[Luck, str, str], str]] = Weighted(
    (
        lambda _, first, last: f"{first}.{last}",
        lambda luck, first, last: _numbered(luck, f"{first}.{last}", 1.0),
        _with_year,
        lambda luck, first, last: _numbered(luck, first[0] + last, 0.6),
        lambda luck, first, last: _numbered(luck, f"{first}_{last}", 0.4),
        lambda luck, first, last: _numbered(luck, f"{last}.{first}", 0.4),
        _nickname,
        name_and_four_digits,
        lambda luck, first, _: _numbered(luck, first + luck.choice(WORDS), 1.0),
        lambda luck, *_: "".join(luck.choices(ascii_lowercase, k=luck.randint(6, 10))),
    ),
    (0.2, 0.15, 0.15, 0.1, 0.1, 0.08, 0.12, 0.025, 0.045, 0.03),
)
"""Shapes of what people write before the @."""


class Mail:
    """The mail addresses of a world: none is given twice."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._taken: set[str] = set()
        self.disposable = Weighted.ranked([self.domain() for _ in range(40)], 2)

    def domain(self) -> str:
        """Return the domain of a firm, a family or an operator."""
        luck = self._luck
        word, chance = luck.choice(WORDS), luck.random()
        if chance < 0.75:
            word += luck.choice(WORDS)
        elif chance < 0.85:
            word += "-" + luck.choice(WORDS)
        elif chance < 0.95:
            word += luck.choice("aeiou") + luck.choice(WORDS)
        else:
            word += str(luck.randint(1, 99))
        return f"{word}.{luck.choice(ENDINGS)}"

    def name(self, country: Country) -> tuple[str, str]:
        """Return the first and last name of a person."""
        luck = self._luck
        language = country.language if luck.happens(NATIVE) else luck.choice(LANGUAGES)
        return luck.choice(NAMES[language].first), luck.choice(NAMES[language].last)

    def native_name(self, country: Country) -> tuple[str, str]:
        """Return a name of the language of the country."""
        names = NAMES[country.language]
        return self._luck.choice(names.first), self._luck.choice(names.last)

    def local(self, country: Country, name: tuple[str, str] | None = None) -> str:
        """Return what a person, maybe of a given name, writes before the @."""
        return SHAPES.draw(self._luck)(self._luck, *(name or self.name(country)))

    def service(self, country: Country) -> str:
        """Return a mail service that people of a country use."""
        if self._luck.happens(REGIONAL):
            return self._luck.choice(country.services)
        return SERVICES.draw(self._luck)

    def address(self, local: str, domain: str) -> str:
        """Return the address, with more digits where it is taken."""
        while f"{local}@{domain}" in self._taken:
            local += str(self._luck.randrange(10))
        self._taken.add(f"{local}@{domain}")
        return f"{local}@{domain}"

    def at_service(self, country: Country, name: tuple[str, str] | None = None) -> str:
        """Return an address at a mail service."""
        return self.address(self.local(country, name), self.service(country))

    def usual(self, country: Country) -> str:
        """Return the address of anybody: at a service, a relay, an own or disposable domain."""
        luck, chance = self._luck, self._luck.random()
        if chance < 0.035:
            return self.address(random_letters(luck), luck.choice(RELAYS))
        if chance < 0.065:
            return self.address(luck.choice([*OWN_NAMES, self.local(country)]), self.domain())
        if chance < 0.08:
            spellings = (random_letters(luck), self.local(country), numbered_words(luck))
            return self.address(luck.choice(spellings), self.disposable.draw(luck))
        if chance < 0.1:
            return self.address(f"{self.local(country)}+{luck.choice(TAGS)}", "gmail.com")
        return self.at_service(country)
