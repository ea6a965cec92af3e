"""The mail addresses of a ring: series, random letters, or what looks like people's."""

from __future__ import annotations

from .countries import Country
from .mail import (
    name_and_four_digits,
    numbered_words,
    random_letters,
    two_words,
)
from .operators import Names, Operator
from .society import Society


class RingMail:
    """Makes addresses in the way of an operator."""

    def __init__(self, society: Society, operator: Operator) -> None:
        self._society = society
        self._operator = operator
        self._base = two_words(society.luck)
        self._next = society.luck.randint(1, 500)

    def address(self, country: Country, own: str) -> str:
        """Return an address; ``own`` is a domain of the ring, empty where it gives none."""
        luck, operator = self._society.luck, self._operator
        lapse = luck.happens(0.15 * operator.discipline)
        names: Names = "human" if lapse else operator.names
        at_own = bool(own) and operator.mail in {"own", "disposable"}
        domain = own if at_own else self._service(country)
        if names == "tags" and not own:
            domain = "gmail.com"
        if names == "dots" and not (own and operator.mail == "own"):
            domain = "gmail.com"
        return self._society.mail.address(self._local(country, names), domain)

    def _service(self, country: Country) -> str:
        luck, operator = self._society.luck, self._operator
        if operator.mail == "bulk" and not luck.happens(0.4 * operator.discipline):
            return luck.choice(operator.services)
        return self._society.mail.service(country)

    def _local(self, country: Country, names: Names) -> str:
        luck = self._society.luck
        match names:
            case "serial":
                serial = self._next
                self._next += luck.choice([1, 1, 1, 2, 3])
                return f"{self._base}{serial}"
            case "tags":
                return f"{self._base}+{random_letters(luck)[:5]}"
            case "dots":
                return self._dotted()
            case "random":
                return random_letters(luck)
            case "words":
                return numbered_words(luck)
        return self._human(country, names)

    def _human(self, country: Country, names: Names) -> str:
        """Return what looks like a person's, at times in the one shape that services propose."""
        luck, mail = self._society.luck, self._society.mail
        if names == "digits":
            return name_and_four_digits(luck, *mail.name(country))
        return mail.local(country)

    def _dotted(self) -> str:
        """Return the one mailbox, with dots that its service takes no notice of."""
        name, luck = f"{self._base}mail", self._society.luck
        places = {luck.randrange(1, len(name)), luck.randrange(1, len(name))}
        return "".join("." * (place in places) + letter for place, letter in enumerate(name))
