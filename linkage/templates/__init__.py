"""Prompt templates, mined from raw prompts.

prompts -> characters (folding) -> tokens (shingles) -> frequent -> scaffolds -> select ->
registry (ids that stay), and registry -> match -> links (sightings), one module a step.
A pure layer: text and columns in, columns and dataclasses out.
"""

from __future__ import annotations

from linkage.templates.capability import capability
from linkage.templates.links import EVENTS, link_sightings, linked_events
from linkage.templates.registry import Discovery, Registry, Template
from linkage.templates.sample import PromptSample

__all__ = [
    "EVENTS",
    "Discovery",
    "PromptSample",
    "Registry",
    "Template",
    "capability",
    "link_sightings",
    "linked_events",
]
