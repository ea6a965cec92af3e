"""What may be said of a ring, by rules that are shown with it.

A group with a score above the setting is flagged. It is a ``ring`` where nothing takes away from
that, and a ``likely ring`` where one of the doubts below holds; a group below the setting is
``insufficient evidence`` and never flagged.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from linkage.discovery.cautions import holds_back
from linkage.discovery.situation import Situation, tied_groups
from linkage.discovery.tokens import Floats
from linkage.records import INSUFFICIENT, LIKELY, RING, Bridge, Ring, Significance

SURE = 0.99
"""Score from which a ring is called so without reserve."""
CHANCE = -3.0
"""log10 of the chance that a rewired world holds such a group, above which it may be chance."""
TIED = 0.25
"""Share of the members that a group of kinds must tie to count as a group of evidence."""
HANGS = 0.6
"""Share of the accounts in the largest part left, up to which a ring hangs on one thing."""
LEGITIMATE = 0.5
"""Share of the members behind something declared legitimate from which it is a doubt."""

Verdict = tuple[str, str]
"""The verdict (records.VERDICTS) and the rule that gave it, in a sentence."""


def ring_verdicts(
    found: Situation,
    rings: Sequence[Ring],
    chances: Sequence[Significance],
    bridges: Sequence[tuple[Bridge, ...]],
    explained: Sequence[float],
) -> tuple[Verdict, ...]:
    """Return the verdict on each ring, in the order of ``rings``.

    ``explained`` is the largest share of members behind one identifier that was declared to be
    a campus, an office, a carrier or a home.
    """
    tied = tied_groups(found)
    return tuple(
        _verdict(ring, tied[place], chances[place], bridges[place], explained[place], found)
        for place, ring in enumerate(rings)
    )


def _verdict(
    ring: Ring,
    tied: Floats,
    chance: Significance,
    bridges: tuple[Bridge, ...],
    explained: float,
    found: Situation,
) -> Verdict:
    names = [found.tokens.groups[g] for g in np.flatnonzero(tied >= TIED)]
    doubts = []
    if ring.score < SURE:
        doubts.append(f"its score is below {SURE:.0%}")
    if len(names) < 2:
        only = f"only {names[0]} evidence ties" if names else "no kind of evidence ties"
        doubts.append(f"{only} a quarter of the members or more")
    if chance.log10_any > CHANCE:
        doubts.append("a world rewired at random might hold such a group")
    if bridges and not bridges[0].others and bridges[0].parts[0] <= HANGS * ring.accounts:
        doubts.append(f"one {_thing(bridges[0])} holds its parts together")
    if explained >= LEGITIMATE:
        doubts.append("most members share what was declared to be legitimate")
    if ring.verdict == INSUFFICIENT:
        cautions = [_clause(line.meaning) for line in ring.contributions if holds_back(line)]
        reasons = "; ".join([*cautions, *doubts]) or "its score is too low"
        return INSUFFICIENT, f"Not flagged: {reasons}."
    if doubts:
        return LIKELY, f"Flagged, with a reserve: {'; '.join(doubts)}."
    return RING, (
        f"Its score is {SURE:.0%} or more, {len(names)} independent groups of evidence"
        f" ({', '.join(sorted(names))}) tie its members, no single thing holds it together,"
        " and a world rewired at random would hardly hold such a group."
    )


def _clause(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:].removesuffix('.')}"


def _thing(bridge: Bridge) -> str:
    return bridge.kind.replace("_", " ")
