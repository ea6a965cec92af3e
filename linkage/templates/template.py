"""A template: what is known of one script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linkage.templates.index import Scaffold


@dataclass(frozen=True, slots=True)
class Template:
    """A script that prompts are made from.

    ``support`` (distinct prompts) and ``accounts`` are those of the largest discovery so far;
    ``strength`` is support in which one-time use counts little, and decides between templates.
    """

    id: str
    scaffold: Scaffold
    skeleton: str
    support: int
    strength: float = 0.0
    accounts: int = 0
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    obfuscation: str = ""
    capability: str = "other"
