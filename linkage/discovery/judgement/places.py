"""What many members of a ring share and whose nature is known: what may explain the ring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from linkage.discovery.natures import Data, Exempt
from linkage.discovery.natures.table import WIDESPREAD
from linkage.discovery.situation import Situation
from linkage.kinds import KindTable
from linkage.natures import NATURES, title_of
from linkage.records import Findings, Place

MOST = 6
"""Places listed for a ring."""
AGAINST = 0.4
"""Share of the members behind something legitimate from which it speaks against a ring."""
_LEGITIMATE = frozenset(nature.name for nature in NATURES if nature.legitimate)
DECLARED = "declared by "


def ring_places(
    findings: Findings, found: Situation, data: Data, gone: Exempt
) -> tuple[tuple[Place, ...], ...]:
    """Return what many members of each ring share, with its nature, that of most members first."""
    shared = _held(found)
    if gone.identifiers.height:
        shared = pl.concat([shared, _gone(found, data, gone)])
    sizes = pl.Series("size", found.held.sizes)
    rows = (
        shared.with_columns(sizes.gather(shared["ring"]))
        .filter(pl.col("members") >= pl.max_horizontal(2.0, WIDESPREAD * pl.col("size")))
        .join(findings.natures.drop_nulls("nature"), on=["kind", "value"])
        .sort(["ring", "members", "kind", "value"], descending=[False, True, False, False])
    )
    places: list[list[Place]] = [[] for _ in range(found.rings)]
    columns = ("ring", "kind", "value", "members", "nature", "nature_reason")
    for ring, kind, value, members, nature, reason in rows.select(columns).iter_rows():
        declared = reason.startswith(DECLARED)
        plain = (kind, nature) == ("email_domain", "public") and not declared
        if len(places[ring]) < MOST and not plain:  # That many use a mail service says nothing.
            places[ring].append(Place(kind, value, members, nature, reason, declared))
    return tuple(tuple(each) for each in places)


def _held(found: Situation) -> pl.DataFrame:
    """Return ring, kind, value, members of the identifiers that members share."""
    tokens, held = found.tokens, found.held
    rows = np.flatnonzero(tokens.plain[held.token])
    token = held.token[rows]
    kinds = pl.Series(tokens.kinds, dtype=pl.String)
    return pl.DataFrame(
        {
            "ring": held.group[rows].astype(np.int64),
            "kind": kinds.gather(tokens.kind[token]),
            "value": tokens.values.gather(token),
            "members": held.members[rows].astype(np.int64),
        }
    )


def _gone(found: Situation, data: Data, gone: Exempt) -> pl.DataFrame:
    """Return the same of what was declared to link nobody."""
    members = pl.DataFrame({"account": found.tokens.accounts, "ring": found.labels}).filter(
        pl.col("ring") >= 0
    )
    return (
        data.sightings.join(gone.identifiers, on=["kind", "value"], how="semi")
        .join(members, on="account")
        .group_by("ring", "kind", "value")
        .agg(pl.len().cast(pl.Int64).alias("members"))
    )


def speaks_against(places: Sequence[Place], accounts: int, kinds: KindTable) -> tuple[str, ...]:
    """Return in sentences which legitimate things most members share."""
    sentences = []
    for place in places:
        if place.nature in _LEGITIMATE and place.members >= AGAINST * accounts:
            kind = kinds.get(place.kind)
            hidden = kind is not None and kind.personal
            what = f"one {place.kind}" if hidden else f"{place.kind} {place.value}"
            sentences.append(
                f"{place.members / accounts:.0%} of its members share {what}:"
                f" {title_of(place.nature)} ({place.reason})."
            )
    return tuple(sentences)


def explained_share(places: Sequence[Place], accounts: int) -> float:
    """Return the largest share of members behind something declared legitimate."""
    shares = [p.members / accounts for p in places if p.declared and p.nature in _LEGITIMATE]
    return max(shares, default=0.0)
