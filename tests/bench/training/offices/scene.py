"""The scene of a world: its window of time, what there is in it, and its accounts so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tests.bench.training.luck import Luck

from .accounts import Account, Card
from .countries import Country
from .internet import Internet
from .mail import Mail
from .people import Population
from .places import Place
from .sharing import Cells, Pick
from .things import Things
from .window import DAY, Window

T = TypeVar("T")
CHARGED_EVERY = (5, 7, 15, 30, 30, 30)
"""Days after which cards of groups are charged again."""


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation for which contractors work."""

    domain: str
    office: Place | None
    templates: Pick[str]
    size: int


class Scene:
    """A world while it is being made."""

    def __init__(self, luck: Luck, accounts: int, difficulty: float) -> None:
        self.luck = luck
        self.difficulty = difficulty
        self.size = accounts
        """Accounts that the world will have."""
        self.room = accounts
        """Accounts that there is room for among the honest."""
        self.window = Window(luck)
        self.internet = Internet(luck)
        self.things = Things(luck, accounts)
        self.mail = Mail(luck)
        self.people = Population(luck, self.internet, self.things)
        self.accounts: list[Account] = []
        self.singles: list[Account] = []
        """Strangers, whose cards are stolen and whose accounts are hijacked."""
        self.firms: list[Firm] = []
        self.known_buyers = 0
        """Buyers of accounts who have an account of their own."""

    def blank(self, kind: str, country: Country, begin: float, end: float) -> Account:
        """Add an account that holds nothing yet."""
        account = Account(len(self.accounts), kind, country, int(begin), end)
        self.accounts.append(account)
        return account

    def sessions(self, median: float = 5.5, sigma: float = 0.85) -> int:
        """Return how many sessions an account has."""
        return self.luck.size(median, sigma, 1, 55)

    def pay(self, account: Account, value: str, days: int = 30) -> None:
        """Let an account pay with a card, from some days after its sign-up on."""
        begin = account.created + self.luck.randrange(60, 4 * DAY)
        account.cards.append(Card(value, begin, account.end, days))

    def split(
        self, make: Callable[[], T], n: int, each: float, *, mixed: bool | None = None
    ) -> Cells[T]:
        """Return new things for so many users, each for about so many of them."""
        return Cells(self.luck, make, n, each, mixed=mixed)
