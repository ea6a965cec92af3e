"""Honest people whom rings harm: hijacked accounts, stolen cards, lines sold to proxy sellers."""

from __future__ import annotations

from typing import TypeVar

from tests.bench.training.luck import Luck

from .accounts import Account, Event, Use
from .networks import DAY
from .scene import Scene
from .styles import Channel
from .sybils import Ring

T = TypeVar("T")
TARGETS = frozenset({"single", "family", "freelancer", "company", "startup"})
"""Kinds of accounts that are worth taking over, if they pay."""


def find_victims(scene: Scene) -> list[Account]:
    """Return the accounts that rings may take over or steal cards from."""
    found = [account for account in scene.accounts if account.kind in TARGETS and account.cards]
    return scene.luck.sample(found, int(len(found) * (0.02 + 0.08 * scene.difficulty)))


def steal_cards(luck: Luck, victims: list[Account], accounts: int, care: float) -> list[str]:
    """Return stolen cards for a ring of so many accounts."""
    n = min(len(victims), 1 + int(accounts * (0.05 + 0.25 * care)))
    return [victim.cards[0].thing for victim in luck.sample(victims, n)]


def hijack(scene: Scene, ring: Ring, victims: list[Account]) -> None:
    """Take some accounts over for days; they stay honest."""
    luck, care = scene.luck, ring.operator.care
    if not luck.happens(0.25 + 0.5 * care):
        return
    wanted = 1 + int(len(ring.accounts) * luck.random() * 0.12 * (0.3 + care))
    for victim in luck.sample(victims, min(len(victims), wanted)):
        begin = luck.uniform(max(victim.begin, scene.window.begin), scene.window.end)
        end = begin + luck.uniform(0.1, 12) * DAY
        thief = luck.choice(ring.accounts)
        _take_over(luck, thief.devices, victim.devices, begin, end)
        _take_over(luck, thief.networks, victim.networks, begin, end)
        _take_over(luck, thief.templates, victim.templates, begin, end)
        channel: Channel = "device" if luck.happens(0.5) else "ip"
        value = luck.choice(ring.operator.pools[channel])
        seen = min(begin + 3600, scene.window.end - 1)
        victim.sure.append(Event(channel, value, seen))
        victim.kind = "hijacked"


def _take_over(
    luck: Luck, thief: list[Use[T]], victim: list[Use[T]], begin: float, end: float
) -> None:
    if thief and luck.happens(0.6):
        victim.append(Use(luck.choice(thief).thing, 6, begin, end))


def sell_lines(scene: Scene) -> None:
    """Let some accounts of rings come through the lines of honest people, who know nothing."""
    luck = scene.luck
    homes = [a.person.home for a in scene.accounts if a.person and not a.ring]
    for account in scene.accounts:
        if account.ring and luck.happens(0.04 + 0.14 * scene.difficulty):
            time = account.begin + 3600
            address = luck.choice(homes).address(luck, time, 0)
            account.sure.append(Event("ip", address, time))
