"""People on their own, in one household, or with friends; and people with several accounts."""

from __future__ import annotations

from .accounts import Account, Card, Contact, Use
from .countries import NAMES, Country
from .hours import DAY, END
from .mail import RELAYS, random_letters
from .networks import Place
from .society import Society


def single(society: Society) -> list[Account]:
    """A person with a life of their own."""
    return [society.person("single")]


def family(society: Society) -> list[Account]:
    """A family: one line; some use one tablet, one card, or the number of a parent."""
    luck = society.luck
    country = society.country()
    home, first = society.networks.home(country), society.sign_up(country)
    last_name = luck.choice(NAMES[country.language].last)
    domain = society.mail.domain() if luck.happens(0.04) else ""
    tablet, card = luck.tokens(2)
    members: list[Account] = []
    for _ in range(luck.choice([2, 2, 2, 3, 3, 4, 4, 5, 6])):
        together = luck.happens(0.2)
        created = first + luck.random() * 5400 if together else society.sign_up(country)
        mail = _family_mail(society, country, last_name, domain)
        account = society.person("family", country, created, home=home, mail=mail, paying=0.25)
        if luck.happens(0.35):
            account.devices.append(Use(tablet, 0.8))
        if luck.happens(0.3):
            account.cards = [Card(card, account.created + luck.random() * 20 * DAY)]
        numbers = [a.phones[0].value for a in members if a.phones]
        if numbers and luck.happens(0.12):
            account.phones = [Contact(numbers[-1], account.created)]
        if members and luck.happens(0.25):
            account.templates.append(Use(luck.choice(members[0].templates).thing, 0.6))
        members.append(account)
    if luck.happens(0.06):
        relative = society.person("family", paying=0)  # Abroad, and paid for from here.
        relative.cards = [Card(card, relative.created + DAY)]
        members.append(relative)
    return members


def _family_mail(society: Society, country: Country, last_name: str, domain: str) -> str:
    luck = society.luck
    name = (luck.choice(NAMES[country.language].first), last_name)
    if domain:
        return society.mail.address(name[0], domain)
    return society.mail.at_service(country, name) if luck.happens(0.5) else ""


def flatshare(society: Society) -> list[Account]:
    """People of one flat: one line, and now and then a computer or a card for all."""
    luck = society.luck
    country = society.country()
    home = society.networks.home(country)
    computer, card = luck.tokens(2)
    members = [
        society.person("flatshare", country, home=home, paying=0.3)
        for _ in range(luck.choice([2, 3, 3, 4, 5, 7]))
    ]
    for account in members:
        if luck.happens(0.12):
            account.devices.append(Use(computer, 0.5))
        if luck.happens(0.1):
            account.cards = [Card(card, account.created + DAY)]
        if luck.happens(0.3):
            move = account.created + luck.random() * 200 * DAY
            account.networks[0] = Use(home, end=move)
            account.networks.append(Use(society.networks.home(country), begin=move))
    return members


def friends(society: Society) -> list[Account]:
    """Friends who split one card and have little else in common."""
    luck = society.luck
    country, card = society.country(), luck.token()
    members = [
        society.person("friends", country, paying=0) for _ in range(luck.choice([2, 2, 3, 3, 4, 5]))
    ]
    device = members[0].devices[0].thing
    for account in members:
        account.cards = [Card(card, account.created + luck.random() * 15 * DAY)]
        if luck.happens(0.2):
            account.devices.append(Use(device, 0.4))
    return members


def developer(society: Society) -> list[Account]:
    """A developer or hobbyist with several accounts of their own."""
    luck = society.luck
    main = society.person("developer")
    name = society.mail.local(main.country)
    server = _server(society)
    members = [main]
    for number in range(luck.choice([2, 2, 2, 3, 3, 4, 5, 7]) - 1):
        mail = ""
        if luck.happens(0.4):
            tag = luck.choice(["+test", "+dev", "+api", "+", ".alt"])
            mail = society.mail.address(f"{name}{tag}{number}", "gmail.com")
        members.append(_another(society, main, mail))
    if server:
        for account in members:
            account.networks.append(Use(server))
    return members


def _server(society: Society) -> Place | None:
    if society.luck.happens(0.25):
        return society.luck.choice(society.networks.clouds)
    return society.networks.server() if society.luck.happens(0.2) else None


def _another(society: Society, main: Account, mail: str) -> Account:
    """Return one more account of a person."""
    luck, country = society.luck, main.country
    soon = luck.happens(0.3)
    created = (
        main.created + luck.random() * 7200 if soon else society.sign_up(country, main.created)
    )
    account = society.person(
        "developer", country, created, home=main.networks[0].thing, mail=mail, paying=0.15
    )
    if luck.happens(0.85):
        account.devices = main.devices[:]
    else:
        account.devices += main.devices[:1]
    account.networks = main.networks[:]
    if luck.happens(0.5):
        account.phones = [Contact(p.value, account.created) for p in main.phones[:1]]
    if main.cards and luck.happens(0.5):
        account.cards = [Card(main.cards[0].value, account.created + DAY)]
    account.templates = account.templates[:2]
    account.prompts(luck, [use.thing for use in main.templates], 1, 4)
    return account


def reopened(society: Society) -> list[Account]:
    """A person who gives an account up, having lost the password, and opens another one."""
    luck = society.luck
    old = society.person("reopened")
    created = old.created + luck.uniform(5, 150) * DAY
    old.end = min(old.end, created, END - 60)
    if created > END - 2 * DAY:
        return [old]
    new = society.person("reopened", old.country, created, home=old.networks[0].thing)
    new.devices = old.devices[:]
    if old.phones and luck.happens(0.6):
        new.phones = [Contact(old.phones[-1].value, created)]
    new.templates = old.templates[:3] + new.templates[:2]
    if old.cards and luck.happens(0.6):
        new.cards = [Card(old.cards[-1].value, created + DAY)]
    return [old, new]


def privacy(society: Society) -> list[Account]:
    """A person who hides: always behind a VPN, with a relay for mail and a virtual card."""
    luck, mail, things = society.luck, society.mail, society.things
    address = ""
    if luck.happens(0.5):
        hosts = [*RELAYS, *mail.disposable.things[:6]]
        address = mail.address(random_letters(luck), luck.choice(hosts))
    account = society.person("privacy", mail=address)
    account.networks = [Use(society.networks.vpns.draw(luck), 4), account.networks[0]]
    account.virtual_card = luck.happens(0.5)
    if luck.happens(0.3):
        account.phones = [Contact(things.rented_number(), account.created)]
    if luck.happens(0.25):
        account.devices = [Use(luck.choice(things.profiles))]
    return [account]
