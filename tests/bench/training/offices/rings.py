"""The rings of a world: how many, of what sizes, of whose campaign, and whom they harm."""

from __future__ import annotations

from .accounts import Account
from .campaigns import Headquarters, headquarters, look_in
from .members import Members
from .scene import Scene
from .shops import Shop, open_shop
from .styles import STYLES, TRIAL, Style, style_weights
from .window import DAY, DRIP, GROW, Signups

Ring = tuple[Shop, list[Account]]
RINGS, RARE_RINGS = (27, 60), (5, 12)
EACH, RARE_EACH = 33, 9
"""Accounts for each ring, at least, on average."""
LEAST_LARGE, LARGEST = 26, 330
SURPLUS = 1.1
"""Accounts in rings against those that are wanted, at most, if there are large rings to cut."""
CUT = 5
SAME_STYLE = 0.85
"""Rings of a campaign that are of its trade."""
ONE_BY_ONE = 0.6
"""Trial abusers who open the next account when the credit of the last is gone."""


def ring_sizes(scene: Scene, accounts: int, *, rare: bool) -> list[int]:
    """Return the sizes of rings with about so many accounts; every other one is small."""
    luck = scene.luck
    rings = _number_of_rings(scene, accounts, rare=rare)
    small = rings // 2 + (0 if rare else luck.randint(0, 2))
    sizes = [luck.size(11, 0.5, 5, 25) for _ in range(small)]
    large = [luck.size(60, 0.7, LEAST_LARGE, LARGEST) for _ in range(rings - small)]
    scale = (accounts - sum(sizes)) / max(1, sum(large))
    sizes += [max(LEAST_LARGE, min(LARGEST, int(size * scale))) for size in large]
    while sum(sizes) > accounts * SURPLUS and max(sizes) > LEAST_LARGE:
        sizes[sizes.index(max(sizes))] -= CUT
    luck.shuffle(sizes)
    return sizes


def _number_of_rings(scene: Scene, accounts: int, *, rare: bool) -> int:
    if rare:
        return min(scene.luck.randint(*RARE_RINGS), max(2, accounts // RARE_EACH))
    least, most = RINGS
    most = min(most, accounts // EACH)
    if most < least:
        return max(2, most)
    return scene.luck.randint(least, max(least + 1, most))


def add_rings(scene: Scene, sizes: list[int], *, rare: bool) -> list[Ring]:
    """Add rings of these sizes; those of campaigns come first, then others on their own."""
    luck = scene.luck
    campaigns = 1 if rare else luck.randint(1, 2)
    shards = [luck.randint(2, 3) if rare else luck.randint(3, 5) for _ in range(campaigns)]
    rings: list[Ring] = []
    number = 0
    while len(rings) < len(sizes):
        number += 1
        own = sizes[len(rings) :][: shards.pop() if shards else 1]
        rings += _add_campaign(scene, own, f"c{number:02d}", len(rings))
    return rings


def _add_campaign(scene: Scene, sizes: list[int], name: str, before: int) -> list[Ring]:
    luck = scene.luck
    care = scene.difficulty + luck.gauss(0, 0.12)
    style = _any_style(scene, several=len(sizes) > 1)
    top = headquarters(scene, sum(sizes)) if len(sizes) > 1 else None
    rings = []
    for number, size in enumerate(sizes, before + 1):
        shard_care = min(1, max(0, care + luck.gauss(0, 0.1)))
        trade = style if luck.happens(SAME_STYLE) else _any_style(scene)
        shop = open_shop(scene, size, shard_care, trade, top)
        rings.append((shop, _add_ring(scene, shop, f"r{number:03d}", name, top)))
    return rings


def _any_style(scene: Scene, *, several: bool = False) -> Style:
    weights = style_weights(scene.difficulty)
    if several:
        weights = [weight * style.campaigns for style, weight in zip(STYLES, weights, strict=True)]
    return scene.luck.choices(STYLES, weights)[0]


def _add_ring(
    scene: Scene, shop: Shop, name: str, campaign: str, top: Headquarters | None
) -> list[Account]:
    members = Members(scene, shop, name, campaign)
    accounts = [members.account(number, time) for number, time in enumerate(_signups(scene, shop))]
    if top:
        look_in(scene, top, accounts)
    _hijack(scene, accounts)
    return accounts


def _signups(scene: Scene, shop: Shop) -> list[float]:
    luck, care = scene.luck, shop.care
    if shop.style is TRIAL and luck.happens(ONE_BY_ONE):
        return _one_by_one(scene, shop.size)
    burst = Signups("burst", min(14, max(0.1, luck.spread(1.5, 1))))
    waves = Signups("waves", max(0.1, luck.spread(1, 0.8)), luck.randint(2, 8))
    ways = {burst: 4 - 2 * care, waves: 4.0, DRIP: 2 + 3 * care, GROW: 1.0}
    return scene.window.signups(shop.size, luck.weighted(ways))


def _one_by_one(scene: Scene, n: int) -> list[float]:
    luck, window = scene.luck, scene.window
    time = luck.uniform(window.begin, (window.begin + window.end) / 2)
    gap = min(max(0.1, luck.spread(3, 0.8)) * DAY, (window.end - time) / n)
    times = []
    for _ in range(n):
        time += gap * luck.uniform(0.3, 1.7)
        times.append(min(time, window.end - DAY))
    return times


def _hijack(scene: Scene, accounts: list[Account]) -> None:
    """Let a ring take over some accounts of strangers for days; they stay honest."""
    luck, window, singles = scene.luck, scene.window, scene.singles
    if not singles or not luck.happens(0.15 + 0.45 * scene.difficulty):
        return
    share = luck.betavariate(1, 9) * (0.5 + scene.difficulty)
    wanted = max(1, int(len(accounts) * share))
    for victim in luck.sample(singles, min(wanted, len(singles))):
        time = luck.uniform(window.since(victim.created), window.end - 2 * DAY)
        thief = luck.choice(accounts).stays[-1]
        victim.stays.append(
            thief._replace(
                begin=time,
                end=time + luck.spread(3, 0.8) * DAY,
                sessions=luck.randint(1, 5),
                prompting=1.0,
            )
        )
