"""Those who buy accounts: people, small studios with an app, other proxies."""

from __future__ import annotations

from typing import NamedTuple

from .countries import any_country, one_of
from .hours import AROUND_THE_CLOCK, Hours
from .people import Devices, Networks, Person, Templates
from .private import add_single
from .scene import Scene

KNOWN = 0.1
"""Buyers with an account of their own."""
ACCOUNTS_PER_KNOWN = 250
"""Accounts of a world for each of them, at least."""
ACCOUNTS_EACH = (3.2, 0.9)
OUT_OF_ORDER = 0.15
"""How far apart a buyer's accounts are in the list of work: replacements and repeat orders."""


class Buyer(NamedTuple):
    """What somebody uses the accounts with that they bought."""

    devices: Devices
    networks: Networks
    templates: Templates
    hours: Hours


def draw_buyers(scene: Scene, n: int, care: float) -> list[Buyer]:
    """Return the buyer of each account of a ring."""
    luck = scene.luck
    buyers: list[Buyer] = []
    while len(buyers) < n:
        buyers += [_buyer(scene, care)] * luck.size(*ACCOUNTS_EACH, 1, max(2, n // 2))
    places = [(number + luck.gauss(0, n * OUT_OF_ORDER), number) for number in range(n)]
    return [buyers[number] for _, number in sorted(places)]


def _buyer(scene: Scene, care: float) -> Buyer:
    luck = scene.luck
    draw = luck.random()
    country = one_of(luck, "CN CN RU") if draw < 6 / 11 else any_country(luck)
    person = scene.people.person(country)
    buyer = _studio(scene, person) if luck.happens(0.35) else _private(scene, person, care)
    if scene.known_buyers < scene.size // ACCOUNTS_PER_KNOWN and luck.happens(KNOWN):
        add_single(scene, person)
        scene.known_buyers += 1
    return buyer


def _studio(scene: Scene, person: Person) -> Buyer:
    luck, things = scene.luck, scene.things
    device = things.kit() if luck.happens(0.6) else things.device()
    templates = [*person.templates, (things.template(), 3.0)]
    networks: Networks = [(scene.internet.machine(), 4)]
    return Buyer([(device, 2)], networks, templates, AROUND_THE_CLOCK)


def _private(scene: Scene, person: Person, care: float) -> Buyer:
    luck = scene.luck
    networks = person.networks
    if luck.happens(0.3 + 0.4 * care):
        also = networks if luck.happens(0.5) else []
        networks = [(scene.internet.tunnel(2, 11), 4), *also]
    templates = [*person.templates, (scene.things.template(), 3.0)]
    return Buyer(person.devices, networks, templates, person.hours)
