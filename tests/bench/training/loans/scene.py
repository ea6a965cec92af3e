"""The scene of a world: its window of time, its networks and things, and its accounts so far."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.bench.training.luck import Luck

from .accounts import Account
from .countries import Country
from .mail import Mail
from .networks import DAY, Internet
from .people import Population
from .signups import Window
from .things import Things


class Scene:
    """A world while it is being made."""

    def __init__(self, luck: Luck, accounts: int, difficulty: float) -> None:
        self.luck = luck
        self.difficulty = difficulty
        start = datetime(2025, luck.choice((1, 2, 3, 4)), 1, tzinfo=UTC)
        self.window = Window(luck, start.timestamp())
        self.internet = Internet(luck, accounts, self.window.begin)
        self.things = Things(luck, accounts)
        self.mail = Mail(luck)
        self.people = Population(luck, self.internet, self.things, self.mail)
        self.accounts: list[Account] = []

    def danger(self) -> float:
        """Return how much an honest group looks like trouble, from 0 to 1."""
        return self.luck.betavariate(1.2 + 1.5 * self.difficulty, 1.6)

    def blank(self, kind: str, country: Country, time: float) -> Account:
        """Add an account that holds nothing yet."""
        luck, end = self.luck, self.window.end
        if luck.happens(0.5):
            end = min(end, time + 3 * DAY + luck.wait(130 * DAY))
        sessions = luck.size(8, 0.65, 2, 70)
        account = Account(len(self.accounts), kind, country, time, time, end, sessions)
        self.accounts.append(account)
        return account
