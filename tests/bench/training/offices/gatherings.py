"""People who learn, meet or watch the same: classes, universities, hackathons, cafés, audiences."""

from __future__ import annotations

from .countries import any_country
from .groups import Group, found
from .hours import DAYTIME, EVENING, OFFICE
from .scene import Scene
from .sharing import Shared, always, any_of
from .window import TRICKLE, Signups


def add_class(scene: Scene, n: int) -> None:
    """Add a class or a course, some in a room with machines of one image."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    at_school = luck.happens(0.4)
    room = scene.internet.office(1) if luck.happens(0.85) else None
    image = things.common_device() if luck.happens(0.3) else things.device()
    machines = scene.split(things.device, n, luck.uniform(1, 6))
    device = always(image) if luck.happens(0.35) else machines
    in_laboratory = luck.happens(0.4)
    together = luck.happens(0.8)
    course = Group(
        kind=luck.choice(("class", "bootcamp")),
        country=country,
        abroad=0.1,
        signups=Signups("burst", luck.uniform(0.05, 4)) if together else Signups("waves", 1, 3),
        life=max(3.0, luck.spread(50, 0.6)),
        form="name",
        domains=Shared(always(scene.mail.domain()), 0.9 if at_school else 0.05),
        cards=Shared(
            scene.split(things.card, n, n / luck.choice((1, 1, 3))), luck.betavariate(1, 1.3)
        ),
        other_cards=luck.choice(("none", "own")),
        phones=Shared(always(things.number(country)), luck.betavariate(1, 6)),
        devices=Shared(device, luck.betavariate(3, 1)) if in_laboratory else None,
        networks=Shared(always(room), luck.betavariate(5, 1)) if room else None,
        templates=Shared(
            scene.split(things.template, n, n / luck.randint(2, 8), mixed=True),
            luck.betavariate(6, 1),
        ),
        own_templates=luck.uniform(0.1, 0.7),
        habits=[luck.choice((OFFICE, EVENING))],
        sessions=luck.spread(6, 0.3),
    )
    found(scene, course, n)


def add_university(scene: Scene, n: int) -> None:
    """Add people of a university."""
    luck, things = scene.luck, scene.things
    domains = [scene.mail.domain() for _ in range(luck.choice((1, 2)))]
    machines = scene.split(things.device, n, luck.uniform(10, 60), mixed=True)
    templates = scene.split(things.template, n, luck.uniform(4, 30), mixed=True)
    university = Group(
        kind="university",
        country=any_country(luck),
        abroad=0.05,
        signups=luck.choice((TRICKLE, Signups("waves", 20, 2))),
        form="name",
        domains=Shared(any_of(luck, domains), luck.betavariate(3, 1)),
        devices=Shared(machines, 0.2),
        networks=Shared(always(scene.internet.office(luck.randint(3, 23))), 0.9),
        templates=Shared(templates, 0.25),
        habits=[DAYTIME],
    )
    found(scene, university, n)


def add_association(scene: Scene, n: int) -> None:
    """Add an association with a house, some machines, and a card that was given to it."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    association = Group(
        kind="ngo",
        country=country,
        abroad=0.05,
        signups=luck.choice((TRICKLE, Signups("burst", 3))),
        form="name",
        domains=Shared(always(scene.mail.domain()), 0 if luck.happens(0.4) else 0.9),
        cards=Shared(always(things.card()), luck.betavariate(2, 1)),
        other_cards="none",
        phones=Shared(always(things.number(country)), luck.betavariate(2, 2)),
        devices=Shared(
            scene.split(things.device, n, luck.uniform(2, 5), mixed=True),
            luck.betavariate(4, 1),
        ),
        own_devices=0.4,
        networks=Shared(always(scene.internet.office(1)), 0.9),
        templates=Shared(scene.split(things.template, n, luck.uniform(2, 8)), 0.5),
        habits=[DAYTIME],
    )
    found(scene, association, n)


def add_hackathon(scene: Scene, n: int) -> None:
    """Add a hackathon: one hall, cards of the sponsor, prompts of teams or of all."""
    luck, things = scene.luck, scene.things
    in_teams = luck.happens(0.5)
    templates = scene.split(
        things.template,
        n,
        luck.uniform(3, 5) if in_teams else n,
        mixed=True if in_teams else None,
    )
    hackathon = Group(
        kind="hackathon",
        country=any_country(luck),
        abroad=0.3,
        signups=Signups("burst", luck.uniform(0.2, 2)),
        life=max(0.5, luck.spread(4, 0.8)),
        cards=Shared(
            scene.split(things.card, n, n / luck.randint(1, 4), mixed=True),
            luck.betavariate(2, 2),
        ),
        other_cards="none",
        networks=Shared(
            always(scene.internet.office(luck.choice((1, 2, 6)))), luck.betavariate(4, 1)
        ),
        own_networks=luck.uniform(0.2, 0.9),
        templates=Shared(templates, luck.betavariate(3, 1)),
        own_templates=0.5,
        habits=[DAYTIME],
        weekend=1,
        sessions=5,
    )
    found(scene, hackathon, n)


def add_cafe(scene: Scene, n: int) -> None:
    """Add people who meet on one line: at a café, a library, a desk for rent, in a village."""
    luck, things, internet = scene.luck, scene.things, scene.internet
    country = any_country(luck)
    fixed = luck.happens(0.7)
    network = internet.office(1) if fixed else internet.carriers[country][0].part(luck, 3)
    machines = scene.split(things.device, n, luck.uniform(3, 12), mixed=True)
    cafe = Group(
        kind=luck.choice(("cafe", "library", "coworking", "village")),
        country=country,
        abroad=0.1,
        devices=Shared(machines, 0.6) if luck.happens(0.45) else None,
        own_devices=0.6,
        networks=Shared(always(network), 1),
        habits=[DAYTIME],
        weekend=0.8,
    )
    found(scene, cafe, n)


def add_audience(scene: Scene, n: int) -> None:
    """Add those who follow a video within days: its prompts, and at times its trick.

    The trick is a way in from anywhere: a tunnel, a rented number, a prepaid card.
    """
    luck, things = scene.luck, scene.things
    templates = [things.template() for _ in range(luck.randint(1, 5))]
    trick = luck.happens(0.4)
    tunnel = luck.choice(scene.internet.tunnels)
    audience = Group(
        kind="audience",
        country=any_country(luck),
        abroad=luck.uniform(0.1, 0.9),
        signups=Signups("burst", luck.uniform(1, 9)),
        life=25,
        other_cards="prepaid" if trick and luck.happens(0.5) else "own",
        other_phones="rented" if trick and luck.happens(0.5) else "own",
        networks=Shared(always(tunnel), 0.4) if trick else None,
        own_networks=0.8,
        templates=Shared(any_of(luck, templates), 0.95),
        habits=[EVENING],
        weekend=1,
    )
    found(scene, audience, n)
