"""From facts to a nature: clues between 0 and 1, and what each says for or against, in points.

A nature's points are its start plus the sum of its clues; the highest counts if it reaches
`ENOUGH`, else nothing is said. The clues are a table so that an analyst can read, and a
contributor change, why something is called a campus. Facts that the data lack are no clue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from linkage.discovery.natures.facts import IdentifierFacts
from linkage.discovery.tokens import Floats

ENOUGH = 1.0
"""Points from which a nature is named."""
START = -2.0
"""Points of every nature before any clue."""

_ACADEMIC = r"(?i)(\.edu(\.[a-z]{2})?$|\.ac\.[a-z]{2}$|univ|college|campus|school)"


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue: how much it is seen, from 0 to 1, and its words for one identifier, if any."""

    seen: Callable[[IdentifierFacts], Floats]
    words: Callable[[IdentifierFacts, int], str]


def ramp(value: Floats, low: float, high: float) -> Floats:
    """Return 0 at ``low``, 1 at ``high``, and the line between; 0 where nothing is known."""
    return np.asarray(np.nan_to_num(np.clip((value - low) / (high - low), 0.0, 1.0)))


def _academic(facts: IdentifierFacts) -> Floats:
    named = facts.domain.str.contains(_ACADEMIC).to_numpy().astype(float)
    return np.asarray(named * ramp(facts.one_domain, 0.25, 0.5))


def _percent(value: float) -> str:
    return f"{value:.0%}"


CLUES: Mapping[str, Clue] = {
    "few": Clue(lambda f: ramp(f.accounts, 10, 6), lambda _f, _i: ""),
    "many": Clue(lambda f: ramp(f.accounts, 20, 60), lambda _f, _i: ""),
    "tenured": Clue(
        lambda f: ramp(f.spread, 20, 120),
        lambda f, i: f"they signed up over {f.spread[i]:.0f} days",
    ),
    "sudden": Clue(
        lambda f: np.maximum(ramp(f.burst, 0.3, 0.7), ramp(f.spread, 15, 4)),
        lambda f, i: f"most signed up within {max(f.spread[i], 1):.0f} days",
    ),
    "own devices": Clue(
        lambda f: ramp(f.own_device, 0.5, 0.8),
        lambda f, i: f"{_percent(f.own_device[i])} have devices of their own",
    ),
    "pooled devices": Clue(
        lambda f: ramp(f.own_device, 0.5, 0.2),
        lambda f, i: f"only {_percent(f.own_device[i])} have devices of their own",
    ),
    "own cards": Clue(
        lambda f: ramp(f.own_card, 0.5, 0.8),
        lambda f, i: f"{_percent(f.own_card[i])} of those who pay have cards of their own",
    ),
    "one card": Clue(
        lambda f: ramp(f.one_card, 0.25, 0.5),
        lambda f, i: f"{_percent(f.one_card[i])} pay with one card",
    ),
    "one device": Clue(
        lambda f: ramp(f.one_device, 0.25, 0.5),
        lambda f, i: f"{_percent(f.one_device[i])} use one device",
    ),
    "one address": Clue(
        lambda f: ramp(f.one_address, 0.25, 0.5),
        lambda f, i: f"{_percent(f.one_address[i])} come from one address",
    ),
    "one domain": Clue(
        lambda f: ramp(f.one_domain, 0.25, 0.5) - _academic(f),
        lambda f, i: f"{_percent(f.one_domain[i])} have mail at {f.domain[i]}",
    ),
    "academic domain": Clue(
        _academic, lambda f, i: f"{_percent(f.one_domain[i])} have mail at {f.domain[i]}"
    ),
    "no common domain": Clue(
        lambda f: ramp(f.one_domain, 0.2, 0.05), lambda _f, _i: "they have no mail domain in common"
    ),
    "one country": Clue(
        lambda f: ramp(f.country, 0.6, 0.9),
        lambda f, i: f"{_percent(f.country[i])} come from one country",
    ),
    "many countries": Clue(
        lambda f: ramp(f.country, 0.6, 0.35),
        lambda f, i: f"at most {_percent(f.country[i])} come from one country",
    ),
    "in rings": Clue(
        lambda f: ramp(f.in_rings, 0.2, 0.6),
        lambda f, i: f"{_percent(f.in_rings[i])} are in rings",
    ),
    "out of rings": Clue(
        lambda f: ramp(f.in_rings, 0.1, 0.0), lambda _f, _i: "hardly any is in a ring"
    ),
    "day and night": Clue(
        lambda f: ramp(f.workday, 0.65, 0.5),
        lambda f, i: f"active round the clock ({_percent(f.workday[i])} in the busiest ten hours)",
    ),
    "data centre": Clue(
        lambda f: f.hosting.astype(float), lambda _f, _i: "its network is that of a data centre"
    ),
}
"""What is looked for."""

