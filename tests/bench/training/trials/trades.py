"""The trades of operators, and what the rings of a campaign take over from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.bench.training.luck import Luck

from .accounts import Kind
from .changing import Thing
from .countries import Country

Trade = Literal["distill", "trial", "cardtest", "farm", "resale", "gateway"]
TRADES: tuple[Trade, ...] = ("distill", "trial", "cardtest", "farm", "resale", "gateway")
FREQUENT: tuple[Trade, ...] = ("distill", "trial", "farm")
"""Trades of which there are twice as many."""
SAME_TRADE = 0.7
"""Share of shards of a campaign that are of its trade."""


class Trades:
    """Deals out the trades of a world, all about as often as they should be."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._left: list[Trade] = []

    def draw(self) -> Trade:
        """Return the trade of the next ring."""
        if not self._left:
            self._left = [*TRADES, *FREQUENT]
            self._luck.shuffle(self._left)
        return self._left.pop()


@dataclass(frozen=True, slots=True)
class Elder:
    """What rings of a campaign take over from those before them."""

    trade: Trade
    country: Country
    pools: dict[Kind, Sequence[Thing]]


def draw_trade(luck: Luck, trades: Trades, elder: Elder | None) -> Trade:
    """Return the trade of a ring, mostly that of its campaign."""
    if elder and luck.happens(SAME_TRADE):
        return elder.trade
    return trades.draw()
