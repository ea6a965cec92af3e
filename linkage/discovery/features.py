"""Visible features of a group of accounts: what speaks for one operator, and what against.

A feature is a function of the group's facts; its docstring is its explanation to the analyst.
Every feature is NaN where the data cannot say anything, so that missing kinds of data are neutral:
no templates in the data is another thing than templates that the members do not share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from linkage.discovery.holdings import Holdings, best_of_groups, holdings, tied_by
from linkage.discovery.pace import busiest_day
from linkage.discovery.pools import kinds_of_pools, pool_rows
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.timing import Timing, timing
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

ENOUGH = 0.2
"""Share of a group that must have any identifier of a kind, if the group is to be judged by it."""
HOUSEHOLD = 4.0
"""Accounts of a usual household."""
HANDFUL = 8
"""Accounts up to which a group is as small as families are."""
LARGE = 3.0
"""Size, log2 of accounts over 4, from which a larger group is no more telling."""
RARE_DOMAIN = 0.02
"""Share of all accounts up to which a mail domain is an organisation's, not a mail service's."""
MINE = 0.3
"""Share of a token's accounts from which a group's hold on it counts."""


@dataclass(frozen=True)
class Facts:
    """What the features are computed from."""

    tokens: Tokens
    bits: Floats
    profiles: Profiles
    labels: Longs
    held: Holdings

    @property
    def sizes(self) -> Floats:
        """(groups,) accounts of each group."""
        return self.held.sizes.astype(np.float64)

    @cached_property
    def holds(self) -> Floats:
        """(n, groups of kinds) the largest owned share of an account's identifiers."""
        return _best_holds(self, self.tokens.plain)

    @cached_property
    def in_step(self) -> Floats:
        """(n,) the largest owned share of what an account uses in one hour."""
        return np.asarray(_best_holds(self, ~self.tokens.plain).max(axis=1))

    @cached_property
    def bare(self) -> Floats:
        """(n,) 1 for members all of whose devices and cards are held by the group, else 0."""
        return _nothing_private(self)

    @cached_property
    def busiest(self) -> tuple[Floats, Flags]:
        """(groups,) the share of sign-ups in the busiest 24 hours, 0 if unknown; where known."""
        share = busiest_day(self.labels, self.profiles.created, self.held.groups)
        return share, share > 0

    @cached_property
    def timing(self) -> Timing | None:
        """The temporal patterns of the groups; None where the data carry no times."""
        times = self.profiles.times
        return None if times is None else timing(self.tokens, self.held, self.labels, times)


def gather_facts(tokens: Tokens, bits: Floats, profiles: Profiles, labels: Longs) -> Facts:
    """Collect the facts of the labelled groups."""
    return Facts(tokens, bits, profiles, labels, holdings(tokens, labels))


Feature = Callable[[Facts], Floats]


def size(facts: Facts) -> Floats:
    """The group has this many accounts (log scale, from 4): groups as large are rings so often."""
    return np.log2(np.maximum(facts.sizes, 1.0) / 4.0)


def shared_content(facts: Facts) -> Floats:
    """Members send prompts of templates that few accounts outside the group use."""
    return _held_share(facts, "content")


def scripts_of_few(facts: Facts) -> Floats:
    """A handful of accounts send the same rare prompts: housemates seldom do."""
    return np.where(facts.sizes <= HANDFUL, shared_content(facts), np.nan)


def scripts_on_devices(facts: Facts) -> Floats:
    """Members send prompts of shared scripts from shared devices: classes and families do not."""
    return _both(facts, "content", "device")


def scripts_on_cards(facts: Facts) -> Floats:
    """Members send prompts of shared scripts and pay with shared cards."""
    return _both(facts, "content", "payment")


def scripts_in_step(facts: Facts) -> Floats:
    """Members run shared scripts from shared devices in the same hours: a farm does."""
    if facts.tokens.plain.all():
        return _unknown(facts)
    have = _has(facts, "content") & _has(facts, "device")
    both = np.minimum(_hold(facts, "content"), _hold(facts, "device"))
    return _mean_of_those(facts, have, np.minimum(both, facts.in_step))


def nothing_of_their_own(facts: Facts) -> Floats:
    """Members have no device of their own, nor a card: all is the group's."""
    return _mean_of_those(facts, _has(facts, "device"), facts.bare)


def made_together(facts: Facts) -> Floats:
    """Members who have nothing of their own were signed up in one burst (bits, as for burst)."""
    return burst(facts) * nothing_of_their_own(facts)


