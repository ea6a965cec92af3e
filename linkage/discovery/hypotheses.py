"""Other readings of a ring, by its visible features, and what speaks against calling it one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from linkage.discovery.features import FEATURES
from linkage.discovery.tokens import Floats
from linkage.records import Contribution, Hypothesis

AGAINST = 0.25
"""Bits against from which a feature is named as counter-evidence."""

_READINGS: Mapping[str, tuple[tuple[str, float, str], ...]] = {
    "family": (
        ("one_card", 1.0, "one card pays for most"),
        ("one_address", 1.0, "one address for most"),
        ("one_device", 0.5, "one device for most"),
    ),
    "company": (
        ("one_domain", 1.5, "one mail domain of their own"),
        ("one_card", 1.0, "one card pays for most"),
        ("one_address", 0.5, "one address for most"),
        ("private_devices", 1.0, "devices of their own"),
    ),
    "campus": (
        ("one_address", 1.5, "one address for most"),
        ("private_devices", 1.5, "devices of their own"),
        ("private_cards", 0.5, "cards of their own"),
    ),
    "class": (
        ("shared_content", 1.0, "the same prompts"),
        ("private_devices", 1.5, "devices of their own"),
        ("one_address", 0.5, "one address for most"),
    ),
    "reseller or pooled relay": (
        ("one_card", 1.5, "one card pays for most"),
        ("private_devices", 1.0, "devices of their own"),
    ),
    "shared tool": (
        ("shared_content", 1.5, "the same prompts"),
        ("private_devices", 1.0, "devices of their own"),
        ("private_cards", 1.0, "cards of their own"),
    ),
}
"""For each reading the features that it would show, their weight, and what they mean."""
_FAMILY = 8
"""Accounts above which a family is unlikely."""


def hypotheses(row: Floats, accounts: int) -> tuple[Hypothesis, ...]:
    """Return how well each reading fits a group, best first: a weighted mean of its features."""
    value = dict(zip((f.__name__ for f in FEATURES), row, strict=True))
    result = []
    for name, parts in _READINGS.items():
        weights = sum(weight for _, weight, _ in parts)
        fit = sum(weight * min(max(value[f], 0.0), 1.0) for f, weight, _ in parts) / weights
        if name == "family" and accounts > _FAMILY:
            fit *= _FAMILY / accounts
        reasons = tuple(f"{text} ({value[f]:.0%})" for f, _, text in parts if value[f] >= 0.2)
        result.append(Hypothesis(name, float(np.clip(fit, 0.0, 1.0)), reasons))
    return tuple(sorted(result, key=lambda h: (-h.fit, h.name)))


def counter_evidence(evidence: tuple[Contribution, ...]) -> tuple[str, ...]:
    """Return the lines of a table of evidence that speak against a ring, strongest first."""
    against = [line for line in evidence if line.name != "prior" and line.bits <= -AGAINST]
    against.sort(key=lambda line: (line.bits, line.name))
    return tuple(f"{line.meaning} ({line.bits:.1f} bits)" for line in against)
