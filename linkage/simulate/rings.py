"""The bad side of a world: campaigns in shards, small rings, and what spills over to others."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from linkage.simulate.activity import Ints
from linkage.simulate.channels import Operator
from linkage.simulate.draft import END, GROUPS, START, Draft
from linkage.simulate.operators import VENDORS, Shard, add_shard, add_vendors
from linkage.simulate.places import COUNTRIES
from linkage.simulate.working import Uses, hand_over, rotate, shift, some_day

_HOUR = 3600


def add_rings(draft: Draft) -> None:
    """Add all campaigns and rings, then the honest accounts that they took over."""
    settings = draft.settings
    rng = draft.random(30)
    _choose_stolen_cards(draft, rng)
    add_vendors(draft)
    shards: list[Shard] = []
    cluster = 0
    campaigns = (
        (settings.campaign, settings.campaign_shards),
        (settings.second_campaign, settings.second_shards),
    )
    for number, (size, count) in enumerate(campaigns):
        if not size:
            continue
        made = []
        operator = _operator(draft, rng, cluster, number, size)
        for part in shard_sizes(rng, size, count):
            made.append(add_shard(draft, _of_shard(operator, cluster), part, cluster))
            cluster += 1
        _add_bridges(draft, rng, made)
        shards += made
    for size in settings.ring_sizes():
        operator = _operator(draft, rng, cluster, -1, size)
        shards.append(add_shard(draft, operator, size, cluster))
        cluster += 1
    _take_over(draft, shards)
    _plan(draft, shards)


def shard_sizes(rng: np.random.Generator, total: int, count: int) -> list[int]:
    """Split a campaign into shards of uneven size that sum to the total."""
    weights = rng.lognormal(0, 0.6, count)
    edges = np.rint(np.cumsum(weights) / weights.sum() * total).astype(int)
    return [int(b - a) for a, b in pairwise([0, *edges]) if b > a]


def _choose_stolen_cards(draft: Draft, rng: np.random.Generator) -> None:
    """Pick cards of honest people that circulate among operators."""
    wanted = max(3, int(draft.settings.bad_accounts() * 0.02))
    draft.pools["stolen"] = rng.choice(draft.values["payment"], wanted, replace=False)


def _operator(
    draft: Draft, rng: np.random.Generator, cluster: int, campaign: int, size: int
) -> Operator:
    """Make an operator: its nights, its domains, its vendor and the scripts of its campaign."""
    country = int(rng.integers(0, len(COUNTRIES)))
    nights = rng.choice((END - START) // 86_400, 24, replace=False)
    hour = (int(rng.integers(0, 6)) - COUNTRIES[country].offset) % 24
    runs = START + 86_400 * nights + _HOUR * (hour + rng.integers(0, 4, 24))
    domains = draft.add_domains([f"mailroom-{cluster}-{i}.com" for i in range(1 + size // 60)])
    scripts = draft.add_values("template", max(4, size // 200) if campaign >= 0 else 0)
    vendor = int(rng.integers(0, VENDORS))
    return Operator(cluster, campaign, country, runs, domains, scripts, vendor)


def _of_shard(operator: Operator, cluster: int) -> Operator:
    """Return the campaign's operator as the one of a single shard."""
    return Operator(
        cluster,
        operator.campaign,
        operator.country,
        operator.runs,
        operator.domains,
        operator.scripts,
        operator.vendor,
    )


def _add_bridges(draft: Draft, rng: np.random.Generator, shards: list[Shard]) -> None:
    """Let some accounts of a shard use a device, a card or a script of the shard before it."""
    share = draft.settings.resolved_dials().bridge
    for before, shard in pairwise(shards):
        for kind, pool in (
            ("device", before.devices),
            ("payment", before.cards),
            ("template", before.scripts),
        ):
            chosen = shard.accounts[rng.random(len(shard.accounts)) < share / 3]
            draft.link(
                kind, chosen, rng.choice(pool, len(chosen)), weight=1.0, schedule=shard.schedule
            )


def _take_over(draft: Draft, shards: list[Shard]) -> None:
    """Let each ring use some honest accounts that it took over, beside their owners."""
    rng = draft.random(31)
    group = draft.account_column("group")
    plain = np.flatnonzero(group == GROUPS.index("plain"))
    wanted = [round(0.0025 * draft.settings.contamination * len(s.accounts)) for s in shards]
    wanted[0] = max(wanted[0], round(min(1.0, draft.settings.contamination)))
    taken = rng.choice(plain, min(sum(wanted), len(plain)), replace=False)
    group[taken] = GROUPS.index("taken_over")
    draft.accounts["group"] = [group]
    start = 0
    for shard, count in zip(shards, wanted, strict=True):
        victims = taken[start : start + count]
        start += count
        _use(draft, rng, shard, victims)


def _use(draft: Draft, rng: np.random.Generator, shard: Shard, victims: Ints) -> None:
    """Work with victims' accounts as with the ring's own: its proxy, its script, its hours."""
    for kind, pool in (("ip", shard.proxies), ("template", shard.scripts)):
        draft.link(
            kind,
            victims,
            rng.choice(pool, len(victims)),
            weight=1.0,
            schedule=shard.schedule,
            sync=1.0,
        )


def _plan(draft: Draft, shards: list[Shard]) -> None:
    """Let the operators of some rings work by handover, in rotation, or with a shift."""
    dials = draft.settings.resolved_dials()
    if not (dials.handover or dials.rotation or dials.shift):
        return
    uses = {kind: Uses(draft, kind) for kind in ("device", "ip", "template")}
    created = draft.account_column("created")
    for number, shard in enumerate(shards):
        rng = draft.random(60, number)
        way = rng.random(3) < (dials.handover, dials.rotation, dials.shift)
        for kind, pool in (("device", shard.devices), ("ip", shard.proxies)):
            mine = uses[kind].of(pool, shard.accounts)
            if way[0]:
                hand_over(draft, rng, kind, mine, created)
            elif way[1]:
                rotate(draft, rng, kind, mine)
        if way[2]:
            old = uses["template"].of(shard.scripts, shard.accounts)
            scripts = draft.add_values("template", len(shard.scripts))
            users = np.unique(old[0])
            fresh = users, rng.choice(scripts, len(users))
            sync = dials.synchrony
            draft.link("template", *fresh, weight=8.0, schedule=shard.schedule, sync=sync)
            shift(draft, rng, old, fresh, some_day(rng), created)
