"""Orders of the table of templates: apart, since the help names them and must start fast."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """Orders of the table of templates."""

    RINGS = "rings"
    ACCOUNTS = "accounts"
    PROMPTS = "prompts"
    FIRST = "first"
