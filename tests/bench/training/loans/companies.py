"""Companies, shop chains, call centres, associations and firms that collect data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .accounts import Account
from .countries import any_country, one_of
from .lending import Desk, Loan, Network, Organisation, found
from .mail import SERVICES
from .networks import Place
from .scene import Scene


@dataclass(frozen=True, slots=True)
class Workplace:
    """How the people of a sort of company work."""

    weight: float
    abroad: float
    """Share of people from anywhere."""
    in_office: tuple[float, float]
    """Share of sessions in the office, from and to."""
    attends: float = 1.0
    """Share of people who come to the office at all."""
    servers: float = 0.25
    """Chance that sessions run through servers of the company's."""


WORKPLACES = (
    Workplace(4, 0.02, (0.6, 0.97)),
    Workplace(4, 0.1, (0.2, 0.6)),
    Workplace(3, 0.5, (0.02, 0.1), attends=0.2, servers=0.45),
)
"""In an office, half at home, and remote."""
PAYERS: dict[str, float] = {"one": 4, "team": 2, "virtual": 2, "self": 3, "invoice": 2}
"""Who pays, and weights."""
OWN_CARDS = {"self": 0.5, "virtual": 0.85}
OTHERS_OWN_CARDS = 0.08
STARTUP = 15
"""People below which a company is a young one."""
SEVERAL_OFFICES = 40
CALL_CENTRES = "IN PH PK EG BR PL NG US TR"


def add_company(scene: Scene, n: int) -> None:
    """Add a company of any character."""
    luck, things = scene.luck, scene.things
    workplace = luck.choices(WORKPLACES, [place.weight for place in WORKPLACES])[0]
    country = any_country(luck)
    technical = luck.happens(0.5) if luck.happens(0.4) else None
    networks = _offices(scene, workplace, n)
    payer = luck.weighted(PAYERS)
    company = Organisation(
        kind="startup" if n < STARTUP else "company",
        domains=Loan(
            [scene.mail.domain() for _ in range(luck.choice((1, 1, 1, 2)))],
            luck.choice((1, 1, 0.97, luck.betavariate(4, 1), 0.1)),
        ),
        networks=networks,
        devices=Loan(
            _machines(scene, n),
            luck.betavariate(1, 2) if luck.happens(0.45) else 0,
            luck.uniform(0.5, 0.98),
        ),
        cards=Loan(_company_cards(scene, payer, n), luck.betavariate(5, 1)),
        templates=Loan(
            things.some_templates(1, 9), luck.betavariate(1.5, 1.2), luck.uniform(0.2, 0.8)
        ),
        phones=Loan([things.number(country)], luck.choice((0, 0, 0, luck.betavariate(1, 2)))),
        habit="office" if luck.happens(0.8) else None,
        own_cards=OWN_CARDS.get(payer, OTHERS_OWN_CARDS),
    )
    people = scene.people.crew(n, country, workplace.abroad, technical)
    accounts = found(scene, company, people)
    _administer(scene, company, networks[0].place, accounts)


def _offices(scene: Scene, workplace: Workplace, n: int) -> tuple[Network, ...]:
    luck, internet = scene.luck, scene.internet
    share = luck.uniform(*workplace.in_office)
    networks = [Network(internet.office(), share, workplace.attends)]
    if n > SEVERAL_OFFICES and luck.happens(0.6):
        networks += [Network(internet.office(), 0.8, 0.3) for _ in range(luck.randint(1, 4))]
    if luck.happens(workplace.servers):
        share, chance = luck.uniform(0.1, 0.8), luck.uniform(0.4, 1)
        networks.append(Network(internet.servers(1, 4), share, chance))
    return tuple(networks)


def _machines(scene: Scene, n: int) -> list[str]:
    """Return fingerprints of a company's machines: those of one image look the same."""
    luck, things = scene.luck, scene.things
    return [
        things.new_device() if luck.happens(0.8) else things.common_device()
        for _ in range(max(1, int(n * luck.uniform(0.01, 0.2))))
    ]


