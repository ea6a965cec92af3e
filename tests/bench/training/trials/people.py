"""People, and the accounts that they open for themselves."""

from __future__ import annotations

from .accounts import Account, Card, Contact, Hours, Use
from .changing import DAY, Thing
from .countries import Country, any_country, one_of
from .scene import Scene

HOURS: dict[Hours, float] = {"mixed": 5, "evening": 3, "office": 3}
PHONE, PAYS, NEW_CARD = 0.62, 0.42, 0.12
CAFE, TRAVELS, TUNNEL, RELAY = 0.15, 0.06, 0.09, 0.05
PROGRAMS, HINDERED, THROWAWAY, OWN_DOMAIN = 0.09, 0.115, 0.125, 0.14
"""Bounds of the draw that makes a stranger special in one way."""
BEHIND_PROXY = 0.145


def add_person(
    scene: Scene,
    country: Country | None = None,
    kind: str = "single",
    *,
    home: Thing | None = None,
    created: float | None = None,
    plain: bool = False,
) -> Account:
    """Add an account of somebody who lives at a place; nothing is special about the plain."""
    country = country or any_country(scene.luck)
    account = _begin(scene, country, kind, created)
    _give_networks(scene, account, home or scene.internet.home(country))
    _give_things(scene, account)
    if not plain:
        _make_special(scene, account)
    return account


def add_user(scene: Scene, country: Country, kind: str, created: float | None = None) -> Account:
    """Add an account of somebody with a phone and no home, about whom nothing is special."""
    account = _begin(scene, country, kind, created)
    mobile = scene.luck.happens(country.mobile * 0.8)
    account.networks = [Use(scene.internet.mobile(country), 0.9 if mobile else 0.35)]
    _go_out(scene, account)
    _give_things(scene, account)
    return account


def _begin(scene: Scene, country: Country, kind: str, created: float | None) -> Account:
    luck, things = scene.luck, scene.things
    time = scene.born() if created is None else created
    account = Account(country, kind, time, scene.length, 0, country.zone)
    scene.accounts.append(account)
    if not luck.happens(0.5):
        account.end = scene.until(account.first_seen + luck.wait(90 * DAY) + 2 * DAY)
    account.sessions = min(55, max(2, int(luck.lognormvariate(1.75, 0.75))))
    account.hours = luck.weighted(HOURS)
    account.write_to(scene.mail.address())
    if luck.happens(PHONE):
        account.call(things.number(country))
    if luck.happens(PAYS):
        _give_cards(scene, account)
    return account


def _give_cards(scene: Scene, account: Account) -> None:
    luck, things = scene.luck, scene.things
    begin = account.created + luck.choice((0, 0, 7, 14, 40)) * DAY
    account.cards = [Card(things.card(), begin)]
    if luck.happens(NEW_CARD):
        renewed = luck.uniform(account.first_seen, scene.length)
        account.cards = [Card(things.card(), begin, renewed), Card(things.card(), renewed)]


def _give_networks(scene: Scene, account: Account, home: Thing) -> None:
    luck, country = scene.luck, account.country
    mobile = luck.happens(country.mobile * 0.8)
    account.networks = [Use(home, 0.5 if mobile else 1)]
    if luck.happens(0.3 + country.mobile):
        account.networks.append(Use(scene.internet.mobile(country), 0.9 if mobile else 0.35))
    _go_out(scene, account)


def _go_out(scene: Scene, account: Account) -> None:
    """Let some sessions come from cafés and from abroad, through tunnels and relays."""
    luck, internet, networks = scene.luck, scene.internet, account.networks
    if luck.happens(CAFE):
        networks.append(Use(internet.cafe(account.country), 0.2))
    if luck.happens(TRAVELS):
        networks.append(Use(internet.line(any_country(luck), lease=9 * DAY), 0.12))
    if luck.happens(TUNNEL):
        exits = internet.exits(internet.tunnel(2, 7))
        networks.append(Use(exits, luck.choice((0.2, 0.6, 3))))
    if luck.happens(RELAY):
        networks.append(Use(internet.relay(), 0.5))


def _give_things(scene: Scene, account: Account) -> None:
    luck, things = scene.luck, scene.things
    devices = luck.choices((1, 2, 3), (5, 4, 1))[0]
    account.devices = [Use(things.device(), luck.uniform(0.2, 1)) for _ in range(devices)]
    account.prompting = luck.choice((0.05, 0.15, 0.3, 0.5))
    writes = luck.random()
    if writes < 0.6:
        account.templates.append(Use(things.edited(30, 90, 400, 900)))
    if writes > 0.3 and luck.happens(0.55):
        account.templates.append(Use(things.popular_template(1.7), luck.uniform(0.1, 0.8)))
    if luck.happens(0.08):
        account.templates.append(Use(things.app(1.4)))


def _make_special(scene: Scene, account: Account) -> None:
    luck, mail = scene.luck, scene.mail
    draw = luck.random()
    if draw < PROGRAMS:
        _program(scene, account)
    elif draw < HINDERED:
        _evade(scene, account)
    elif draw < THROWAWAY:
        account.write_to(mail.address(mail.throwaway()))
    elif draw < OWN_DOMAIN:
        account.write_to(mail.address(mail.domain(), "dotted"))
    elif draw < BEHIND_PROXY + 0.008 * scene.difficulty:
        # They do market research, buy what is rare, or share their line for money.
        proxy = scene.internet.proxy(luck.randrange(4), account.country)
        account.networks.append(Use(proxy))


def _program(scene: Scene, account: Account) -> None:
    """Let somebody call from programs, some of them on servers."""
    luck, things = scene.luck, scene.things
    account.devices.append(Use(things.client(1.5), luck.uniform(0.5, 4)))
    account.prompting = luck.uniform(0.5, 0.95)
    account.sessions = min(60, account.sessions + luck.randint(0, 15))
    if luck.happens(0.6):
        account.networks.append(Use(scene.internet.server(), luck.uniform(0.3, 3)))
    account.templates.append(Use(things.edited(5, 15, 60), 2))
    account.hours = luck.choice(("mixed", "office", "any"))
    if luck.happens(0.3):
        account.templates.append(Use(things.app(1.3), 2))


def _evade(scene: Scene, account: Account) -> None:
    """Let somebody get around fences of their country: a tunnel, a rented number, a new mailbox."""
    luck, mail = scene.luck, scene.mail
    account.kind = "grey"
    exits = scene.internet.exits(scene.internet.tunnel(1, 4))
    account.networks.append(Use(exits, 4))
    if luck.happens(0.6):
        account.phones = [Contact(scene.things.rented_number())]
    if luck.happens(0.3):
        account.write_to(mail.address(mail.throwaway()))
    if luck.happens(0.5):
        account.country = one_of(luck, "US GB NL")
