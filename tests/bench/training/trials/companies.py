"""Companies, universities, laboratories, call centres."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .accounts import Account, Use
from .changing import DAY, Thing
from .countries import any_country, one_of
from .mail import SYLLABLES
from .organisations import Organisation, employ, found, some_uses
from .people import add_person
from .scene import Scene
from .testers import add_tests

UNIVERSITY_ENDINGS = (".edu", ".ac.uk", ".edu.in", ".uni.org")
LABORATORY_ENDINGS = (".edu", ".ac.uk", ".org", ".ac.jp")
CALL_CENTRES = "PH IN PL EG MX KE TR GB ID"
AGENTS = ("agent{:03d}", "cs{}", "team.{:02d}")
"""How accounts of a call centre are numbered."""
TESTS = 0.35
"""Share of companies beyond a handful of people that have a series of test accounts."""


def add_company(scene: Scene) -> None:
    """Add a company of any character, perhaps with people from anywhere."""
    luck = scene.luck
    country = any_country(luck)
    n = scene.group_size(4, 320, 60)
    company = found(scene, country, n)
    abroad = luck.choice((0, 0, 0.1, 0.5))
    for time in scene.signups(n):
        place = any_country(luck) if luck.happens(abroad) else country
        plain = luck.happens(0.8)
        created = scene.signup(time)
        account = add_person(scene, place, "company", created=created, plain=plain)
        employ(scene, account, company)
    if n > 15 and luck.happens(TESTS):
        add_tests(scene, country, company)


def add_university(scene: Scene) -> None:
    """Add a university, whose people sign up as a term begins."""
    luck = scene.luck
    country = any_country(luck)
    n = scene.group_size(25, 350, 60, floor=20)
    university = found(scene, country, n, luck.choice(UNIVERSITY_ENDINGS), "mixed")
    domain = university.domains[0]
    university = replace(
        university,
        offices=[scene.internet.office(country) for _ in range(luck.randint(2, 14))],
        on_card=luck.choice((0, 0, 0.1)),
        on_phone=0,
        domains=[domain, f"student.{domain}"] if luck.happens(0.5) else [domain],
    )
    for time in scene.signups(n, 3, 15, 40):
        plain = luck.happens(0.7)
        account = add_person(scene, country, "univ", created=scene.signup(time), plain=plain)
        employ(scene, account, university)


def add_laboratory(scene: Scene) -> None:
    """Add a research group that works on a cluster, day and night, in large volumes."""
    luck, things, internet = scene.luck, scene.things, scene.internet
    country = any_country(luck)
    n = scene.group_size(3, 40)
    group = found(scene, country, n, luck.choice(LABORATORY_ENDINGS), "any")
    own = luck.happens(0.6)
    cluster = internet.neighbours(luck.randint(1, 4)) if own else [internet.server()]
    templates = [*things.some_edited(luck.randint(2, 6), 3, 10, 60), things.app()]
    program = things.client()
    for time in scene.signups(n):
        account = add_person(scene, country, "lab", created=scene.signup(time), plain=True)
        employ(scene, account, group)
        account.networks.append(Use(internet.exits(cluster), 5))
        account.devices.append(Use(program, 4))
        account.prompting = 0.9
        account.sessions = min(60, account.sessions + luck.randint(5, 25))
        account.templates += some_uses(luck, templates, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class Centre:
    """What a call centre has beside what organisations have."""

    organisation: Organisation
    office: list[str]
    desks: list[Thing]
    image: str
    """Fingerprint of its virtual desktops, if it has any."""
    names: str
    """How its accounts are numbered."""
    public: bool
    """Whether mailboxes are at a public service."""


def add_call_centre(scene: Scene) -> None:
    """Add a call centre: desks for everybody, numbered mailboxes, people who leave."""
    luck = scene.luck
    country = one_of(luck, CALL_CENTRES)
    n = scene.group_size(12, 200)
    centre = _call_centre(
        scene, found(scene, country, n, hours="any" if luck.happens(0.6) else "office"), n
    )
    for number, time in enumerate(scene.signups(n)):
        created = scene.signup(time)
        account = add_person(scene, country, "callcentre", created=created, plain=True)
        employ(scene, account, centre.organisation)
        _seat_agent(scene, account, centre, number)


def _call_centre(scene: Scene, organisation: Organisation, n: int) -> Centre:
    luck, things = scene.luck, scene.things
    return Centre(
        organisation=replace(organisation, in_domain=0),
        office=organisation.offices or [scene.internet.server()],
        desks=[things.machine() for _ in range(max(2, int(n * luck.uniform(0.1, 0.7))))],
        image=luck.choice(things.images) if luck.happens(0.3) else "",
        names=luck.choice(SYLLABLES) + luck.choice(SYLLABLES) + luck.choice(AGENTS),
        public=luck.happens(0.4),
    )


def _seat_agent(scene: Scene, account: Account, centre: Centre, number: int) -> None:
    luck = scene.luck
    account.write_to(_agent_mail(scene, centre, number))
    account.networks.append(Use(scene.internet.exits(centre.office), 9))
    account.devices += some_uses(luck, centre.desks, 1, 5, 3)
    if centre.image:
        account.devices.append(Use(centre.image, 5))
    if luck.happens(0.6):
        account.end = scene.until(account.first_seen + luck.wait(70 * DAY) + DAY)


def _agent_mail(scene: Scene, centre: Centre, number: int) -> str:
    if not centre.public:
        return f"{centre.names.format(number)}@{centre.organisation.domains[0]}"
    if scene.luck.happens(0.7):
        return f"{centre.names.format(number)}@gmail.com"
    return scene.mail.address()
