"""People on their own, with several accounts, or with others under one roof."""

from __future__ import annotations

from .accounts import Use, lend
from .countries import any_country
from .lending import Loan, Network, Organisation, found
from .mail import WORDS
from .opening import open_account
from .people import Person
from .scene import Scene

DORMITORY = 8
"""People under one roof from which on it is no flat."""


def add_single(scene: Scene) -> None:
    """Add somebody with one account."""
    open_account(scene, scene.people.person(), "single")


def add_multiple(scene: Scene, n: int) -> None:
    """Add somebody with several accounts: for clients, for a lost password, for work and play."""
    luck = scene.luck
    person = scene.people.person(technical=luck.happens(0.5))
    domain = scene.mail.domain() if luck.happens(0.3) else ""
    same_devices = luck.betavariate(3, 1)
    for number in range(n):
        account = open_account(
            scene,
            person,
            "freelancer" if person.technical else "multi",
            scene.window.signup(),
            _mail_of_many(scene, person, domain, number),
            pays=luck.happens(0.5),
        )
        if not luck.happens(same_devices):
            account.devices = [Use(scene.things.device())]
        if luck.happens(0.3):  # a fresh virtual card for each client
            account.pay_with(scene.things.card())


def _mail_of_many(scene: Scene, person: Person, domain: str, number: int) -> str | None:
    luck = scene.luck
    if domain:
        return f"{luck.choice(WORDS)}{number}@{domain}"
    if luck.happens(0.25):
        return f"{scene.mail.local(person.name)}+{luck.choice(WORDS)}@gmail.com"
    return None


def add_family(scene: Scene, n: int) -> None:
    """Add a family: one line, and for some a card, a tablet, a number."""
    luck = scene.luck
    country = any_country(luck)
    home = scene.internet.home(country)
    members = [scene.people.person(country, home if luck.happens(0.9) else None) for _ in range(n)]
    card, tablet = scene.things.card(), scene.things.device()
    by_card, by_tablet, by_phone = (luck.betavariate(*ab) for ab in ((1.3, 1.3), (1, 2), (1, 5)))
    first, last = members[0].name
    for person in members:
        account = open_account(scene, person, "family")
        if luck.happens(by_card) and (account.cards or luck.happens(0.2)):
            account.cards = [Use(card), *(account.cards if luck.happens(0.15) else [])]
        if luck.happens(by_tablet):
            lend(account.devices, tablet, luck.uniform(0.2, 0.8))
        if luck.happens(by_phone):
            account.phones = [members[0].phone]
        if luck.happens(0.04):
            account.mails.append(f"{first}{last}.family@gmail.com")


def add_flat(scene: Scene, n: int) -> None:
    """Add people who share a flat or a dormitory, and nothing but the line."""
    country = any_country(scene.luck)
    small = n < DORMITORY
    line = scene.internet.line(country) if small else None
    home = line or scene.internet.office(scene.luck.randint(1, 3))
    for _ in range(n):
        open_account(scene, scene.people.person(country, home), "flat" if small else "dorm")


def add_friends(scene: Scene, n: int) -> None:
    """Add friends who split the card of one paid plan."""
    luck, things = scene.luck, scene.things
    friends = Organisation(
        "friends",
        networks=(Network(scene.internet.office(1), 0.1, luck.random() * 0.6),),
        cards=Loan(things.new_cards(1), luck.betavariate(3, 1.2)),
        templates=Loan(things.new_templates(1), luck.random() * 0.5, 0.3),
    )
    found(scene, friends, scene.people.crew(n, spread=0.1))
