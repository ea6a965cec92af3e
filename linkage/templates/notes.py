"""What a template's prompts show of disguise, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkage.templates.disguise import HIDDEN, IMITATED, MARKED, MIXED_CASE, SPREAD

SHARE = 0.1
"""Share of a template's prompts from which a disguise is worth a note."""
REWORDED = 0.88
"""Median share of the scaffold held, below which the wording varies."""

_NAMES = {
    HIDDEN: "invisible characters",
    IMITATED: "look-alike letters",
    MARKED: "stacked marks",
    MIXED_CASE: "unusual capitals",
    SPREAD: "extra blanks",
}


def disguise_note(statistics: Mapping[str, Any]) -> str:
    """Return the note of a template from ``bit_N`` (shares of prompts) and ``kept`` (median).

    >>> shares = {"bit_1": 0.42, "bit_2": 0.0, "bit_4": 0.0, "bit_8": 0.0, "bit_16": 0.0}
    >>> disguise_note({**shares, "kept": 0.99})
    'invisible characters in 42% of prompts'
    """
    notes = [
        f"{name} in {statistics[f'bit_{bit}']:.0%} of prompts"
        for bit, name in _NAMES.items()
        if statistics[f"bit_{bit}"] >= SHARE
    ]
    if statistics["kept"] < REWORDED:
        notes.append(f"varied wording (a prompt keeps {statistics['kept']:.0%} of the text)")
    return "; ".join(notes)
