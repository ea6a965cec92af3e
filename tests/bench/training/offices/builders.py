"""Those who build on the interface: test series, tenants, distributors, laboratories, apps."""

from __future__ import annotations

from dataclasses import dataclass

from .countries import Country, any_country
from .groups import Contact, Group, Setup, found
from .hours import DAYTIME, NIGHT, OFFICE, PROGRAM, daily_run
from .mail import Form
from .people import Person
from .places import Place
from .scene import Scene
from .sharing import Shared, always, any_of
from .window import DRIP, GROW, TRICKLE, Signups

TEST_NAMES = ("qa", "test", "e2e", "ci", "dev")
TEST_PLACES = (3, 3, 3, 3, 1)
"""Weights of where tests run: anybody's builders, a machine, a home, an office, a platform."""
TEST_FORMS: tuple[Form, ...] = ("tagged", "numbered", "random")


def add_tests(scene: Scene, n: int) -> None:
    """Add the test accounts of somebody who develops an app."""
    luck, things = scene.luck, scene.things
    person = scene.people.person()
    domain = scene.mail.domain() if luck.happens(0.6) else "gmail.com"
    images = [
        things.kit() if luck.happens(0.4) else things.device() for _ in range(luck.randint(1, 3))
    ]
    emulators = scene.split(things.device, n, luck.uniform(1, 6))
    cards = [things.card() for _ in range(luck.choice((1, 1, 3)))]
    phones = [things.number(person.country) for _ in range(luck.choice((1, 1, 3)))]
    tests = Group(
        kind="qa",
        country=person.country,
        person=lambda: person,
        signups=luck.choice(
            (
                Signups("burst", luck.uniform(0.05, 2)),
                Signups("waves", luck.uniform(0.1, 1), luck.randint(2, 11)),
                DRIP,
                GROW,
            )
        ),
        life=max(1.0, luck.spread(20, 1)),
        form="tagged" if domain == "gmail.com" else luck.choice(TEST_FORMS),
        base=luck.choice(TEST_NAMES),
        domains=Shared(always(domain), luck.betavariate(8, 1)),
        cards=Shared(any_of(luck, cards), luck.betavariate(1.2, 2)),
        other_cards="none",
        phones=Shared(any_of(luck, phones), luck.betavariate(2, 2)),
        other_phones=luck.choice(("none", "none", "rented")),
        devices=Shared(
            any_of(luck, images) if luck.happens(0.5) else emulators, luck.betavariate(5, 1)
        ),
        own_devices=luck.betavariate(1, 3),
        networks=Shared(always(_test_place(scene, person)), 0.9),
        own_networks=luck.betavariate(1, 2),
        templates=Shared(scene.split(things.template, n, n / luck.randint(1, 4)), 0.9),
        own_templates=luck.betavariate(1, 4),
        habits=[luck.choice((PROGRAM, daily_run(luck), OFFICE))],
        weekend=luck.uniform(0.2, 1),
        sessions=luck.spread(4, 0.5),
    )
    found(scene, tests, n)


def _test_place(scene: Scene, person: Person) -> Place:
    luck, internet = scene.luck, scene.internet
    platform = luck.choice(internet.platforms)
    places = (internet.builders, internet.machine(), person.home, internet.office(1), platform)
    return luck.choices(places, TEST_PLACES)[0]


def add_tenants(scene: Scene, n: int) -> None:
    """Add a vendor of software who opens an account for each tenant."""
    luck, things, internet = scene.luck, scene.things, scene.internet
    country, domain = any_country(luck), scene.mail.domain()
    vendor = scene.people.person(country)
    server = internet.servers(1, 5) if luck.happens(0.6) else internet.machine()
    device = things.kit() if luck.happens(0.5) else things.device()
    tenants = Group(
        kind="tenants",
        country=country,
        person=lambda: vendor,
        signups=luck.choice((GROW, DRIP, Signups("waves", 0.3, 4))),
        form=luck.choice(("numbered", "random", "tagged")),
        base=luck.choice(("tenant", "ws", "org")),
        domains=Shared(always(domain), 0.97),
        cards=Shared(scene.split(things.card, n, luck.uniform(5, 80)), luck.betavariate(4, 1)),
        other_cards="virtual",
        phones=Shared(always(things.number(country)), luck.betavariate(3, 1)),
        other_phones="none",
        devices=Shared(always(device), 1),
        own_devices=luck.betavariate(1, 6),
        networks=Shared(always(server), 1),
        own_networks=luck.betavariate(1, 6),
        templates=Shared(scene.split(things.template, n, luck.uniform(4, n)), 0.97),
        own_templates=0.05,
        habits=[luck.choice((PROGRAM, DAYTIME))],
        weekend=0.8,
        sessions=luck.spread(7, 0.4),
    )
    found(scene, tenants, n)


