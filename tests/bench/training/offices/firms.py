"""Firms: start-ups, companies, agencies, and firms that give themselves a new name."""

from __future__ import annotations

from .accounts import Account, Mail, Stay
from .countries import any_country
from .groups import Contact, Group, found
from .hours import AROUND_THE_CLOCK
from .mail import Form
from .people import Networks
from .places import Place
from .private import add_single
from .scene import Firm, Scene
from .sharing import Pick, Shared, always, any_of
from .window import DAY, GROW, TRICKLE, Signups

OFFICE_FOR = 80
"""People of a company for each of its offices."""
COMPANY_DOMAINS = {1: 5.0, 2: 2.0, 4: 1.0}
AGENCY_FORMS: tuple[Form, ...] = ("numbered", "tagged", "corporate", "corporate")
PRIVATE_TOO = 0.07
"""Staff with an account of their own as well."""


def add_startup(scene: Scene, n: int) -> None:
    """Add a start-up, and the accounts on which its product runs."""
    found_startup(scene, n, "startup")


def found_startup(scene: Scene, n: int, kind: str) -> list[Account]:
    """Add a start-up and return its accounts."""
    luck, things = scene.luck, scene.things
    country, domain = any_country(luck), scene.mail.domain()
    office = scene.internet.office(1) if luck.happens(0.65) else None
    templates = scene.split(things.template, n, luck.uniform(1.5, 6))
    cards = [things.card() for _ in range(luck.choice((1, 1, 2)))]
    startup = Group(
        kind=kind,
        country=country,
        abroad=luck.uniform(0, 0.5),
        signups=luck.choice((GROW, TRICKLE, Signups("waves", 3, 3))),
        domains=Shared(always(domain), luck.betavariate(4, 1)),
        contact=Contact(f"billing@{domain}", luck.betavariate(1, 3)),
        cards=Shared(any_of(luck, cards), luck.betavariate(2, 1.5)),
        other_cards=luck.choice(("own", "virtual")),
        phones=Shared(always(things.number(country)), luck.betavariate(1, 5)),
        devices=Shared(scene.split(things.device, n, luck.uniform(2, 5)), luck.betavariate(1, 4)),
        networks=Shared(always(office), luck.betavariate(4, 1.5)) if office else None,
        own_networks=luck.uniform(0.3, 1),
        templates=Shared(templates, luck.betavariate(3, 2)),
        own_templates=luck.uniform(0.3, 0.9),
    )
    accounts = found(scene, startup, n)
    if luck.happens(0.6):
        _run_product(scene, accounts, templates)
    scene.firms.append(Firm(domain, office, templates, n))
    return accounts


def _run_product(scene: Scene, accounts: list[Account], templates: Pick[str]) -> None:
    """Let some of the accounts run on the firm's servers, day and night."""
    luck, n = scene.luck, len(accounts)
    device = scene.things.kit() if luck.happens(0.7) else scene.things.device()
    networks: Networks = [(scene.internet.machine(), 3), (scene.internet.builders, 1)]
    for account in luck.sample(accounts, max(1, n // 4)):
        account.stays.append(
            Stay(
                account.created,
                account.end,
                scene.sessions(6),
                [(device, 1)],
                networks,
                [(templates(luck.randrange(n)), 1)],
                AROUND_THE_CLOCK,
            )
        )


def add_company(scene: Scene, n: int) -> None:
    """Add a company; some of its people have an account of their own as well."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    domains = [scene.mail.domain() for _ in range(luck.weighted(COMPANY_DOMAINS))]
    offices = _offices(scene, n)
    templates = scene.split(things.template, n, luck.uniform(3, 25))
    company = Group(
        kind="company",
        country=country,
        abroad=luck.uniform(0, 0.3),
        signups=luck.choice(
            (GROW, TRICKLE, Signups("waves", 2, luck.randint(2, 5)), Signups("burst", 6))
        ),
        domains=Shared(any_of(luck, domains), luck.betavariate(9, 1)),
        cards=Shared(
            scene.split(things.card, n, luck.uniform(4, 60), mixed=True), luck.betavariate(2, 2)
        ),
        other_cards=luck.choice(("none", "virtual", "own")),
        phones=Shared(scene.split(things.numbers(country), n, 30), luck.betavariate(1, 5)),
        devices=Shared(scene.split(things.device, n, luck.uniform(4, 40)), luck.betavariate(1, 4)),
        own_devices=luck.uniform(0.4, 1),
        networks=Shared(any_of(luck, offices), 0.9) if offices else None,
        own_networks=luck.uniform(0.2, 0.9),
        templates=Shared(templates, luck.betavariate(2, 2)),
        own_templates=luck.uniform(0.2, 0.9),
    )
    accounts = found(scene, company, n)
    scene.firms.append(Firm(domains[0], offices[0] if offices else None, templates, n))
    for account in accounts:
        if len(scene.accounts) < scene.room and luck.happens(PRIVATE_TOO):
            add_single(scene, account.person, "staffprivate")


def _offices(scene: Scene, n: int) -> list[Place]:
    """Return the offices of a company; some let their traffic out through a gateway of others'."""
    luck, internet = scene.luck, scene.internet
    offices: list[Place] = []
    if luck.happens(0.8):
        offices += [internet.office() for _ in range(1 + n // OFFICE_FOR)]
    if luck.happens(0.3):
        offices.append(luck.choice(internet.gateways))
    return offices


def add_agency(scene: Scene, n: int) -> None:
    """Add an agency with an account for every client: the client's mail, the agency's things."""
    luck, things = scene.luck, scene.things
    country, domain = any_country(luck), scene.mail.domain()
    staff = [scene.people.person(country) for _ in range(max(1, n // luck.randint(3, 8)))]
    clients = scene.split(scene.mail.domain, n, luck.uniform(1, 3), mixed=False)
    cards = [things.card() for _ in range(luck.choice((1, 1, 2, 3)))]
    form = luck.choice(AGENCY_FORMS)
    agency = Group(
        kind="agency",
        country=country,
        person=lambda: luck.choice(staff),
        signups=luck.choice((TRICKLE, GROW, Signups("waves", 4, 2))),
        form=form,
        base="client" if form == "numbered" else "ops",
        domains=Shared(clients if form == "corporate" else always(domain), luck.betavariate(5, 1)),
        contact=Contact(f"accounts@{domain}", luck.betavariate(1, 2)),
        cards=Shared(any_of(luck, cards), luck.betavariate(3, 1)),
        phones=Shared(lambda _: luck.choice(staff).phone, luck.betavariate(4, 1)),
        networks=Shared(always(scene.internet.office(1)), luck.betavariate(3, 1)),
        templates=Shared(
            scene.split(things.template, n, luck.uniform(2, 8)), luck.betavariate(4, 1)
        ),
        own_templates=0.4,
    )
    found(scene, agency, n)


def add_renamed(scene: Scene, n: int) -> None:
    """Add a firm that gets a new name, so that its people open a second account."""
    luck, window = scene.luck, scene.window
    domain, card = scene.mail.domain(), scene.things.card()
    day, end = window.moment(20, 20), float(window.end)
    for first in found_startup(scene, max(3, n // 2), "reorg"):
        begin = day + luck.uniform(0, 4 * DAY)
        account = scene.blank("reorg", first.country, begin, end)
        account.mails.append(Mail(scene.mail.formed("corporate", domain)))
        scene.pay(account, card)
        account.phones += first.phones
        account.stays.append(
            first.stays[-1]._replace(begin=begin, end=end, sessions=scene.sessions(), prompting=1.0)
        )
