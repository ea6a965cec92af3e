"""The honest part of a world: strangers, people with several accounts, households and groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from . import builders, firms, gatherings, private, workers
from .scene import Scene

Maker = Callable[[Scene, int], None]
STRANGERS = (0.36, 0.46)
"""Share of honest accounts that are strangers', from and to."""
SMALL_GROUPS = 0.16
"""Share in households, or of people with several accounts."""
LAST_ROOM = 40
"""Room for accounts that strangers fill when a group does not fit."""
USUAL_WORLD = 25_000
"""Accounts of a world with groups of full size; in smaller ones the largest are smaller."""


class Sort(NamedTuple):
    """A sort of group: its weight, and its size as a lognormal number between two others."""

    add: Maker
    weight: float
    median: float
    sigma: float
    least: int
    most: int
    suspect: bool = False
    """Whether it looks like trouble; the more careful operators are, the more of these are."""


SMALL_SORTS = (
    Sort(private.add_multiple, 0.35, 2.6, 0.5, 2, 9),
    Sort(private.add_family, 0.45, 3, 0.4, 2, 7),
    Sort(private.add_flat, 0.2, 4, 0.6, 2, 14),
)
SORTS = (
    Sort(firms.add_startup, 13, 8, 0.7, 3, 60),
    Sort(firms.add_company, 4, 45, 0.9, 12, 420),
    Sort(firms.add_agency, 6, 11, 0.8, 3, 90, suspect=True),
    Sort(builders.add_tests, 6, 12, 0.9, 3, 160, suspect=True),
    Sort(builders.add_tenants, 2.5, 24, 0.9, 6, 220, suspect=True),
    Sort(builders.add_distributor, 3.5, 24, 0.8, 6, 160, suspect=True),
    Sort(gatherings.add_class, 6, 24, 0.6, 8, 130),
    Sort(builders.add_laboratory, 5, 9, 0.6, 4, 45, suspect=True),
    Sort(gatherings.add_university, 0.8, 160, 0.6, 60, 500),
    Sort(workers.add_call_centre, 2.5, 38, 0.8, 10, 240, suspect=True),
    Sort(gatherings.add_association, 5, 8, 0.5, 4, 30),
    Sort(gatherings.add_hackathon, 2, 45, 0.6, 15, 160),
    Sort(builders.add_app, 2, 70, 0.9, 15, 450),
    Sort(workers.add_raters, 2.5, 30, 0.8, 8, 180, suspect=True),
    Sort(workers.add_helped, 3, 18, 0.7, 5, 90, suspect=True),
    Sort(workers.add_marketer, 3, 8, 0.7, 3, 40, suspect=True),
    Sort(gatherings.add_cafe, 4, 14, 0.8, 4, 90),
    Sort(gatherings.add_audience, 3, 35, 0.8, 8, 250),
    Sort(firms.add_renamed, 2, 14, 0.6, 6, 50),
    Sort(private.add_contractor, 9, 3, 0.4, 2, 6),
)


def add_honest(scene: Scene, wanted: int) -> None:
    """Add so many accounts of honest people."""
    luck = scene.luck
    scene.room = wanted
    for _ in range(int(wanted * luck.uniform(*STRANGERS))):
        private.add_stranger(scene)
    until = len(scene.accounts) + wanted * SMALL_GROUPS
    shares = [sort.weight for sort in SMALL_SORTS]
    while len(scene.accounts) < until:
        sort = luck.choices(SMALL_SORTS, shares)[0]
        sort.add(scene, luck.size(sort.median, sort.sigma, sort.least, sort.most))
    _add_groups(scene, wanted)


def _add_groups(scene: Scene, wanted: int) -> None:
    luck, suspect = scene.luck, 1 + 1.2 * scene.difficulty
    weights = [sort.weight * (suspect if sort.suspect else 1) for sort in SORTS]
    scale = min(1, max(0.3, scene.size / USUAL_WORLD))
    while (room := wanted - len(scene.accounts)) > 0:
        sort = luck.choices(SORTS, weights)[0]
        most = round(sort.most * scale) + sort.least
        n = luck.size(sort.median, sort.sigma, sort.least, most)
        if n <= room:
            sort.add(scene, n)
        elif room < LAST_ROOM:
            for _ in range(room):
                private.add_stranger(scene)
