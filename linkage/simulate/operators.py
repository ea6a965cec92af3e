"""Rings: one operator's accounts, with pools of devices, cards, numbers, scripts and proxies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.simulate.activity import Ints
from linkage.simulate.channels import (
    Flags,
    Operator,
    add_cards,
    add_contacts,
    add_devices,
    add_proxies,
    add_scripts,
)
from linkage.simulate.draft import END, GROUPS, START, Draft
from linkage.simulate.places import COUNTRIES
from linkage.simulate.settings import Dials

VENDORS = 6
"""Vendors of kits of scripts, of virtual cards and of proxies that several operators buy from."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Shard:
    """The accounts of one ring and the pools that other shards may borrow from."""

    accounts: Ints
    devices: Ints
    cards: Ints
    scripts: Ints
    proxies: Ints
    schedule: int


def add_vendors(draft: Draft) -> None:
    """Add what is sold to several operators: kits of scripts and addresses of proxies."""
    rng = draft.random(40)
    draft.pools["kits"] = draft.add_values("template", VENDORS * 40).reshape(VENDORS, 40)
    network = np.repeat(rng.choice(draft.pools["hosting"], VENDORS), 60)
    draft.pools["proxies"] = draft.add_values("ip", VENDORS * 60, network).reshape(VENDORS, 60)


def add_shard(draft: Draft, operator: Operator, size: int, stream: int) -> Shard:
    """Add one ring of an operator with everything that its accounts use."""
    rng = draft.random(50, stream)
    dials = draft.settings.resolved_dials()
    accounts = _sign_up(draft, rng, operator, size, dials)
    careful = rng.random(size) < dials.careful
    schedule = draft.add_schedule(_shard_runs(rng, operator), dials.jitter)
    add_contacts(draft, rng, operator, accounts, _private(rng, dials, careful, 0.0), dials)
    devices = add_devices(
        draft, rng, accounts, _private(rng, dials, careful, dials.private_device), dials, schedule
    )
    cards = add_cards(
        draft, rng, operator, accounts, _private(rng, dials, careful, dials.private_card), dials
    )
    scripts = add_scripts(
        draft, rng, operator, accounts, _private(rng, dials, careful, 0.0), dials, schedule
    )
    proxies = add_proxies(
        draft, rng, operator, accounts, _private(rng, dials, careful, 0.0), dials, schedule
    )
    return Shard(accounts, devices, cards, scripts, proxies, schedule)


def _private(rng: np.random.Generator, dials: Dials, careful: Flags, share: float) -> Flags:
    """Return which accounts use nothing of the ring's in one channel."""
    n = len(careful)
    kept_apart = careful & (rng.random(n) >= dials.slip)
    return np.asarray(kept_apart | (rng.random(n) < share))


def _sign_up(
    draft: Draft, rng: np.random.Generator, operator: Operator, size: int, dials: Dials
) -> Ints:
    """Add the accounts in batches; each batch takes its time by the dial ``burst``."""
    batches = 1 + size // 120
    begin = rng.uniform(START - 25 * _DAY, END - 12 * _DAY, batches)
    batch = rng.integers(0, batches, size)
    created = begin[batch] + _DAY * rng.exponential(dials.burst, size)
    created = np.minimum(created, END - _DAY * (1 + rng.random(size)))
    countries = np.where(
        rng.random(size) < 0.5, operator.country, rng.integers(0, len(COUNTRIES), size)
    )
    return draft.add_accounts(
        size,
        created=created.astype(np.int64),
        country=countries,
        plan=np.where(rng.random(size) < 0.6, 1, 0),
        group=GROUPS.index("campaign" if operator.campaign >= 0 else "ring"),
        cluster=operator.cluster,
        campaign=operator.campaign,
    )


def _shard_runs(rng: np.random.Generator, operator: Operator) -> Ints:
    """Return the shard's hours: half of the operator's, and a few more."""
    kept = operator.runs[rng.random(len(operator.runs)) < 0.5]
    more = START + 3600 * rng.integers(0, (END - START) // 3600, 10)
    return np.concatenate([kept, more])
