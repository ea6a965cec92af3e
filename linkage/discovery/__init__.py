"""Discovery: from sightings to rings. Pure: columns in, columns and dataclasses out.

tokens -> corroboration (bits) -> pairs -> clusters -> scoring (seeds) -> growth -> rings ->
campaigns -> membership -> findings, one module a step.
"""

from __future__ import annotations

from linkage.discovery.run import discover

__all__ = ["discover"]
