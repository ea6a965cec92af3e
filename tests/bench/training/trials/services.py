"""Those who run accounts for others: agencies, start-ups, apps, IT providers, corner shops."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Card, Use
from .changing import DAY, HOUR, Thing
from .countries import Country, any_country, one_of
from .mail import Style
from .organisations import Organisation, employ, found, some_uses
from .people import add_person, add_user
from .scene import Scene

SHOPS = "NG EG PK BD ID VN TR RU IN BR"
CLIENT_STYLES: tuple[Style, ...] = ("dotted", "noise", "words")


@dataclass(frozen=True, slots=True)
class Agency:
    """What an agency runs the accounts of its clients with."""

    organisation: Organisation
    office: Thing
    machines: list[Thing]
    cards: list[str]
    with_domain: float
    """Share of clients with a domain of their own."""


def add_agency(scene: Scene) -> None:
    """Add an agency that keeps accounts for its clients, some of whom log in themselves."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    n = scene.group_size(5, 70)
    agency = Agency(
        organisation=found(scene, country, n),
        office=scene.internet.line(country, luck.choice((30, 900)) * DAY),
        machines=[things.computer() for _ in range(luck.randint(1, 6))],
        cards=things.new_cards(luck.choice((1, 1, 2, 5))),
        with_domain=luck.random(),
    )
    for time in scene.signups(n):
        _keep(scene, add_user(scene, country, "agency", scene.signup(time)), agency)


def _keep(scene: Scene, account: Account, agency: Agency) -> None:
    luck, mail = scene.luck, scene.mail
    domain: str | None = None
    if luck.happens(agency.with_domain):
        domain = mail.domain()
    elif luck.happens(0.5):
        domain = agency.organisation.domains[0]
    account.write_to(mail.address(domain, luck.choice(CLIENT_STYLES)))
    account.networks = [Use(agency.office, 3)]
    account.devices = some_uses(luck, agency.machines, 1, 3)
    account.hours = "office"
    if luck.happens(0.8):
        account.pay_with(luck.choice(agency.cards))
    if luck.happens(0.6):
        account.call(luck.choice(agency.organisation.phones))
    if luck.happens(0.4):
        account.networks.append(Use(scene.internet.home(account.country), 2))
        account.devices.append(Use(scene.things.device()))
    account.templates += [Use(template) for template in agency.organisation.templates[:3]]


def add_startup(scene: Scene) -> None:
    """Add the service accounts of a start-up: for tests, for use, for each customer."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    n = scene.group_size(4, 45)
    startup = found(scene, country, n)
    servers = scene.internet.servers(1, 12)
    programs = (things.client(), things.new_device())
    templates = things.some_edited(luck.randint(2, 9), 4, 20, 90)
    for time in scene.signups(n):
        account = add_person(scene, country, "devshop", created=scene.signup(time), plain=True)
        employ(scene, account, startup)
        account.networks += some_uses(luck, servers, 1, 4, 3)
        account.devices.append(Use(luck.choice(programs), 4))
        account.templates += some_uses(luck, templates, 2, 2, 2)
        account.prompting = 0.8
        account.hours = luck.choice(("any", "office"))
        account.sessions = min(60, account.sessions + luck.randint(0, 20))


def add_integrator(scene: Scene) -> None:
    """Add the users of an app whose servers call with their keys."""
    luck, things = scene.luck, scene.things
    n = scene.group_size(12, 260, 70, floor=12)
    servers = scene.internet.servers(1, 9)
    program = things.new_device() if luck.happens(0.5) else things.client()
    templates = things.some_edited(luck.choice((1, 2, 8)), 15, 60, 900)
    launch = luck.uniform(-100 * DAY, scene.length * 0.7)
    weight = luck.choice((0.5, 2, 12))
    countries = [any_country(luck) for _ in range(luck.choice((1, 3, 12)))]
    for _ in range(n):
        old = luck.happens(0.5)
        created = scene.born() if old else scene.signup(launch + luck.wait(40 * DAY))
        country, plain = luck.choice(countries), luck.happens(0.6)
        account = add_person(scene, country, "integrator", created=created, plain=plain)
        joined = max(created, launch) + luck.wait(10 * DAY)
        account.end = max(account.end, scene.until(joined + 5 * DAY))
        account.networks += [Use(server, weight, joined) for server in luck.some(servers, 1, 4)]
        account.devices.append(Use(program, weight, joined))
        account.templates.append(Use(luck.choice(templates), 3, joined))
        account.prompting = luck.uniform(0.3, 0.9)
        account.hours = luck.choice(("any", "mixed", "office"))


def add_provider(scene: Scene) -> None:
    """Add some small firms, all set up by one IT provider."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    machine, office = things.computer(), scene.internet.line(country, 900 * DAY)
    card, phone, template = things.card(), things.number(country), things.edited(300)
    for _ in range(luck.randint(3, 9)):
        firm, begin = found(scene, country, 6), scene.born()
        for _ in range(luck.randint(2, 12)):
            created = scene.signup(begin + luck.wait(HOUR))
            account = add_person(scene, country, "msp", created=created, plain=True)
            employ(scene, account, firm)
            account.first_network, account.first_device = office, machine
            if luck.happens(0.4):
                account.call(phone)
            if luck.happens(0.4):
                account.pay_with(card)
            if luck.happens(0.4):
                account.templates.append(Use(template))