_NETWORK: Mapping[str, Mapping[str, float]] = {
    "home": {
        "few": 2.5,
        "one device": 1.0,
        "one card": 1.0,
        "tenured": 1.0,
        "one country": 0.5,
        "one domain": -2.0,
        "in rings": -4.0,
        "many countries": -2.0,
    },
    "campus": {
        "academic domain": 4.0,
        "own devices": 1.0,
        "tenured": 0.5,
        "in rings": -3.0,
        "one card": -2.0,
    },
    "office": {
        "one domain": 3.0,
        "one card": 2.5,
        "own devices": 0.5,
        "one country": 0.5,
        "academic domain": -4.0,
        "few": -0.5,
        "in rings": -4.0,
        "many countries": -2.0,
    },
    "carrier": {
        "many": 1.0,
        "one country": 2.0,
        "tenured": 1.0,
        "no common domain": 1.0,
        "own devices": 0.5,
        "few": -4.0,
        "in rings": -2.0,
        "one card": -2.0,
    },
    "vpn": {
        "many countries": 3.0,
        "many": 0.5,
        "day and night": 1.0,
        "no common domain": 0.5,
        "few": -1.0,
        "one card": -2.0,
    },
    "hosting": {"data centre": 5.0, "day and night": 0.5},
    "farm": {
        "in rings": 3.5,
        "pooled devices": 1.5,
        "sudden": 1.0,
        "own devices": -1.0,
        "tenured": -0.5,
        "academic domain": -3.0,
    },
}
_DEVICE: Mapping[str, Mapping[str, float]] = {
    "home": {
        "few": 2.0,
        "one address": 1.5,
        "tenured": 1.0,
        "in rings": -4.0,
        "one domain": -2.0,
        "academic domain": -2.0,
    },
    "campus": {"academic domain": 4.0, "one address": 0.5, "in rings": -3.0},
    "office": {
        "one domain": 3.0,
        "one card": 1.5,
        "one address": 0.5,
        "academic domain": -4.0,
        "in rings": -4.0,
    },
    "farm": {"in rings": 3.5, "sudden": 1.0, "one card": 0.5, "tenured": -0.5},
    "public": {
        "many countries": 2.0,
        "no common domain": 1.0,
        "tenured": 1.0,
        "own devices": 0.5,
        "in rings": -3.0,
        "one address": -2.0,
        "few": -1.0,
    },
}
_PAYMENT: Mapping[str, Mapping[str, float]] = {
    "home": {"few": 2.0, "one address": 1.5, "tenured": 1.0, "in rings": -4.0, "one domain": -2.0},
    "office": {
        "one domain": 3.0,
        "one address": 1.0,
        "own devices": 0.5,
        "few": -0.5,
        "in rings": -4.0,
    },
    "farm": {"in rings": 3.5, "pooled devices": 1.0, "sudden": 0.5, "tenured": -0.5},
}
_CONTACT: Mapping[str, Mapping[str, float]] = {
    "campus": {"academic domain": 4.0},
    "office": {
        "one card": 2.5,
        "one address": 1.5,
        "own devices": 0.5,
        "academic domain": -4.0,
        "in rings": -4.0,
        "many countries": -2.0,
    },
    "farm": {"in rings": 3.5, "sudden": 1.0, "pooled devices": 0.5, "tenured": -0.5},
    "public": {
        "many countries": 2.0,
        "many": 1.0,
        "tenured": 1.0,
        "out of rings": 0.5,
        "in rings": -3.0,
        "one card": -2.0,
        "one address": -2.0,
    },
}
_CONTENT: Mapping[str, Mapping[str, float]] = {
    "campus": {"academic domain": 4.0, "in rings": -3.0},
    "office": {
        "one domain": 3.0,
        "one card": 1.5,
        "one address": 0.5,
        "academic domain": -4.0,
        "in rings": -4.0,
    },
    "farm": {"in rings": 3.5, "pooled devices": 1.0, "sudden": 0.5, "tenured": -0.5},
    "public": {
        "many countries": 2.0,
        "own devices": 1.0,
        "tenured": 1.0,
        "no common domain": 0.5,
        "in rings": -3.0,
        "one card": -2.0,
        "one address": -2.0,
    },
}
RULES: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    "network": _NETWORK,
    "device": _DEVICE,
    "payment": _PAYMENT,
    "contact": _CONTACT,
    "content": _CONTENT,
}
"""Group of kinds -> nature -> clue -> points."""
