"""Traits of a ring that readings other than fraud would show, each from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from linkage.discovery.aliases import aliased
from linkage.discovery.pace import times_of_groups
from linkage.discovery.situation import Situation
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Flags, Floats, Longs

_POOL = 0.6
"""Share of the members up to which one device or card is a part of a pool."""


def traits(found: Situation, created: Longs, country: pl.Series) -> Mapping[str, Floats]:
    """Return (rings,) of each trait. NaN stands for what the data do not say.

    ``created`` and ``country`` (n,) are the accounts' sign-up times and countries.
    """
    return {
        "size": found.held.sizes.astype(float),
        "one address": _behind_one(found, "network"),
        "one card": _behind_one(found, "payment"),
        "one device": _behind_one(found, "device"),
        "aliases": aliased(found.tokens, found.held),
        "same prompts": _behind_one(found, "content"),
        "own domain": _own_domain(found),
        "own devices": _own(found, "device"),
        "own cards": _own(found, "payment"),
        "device pool": _pool(found, "device"),
        "card pool": _pool(found, "payment"),
        "same hours": _same_hours(found),
        "days": _days(found, created),
        "one country": _one_country(found, country),
    }


def _rows(found: Situation, group: str) -> Flags:
    tokens, code = found.tokens, found.held.token
    if group not in tokens.groups:
        return np.zeros(len(code), dtype=np.bool_)
    return np.asarray((tokens.group[code] == tokens.groups.index(group)) & tokens.plain[code])


def _has(found: Situation, group: str) -> tuple[Floats, list[int]]:
    """Return (n,) how many identifiers of a group each account has, and the group's kinds."""
    tokens = found.tokens
    columns = [k for k in range(len(tokens.kinds)) if tokens.groups[tokens.kind_group[k]] == group]
    return tokens.distinct[:, columns].sum(axis=1).astype(float), columns


def _largest(found: Situation, rows: Flags) -> Floats:
    held = found.held
    largest = np.zeros(found.rings)
    np.maximum.at(largest, held.group[rows], held.members[rows] / held.sizes[held.group[rows]])
    return largest


def _behind_one(found: Situation, group: str) -> Floats:
    """Return the largest share of members behind one identifier of this group."""
    if group not in found.tokens.groups:
        return np.full(found.rings, np.nan)
    return _largest(found, _rows(found, group))


def _own_domain(found: Situation) -> Floats:
    """Return the largest share of members at one mail domain that hardly anybody else has."""
    tokens, held = found.tokens, found.held
    if "email_domain" not in tokens.kinds:
        return np.full(found.rings, np.nan)
    mine = tokens.kind[held.token] == tokens.kinds.index("email_domain")
    return _largest(found, np.asarray(mine & tokens.plain[held.token] & (held.owned > 0.5)))


def _mean(found: Situation, value: Floats, known: Flags) -> Floats:
    inside = (found.labels >= 0) & known
    labels = found.labels[inside]
    count = np.bincount(labels, minlength=found.rings)
    total = np.bincount(labels, value[inside], minlength=found.rings)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _own(found: Situation, group: str) -> Floats:
    """Return the share of members with an identifier of this group that nobody else has."""
    tokens = found.tokens
    have, columns = _has(found, group)
    wanted = (tokens.plain & np.isin(tokens.kind, columns))[tokens.account_tokens]
    counts = np.concatenate([[0], np.cumsum(wanted)])
    shared = counts[tokens.account_start[1:]] - counts[tokens.account_start[:-1]]
    return _mean(found, (have > shared).astype(float), have > 0)


def _pool(found: Situation, group: str) -> Floats:
    """Return the share of members on identifiers of which the ring has several for parts of it."""
    held = found.held
    part = held.members <= _POOL * held.sizes[held.group]
    mine = _rows(found, group) & found.strong & part
    several = np.bincount(held.group[mine], minlength=found.rings) >= 2
    on_it = np.zeros(len(found.labels))
    on_it[held.member[mine[held.row]]] = 1.0
    return _mean(found, on_it, np.ones(len(found.labels), dtype=np.bool_)) * several


def _same_hours(found: Situation) -> Floats:
    """Return the share of members who use the same thing in the same hour."""
    held = found.held
    hourly = ~found.tokens.plain[held.token] & (held.members >= 3)
    on_it = np.zeros(len(found.labels))
    on_it[held.member[hourly[held.row]]] = 1.0
    return _mean(found, on_it, np.ones(len(found.labels), dtype=np.bool_))


def _days(found: Situation, created: Longs) -> Floats:
    """Return the days in which the middle 80% of the members signed up."""
    days = np.full(found.rings, np.nan)
    for ring, times in times_of_groups(found.labels, created, found.rings):
        if len(times) > 1:
            low, high = np.quantile(times, [0.1, 0.9])
            days[ring] = (high - low) / DAY
    return days


def _one_country(found: Situation, country: pl.Series) -> Floats:
    """Return the share of the most frequent country, of the members whose country is known."""
    frame = pl.DataFrame({"ring": found.labels, "country": country}).drop_nulls()
    counts = frame.filter(pl.col("ring") >= 0).group_by("ring", "country").len()
    best = counts.group_by("ring").agg(
        pl.col("len").max().alias("most"), pl.col("len").sum().alias("all")
    )
    share = np.full(found.rings, np.nan)
    share[best["ring"].to_numpy()] = (best["most"] / best["all"]).to_numpy()
    return share
