"""Strangers with something in common: courses, workshops, schools, cafés, users of one app."""

from __future__ import annotations

from .countries import any_country, named, one_of
from .lending import Loan, Network, Organisation, found
from .scene import Scene

UNIVERSITY_DOMAINS = ("edu", "ac.uk", "ac.in", "edu.br", "edu.vn")
SCHOOL_DOMAINS = ("org", "edu", "sch.uk", "k12.us")
NET_CAFES = "ID VN PH IN NG PK BR KR US CN EG"
GIG_WORKERS = "IN PH NG PK BR EG VN US ID"


def add_course(scene: Scene, n: int) -> None:
    """Add a university course with a laboratory and an assignment."""
    luck, things = scene.luck, scene.things
    seats = luck.randint(1, 3) if luck.happens(0.5) else max(3, n // 6)
    course = Organisation(
        "class",
        domains=Loan([scene.mail.domain(UNIVERSITY_DOMAINS)], luck.choice((1, 0.9, 0.5, 0.05))),
        networks=(Network(scene.internet.office(luck.randint(1, 8)), luck.uniform(0.2, 0.8)),),
        devices=Loan(things.new_devices(seats), luck.betavariate(1, 1.5), luck.uniform(0.1, 0.7)),
        cards=Loan(things.new_cards(1), luck.choice((0, 0, luck.betavariate(1, 2), 1))),
        templates=Loan(things.some_templates(1, 6), luck.betavariate(4, 1), luck.uniform(0.3, 0.9)),
        signups=luck.choice(("burst", "burst", "waves", "drift")),
        own_cards=0.06,
        lifetime=luck.choice((None, 100, 40, 10)),
    )
    found(scene, course, scene.people.crew(n, spread=0.05))


def add_workshop(scene: Scene, n: int) -> None:
    """Add strangers who share a network, vouchers and a starter kit for a day."""
    luck, things = scene.luck, scene.things
    danger = scene.danger()
    if luck.happens(0.2):
        vouchers = [luck.choice(things.vouchers)]
    else:
        vouchers = things.new_cards(luck.choice((1, 1, max(1, n // 5), n)))
    workshop = Organisation(
        "hackathon" if luck.happens(0.4) else "workshop",
        networks=(Network(scene.internet.office(), 0.15 + 0.6 * danger),),
        devices=Loan(things.new_devices(max(1, n // 4)), luck.choice((0, 0, danger)), 0.4),
        cards=Loan(vouchers, luck.choice((0, danger, 0.95))),
        templates=Loan(things.some_templates(1, 4), luck.betavariate(3, 1), luck.uniform(0.3, 0.9)),
        signups="burst",
        own_cards=0.1,
        established=0.02,
        lifetime=luck.choice((2, 10, 40, None)),
    )
    found(scene, workshop, scene.people.crew(n, spread=luck.choice((0.05, 0.3, 0.7))))


def add_school(scene: Scene, n: int) -> None:
    """Add a school: shared tablets, one network, the teacher's card."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    teacher = scene.people.person(country)
    if luck.happens(0.6):
        tablets = things.new_devices(max(1, n // luck.randint(2, 6)))
    else:
        tablets = [things.common_device() for _ in range(2)]
    school = Organisation(
        "school",
        domains=Loan([scene.mail.domain(SCHOOL_DOMAINS)], luck.choice((1, 1, 0))),
        networks=(Network(scene.internet.office(1), luck.uniform(0.5, 0.97)),),
        devices=Loan(tablets, 0.9, luck.uniform(0.5, 0.97)),
        cards=Loan(teacher.cards[:1], luck.choice((0, 0.3, 0.9))),
        templates=Loan(things.new_templates(1), luck.betavariate(2, 1), 0.7),
        phones=Loan([teacher.phone], luck.choice((0, 0.8))),
        signups=luck.choice(("burst", "waves")),
        habit="office",
        own_cards=0.01,
    )
    found(scene, school, scene.people.crew(n, country))


def add_net_cafe(scene: Scene, n: int) -> None:
    """Add an internet café, a library or a hostel: strangers at the same stations."""
    luck, things = scene.luck, scene.things
    country = one_of(luck, NET_CAFES)
    share = luck.uniform(0.3, 0.97)
    cafe = Organisation(
        "netcafe",
        networks=(Network(scene.internet.office(), share),),
        devices=Loan(things.new_devices(luck.choice((1, 3, 8, 20))), 0.95, share),
        phones=Loan([things.number(country)], luck.choice((0, 0, 0.1))),
        signups="spread",
        own_cards=0.15,
    )
    found(scene, cafe, scene.people.crew(n, country))


def add_app(scene: Scene, n: int) -> None:
    """Add users of an app that wraps their prompts; calls leave from the servers of the app."""
    luck, things = scene.luck, scene.things
    share = luck.choice((0, luck.uniform(0.2, 0.9)))
    servers = Network(scene.internet.servers(1, 8), share, 0.9)
    wrapper = [luck.choice(things.wrappers)] if luck.happens(0.25) else things.some_templates(1, 4)
    client = luck.choice(things.headless) if luck.happens(0.6) else things.new_device()
    app = Organisation(
        "app",
        networks=(servers,) if share else (),
        devices=Loan([client], luck.choice((0, 0.8)), luck.uniform(0.2, 0.8)),
        templates=Loan(wrapper, 0.98, luck.uniform(0.4, 0.95)),
        signups=luck.choice(("spread", "drift", "waves")),
        own_cards=0.6,
    )
    found(scene, app, scene.people.crew(n, spread=0.95))


def add_gig_workers(scene: Scene, n: int) -> None:
    """Add people who label data or write essays: the same instructions, lives of their own."""
    luck, things = scene.luck, scene.things
    countries = luck.sample(named(GIG_WORKERS), 3)
    tunnel = luck.choice(scene.internet.tunnels)
    gig = Organisation(
        "gigwork",
        networks=(Network(tunnel, 0.4, luck.choice((0, 0.5))),),
        devices=Loan(luck.sample(things.spoofed, 3), luck.choice((0, 0, 0.2)), 0.5),
        cards=Loan(things.new_cards(max(1, n // 8)), luck.choice((0, 0.3))),
        templates=Loan(things.some_templates(2, 6), 0.95, luck.uniform(0.6, 0.95)),
        signups=luck.choice(("burst", "waves", "drift")),
        habit="all" if luck.happens(0.2) else None,
        own_cards=0.2,
    )
    found(scene, gig, [scene.people.person(luck.choice(countries)) for _ in range(n)])


def add_community(scene: Scene, n: int) -> None:
    """Add readers of a newsletter or a video course: only prompts and a season in common."""
    luck, things = scene.luck, scene.things
    community = Organisation(
        "community",
        cards=Loan([luck.choice(things.vouchers)], luck.choice((0, 0, 0.3))),
        templates=Loan(things.some_templates(1, 5), 0.9, luck.uniform(0.2, 0.9)),
        signups=luck.choice(("burst", "drift", "waves")),
    )
    found(scene, community, scene.people.crew(n, spread=luck.random()))
