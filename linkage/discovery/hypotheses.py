"""Readings of a group other than a fraud ring, how well each fits, and what speaks against one.

A reading expects traits (a campus: one address, devices of their own, sign-ups over months). Its
fit is the weighted geometric mean of how much each is seen, so that a reading of which something
essential is missing fits badly, whatever else agrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from linkage.discovery.tokens import Floats
from linkage.records import Contribution, Hypothesis, Place

AGAINST = 0.25
"""Bits against from which a feature is named as counter-evidence."""
LEAST = 0.05
"""How much a trait that is not seen at all still counts: nothing is impossible."""
UNSAID = 0.5
"""How much a trait counts of which the data say nothing."""
DECLARED, GUESSED = 0.9, 0.5
"""Fit of a reading whose place all members share, if it was declared, and if it was guessed."""
NAMED = 0.6
"""How much a trait must be seen, or missed, to be named."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A trait that a reading expects: from ``low`` (not seen) to ``high`` (seen).

    Where ``low`` is above ``high``, little of it is expected. Of several names the best counts.
    """

    traits: tuple[str, ...]
    low: float
    high: float
    weight: float
    words: str
    missing: str


def _much(traits: str, weight: float, words: str, missing: str) -> Expected:
    return Expected(tuple(traits.split(" or ")), 0.0, 0.7, weight, words, missing)


_OWN_DEVICES = Expected(
    ("own devices",), 0.3, 0.8, 1.5, "devices of their own", "few have devices of their own"
)
_NO_POOL = Expected(("device pool",), 0.6, 0.1, 1.0, "no pool of devices", "a pool of devices")
_NO_CARD_POOL = Expected(("card pool",), 0.4, 0.05, 1.0, "no pool of cards", "a pool of cards")
_SPREAD = Expected(("days",), 5, 60, 1.0, "signed up over months", "signed up within days")
_APART = Expected(
    ("one address",), 0.6, 0.2, 1.0, "different addresses", "one address for most of them"
)
_ADDRESS = _much("one address", 1.5, "one address for most", "no common address")

READINGS: Mapping[str, tuple[Expected, ...]] = {
    "family": (
        Expected(("size",), 10, 5, 3.0, "few accounts", "too many for a family"),
        _much("one address or one device or one card", 2.0, "a shared home", "no shared home"),
        _SPREAD,
        _NO_CARD_POOL,
    ),
    "company": (
        _much("own domain or one card", 2.0, "one card or mail domain", "no common card or domain"),
        Expected(("size",), 2, 8, 0.5, "more than a household", "as few as a household"),
        _ADDRESS,
        _OWN_DEVICES,
        _NO_POOL,
        _NO_CARD_POOL,
    ),
    "campus": (
        _ADDRESS,
        _much("own domain", 1.0, "a mail domain of their own", "no common mail domain"),
        _OWN_DEVICES,
        Expected(("one card",), 0.3, 0.05, 1.0, "no shared card", "a shared card"),
        _NO_CARD_POOL,
        _SPREAD,
    ),
    "class": (
        _much("same prompts", 2.0, "the same prompts", "no common prompts"),
        _much("same hours", 0.5, "at the same hours", "at different hours"),
        _OWN_DEVICES,
        Expected(("one card",), 0.3, 0.05, 1.0, "no shared card", "a shared card"),
        _NO_POOL,
        _NO_CARD_POOL,
    ),
    "one person's accounts": (
        Expected(
            ("aliases", "one device"),
            0.3,
            0.7,
            3.0,
            "aliases of one mailbox, or one device for most",
            "no mailbox or device common to most",
        ),
        Expected(("size",), 48, 12, 2.0, "few enough for one person", "too many for one person"),
        Expected(("own devices",), 0.8, 0.3, 1.0, "no devices of their own", "own devices"),
        Expected(("days",), 2, 30, 0.5, "signed up over weeks", "signed up within days"),
    ),
    "test series": (
        _much("own domain or aliases", 3.0, "one mail domain or mailbox", "no common mail domain"),
        Expected(("own devices",), 0.8, 0.3, 1.5, "no devices of their own", "own devices"),
        Expected(("own cards",), 0.6, 0.1, 1.0, "no cards of their own", "own cards"),
        Expected(("size",), 5, 12, 0.5, "more than one person needs", "few accounts"),
    ),
    "reseller or pooled relay": (
        _much("one card", 2.0, "one card pays for most", "no card that pays for most"),
        _APART,
        _OWN_DEVICES,
        _NO_POOL,
    ),
    "shared tool": (
        _much("same prompts", 2.0, "the same prompts", "no common prompts"),
        _APART,
        _OWN_DEVICES,
        Expected(("own cards",), 0.3, 0.8, 1.0, "cards of their own", "shared cards"),
        _NO_POOL,
        _SPREAD,
    ),
}
"""For each reading the traits that it would show."""

_PLACES: Mapping[str, str] = {"home": "family", "office": "company", "campus": "campus"}
"""Nature of a place -> the reading that it speaks for."""


def hypotheses(
    traits: Mapping[str, Floats], ring: int, places: Sequence[Place]
) -> tuple[Hypothesis, ...]:
    """Return how well each reading fits a ring, best first, with what fits and what does not."""
    accounts = float(traits["size"][ring])
    result = []
    for name, expected in READINGS.items():
        seen = [_seen(part, traits, ring) for part in expected]
        weights = np.array([part.weight for part in expected])
        logs = np.log(LEAST + (1 - LEAST) * np.array(seen))
        fit = float(np.exp((weights * logs).sum() / weights.sum()))
        reasons = [part.words for part, s in zip(expected, seen, strict=True) if s >= NAMED]
        missing = [part.missing for part, s in zip(expected, seen, strict=True) if s <= 1 - NAMED]
        for place in places:
            if _PLACES.get(place.nature) == name:
                share = place.members / accounts
                fit = max(fit, (DECLARED if place.declared else GUESSED) * share)
                said = "declared" if place.declared else "that looks like"
                reasons.insert(0, f"{share:.0%} share one {place.kind} {said} {place.nature}")
        against = ["but " + ", ".join(missing)] if missing else []
        result.append(Hypothesis(name, min(fit, 1.0), (*reasons, *against)))
    return tuple(sorted(result, key=lambda h: (-h.fit, h.name)))


def _seen(part: Expected, traits: Mapping[str, Floats], ring: int) -> float:
    values = [float(traits[name][ring]) for name in part.traits]
    known = [value for value in values if not np.isnan(value)]
    if not known:
        return UNSAID
    return max(float(np.clip((v - part.low) / (part.high - part.low), 0.0, 1.0)) for v in known)


def counter_evidence(evidence: tuple[Contribution, ...]) -> tuple[str, ...]:
    """Return the lines of a table of evidence that speak against a ring, strongest first."""
    against = [line for line in evidence if line.name != "prior" and line.bits <= -AGAINST]
    against.sort(key=lambda line: (line.bits, line.name))
    return tuple(f"{line.meaning} ({line.bits:.1f} bits)" for line in against)