@dataclass(frozen=True, slots=True)
class Shop:
    """What a shop sets accounts up with."""

    country: Country
    line: Thing
    devices: list[Thing]
    cards: list[str]
    pays: float
    phones: list[str]
    lends_phone: float
    mail_style: Style | None
    tunnel: list[str]
    """Exits of a VPN that it installs for everybody, if it does."""
    every: float
    """Days in which most accounts are made."""


def add_shop(scene: Scene) -> None:
    """Add a corner shop, or a helper of the elderly, that sets up and pays for local people."""
    luck = scene.luck
    n = scene.group_size(5, 90)
    shop = _shop(scene, n)
    begin = luck.uniform(0, scene.length * 0.6)
    for _ in range(n):
        created = scene.signup(begin + luck.wait(shop.every * DAY))
        account = add_person(scene, shop.country, "shop", created=created, plain=True)
        _serve(scene, account, shop)


def _shop(scene: Scene, n: int) -> Shop:
    luck, things = scene.luck, scene.things
    country = one_of(luck, SHOPS, strangers=1)
    return Shop(
        country=country,
        line=scene.internet.line(country, luck.choice((7, 60, 900)) * DAY),
        devices=[things.device() for _ in range(luck.randint(1, 3))],
        cards=things.new_cards(luck.choice((1, 2, 5))),
        pays=luck.choice((0, 0.5, 0.9)),
        phones=[things.number(country) for _ in range(1 + n // 15)],
        lends_phone=luck.choice((0, 0.3, 0.7)),
        mail_style=luck.choice((None, None, "joined")),
        tunnel=scene.internet.tunnel(3, 3) if luck.happens(0.3) else [],
        every=luck.choice((2, 20, 120)),
    )


def _serve(scene: Scene, account: Account, shop: Shop) -> None:
    luck = scene.luck
    account.write_to(scene.mail.address(None, shop.mail_style))
    account.first_network, account.first_device = shop.line, luck.choice(shop.devices)
    if luck.happens(shop.pays):
        end = scene.length if luck.happens(0.6) else account.created + 20 * DAY
        account.cards = [Card(luck.choice(shop.cards), account.created, end)]
    if luck.happens(shop.lends_phone):
        account.call(luck.choice(shop.phones))
    if shop.tunnel:
        account.networks.append(Use(scene.internet.exits(shop.tunnel), 2))
    if luck.happens(0.3):  # Comes back for help.
        account.networks.append(Use(shop.line, 0.4))
        account.devices.append(Use(luck.choice(shop.devices), 0.4))
