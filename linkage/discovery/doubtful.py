"""Groups that look like rings and are not flagged: evidence there is, but not enough of it.

An analyst is also shown what a caution holds back: test accounts that no known customer has made
are worth a question.
"""

from __future__ import annotations

from dataclasses import replace

from linkage.discovery.cautions import before_cautions
from linkage.discovery.clusters import keep
from linkage.discovery.operators import Found
from linkage.discovery.scoring import probability, total_bits
from linkage.discovery.tokens import Flags
from linkage.records import INSUFFICIENT, Ring

FLOOR = 0.5
"""Score from which a group that is not flagged is worth a look: as likely a ring as not."""
PREFIX = "U"
"""First letter of the id of a group that is not flagged."""


def split(found: Found, minimum: float, floor: float) -> tuple[Found, Found]:
    """Return the groups with at least the minimum score, and others that are worth a look.

    These score at least the floor, or would have the minimum score but for a caution.
    """
    scores = probability(total_bits(found.evidence))
    flagged = scores >= minimum
    held_back = probability(before_cautions(found.evidence)) >= minimum
    return chosen(found, flagged), chosen(found, ~flagged & (held_back | (scores >= floor)))


def chosen(found: Found, wanted: Flags) -> Found:
    """Return the groups that are wanted (groups,), numbered anew in their order."""
    kept = tuple(lines for lines, want in zip(found.evidence, wanted, strict=True) if want)
    return Found(keep(found.labels, wanted), kept, keep(found.aside, wanted))


def unflagged(ring: Ring) -> Ring:
    """Return a group as one that is not flagged, with an id of its own kind."""
    return replace(ring, id=f"{PREFIX}-{ring.id.partition('-')[2]}", verdict=INSUFFICIENT)
