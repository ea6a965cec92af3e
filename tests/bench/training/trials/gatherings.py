"""People who come together: courses, crowds, viewers of a video, guests of a house."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Card, Use
from .changing import DAY, Thing
from .countries import Country, any_country, one_of
from .mail import Style
from .organisations import some_uses
from .people import add_person, add_user
from .scene import Scene

CROWDS = "IN PH KE NG PK BR ID EG"


@dataclass(frozen=True, slots=True)
class Course:
    """A school class, a bootcamp or a hackathon, and what its people get."""

    country: Country
    begin: float
    length: float
    venue: Thing
    prompts: list[Thing]
    machines: list[Thing]
    image: str
    """Fingerprint of laptops set up alike, if there are any."""
    phone: str
    """The teacher's number, if some give it."""
    card: str
    domain: str
    mail_style: Style | None


def add_course(scene: Scene) -> None:
    """Add a course, whose people sign up as it begins."""
    n = scene.group_size(8, 110)
    course = _course(scene, n)
    for _ in range(n):
        _enrol(scene, course)


def _course(scene: Scene, n: int) -> Course:
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    machines = max(2, int(n * luck.uniform(0.15, 0.8))) if luck.happens(0.45) else 0
    return Course(
        country=country,
        begin=luck.uniform(3 * DAY, scene.length - 15 * DAY),
        length=luck.choice((0.3, 2, 12, 60, 100)) * DAY,
        venue=scene.internet.line(country, 400 * DAY, luck.happens(0.2)),
        prompts=things.some_edited(luck.randint(1, 8), 7, 900),
        machines=[things.machine() for _ in range(machines)],
        image=things.new_device() if luck.happens(0.2) else "",
        phone=things.number(country) if luck.happens(0.2) else "",
        card=things.card() if luck.happens(0.25) else "",
        domain=scene.mail.domain() if luck.happens(0.25) else "",
        mail_style=luck.choice((None, None, "year", "joined")),
    )


def _enrol(scene: Scene, course: Course) -> None:
    luck = scene.luck
    created = scene.signup(course.begin + luck.wait(luck.choice((1200, 3600, 2 * DAY))))
    over = course.begin + course.length + DAY
    account = add_person(scene, course.country, "course", created=created, plain=True)
    account.write_to(scene.mail.address(course.domain or None, course.mail_style))
    if luck.happens(0.8):
        account.end = scene.until(created + course.length * luck.uniform(0.7, 1.3))
    account.networks.append(Use(course.venue, 4, end=over))
    if luck.happens(0.8):
        account.first_network = course.venue
    if course.machines:
        account.first_device = luck.choice(course.machines)
        account.devices.append(Use(account.first_device, 3, end=over))
    if course.image:
        account.devices.append(Use(course.image, 3))
    if course.phone and luck.happens(0.4):
        account.call(course.phone)
    if course.card and luck.happens(0.7):
        account.pay_with(course.card, created + course.length)
    elif not luck.happens(0.3):
        account.cards = []
    account.templates.append(Use(luck.choice(course.prompts), 3))
    account.prompting = luck.uniform(0.2, 0.8)
    account.hours = luck.choice(("office", "evening", "mixed"))


@dataclass(frozen=True, slots=True)
class Brief:
    """What a crowd works with, from when on and how long."""

    begin: float
    length: float
    prompts: list[Thing]
    desktop: str
    """Fingerprint of the virtual desktops, if the crowd has to use them."""
    servers: list[str]
    cards: list[str]
    domain: str


def add_crowd(scene: Scene) -> None:
    """Add annotators, translators or freelancers who work to one brief."""
    luck = scene.luck
    n = scene.group_size(10, 200, 80)
    countries = [one_of(luck, CROWDS, strangers=1) for _ in range(luck.choice((1, 2, 5)))]
    joining = luck.choice((0.1, 1, 10)) * DAY
    brief = _brief(scene)
    for _ in range(n):
        if luck.happens(0.75):
            created = scene.signup(brief.begin + luck.wait(joining))
        else:
            created = min(scene.born(), brief.begin)
        country = luck.choice(countries)
        _take_on(scene, add_person(scene, country, "crowd", created=created, plain=True), brief)


def _brief(scene: Scene) -> Brief:
    luck, things = scene.luck, scene.things
    desktop, servers = "", []
    if luck.happens(0.4):
        desktop = luck.choice(things.images) if luck.happens(0.5) else things.new_device()
        servers = scene.internet.servers(1, 8)
    return Brief(
        begin=luck.uniform(0, scene.length * 0.8),
        length=luck.choice((10, 40, 150)) * DAY,
        prompts=things.some_edited(luck.randint(1, 6), 10, 40, 900),
        desktop=desktop,
        servers=servers,
        cards=things.new_cards(luck.choice((1, 4))) if luck.happens(0.35) else [],
        domain=scene.mail.domain() if luck.happens(0.3) else "",
    )


