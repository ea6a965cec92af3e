"""What is said of the rings that were found: chance, bridges, verdicts, other readings.

Nothing here changes which accounts are in a ring; it is all computed from a run's findings and
the graph that they were found in.
"""

from __future__ import annotations

from linkage.discovery.judgement.judge import judged

__all__ = ["judged"]