@dataclass(frozen=True, slots=True)
class Client:
    """A small firm that gets accounts from a distributor."""

    domain: str
    line: Place
    template: str
    card: str


def add_distributor(scene: Scene, n: int) -> None:
    """Add an IT provider who opens accounts for small firms and hands them over."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    clients = _clients(scene, country, n)
    cards = [things.card() for _ in range(luck.choice((1, 2, 4)))]
    phones = [things.number(country) for _ in range(luck.randint(1, 3))]
    machines = [things.device() for _ in range(luck.randint(1, 3))]

    def card(number: int) -> str:
        return clients[number].card

    def template(number: int) -> str:
        return (luck.choice(clients) if luck.happens(0.1) else clients[number]).template

    distributor = Group(
        kind="msp",
        country=country,
        abroad=0,
        signups=luck.choice((DRIP, GROW, Signups("waves", 1, 6))),
        domains=Shared(lambda number: clients[number].domain, luck.betavariate(5, 1)),
        contact=Contact(f"license@{scene.mail.domain()}", luck.betavariate(1, 2)),
        cards=Shared(any_of(luck, cards) if luck.happens(0.6) else card, luck.betavariate(4, 1)),
        phones=Shared(any_of(luck, phones), luck.betavariate(2, 2)),
        networks=Shared(lambda number: clients[number].line, 0.9),
        templates=Shared(template, 0.6),
        setup=Setup(any_of(luck, machines), scene.internet.office(1), luck.betavariate(4, 1)),
    )
    found(scene, distributor, n)


def _clients(scene: Scene, country: Country, n: int) -> list[Client]:
    """Return the client of each account."""
    luck, things = scene.luck, scene.things
    clients: list[Client] = []
    while len(clients) < n:
        line = scene.internet.line(country)
        client = Client(scene.mail.domain(), line, things.template(), things.card())
        clients += [client] * luck.size(3, 0.7, 1, 15)
    return clients[:n]


def add_laboratory(scene: Scene, n: int) -> None:
    """Add a research group: a cluster, a harness for evaluations, the card of its head."""
    luck, things = scene.luck, scene.things
    nodes = [
        things.kit() if luck.happens(0.3) else things.device() for _ in range(luck.randint(1, 4))
    ]
    cards = [things.card() for _ in range(luck.choice((1, 2)))]
    laboratory = Group(
        kind=luck.choice(("lab", "evalteam")),
        country=any_country(luck),
        abroad=0.15,
        signups=luck.choice((TRICKLE, Signups("waves", 2, 4), Signups("burst", 5))),
        life=90,
        domains=Shared(always(scene.mail.domain()), luck.betavariate(2, 1)),
        cards=Shared(any_of(luck, cards), luck.betavariate(3, 1)),
        devices=Shared(any_of(luck, nodes), luck.betavariate(4, 1)),
        networks=Shared(always(scene.internet.servers(1, 4)), luck.betavariate(5, 1)),
        own_networks=luck.uniform(0.2, 0.9),
        templates=Shared(
            scene.split(things.template, n, n / luck.randint(2, 7), mixed=True),
            luck.betavariate(6, 1),
        ),
        own_templates=0.3,
        habits=[luck.choice((PROGRAM, PROGRAM, DAYTIME, NIGHT))],
        weekend=0.9,
        sessions=luck.spread(11, 0.4),
        prompting=luck.uniform(1, 2),
    )
    found(scene, laboratory, n)


def add_app(scene: Scene, n: int) -> None:
    """Add users of an app that runs on their own keys: its servers and prompts for all."""
    luck, things = scene.luck, scene.things
    templates = [things.template() for _ in range(luck.randint(1, 8))]
    served = luck.happens(0.7)
    app = Group(
        kind="appuser",
        country=any_country(luck),
        abroad=0.9,
        signups=luck.choice((TRICKLE, GROW, Signups("burst", 6))),
        devices=Shared(any_of(luck, [things.kit(), things.device()]), 0.5 if served else 0.1),
        own_devices=0.9,
        networks=Shared(always(scene.internet.servers(1, 19)), 0.95) if served else None,
        own_networks=0.85,
        templates=Shared(any_of(luck, templates), 0.95),
        habits=[DAYTIME],
        weekend=1,
    )
    found(scene, app, n)
