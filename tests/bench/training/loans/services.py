"""Firms that hold or pay the accounts of their clients."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Use, lend
from .countries import any_country, one_of
from .lending import Desk, Loan, Network, Organisation, found
from .mail import WORDS
from .networks import Addresses
from .opening import open_account
from .people import Hours, Person
from .scene import Scene

CARDLESS = "PK NG RU CN VN EG ID UA TR IN"


@dataclass(frozen=True, slots=True)
class Agency:
    """A marketing or web agency."""

    staff: list[Person]
    office: Addresses
    domain: str
    cards: list[str]
    templates: list[str]
    own: float
    """Share of accounts that staff open in their own names."""
    virtual: bool
    """Whether each client has a virtual card."""
    recovery: float
    """Share of accounts with the agency's address for recovery."""


def add_agency(scene: Scene, n: int) -> None:
    """Add an agency: an account for each client, run by a few staff with the agency's card."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    agency = Agency(
        staff=scene.people.crew(max(1, n // luck.randint(4, 12)), country),
        office=scene.internet.office(),
        domain=scene.mail.domain(),
        cards=things.new_cards(luck.choice((1, 1, 2, 4))),
        templates=things.some_templates(2, 8),
        own=scene.danger(),
        virtual=luck.happens(0.25),
        recovery=luck.random() if luck.happens(0.35) else 0,
    )
    for time in scene.window.signups(n):
        worker = luck.choice(agency.staff)
        client = scene.people.person(country if luck.happens(0.85) else None)
        person = worker if luck.happens(agency.own) else client
        mail = _client_mail(scene, agency)
        account = open_account(scene, person, "agency", time, mail, pays=False)
        account.hours = Hours(country.zone, "office")
        _work_for(scene, agency, account, worker, client)


def _client_mail(scene: Scene, agency: Agency) -> str | None:
    luck = scene.luck
    domain = scene.mail.domain() if luck.happens(0.6) else agency.domain
    if not luck.happens(0.8):
        return None
    if domain == agency.domain:
        return f"{luck.choice(WORDS)}@{domain}"
    return f"{luck.choice(('ai', 'info', 'marketing', 'office'))}@{domain}"


def _work_for(
    scene: Scene, agency: Agency, account: Account, worker: Person, client: Person
) -> None:
    luck = scene.luck
    by_agency = not agency.virtual and luck.happens(0.4 + 0.5 * agency.own)
    account.pay_with(luck.choice(agency.cards) if by_agency else scene.things.card())
    lend(account.networks, agency.office, luck.uniform(0.2, 0.9))
    lend(account.devices, worker.devices[0], luck.uniform(0.2, 0.9))
    if luck.happens(0.3):
        lend(account.devices, client.devices[0], 0.4)
        lend(account.networks, client.home, 0.4)
    for template in luck.sample(agency.templates, 2):
        lend(account.templates, template, 0.5)
    account.prompting = 0.6
    if luck.happens(agency.recovery):
        account.mails.append(f"accounts@{agency.domain}")
    if luck.happens(0.3):
        account.phones = [worker.phone]


def add_helper(scene: Scene, n: int) -> None:
    """Add a shop whose cards pay for customers who have none."""
    luck, things = scene.luck, scene.things
    country = one_of(luck, CARDLESS)
    cards = things.new_cards(max(1, int(n / luck.choice((3, 8, 20, 60)))))
    keeper = scene.people.person(country)
    shop = Organisation(
        "payhelper",
        cards=Loan(cards, 0.97),
        phones=Loan([keeper.phone], luck.choice((0, 0, 0.1))),
        desk=Desk(keeper.devices[:1], keeper.home, luck.choice((0, 0, 0.2, 0.7))),
        signups=luck.choice(("spread", "drift")),
        own_cards=0,
    )
    for account in found(scene, shop, scene.people.crew(n, country, 0.03)):
        if luck.happens(0.25) and account.cards:
            new = luck.choice((*cards, things.card()))
            account.replace_card(account.cards[0].thing, new, scene.window.signup())


def add_repairer(scene: Scene, n: int) -> None:
    """Add a computer shop that sets accounts up for small firms and elders, who then go on alone.

    Some shops sell gift cards with it.
    """
    luck, things = scene.luck, scene.things
    country, danger = any_country(luck), scene.danger()
    helpers = scene.people.crew(luck.randint(1, 3), country)
    office = scene.internet.office(1)
    gifts = luck.happens(0.35)
    stock = things.new_cards(max(1, n // luck.randint(1, 4)))
    template = things.template()
    for time in scene.window.signups(n, luck.choice(("spread", "drift", "waves"))):
        person, helper = scene.people.person(country), luck.choice(helpers)
        mail = None
        if not gifts and luck.happens(0.5):
            name = luck.choice(("info", "kontakt", "office", person.name[0]))
            mail = f"{name}@{scene.mail.domain()}"
        kind = "shopdesk" if gifts else "itservice"
        account = open_account(scene, person, kind, time, mail, pays=luck.happens(0.5))
        Desk(helper.devices[:1], office, 1).set_up(scene, account)
        if gifts and luck.happens(0.8):
            account.pay_with(luck.choice(stock))
        if luck.happens(0.3):
            lend(account.templates, template, 0.3)
        _leave_traces(scene, account, helper, office, danger)


def _leave_traces(
    scene: Scene, account: Account, helper: Person, office: Addresses, danger: float
) -> None:
    """Leave the helper's address, number, machine and line behind in some accounts."""
    luck = scene.luck
    if luck.happens(0.25 * danger):
        usual = f"{'.'.join(helper.name)}.service"
        local = scene.mail.local(helper.name)[:5] if luck.happens(0.1) else usual
        account.mails.append(f"{local}@gmail.com")
    if luck.happens(0.5 * danger):
        account.phones = [helper.phone]
    if luck.happens(0.4 * danger):
        lend(account.devices, helper.devices[0], 0.25)
        lend(account.networks, office, 0.25)


