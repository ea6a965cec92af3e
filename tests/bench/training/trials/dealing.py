"""Who in a ring shares what: its pools, dealt out to its accounts."""

from __future__ import annotations

from collections import Counter

from tests.bench.training.luck import Luck

from .accounts import Kind
from .scene import Scene
from .weaknesses import Weakness

ASTRAY = 0.08
"""Share of accounts that get what accounts of another time have."""
UNLINKED = 0.03
NEAR = 12
"""Accounts before and after one that may share something with it."""
CARELESS = 0.6
"""Difficulty up to which most accounts share two things with others."""
Share = dict[Kind, int]
"""Places in the pools of what one account has."""


def deal(scene: Scene, weaknesses: dict[Kind, Weakness], n: int) -> list[Share]:
    """Return what each of ``n`` accounts has; nearly all share something with others."""
    dealer = _Dealer(scene.luck, weaknesses, n)
    for number in range(n):
        easy = scene.difficulty <= CARELESS and scene.luck.happens(0.8)
        dealer.link(number, 2 if easy else 1)
    return dealer.shares


class _Dealer:
    """Deals out pools, and counts who shares what."""

    def __init__(self, luck: Luck, weaknesses: dict[Kind, Weakness], n: int) -> None:
        self._luck = luck
        self._weaknesses = weaknesses
        self._users: Counter[tuple[Kind, int]] = Counter()
        self.shares: list[Share] = [{} for _ in range(n)]
        for number in range(n):
            for kind, weakness in weaknesses.items():
                if luck.happens(weakness.leak):
                    self._give(number, kind, self._place(weakness, number))

    def _place(self, weakness: Weakness, number: int) -> int:
        size = len(weakness.pool)
        if weakness.scattered or self._luck.happens(ASTRAY):
            return self._luck.randrange(size)
        return number * size // len(self.shares)

    def _give(self, number: int, kind: Kind, place: int) -> None:
        share = self.shares[number]
        if kind in share:
            self._users[kind, share[kind]] -= 1
        share[kind] = place
        self._users[kind, place] += 1

    def _links(self, number: int) -> int:
        """Return how many things an account shares with others."""
        return sum(self._users[link] > 1 for link in self.shares[number].items())

    def link(self, number: int, wanted: int) -> None:
        """Let an account share so many things, by giving it what accounts near it have."""
        share = self.shares[number]
        for kind in list(self._weaknesses)[: wanted + 1]:
            if self._links(number) >= wanted or self._luck.happens(UNLINKED):
                return
            if kind not in share or self._users[kind, share[kind]] <= 1:
                self._give(number, kind, self._place_near(number, kind))

    def _place_near(self, number: int, kind: Kind) -> int:
        """Return what an account near another one has, or gets now."""
        shares = self.shares
        around = range(max(0, number - NEAR), min(len(shares), number + NEAR + 1))
        near = [other for other in around if other != number and kind in shares[other]]
        if near:
            return shares[self._luck.choice(near)][kind]
        other = number + 1 if number + 1 < len(shares) else number - 1
        place = self._luck.randrange(len(self._weaknesses[kind].pool))
        self._give(other, kind, place)
        return place