def shared_devices(facts: Facts) -> Floats:
    """Members use devices that few accounts outside the group use."""
    return _held_share(facts, "device")


def shared_payment(facts: Facts) -> Floats:
    """Members pay with instruments that few accounts outside the group use."""
    return _held_share(facts, "payment")


def shared_contact(facts: Facts) -> Floats:
    """Members give contact data that few accounts outside the group give."""
    return _held_share(facts, "contact")


def shared_network(facts: Facts) -> Floats:
    """Members come from addresses that few accounts outside the group use."""
    return _held_share(facts, "network")


def several_kinds(facts: Facts) -> Floats:
    """Members are tied to the others by independent kinds of evidence (kinds beyond the first)."""
    return _mean_of_members(facts, np.maximum(_kinds_held(facts) - 1.0, 0.0))


def several_pools(facts: Facts) -> Floats:
    """Members draw from pools of several independent kinds (kinds beyond the first)."""
    return _mean_of_members(facts, np.maximum(kinds_of_pools(facts.tokens, facts.held) - 1, 0))


def pooled_addresses(facts: Facts) -> Floats:
    """Members draw from many addresses that are theirs, each for a few (log scale, up to 32)."""
    return _pools(facts, "network")


def pooled_cards(facts: Facts) -> Floats:
    """Members draw from many cards that are theirs, each for a few (log scale, up to 32)."""
    return _pools(facts, "payment")


def lockstep(facts: Facts) -> Floats:
    """Members use the same scarce thing in the same hour."""
    if facts.tokens.plain.all():
        return _unknown(facts)
    return _mean_of_members(facts, facts.in_step)


def one_address(facts: Facts) -> Floats:
    """Most members sit behind one address, as offices, campuses and homes do."""
    behind = _largest_share(facts, "network")
    return np.where(facts.sizes <= HANDFUL, behind * _apart(facts), behind)


def one_card(facts: Facts) -> Floats:
    """One payment instrument pays for most members, as companies and families do."""
    return _largest_share(facts, "payment")


def one_device(facts: Facts) -> Floats:
    """One device serves most of a group small enough to be a household."""
    small = np.minimum(HOUSEHOLD / np.maximum(facts.sizes, 1), 1)
    return _largest_share(facts, "device") * small * _apart(facts)


def crowded_device(facts: Facts) -> Floats:
    """One device that is theirs serves more members than a household has (log scale, from 4)."""
    if "device" not in facts.tokens.groups:
        return _unknown(facts)
    held = facts.held
    rows = _rows_of(facts, "device") & (held.owned >= 0.5)
    crowd = np.zeros(held.groups)
    np.maximum.at(crowd, held.group[rows], held.members[rows])
    return np.clip(np.log2(np.maximum(crowd, 1.0) / HOUSEHOLD), 0.0, None)


def one_domain(facts: Facts) -> Floats:
    """Most members have addresses of one mail domain that is theirs or that few people use."""
    kinds = facts.tokens.kinds
    if "email_domain" not in kinds:
        return _unknown(facts)
    held = facts.held
    domain = facts.tokens.kind[held.token] == kinds.index("email_domain")
    rare = facts.tokens.degree[held.token] <= RARE_DOMAIN * facts.tokens.size
    return _largest(facts, domain & (rare | (held.owned > 0.5)))


def spread(facts: Facts) -> Floats:
    """Many members are tied by several kinds, and no single thing is common to most of them."""
    common = (
        one_address(facts),
        one_card(facts),
        _largest_share(facts, "device"),
        one_domain(facts),
    )
    tied = _mean_of_members(facts, (_kinds_held(facts) >= 2).astype(np.float64))
    alone = np.clip(2.0 - 2.0 * np.fmax.reduce(common), 0.0, 1.0)
    return np.asarray(np.clip(size(facts), 0.0, LARGE) * tied * np.nan_to_num(alone, nan=1.0))


def no_own_devices(facts: Facts) -> Floats:
    """Members have fewer devices of their own than people usually have."""
    return _no_own(facts, "device")


def no_own_cards(facts: Facts) -> Floats:
    """Members have fewer cards of their own than people usually have."""
    return _no_own(facts, "payment")


def no_own_prompts(facts: Facts) -> Floats:
    """Members send fewer prompts of their own than people usually do."""
    return _no_own(facts, "content")


def no_own_addresses(facts: Facts) -> Floats:
    """Members have fewer addresses of their own than people usually have."""
    return _no_own(facts, "network")


