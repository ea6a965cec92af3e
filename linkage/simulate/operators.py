"""Rings: one operator's accounts, with pools of devices, cards, numbers, scripts and proxies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.simulate.activity import Ints
from linkage.simulate.draft import CLIENTS, END, GROUPS, ISSUERS, START, Draft
from linkage.simulate.honest import PUBLIC_DOMAINS, skewed
from linkage.simulate.places import COUNTRIES
from linkage.simulate.settings import Dials

VENDORS = 6
"""Vendors of kits of scripts, of virtual cards and of proxies that several operators buy from."""
FIRST_VIRTUAL_ISSUER = len(COUNTRIES) * ISSUERS
_DAY = 86_400


Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Operator:
    """What the shards of a campaign have in common; a small ring is a shard of its own."""

    cluster: int
    campaign: int
    country: int
    runs: Ints
    """Hours at which the operator works (seconds since 1970)."""
    domains: Ints
    scripts: Ints
    """Scripts of the whole campaign, empty for a small ring."""
    vendor: int


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
    _add_contacts(draft, rng, operator, accounts, _private(rng, dials, careful, 0.0), dials)
    devices = _add_devices(
        draft, rng, accounts, _private(rng, dials, careful, dials.private_device), dials, schedule
    )
    cards = _add_cards(
        draft, rng, operator, accounts, _private(rng, dials, careful, dials.private_card), dials
    )
    scripts = _add_scripts(
        draft, rng, operator, accounts, _private(rng, dials, careful, 0.0), dials, schedule
    )
    proxies = _add_proxies(
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


def _pool(rng: np.random.Generator, pool: Ints, n: int) -> Ints:
    """Draw from a pool of the operator: some of it is used more than the rest."""
    return skewed(rng, pool, n, 1.4)


def _add_contacts(
    draft: Draft,
    rng: np.random.Generator,
    operator: Operator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
) -> None:
    n = len(accounts)
    weights = np.array(list(PUBLIC_DOMAINS.values()), float)
    domain = rng.choice(draft.pools["public_domains"], n, p=weights / weights.sum())
    throwaway = rng.random(n) < 0.12
    domain[throwaway] = rng.choice(draft.pools["disposable_domains"], throwaway.sum())
    owned = (rng.random(n) < dials.own_domain) & ~private
    domain[owned] = _pool(rng, operator.domains, int(owned.sum()))
    alias = (rng.random(n) < dials.alias) & ~private & ~owned
    gmail = draft.pools["public_domains"][0]
    domain[alias] = gmail
    boxes = draft.add_values("email", max(1, int(alias.sum()) // 8), gmail)
    mailbox = np.empty(n, np.int64)
    mailbox[alias] = _pool(rng, boxes, int(alias.sum()))
    mailbox[~alias] = draft.add_values("email", int((~alias).sum()), domain[~alias])
    draft.accounts["alias"][-1] = np.where(alias, np.arange(n), -1)
    draft.link("email", accounts, mailbox)
    draft.link("email_domain", accounts, domain)
    _add_phones(draft, rng, operator, accounts, private, dials)


def _add_phones(
    draft: Draft,
    rng: np.random.Generator,
    operator: Operator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
) -> None:
    """Phones: numbers of the ring, numbers of an SMS service that anybody rents, or new ones."""
    n = len(accounts)
    draw = rng.random(n)
    rented = (draw < 0.25 * draft.settings.contamination) & ~private
    pooled = (draw < 0.7) & ~rented & ~private
    own = (draw < 0.7) & ~rented & ~pooled
    pool = draft.add_values("phone", max(1, int(pooled.sum() / dials.per_phone)), operator.country)
    draft.link("phone", accounts[pooled], _pool(rng, pool, int(pooled.sum())))
    draft.link("phone", accounts[rented], skewed(rng, draft.pools["sms"], int(rented.sum()), 1.3))
    draft.link("phone", accounts[own], draft.add_values("phone", int(own.sum()), operator.country))


def _add_devices(
    draft: Draft,
    rng: np.random.Generator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
    schedule: int,
) -> Ints:
    """Devices: one or two of the farm, one that collides with honest ones, or one of its own."""
    pool_size = max(1, round(len(accounts) / dials.per_device))
    pool = draft.add_values("device", pool_size, rng.integers(0, CLIENTS, pool_size))
    shared = accounts[~private]
    for share in (1.0, 0.4):
        chosen = shared[rng.random(len(shared)) < share]
        draft.link(
            "device",
            chosen,
            _pool(rng, pool, len(chosen)),
            weight=4.0,
            schedule=schedule,
            sync=dials.synchrony,
        )
    alone = accounts[private]
    common = rng.random(len(alone)) < min(0.9, 0.2 * draft.settings.contamination)
    own = draft.add_values("device", int((~common).sum()), 0)
    draft.link("device", alone[~common], own, weight=4.0)
    fingerprint = skewed(rng, draft.pools["fingerprints"], int(common.sum()), 1.6)
    draft.link("device", alone[common], fingerprint, weight=4.0)
    return pool


def _add_cards(
    draft: Draft,
    rng: np.random.Generator,
    operator: Operator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
) -> Ints:
    """Cards: virtual ones of a vendor, used for several accounts or for one; a few stolen ones."""
    paying = rng.random(len(accounts)) < 0.65
    issuer = FIRST_VIRTUAL_ISSUER + operator.vendor
    pool = draft.add_values("payment", max(1, round(int(paying.sum()) / dials.per_card)), issuer)
    shared = accounts[paying & ~private]
    draft.link("payment", shared, _pool(rng, pool, len(shared)), weight=1.5)
    alone = accounts[paying & private]
    draft.link("payment", alone, draft.add_values("payment", len(alone), issuer), weight=1.5)
    stolen = accounts[rng.random(len(accounts)) < 0.04 * draft.settings.contamination]
    card = draft.pools["stolen"][rng.integers(0, len(draft.pools["stolen"]), len(stolen))]
    draft.link("payment", stolen, card, weight=1.5)
    return pool


def _add_scripts(
    draft: Draft,
    rng: np.random.Generator,
    operator: Operator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
    schedule: int,
) -> Ints:
    """Scripts: of the shard, of the campaign, of a vendor's kit, or prompts like anybody's."""
    own = draft.add_values("template", max(1, round(len(accounts) / dials.per_template)))
    activity = rng.lognormal(0, 0.7, len(accounts))
    kit = draft.pools["kits"][operator.vendor]
    popular = draft.pools["prompts"]
    kits = 0.35 * (1 - dials.own_template) * min(2.5, draft.settings.contamination)
    for share in (1.0, 1.0, 0.6, 0.4):
        chosen = np.flatnonzero(rng.random(len(accounts)) < share)
        n = len(chosen)
        draw = rng.random(n)
        scripted = (draw < dials.own_template) & ~private[chosen]
        bought = (draw < dials.own_template + kits) & ~private[chosen]
        value = skewed(rng, popular, n, 2.5)
        single = draw > 0.75
        value[single] = draft.add_values("template", int(single.sum()))
        value[bought] = skewed(rng, kit, int(bought.sum()), 1.5)
        value[scripted] = _pool(rng, own, int(scripted.sum()))
        wide = scripted & (rng.random(n) < 0.15) & (len(operator.scripts) > 0)
        if wide.any():
            value[wide] = _pool(rng, operator.scripts, int(wide.sum()))
        draft.link(
            "template",
            accounts[chosen],
            value,
            weight=6.0 * activity[chosen],
            schedule=schedule,
            sync=dials.synchrony,
        )
    return own


def _add_proxies(
    draft: Draft,
    rng: np.random.Generator,
    operator: Operator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
    schedule: int,
) -> Ints:
    """Addresses: the ring's own, a vendor's, a public VPN's, or the homes of honest people."""
    size = max(1, round(len(accounts) / dials.per_proxy))
    own = draft.add_values("ip", size, rng.choice(draft.pools["hosting"], size))
    vendor = draft.pools["proxies"][operator.vendor]
    contamination = draft.settings.contamination
    share_hidden = min(0.95, dials.residential * max(1.0, contamination))
    for share in (1.0, 0.8, 0.6, 0.4):
        chosen = np.flatnonzero(rng.random(len(accounts)) < share)
        n = len(chosen)
        hidden = (rng.random(n) < share_hidden) | private[chosen]
        value = _pool(rng, own, n)
        home = rng.choice(draft.pools["homes"], n)
        exits = skewed(rng, draft.pools["vpn_exits"], n, 1.8)
        draw = rng.random(n)
        value[hidden] = np.where(
            draw < 0.6, home, np.where(draw < 0.8, exits, rng.choice(vendor, n))
        )[hidden]
        clean = hidden & (rng.random(n) >= contamination)
        network = rng.choice(draft.pools["hosting"], int(clean.sum()))
        value[clean] = draft.add_values("ip", int(clean.sum()), network)
        draft.link(
            "ip",
            accounts[chosen],
            value,
            weight=2.5,
            schedule=schedule,
            sync=dials.synchrony,
        )
    return own
