"""What the accounts of a ring use, channel by channel: the ring's own, a vendor's, anybody's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.simulate.activity import Ints
from linkage.simulate.draft import CLIENTS, ISSUERS, Draft
from linkage.simulate.honest import PUBLIC_DOMAINS, skewed
from linkage.simulate.places import COUNTRIES
from linkage.simulate.settings import Dials

FIRST_VIRTUAL_ISSUER = len(COUNTRIES) * ISSUERS
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


def _pool(rng: np.random.Generator, pool: Ints, n: int) -> Ints:
    """Draw from a pool of the operator: some of it is used more than the rest."""
    return skewed(rng, pool, n, 1.4)


def add_contacts(
    draft: Draft,
    rng: np.random.Generator,
    operator: Operator,
    accounts: Ints,
    private: Flags,
    dials: Dials,
) -> None:
    """Mailboxes at mail services, at the operator's domains, or as aliases of one; and phones."""
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


def add_devices(
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


def add_cards(
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


def add_scripts(
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


def add_proxies(
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