def burst(facts: Facts) -> Floats:
    """Accounts were made in a burst: bits by which the busiest day exceeds an even spread."""
    share, span = facts.busiest
    created = facts.profiles.created
    everyone = created[created != UNKNOWN]
    whole = max((int(everyone.max()) - int(everyone.min())) / DAY, 1.0) if len(everyone) else 1.0
    expected = np.minimum(np.maximum(2.0 / whole, 1.5 / np.maximum(facts.sizes, 1.0)), 1.0)
    return np.where(span, np.maximum(np.log2(np.maximum(share, 1e-9) / expected), 0.0), np.nan)


def burst_share(facts: Facts) -> Floats:
    """Return (groups,) the share of the group's sign-ups in its busiest 24 hours, 0 if unknown."""
    return facts.busiest[0]


def handover(facts: Facts) -> Floats:
    """Members pass what they own on: one account ends on it, and the next begins."""
    return _unknown(facts) if facts.timing is None else facts.timing.handover.value


def rotation(facts: Facts) -> Floats:
    """Members share the work of one identifier more evenly than people do, and take turns."""
    return _unknown(facts) if facts.timing is None else facts.timing.rotation.value


def day_lockstep(facts: Facts) -> Floats:
    """Members are active on the same days: their mean correlation beyond chance."""
    return _unknown(facts) if facts.timing is None else facts.timing.day_lockstep.value


def shift(facts: Facts) -> Floats:
    """Members begin something new to them on one and the same day."""
    return _unknown(facts) if facts.timing is None else facts.timing.shift.value


FEATURES: tuple[Feature, ...] = (
    size,
    shared_content,
    scripts_of_few,
    scripts_on_devices,
    scripts_on_cards,
    scripts_in_step,
    nothing_of_their_own,
    made_together,
    shared_devices,
    shared_payment,
    shared_contact,
    shared_network,
    several_kinds,
    several_pools,
    pooled_addresses,
    pooled_cards,
    lockstep,
    one_address,
    one_card,
    one_device,
    crowded_device,
    one_domain,
    spread,
    no_own_devices,
    no_own_cards,
    no_own_prompts,
    no_own_addresses,
    burst,
    handover,
    rotation,
    day_lockstep,
    shift,
)


AGAINST: frozenset[Feature] = frozenset({one_address, one_card, one_device, one_domain})
"""Features of which more speaks against a ring; of all others but EITHER more speaks for one."""
EITHER: frozenset[Feature] = frozenset({size})
"""Features that say something only together with others: a large group that shares much is a ring
sooner than a small one, and a large group that shares little is a campus or a company."""


def feature_matrix(facts: Facts) -> Floats:
    """Return (groups, features) in the order of FEATURES; NaN is unknown."""
    if facts.held.groups == 0:
        return np.zeros((0, len(FEATURES)))
    return np.column_stack([feature(facts) for feature in FEATURES])


def _kinds_held(facts: Facts) -> Floats:
    """Return (n,) the groups of kinds by which an account is tied to its own group."""
    strong = (facts.held.owned >= MINE) & (facts.bits[facts.held.token] > 0)
    tied = tied_by(facts.tokens, facts.held, strong)
    return np.asarray(tied.sum(axis=1), dtype=np.float64)


def _rows_of(facts: Facts, group: str) -> Flags:
    """Return which rows of the holdings are plain tokens of this group of kinds."""
    tokens = facts.tokens
    if group not in tokens.groups:
        return np.zeros(len(facts.held.token), dtype=np.bool_)
    code = facts.held.token
    mine = tokens.group[code] == tokens.groups.index(group)
    return np.asarray(mine & tokens.plain[code], dtype=np.bool_)


def _held_share(facts: Facts, group: str) -> Floats:
    """Return the mean hold (owned share of the best identifier) of the members that have any."""
    return _mean_of_those(facts, _has(facts, group), _hold(facts, group))


def _both(facts: Facts, one: str, other: str) -> Floats:
    """Return the mean over members that have both of the smaller of their two best holds."""
    have = _has(facts, one) & _has(facts, other)
    return _mean_of_those(facts, have, np.minimum(_hold(facts, one), _hold(facts, other)))


def _mean_of_those(facts: Facts, have: Flags, value: Floats) -> Floats:
    """Return the mean over the members that ``have`` what is asked; unknown if they are too few.

    ``value`` (n,) is 0 for all others.
    """
    inside = facts.labels >= 0
    count = np.bincount(facts.labels[inside], have[inside], minlength=facts.held.groups)
    total = np.bincount(facts.labels[inside], value[inside], minlength=facts.held.groups)
    enough = count >= np.maximum(2.0, ENOUGH * facts.sizes)
    return np.where(enough, total / np.maximum(count, 1.0), np.nan)


