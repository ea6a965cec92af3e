"""Crowds at work, and people who help each other: call centres, raters, marketers."""

from __future__ import annotations

from .countries import one_of
from .groups import Group, Setup, found
from .hours import DAYTIME, EVENING, NIGHT, PROGRAM, Habit
from .places import Addresses, Place
from .scene import Scene
from .sharing import Shared, always, any_of
from .window import DRIP, TRICKLE, Signups

SHIFTS = tuple(Habit("shift", hour) for hour in (0, 6, 14, 22))
CALL_CENTRES = "PH IN PK KE PL BR US VN"
RATERS = "KE PH IN US NG VN BR"
WITHOUT_SERVICE = "CN RU CN VN PK TR"
"""Countries where people get in by way of others."""


def add_call_centre(scene: Scene, n: int) -> None:
    """Add a call centre: shifts, thin clients, people who leave."""
    luck, things = scene.luck, scene.things
    country = one_of(luck, CALL_CENTRES)
    centre = Group(
        kind=luck.choice(("callcentre", "crowdoffice")),
        country=country,
        abroad=0,
        signups=luck.choice((Signups("waves", 0.6, 5), Signups("burst", 2), TRICKLE)),
        life=luck.spread(110, 0.5),
        form=luck.choice(("numbered", "corporate")),
        base="agent",
        domains=Shared(always(scene.mail.domain()), luck.betavariate(6, 1)),
        cards=Shared(scene.split(things.card, n, luck.uniform(5, 70)), luck.betavariate(3, 1)),
        other_cards="none",
        phones=Shared(
            scene.split(things.numbers(country), n, luck.uniform(5, 60)), luck.betavariate(2, 2)
        ),
        other_phones="none",
        devices=Shared(
            scene.split(things.device, n, luck.uniform(1.5, 8), mixed=True),
            luck.betavariate(7, 1),
        ),
        own_devices=0.07,
        networks=Shared(always(scene.internet.office(luck.randint(1, 3))), 1),
        own_networks=luck.betavariate(1, 5),
        templates=Shared(scene.split(things.template, n, luck.uniform(8, n)), 0.95),
        own_templates=0.15,
        habits=luck.choices(SHIFTS, k=3),
        weekend=0.8,
        sessions=luck.spread(9, 0.3),
    )
    found(scene, centre, n)


def add_raters(scene: Scene, n: int) -> None:
    """Add raters at home, hired in a batch: the same tasks, and cards of who pays them."""
    luck, things, internet = scene.luck, scene.things, scene.internet
    network: Place = internet.tunnel(3, 3) if luck.happens(0.5) else luck.choice(internet.gateways)
    raters = Group(
        kind="crowdwork",
        country=one_of(luck, RATERS),
        abroad=0.25,
        signups=luck.choice((Signups("burst", 2), Signups("waves", 1, 4))),
        life=45,
        form="numbered" if luck.happens(0.4) else "corporate",
        base="rater",
        domains=Shared(always(scene.mail.domain()), 0.95 if luck.happens(0.5) else 0.1),
        cards=Shared(scene.split(things.card, n, luck.uniform(1.5, 20)), luck.betavariate(2, 2)),
        other_cards="virtual",
        networks=Shared(always(network), luck.betavariate(2, 2)),
        own_networks=0.9,
        templates=Shared(scene.split(things.template, n, luck.uniform(6, n), mixed=True), 0.97),
        own_templates=luck.betavariate(1, 3),
        habits=[luck.choice((DAYTIME, NIGHT, PROGRAM))],
        weekend=0.9,
        sessions=luck.spread(9, 0.3),
        prompting=1.5,
    )
    found(scene, raters, n)


def add_helped(scene: Scene, n: int) -> None:
    """Add people in a country without service who help each other in.

    They use a tunnel, rented numbers and prepaid cards, and one of them sets accounts up.
    """
    luck, things = scene.luck, scene.things
    tunnel = scene.internet.tunnel(2, 7)
    helped = Group(
        kind="helpedusers",
        country=one_of(luck, WITHOUT_SERVICE),
        abroad=0,
        signups=luck.choice((DRIP, Signups("waves", 2, 3))),
        form="bulk",
        domains=Shared(any_of(luck, ("outlook.com", "gmail.com")), 0.4),
        cards=Shared(scene.split(things.card, n, luck.uniform(1.5, 5)), luck.betavariate(1, 2)),
        other_cards="prepaid",
        other_phones=luck.choice(("rented", "own", "new")),
        networks=Shared(always(tunnel), 0.9),
        own_networks=0.4,
        templates=Shared(
            scene.split(things.template, n, luck.uniform(3, 12)), luck.betavariate(1, 3)
        ),
        own_templates=1,
        setup=Setup(always(things.device()), tunnel, luck.betavariate(1, 2)),
        habits=[EVENING],
        weekend=1,
    )
    found(scene, helped, n)


def add_marketer(scene: Scene, n: int) -> None:
    """Add a marketer with many shop identities, each in a browser profile behind a proxy."""
    luck, things = scene.luck, scene.things
    person = scene.people.person()
    profiles = luck.choice(things.profiles)
    proxies = luck.sample(luck.choice(scene.internet.merchants), max(2, n // 3))
    stock = luck.happens(0.5)
    marketer = Group(
        kind="marketer",
        country=person.country,
        person=lambda: person,
        signups=luck.choice((DRIP, TRICKLE)),
        form="name",
        domains=Shared(scene.split(scene.mail.domain, n, 2), luck.random()),
        cards=Shared(scene.split(things.card, n, luck.uniform(1, 4)), luck.betavariate(3, 1)),
        phones=Shared(scene.split(things.numbers(person.country), n, luck.uniform(1, 3)), 0.6),
        other_phones="none",
        devices=Shared(any_of(luck, profiles) if stock else scene.split(things.device, n, 1), 0.9),
        own_devices=0.25,
        networks=Shared(
            scene.split(lambda: Addresses([luck.choice(proxies)]), n, luck.uniform(1, 3)), 0.9
        ),
        own_networks=0.35,
        templates=Shared(scene.split(things.template, n, luck.uniform(2, n)), 0.8),
        own_templates=0.5,
        habits=[DAYTIME],
    )
    found(scene, marketer, n)
