"""The rings of a world: how many, of what sizes, and which of them are one campaign."""

from __future__ import annotations

from tests.bench.training.luck import Luck

from .accounts import Account
from .networks import DAY
from .operators import Operator, draw_operator
from .scene import Scene
from .signups import Mode
from .styles import STYLES, Style
from .sybils import Ring, open_sybil
from .trades import gather_seats, ply_trade
from .victims import find_victims, hijack, steal_cards

RINGS, RARE_RINGS = (28, 56), (5, 12)
SMALL = 25
"""Accounts of a small ring, at most: every other ring is one."""
LARGEST = 420
SAME_STYLE = 0.75
"""Share of a campaign's rings that are of its trade."""


def add_rings(scene: Scene, accounts: int, *, rare: bool) -> None:
    """Add rings with about so many accounts; campaigns come first, then rings on their own."""
    luck = scene.luck
    victims = find_victims(scene)
    sizes = _sizes(luck, accounts, rare=rare)
    luck.shuffle(sizes)
    number = 0
    for campaign, shards in enumerate(_campaigns(luck, len(sizes), rare=rare)):
        name = f"op{luck.token(4)}{campaign}"
        style = _any_style(luck)
        care = luck.gauss(scene.difficulty, 0.17)
        elder = None
        for size in sizes[number : number + shards]:
            shard_care = min(1, max(0, care + luck.gauss(0, 0.05)))
            trade = style if luck.happens(SAME_STYLE) else _any_style(luck)
            operator = draw_operator(scene, trade, size, shard_care, elder)
            _add_ring(scene, f"r{luck.token(4)}{number}", name, operator, size, victims)
            elder = elder or operator
            number += 1


def _any_style(luck: Luck) -> Style:
    return luck.choices(STYLES, [style.weight for style in STYLES])[0]


def _sizes(luck: Luck, accounts: int, *, rare: bool) -> list[int]:
    """Return sizes of rings: every other one is small, the large ones share what is left."""
    rings = luck.randint(*(RARE_RINGS if rare else RINGS))
    if rare:
        rings = min(rings, max(5, accounts // 12))
    rings = min(rings, max(2, accounts // 9))
    small = [int(luck.magnitude(5, SMALL)) for _ in range(rings // 2)]
    large = [SMALL + 1 + luck.size(34, 1.1, 1, 380) for _ in range(rings - len(small))]
    least = [luck.randint(22, 48) for _ in large]
    for _ in range(6):  # the limits take part of what each turn gives
        scale = (accounts - sum(small)) / sum(large)
        large = [
            max(low, min(LARGEST, int(size * scale)))
            for size, low in zip(large, least, strict=True)
        ]
    return small + large


def _campaigns(luck: Luck, rings: int, *, rare: bool) -> list[int]:
    """Return how many rings each campaign has; rings on their own are campaigns of one."""
    if rare:
        several = [luck.choice((2, 3))]
    else:
        several = [luck.randint(3, 6) for _ in range(luck.randint(1, 2))]
    return several + [1] * (rings - sum(several))


def _add_ring(
    scene: Scene,
    name: str,
    campaign: str,
    operator: Operator,
    size: int,
    victims: list[Account],
) -> None:
    luck, care = scene.luck, operator.care
    weights: dict[Mode, float] = {
        "burst": 3 - 2 * care,
        "waves": 4,
        "drift": 3,
        "spread": 0.5 + 3 * care,
    }
    mode = luck.weighted(weights)
    stolen = steal_cards(luck, victims, size, care) if operator.style.stolen_cards else []
    ring = Ring(name, campaign, operator, stolen)
    if operator.style.name == "carshare":
        gather_seats(scene, ring, size)
    times = sorted(scene.window.signups(size, mode))
    latest = scene.window.end - 2 * DAY
    for number, time in enumerate(times):
        sybil = open_sybil(scene, ring, (number + 0.5) / size, min(time, latest))
        ply_trade(scene, ring, sybil)
    hijack(scene, ring, victims)
