"""The honest part of a world: which groups it has, and of what sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .companies import (
    add_association,
    add_call_centre,
    add_chain,
    add_company,
    add_coworking,
    add_data_firm,
)
from .gatherings import (
    add_app,
    add_community,
    add_course,
    add_gig_workers,
    add_net_cafe,
    add_school,
    add_workshop,
)
from .households import (
    add_family,
    add_flat,
    add_friends,
    add_multiple,
    add_single,
)
from .scene import Scene
from .services import (
    add_agency,
    add_assistant,
    add_distributor,
    add_helper,
    add_repairer,
)
from .testers import add_testers


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of groups: its share of accounts, and lognormal sizes of its groups."""

    add: Callable[[Scene, int], None]
    share: float
    median: float
    sigma: float
    least: int
    most: int
    suspect: bool = False
    """Whether it looks like trouble: there is more of it in difficult worlds."""


SINGLES = 0.5
"""Share of people on their own, where no sort is suspect."""
SORTS = (
    Sort(add_multiple, 0.045, 2.3, 0.5, 2, 9),
    Sort(add_family, 0.10, 2.6, 0.4, 2, 7),
    Sort(add_flat, 0.03, 4, 0.6, 2, 60),
    Sort(add_friends, 0.012, 4, 0.4, 3, 9),
    Sort(add_company, 0.125, 9, 1.25, 3, 420),
    Sort(add_agency, 0.016, 12, 0.7, 4, 60, suspect=True),
    Sort(add_testers, 0.014, 14, 0.9, 4, 120, suspect=True),
    Sort(add_course, 0.028, 45, 0.7, 12, 300),
    Sort(add_workshop, 0.014, 22, 0.6, 8, 120, suspect=True),
    Sort(add_call_centre, 0.018, 40, 0.7, 10, 220),
    Sort(add_association, 0.008, 12, 0.6, 4, 50),
    Sort(add_coworking, 0.012, 15, 0.6, 5, 60),
    Sort(add_net_cafe, 0.012, 14, 0.8, 4, 100),
    Sort(add_app, 0.022, 50, 0.9, 8, 400),
    Sort(add_helper, 0.011, 14, 0.9, 3, 120, suspect=True),
    Sort(add_repairer, 0.010, 14, 0.7, 4, 60, suspect=True),
    Sort(add_distributor, 0.009, 25, 0.8, 6, 160, suspect=True),
    Sort(add_chain, 0.008, 18, 0.8, 5, 120),
    Sort(add_gig_workers, 0.008, 25, 0.8, 6, 150, suspect=True),
    Sort(add_school, 0.010, 25, 0.6, 8, 120),
    Sort(add_assistant, 0.006, 6, 0.5, 3, 16),
    Sort(add_community, 0.014, 30, 0.9, 5, 250),
    Sort(add_data_firm, 0.004, 8, 0.6, 4, 30, suspect=True),
)


def add_honest(scene: Scene, accounts: int) -> None:
    """Add about so many honest accounts, at least."""
    suspects = 0.6 + 1.3 * scene.difficulty
    shares = [sort.share * (suspects if sort.suspect else 1) for sort in SORTS]
    whole = SINGLES + sum(shares)
    for sort, share in zip(SORTS, shares, strict=True):
        _add_groups(scene, sort, accounts * share / whole)
    while len(scene.accounts) < accounts:
        add_single(scene)


def _add_groups(scene: Scene, sort: Sort, wanted: float) -> None:
    """Add groups of a sort; a group that is far too large for what is left seldom comes."""
    luck = scene.luck
    left = wanted
    while left > 0:
        size = luck.size(sort.median, sort.sigma, sort.least, sort.most)
        if size > 1.6 * left and not luck.happens(left / size):
            return
        before = len(scene.accounts)
        sort.add(scene, size)
        left -= len(scene.accounts) - before
