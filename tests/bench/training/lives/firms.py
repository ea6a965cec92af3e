"""People who work together: companies, agencies, test teams, firms of a shared office."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.training.luck import Luck

from .accounts import Account, Card, Contact, Use
from .countries import Country
from .hours import DAY
from .mail import WORDS
from .networks import Place
from .society import Society


@dataclass(frozen=True, slots=True)
class Company:
    """The character of a company, and what its people have in common."""

    country: Country
    domain: str
    begin: float
    office: Place
    vpn: Place | None
    cards: list[str]
    machines: list[str]
    prompts: list[str]
    image: str
    """Fingerprint of all its thin clients, empty where it has none."""
    remote: bool
    onboarding: bool
    """Whether most of its people join on one day."""

    @classmethod
    def drawn(cls, society: Society, n: int) -> Company:
        """Return any company of so many people."""
        luck, networks = society.luck, society.networks
        country = society.country()
        return cls(
            country,
            society.mail.domain(),
            society.sign_up(country),
            networks.office(1 if n < 60 else 3),
            networks.fixed() if luck.happens(0.3) else None,
            luck.tokens(1 + n // 40) if luck.happens(0.55) else [],
            luck.tokens(1 + n // 8),
            luck.few(2, 12),
            luck.token() if luck.happens(0.05) else "",
            luck.happens(0.2),
            luck.happens(0.4),
        )


def company(society: Society) -> list[Account]:
    """A company of any size."""
    return _staff(society, society.luck.size(13, 0.9, 4, 320))


def startup(society: Society) -> list[Account]:
    """A company of few people."""
    return _staff(society, society.luck.randint(3, 12))


def _staff(society: Society, n: int) -> list[Account]:
    firm = Company.drawn(society, n)
    return [_employee(society, firm) for _ in range(n)]


def _employee(society: Society, firm: Company) -> Account:
    luck, mail = society.luck, society.mail
    country = society.country() if firm.remote and luck.happens(0.4) else firm.country
    if firm.onboarding and luck.happens(0.8):
        created = firm.begin + luck.wait(2 * DAY)
    else:
        created = society.sign_up(firm.country, firm.begin)
    address = mail.address(mail.local(country), firm.domain) if luck.happens(0.8) else ""
    account = society.person("employee", country, created, mail=address, paying=0.1)
    account.hours = "shift" if luck.happens(0.5) else "waking"
    if not firm.remote:
        account.networks.append(Use(firm.office, luck.uniform(0.5, 4)))
        account.first_network = firm.office if luck.happens(0.6) else None
    if firm.vpn and luck.happens(0.6):
        account.networks.append(Use(firm.vpn))
    if firm.cards and luck.happens(0.85):
        account.cards = [Card(luck.choice(firm.cards), account.created + luck.random() * 5 * DAY)]
    if firm.image:
        account.devices = [Use(firm.image, 2), *account.devices[:1]]
    elif luck.happens(0.12):
        account.devices.append(Use(luck.choice(firm.machines), 0.5))
    account.prompts(luck, firm.prompts, 1, 4)
    return account


def agency(society: Society) -> list[Account]:
    """An agency with an account for each client, on few machines and cards: much like a ring."""
    luck, networks, country = society.luck, society.networks, society.country()
    n = luck.size(12, 0.6, 4, 45)
    office = networks.fixed() if luck.happens(0.7) else networks.home(country)
    machines, cards, prompts = luck.few(1, 5), luck.few(1, 3), luck.few(4, 20)
    numbers = [society.things.number(country) for _ in range(luck.randint(1, 3))]
    begin, bulk = society.sign_up(country), luck.happens(0.25)
    domain, style = society.mail.domain(), luck.random()
    clients = []
    for _ in range(n):
        created = begin + luck.random() * 3 * DAY if bulk else society.sign_up(country, begin)
        mail = _client_mail(society, style, domain)
        account = society.person(
            "agency", country, created, home=office, mail=mail, paying=0.1, outing=0.4
        )
        own = account.devices[:1] if luck.happens(0.25) else []
        account.devices = [Use(device) for device in luck.some(machines, 1, 2)] + own
        account.phones = [Contact(luck.choice(numbers), created)] if luck.happens(0.5) else []
        account.hours = "shift"
        if luck.happens(0.8):
            account.cards = [Card(luck.choice(cards), created + luck.random() * DAY)]
        account.prompts(luck, prompts, 2, 6, 1.2)
        clients.append(account)
    return clients


def _client_mail(society: Society, style: float, domain: str) -> str:
    """Return the address of a client, in the way of the agency."""
    luck, mail = society.luck, society.mail
    word = luck.choice(WORDS)
    if style < 0.3:
        return mail.address(f"client.{word}", domain)
    if style < 0.6:
        return mail.address(f"social+{word}", domain)
    if style < 0.85:
        return mail.address(luck.choice(["info", "marketing", "hello", "office"]), mail.domain())
    return mail.address(f"{word}{luck.choice(WORDS)}marketing", "gmail.com")


def testers(society: Society) -> list[Account]:
    """The testers of an app: accounts made in a series on few machines, much like a ring."""
    luck, country = society.luck, society.country()
    n = luck.size(11, 0.5, 5, 30)
    domain, office = society.mail.domain(), society.networks.fixed()
    machines, prompts, card = luck.few(1, 4), luck.few(2, 6), luck.token()
    begin, number = society.sign_up(country), society.things.number(country)
    accounts = []
    for place in range(n):
        series = place < n * 0.6
        wait = place * luck.uniform(60, 900) if series else luck.random() * 60 * DAY
        mail = society.mail.address(f"qa+{place + 1}", domain)
        account = society.person(
            "qa", country, begin + wait, home=office, mail=mail, paying=0, outing=0.2
        )
        account.devices = [Use(luck.choice(machines))]
        account.sessions = luck.size(4, 0.4, 2, 9)
        account.phones = [Contact(number, account.created)] if luck.happens(0.3) else []
        account.cards = [Card(card, account.created + 900)] if luck.happens(0.3) else []
        account.templates = []
        account.prompts(luck, prompts, 1, 4)
        account.prompts(luck, society.things.popular.things[:40], 0, 1, 0.4)
        accounts.append(account)
    return accounts


def shared_office(society: Society) -> list[Account]:
    """An office for people on their own and for small firms that have nothing in common."""
    luck, country = society.luck, society.country()
    n, office = luck.size(30, 0.6, 8, 120), society.networks.fixed(luck.choice([1, 1, 2]))
    people: list[Account] = []
    while len(people) < n:
        members = luck.choice([1, 1, 1, 2, 3])
        desk = [_desk(society, country, office) for _ in range(members)]
        if members > 1:
            _small_firm(society, luck, desk)
        people += desk
    return people


def _desk(society: Society, country: Country, office: Place) -> Account:
    luck = society.luck
    account = society.person("coworking", country, paying=0.5)
    begin = account.created + luck.random() * 40 * DAY if luck.happens(0.3) else 0.0
    account.networks.append(Use(office, luck.uniform(0.3, 2), begin))
    return account


def _small_firm(society: Society, luck: Luck, members: list[Account]) -> None:
    """Give a few people a domain, a card and prompts of their firm."""
    domain, card, prompts = society.mail.domain(), luck.token(), luck.tokens(3)
    for account in members:
        local = society.mail.local(account.country)
        account.mails[0] = Contact(society.mail.address(local, domain), account.created)
        account.prompts(luck, prompts, 1, 2)
        if luck.happens(0.5):
            account.cards = [Card(card, account.created + DAY)]