def add_distributor(scene: Scene, n: int) -> None:
    """Add an honest distributor of licences, who buys for schools and firms in batches."""
    luck, things = scene.luck, scene.things
    country, danger = any_country(luck), scene.danger()
    desk = Desk(things.new_devices(luck.randint(1, 3)), scene.internet.office(), 0.3 + 0.6 * danger)
    cards = Loan(things.new_cards(luck.choice((1, 1, 2, 5))), 0.6 + 0.4 * danger)
    left = n
    while left > 0:
        batch = min(left, luck.size(5, 0.8, 1, 40))
        left -= batch
        buyer = Organisation(
            "distributor",
            domains=Loan([scene.mail.domain()], luck.choice((1, 1, 0.5))),
            networks=(Network(scene.internet.office(1), luck.uniform(0.3, 0.9), 0.9),),
            cards=cards,
            templates=Loan(things.new_templates(1), luck.random() * 0.6, 0.6),
            desk=desk,
            signups="burst",
            habit="office",
            own_cards=0,
            established=0.02,
        )
        place = country if luck.happens(0.7) else any_country(luck)
        found(scene, buyer, scene.people.crew(batch, place))


def add_assistant(scene: Scene, n: int) -> None:
    """Add clients of an assistant or accountant, who works inside their accounts."""
    luck, things = scene.luck, scene.things
    anywhere = luck.happens(0.2)
    home = any_country(luck) if anywhere else one_of(luck, "PH IN US PL")
    assistants = scene.people.crew(luck.choice((1, 1, 2)), home)
    templates = things.new_templates(3)
    for time in scene.window.signups(n, "spread"):
        client, helper = scene.people.person(), luck.choice(assistants)
        account = open_account(scene, client, "va_client", time, pays=luck.happens(0.7))
        lend(account.devices, helper.devices[0], luck.uniform(0.1, 0.8), time)
        lend(account.networks, helper.home, luck.uniform(0.1, 0.8), time)
        if luck.happens(0.15):
            account.cards = [Use(helper.cards[0])]
        if luck.happens(0.5):
            lend(account.templates, luck.choice(templates), 0.5)
