"""Prompt templates, mined from raw prompts.

prompts -> characters (folding) -> tokens (shingles, compiled in scan) -> frequent -> scaffolds
(cluster, spread) -> select (split, senders) -> naming (ids that stay) -> registry, and
registry -> index, match -> windows -> stream (who sent what), one module a step. `discover` runs
the steps.
A pure layer: text and columns in, columns and dataclasses out.

Compiled code is cached by file: after a change in `sets`, `slots`, `cluster` or `spread`, delete
``linkage/templates/__pycache__``, as the modules that call them keep what they compiled.
"""

from __future__ import annotations

from linkage.templates.capability import capability
from linkage.templates.registry import Discovery, Registry, Template

__all__ = [
    "Discovery",
    "Registry",
    "Template",
    "capability",
]