def _take_on(scene: Scene, account: Account, brief: Brief) -> None:
    luck = scene.luck
    begin = max(account.created, brief.begin)
    over = begin + brief.length
    stays = account.end if luck.happens(0.3) else 0
    account.end = scene.until(max(stays, begin + brief.length * luck.uniform(0.5, 1)))
    account.templates.append(Use(luck.choice(brief.prompts), 6, begin, over))
    account.prompting = luck.uniform(0.5, 0.95)
    account.sessions += luck.randint(2, 14)
    if brief.domain:
        account.write_to(scene.mail.address(brief.domain))
    if brief.servers:
        account.networks.append(Use(scene.internet.exits(brief.servers), 5, begin, over))
        account.devices.append(Use(brief.desktop, 5, begin, over))
    if brief.cards:
        account.cards = [Card(luck.choice(brief.cards), begin, over)]
    account.hours = luck.choice(("office", "mixed", "any"))


def add_viewers(scene: Scene) -> None:
    """Add strangers who all follow a video or a newsletter to one prompt."""
    luck, things = scene.luck, scene.things
    n = scene.group_size(20, 260, 80, floor=15)
    home, prompt = any_country(luck), things.template()
    begin = luck.uniform(DAY, scene.length - 5 * DAY)
    hurry = luck.choice((0.1, 0.5, 3)) * DAY
    gifts = things.new_cards(n // 6 + 1) if luck.happens(0.25) else []
    for _ in range(n):
        country = home if luck.happens(0.8) else None
        new = luck.happens(0.7)
        created = begin + luck.wait(hurry) if new else min(begin, scene.born())
        account = add_person(scene, country, "promo", created=scene.signup(created))
        account.templates.append(Use(prompt, 2, begin))
        account.prompt_at_least(0.4)
        account.end = max(account.end, scene.until(account.created + DAY))
        if gifts and luck.happens(0.4):
            account.pay_with(luck.choice(gifts), account.created + 35 * DAY)


def add_centre(scene: Scene) -> None:
    """Add people of a refugee centre or a library, with kiosks and a helper's phone."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    n = scene.group_size(6, 90)
    kiosks = things.new_devices(luck.randint(1, 8))
    line = scene.internet.line(country, luck.choice((20, 90, 900)) * DAY)
    phones = [things.number(country) for _ in range(luck.randint(1, 3))]
    calls, pays = luck.random() * 0.8, luck.choice((0, 0, 0.3))
    card, prompt = things.card(), things.edited(400)
    for _ in range(n):
        account = add_user(scene, country, "ngo")
        account.networks.append(Use(line, 5))
        account.first_network, account.first_device = line, luck.choice(kiosks)
        account.devices += some_uses(luck, kiosks, 3, 3, 2)
        if luck.happens(calls):
            account.call(luck.choice(phones))
        account.cards = []
        if luck.happens(pays):
            account.pay_with(card, account.created + 60 * DAY)
        if luck.happens(0.4):
            account.templates.append(Use(prompt))
        account.hours = "office"
        account.sessions = max(2, account.sessions // 2)


def add_house(scene: Scene) -> None:
    """Add guests of a house with one line: desks to rent, or a café with machines of its own."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    n = scene.group_size(6, 80)
    cafe = luck.happens(0.5)
    line = scene.internet.line(country, luck.choice((10, 60, 900)) * DAY)
    machines: list[Thing] = [
        things.new_device() if luck.happens(0.6) else things.computer()
        for _ in range(luck.randint(4, 30))
    ]
    phone = things.number(country) if luck.happens(0.2) else ""
    for _ in range(n):
        place = any_country(luck) if luck.happens(0.2) else country
        account = add_person(scene, place, "netcafe" if cafe else "cowork")
        begin = luck.uniform(account.first_seen, scene.length)
        over = begin + luck.choice((3, 30, 200)) * DAY
        account.networks.append(Use(line, 6, begin, over))
        account.end = max(account.end, scene.until(begin + DAY))
        if cafe:
            account.devices += [
                Use(machine, 4, begin, over) for machine in luck.sample(machines, 3)
            ]
            if phone and luck.happens(0.2):
                account.call(phone)
            if account.created > 0 and luck.happens(0.4):
                account.first_device, account.first_network = luck.choice(machines), line