def _hold(facts: Facts, group: str) -> Floats:
    """Return (n,) the largest owned share among the identifiers of this group of kinds."""
    groups = facts.tokens.groups
    if group not in groups:
        return np.zeros(facts.tokens.size)
    return np.asarray(facts.holds[:, groups.index(group)])


def _best_holds(facts: Facts, which: Flags) -> Floats:
    """Return (n, groups of kinds) the largest owned share among ``which`` (t,) tokens."""
    held = facts.held
    useful = which[held.token] & (facts.bits[held.token] > 0)
    return best_of_groups(facts.tokens, held, np.where(useful, held.owned, 0.0))


def _has(facts: Facts, group: str) -> Flags:
    """Return (n,) the accounts with any identifier of this group of kinds, shared or not."""
    mine = facts.tokens.distinct[:, _kinds_of(facts.tokens, group)]
    return np.asarray(mine.sum(axis=1) > 0, dtype=np.bool_)


def _kinds_of(tokens: Tokens, group: str) -> list[int]:
    """Return the kinds of a group, as columns of ``tokens.distinct``."""
    groups = tokens.kind_group[: len(tokens.kinds)]
    return [kind for kind, g in enumerate(groups) if tokens.groups[g] == group]


def _pools(facts: Facts, group: str) -> Floats:
    """Return log2(1 + pooled identifiers of this group of kinds), up to 5; NaN without the kind."""
    if group not in facts.tokens.groups:
        return _unknown(facts)
    held = facts.held
    mine = pool_rows(facts.tokens, held) & _rows_of(facts, group)
    return np.log2(1.0 + np.minimum(np.bincount(held.group[mine], minlength=held.groups), 31))


def _nothing_private(facts: Facts) -> Floats:
    """Return (n,) 1 for members all of whose devices and cards are held by the group, else 0."""
    tokens, held = facts.tokens, facts.held
    mine = (held.owned >= 0.5) & tokens.plain[held.token]
    result = _has(facts, "device").astype(np.float64)
    for group in ("device", "payment"):
        rows = mine & _rows_of(facts, group)
        pooled = np.bincount(held.member[rows[held.row]], minlength=tokens.size)
        have = tokens.distinct[:, _kinds_of(tokens, group)].sum(axis=1)
        result *= pooled >= have
    return result


def _apart(facts: Facts) -> Floats:
    """Return (groups,) the share of members that run no common script, 1 if that is unknown.

    Housemates share an address and a device, and each asks what they like.
    """
    return 1.0 - np.nan_to_num(shared_content(facts))


def _unknown(facts: Facts) -> Floats:
    return np.full(facts.held.groups, np.nan)


def _mean_of_members(facts: Facts, value: Floats) -> Floats:
    inside = facts.labels >= 0
    sums = np.bincount(facts.labels[inside], value[inside], minlength=facts.held.groups)
    return sums / np.maximum(facts.sizes, 1.0)


def _largest_share(facts: Facts, group: str) -> Floats:
    if group not in facts.tokens.groups:
        return _unknown(facts)
    return _largest(facts, _rows_of(facts, group))


def _largest(facts: Facts, rows: Flags) -> Floats:
    """Return the largest share of members behind a single token of these rows."""
    held = facts.held
    largest = np.zeros(held.groups)
    np.maximum.at(largest, held.group[rows], held.members[rows] / facts.sizes[held.group[rows]])
    return largest


def _no_own(facts: Facts, group: str) -> Floats:
    """Return by how much the members' share of identifiers of their own falls below the usual.

    In standard deviations of a single link: what hardly anybody has says little by its absence.
    """
    tokens = facts.tokens
    columns = _kinds_of(tokens, group)
    plain = tokens.plain & np.isin(tokens.kind, columns)
    counts = np.concatenate([[0], np.cumsum(plain[tokens.account_tokens])])
    shared = (counts[tokens.account_start[1:]] - counts[tokens.account_start[:-1]]).astype(float)
    have = tokens.distinct[:, columns].sum(axis=1)
    usual = 1.0 - shared.sum() / max(float(have.sum()), 1.0)
    inside = facts.labels >= 0
    labels = facts.labels[inside]
    links = np.bincount(labels, have[inside], minlength=facts.held.groups)
    shared_links = np.bincount(labels, shared[inside], minlength=facts.held.groups)
    missing = usual - 1.0 + shared_links / np.maximum(links, 1.0)
    spread = np.sqrt(max(usual * (1.0 - usual), 1e-4))
    return np.where(links > 0, missing / spread, np.nan)
