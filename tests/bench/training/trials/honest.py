"""The honest part of a world: groups of all sorts, people on their own, and accidents."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.bench.training.luck import Weighted

from .accounts import Account, Card, Contact, Use
from .changing import DAY
from .companies import add_call_centre, add_company, add_laboratory, add_university
from .gatherings import add_centre, add_course, add_crowd, add_house, add_viewers
from .households import add_family, add_flat, add_multiple
from .people import add_person
from .scene import Scene
from .services import add_agency, add_integrator, add_provider, add_shop, add_startup
from .testers import add_testers


class Sort(NamedTuple):
    """A sort of groups, and how often there is one of it against the others."""

    add: Callable[[Scene], None]
    weight: float
    suspect: bool = False
    """Whether it looks like a ring: there is more of it in difficult worlds."""
    everywhere: bool = True
    """Whether every large world has at least one."""


SORTS = (
    Sort(add_family, 60, everywhere=False),
    Sort(add_flat, 28, everywhere=False),
    Sort(add_multiple, 45, everywhere=False),
    Sort(add_company, 9),
    Sort(add_university, 1.2),
    Sort(add_course, 3.5, suspect=True),
    Sort(add_agency, 2.2, suspect=True),
    Sort(add_testers, 1.6, suspect=True),
    Sort(add_startup, 2, suspect=True),
    Sort(add_integrator, 0.9, suspect=True),
    Sort(add_call_centre, 0.9),
    Sort(add_centre, 1.6),
    Sort(add_house, 2.5),
    Sort(add_shop, 2.2, suspect=True),
    Sort(add_crowd, 1.2, suspect=True),
    Sort(add_laboratory, 1.5, suspect=True),
    Sort(add_viewers, 1),
    Sort(add_provider, 0.7),
)
IN_GROUPS = (0.38, 0.5)
"""Share of honest people who are in groups, from and to."""
LARGE = 8000
"""Accounts from which a world has every sort of groups."""
ACCIDENTS = 0.006


def add_honest(scene: Scene, accounts: int) -> list[Account]:
    """Add so many honest accounts, at least, and return those of people on their own."""
    luck = scene.luck
    in_groups = int(accounts * luck.uniform(*IN_GROUPS))
    suspects = scene.grown(0.6, 1.4)
    weights = [
        sort.weight * (suspects if sort.suspect else 1) * luck.lognormvariate(0, 0.35)
        for sort in SORTS
    ]
    if scene.size >= LARGE:
        for sort in SORTS:
            if sort.everywhere:
                sort.add(scene)
    sorts = Weighted(SORTS, weights)
    while len(scene.accounts) < in_groups:
        sorts.draw(luck).add(scene)
    singles = []
    while len(scene.accounts) < accounts:
        singles.append(add_person(scene))
    for _ in range(int(len(scene.accounts) * ACCIDENTS)):
        _happen(scene, *luck.sample(scene.accounts, 2))
    return singles


def _happen(scene: Scene, one: Account, other: Account) -> None:
    """Let something of one account get to a stranger, or a stranger get a new address."""
    luck, draw = scene.luck, scene.luck.random()
    time = luck.uniform(max(one.created, other.first_seen), scene.length)
    if draw < 0.35 and one.phones:
        other.phones.append(Contact(one.phones[0].value, time))
    elif draw < 0.6:
        device = luck.choice(one.devices).thing if one.devices else scene.things.device()
        other.devices.append(Use(device, begin=time))
        other.end = scene.length
    elif draw < 0.75 and one.cards:
        other.cards = [Card(one.cards[0].value, time, time + 40 * DAY)]
    elif draw < 0.85:
        other.call(scene.things.rented_number())
    else:
        other.mails.append(Contact(scene.mail.address(), time))