def _company_cards(scene: Scene, payer: str, n: int) -> list[str]:
    if payer == "one":
        return scene.things.new_cards(1)
    if payer == "team":
        return scene.things.new_cards(max(1, n // scene.luck.randint(3, 12)))
    return []


def _administer(
    scene: Scene, company: Organisation, office: Place, accounts: Sequence[Account]
) -> None:
    """Set accounts up for others, replace the card, give an address for bills."""
    luck = scene.luck
    administrator = luck.choice(accounts).person
    if luck.happens(0.35) and administrator:
        for account in accounts:
            Desk(administrator.devices[:1], office, luck.uniform(0.2, 0.9)).set_up(scene, account)
    if company.cards.things and luck.happens(0.25):
        time, old, new = scene.window.signup(), company.cards.things[0], scene.things.card()
        for account in accounts:
            if account.cards and account.cards[0].thing == old:
                account.replace_card(old, new, time)
    domain = accounts[0].mails[0].split("@")[1]
    if luck.happens(0.2) and domain not in SERVICES:
        for account in accounts:
            if luck.happens(0.5):
                account.mails.append(f"billing@{domain}")


def add_chain(scene: Scene, n: int) -> None:
    """Add a shop chain: an account for each shop, tills of one image, the same texts."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    domain = scene.mail.domain()
    chain = Organisation(
        "chain",
        domains=Loan([domain], 1),
        networks=(Network(scene.internet.servers(2, 2), 0.5, luck.choice((0, 0, 1))),),
        devices=Loan(
            things.new_devices(luck.randint(1, 3)), luck.betavariate(5, 1), luck.uniform(0.7, 0.98)
        ),
        cards=Loan(things.new_cards(1), luck.choice((1, 1, 0.5, 0))),
        templates=Loan(things.some_templates(1, 5), 0.9, 0.8),
        phones=Loan([things.number(country)], luck.choice((0, 0.5, 1))),
        signups=luck.choice(("burst", "waves")),
        habit="office",
        own_cards=0.1,
    )
    for shop, account in enumerate(found(scene, chain, scene.people.crew(n, country)), 11):
        account.mails = [f"store{shop}@{domain}"]


def add_call_centre(scene: Scene, n: int) -> None:
    """Add a call centre: thin clients, shifts, people who leave."""
    luck, things = scene.luck, scene.things
    country = one_of(luck, CALL_CENTRES)
    centre = Organisation(
        "callcentre",
        domains=Loan([scene.mail.domain()], luck.choice((1, 1, 0.8, 0))),
        networks=(Network(scene.internet.office(), luck.uniform(0.7, 0.98)),),
        devices=Loan(
            things.new_devices(luck.choice((1, 2, max(2, n // 10), max(2, n // 3)))),
            luck.betavariate(6, 1),
            luck.uniform(0.6, 0.98),
        ),
        cards=Loan(things.new_cards(luck.randint(1, 3)), luck.choice((0, 0.5, 1))),
        templates=Loan(
            things.some_templates(1, 5), luck.betavariate(4, 1), luck.uniform(0.5, 0.95)
        ),
        phones=Loan(
            [things.number(country) for _ in range(luck.randint(1, 4))], luck.choice((0, 0.3, 0.9))
        ),
        habit="shift",
        own_cards=0.03,
        lifetime=luck.choice((None, 150, 50)),
    )
    found(scene, centre, scene.people.crew(n, country))


def add_association(scene: Scene, n: int) -> None:
    """Add volunteers from all over, with a card that was given to them."""
    luck, things = scene.luck, scene.things
    association = Organisation(
        "ngo",
        domains=Loan([scene.mail.domain(("org",))], luck.choice((1, 0.5, 0))),
        networks=(Network(scene.internet.office(), 0.3, 0.3),),
        devices=Loan(things.new_devices(2), 0.15, 0.4),
        cards=Loan(things.new_cards(luck.randint(1, 2)), luck.betavariate(2, 1)),
        templates=Loan(things.some_templates(1, 4), luck.betavariate(2, 1), 0.5),
        own_cards=0.1,
    )
    found(scene, association, scene.people.crew(n, spread=luck.random() * 0.8))


def add_data_firm(scene: Scene, n: int) -> None:
    """Add a group that collects data, with proxies and programs that run day and night."""
    luck, things, internet = scene.luck, scene.things, scene.internet
    firm = Organisation(
        "datafirm",
        domains=Loan([scene.mail.domain()], luck.choice((1, 0.7, 0.2))),
        networks=(
            Network(internet.office(1), 0.4),
            Network(internet.servers(2, 9), luck.uniform(0.3, 0.9)),
            Network(internet.proxies(luck.randint(5, 60)), 0.3, luck.choice((0, 0.7))),
        ),
        devices=Loan([*luck.sample(things.headless, 2), things.new_device()], 0.8, 0.5),
        cards=Loan(things.new_cards(luck.randint(1, 3)), luck.betavariate(2, 1)),
        templates=Loan(things.some_templates(2, 8), 0.95, 0.85),
        habit="all",
        own_cards=0.1,
    )
    found(scene, firm, scene.people.crew(n, spread=0.2, technical=True))


def add_coworking(scene: Scene, n: int) -> None:
    """Add people who rent desks in one house."""
    coworking = Organisation(
        "coworking",
        networks=(Network(scene.internet.office(), scene.luck.uniform(0.2, 0.9)),),
        signups="spread",
        habit="office",
        own_cards=0.6,
    )
    found(scene, coworking, scene.people.crew(n, spread=0.15))
