"""Identity resolution: which accounts have one owner, from kinds that only describe.

holdings -> candidates -> comparison (levels) -> dependence (parents) -> model (bits) ->
grouping -> findings, one module a step.
"""

from __future__ import annotations

from linkage.discovery.owners.resolve import Identities, find_identities

__all__ = ["Identities", "find_identities"]
