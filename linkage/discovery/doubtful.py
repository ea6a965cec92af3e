"""Groups that look like rings and are not flagged: evidence there is, but not enough of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from linkage.discovery.clusters import renumber, select
from linkage.discovery.operators import Evidence
from linkage.discovery.scoring import probability
from linkage.discovery.tokens import Flags, Longs
from linkage.records import INSUFFICIENT, Ring

FLOOR = 0.5
"""Score from which a group that is not flagged is worth a look: as likely a ring as not."""
PREFIX = "U"
"""First letter of the id of a group that is not flagged."""


@dataclass(frozen=True, slots=True)
class Groups:
    """(n,) the group of each account, -1 for none, and each group's table of evidence."""

    labels: Longs
    evidence: Evidence


def split(
    labels: Longs, evidence: Evidence, minimum: float, floor: float = 0.0
) -> tuple[Groups, Groups]:
    """Return the groups with at least the minimum score, and the others from the floor."""
    scores = probability(np.array([sum(line.bits for line in lines) for lines in evidence]))
    flagged = scores >= minimum
    return _chosen(labels, evidence, flagged), _chosen(
        labels, evidence, ~flagged & (scores >= floor)
    )


def _chosen(labels: Longs, evidence: Evidence, wanted: Flags) -> Groups:
    kept = tuple(lines for lines, want in zip(evidence, wanted, strict=True) if want)
    return Groups(renumber(select(labels, wanted), 1), kept)


def unflagged(ring: Ring) -> Ring:
    """Return a group as one that is not flagged, with an id of its own kind."""
    return replace(ring, id=f"{PREFIX}-{ring.id.partition('-')[2]}", verdict=INSUFFICIENT)
