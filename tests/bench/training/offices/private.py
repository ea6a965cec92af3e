"""People on their own, with several accounts, with others under one roof, or with many clients."""

from __future__ import annotations

from .accounts import Account, Card, Mail, Stay
from .countries import any_country
from .people import Networks, Person, Templates
from .scene import Scene
from .window import DAY

CHARGED_EVERY = (5, 7, 15, 30, 30, 30, 30, 60)


def add_single(
    scene: Scene,
    person: Person | None = None,
    kind: str = "solo",
    life: tuple[float, float] | None = None,
    pays: float = 0.5,
    has_phone: float = 0.75,
) -> Account:
    """Add the account of a person, who pays and has a phone with these chances."""
    luck, things, window = scene.luck, scene.things, scene.window
    person = person or scene.people.person()
    begin, end = life or window.life()
    account = scene.blank(kind, person.country, begin, end)
    account.mails.append(Mail(scene.mail.personal(person.country)))
    if luck.happens(has_phone):
        rented = luck.happens(0.02)
        account.phones.append(things.rented_number() if rented else person.phone)
    if luck.happens(pays):
        card = person.card if luck.happens(0.93) else things.card()
        scene.pay(account, card, luck.choice(CHARGED_EVERY))
    if luck.happens(0.06):
        since = luck.uniform(window.since(begin), end)
        account.cards.append(Card(things.card(), since, end))
    account.stays.append(
        Stay(
            begin,
            end,
            scene.sessions(),
            person.devices,
            person.networks,
            person.templates,
            person.hours,
            luck.uniform(0.3, 1.6),
        )
    )
    return account


def add_stranger(scene: Scene) -> None:
    """Add somebody who has nothing to do with anybody."""
    scene.singles.append(add_single(scene))


def add_multiple(scene: Scene, n: int) -> None:
    """Add a hobbyist with several accounts: for privacy, a lost password, a second trial, a bot."""
    luck, window = scene.luck, scene.window
    person = scene.people.person()
    first = window.moment(0, 20)
    one_after_the_other, tagged = luck.happens(0.5), luck.happens(0.3)
    base = scene.mail.local()
    for number in range(n):
        life = window.life()
        if one_after_the_other:
            begin = min(window.end - DAY, first + number * luck.spread(20, 0.6) * DAY)
            life = begin, window.until(begin + luck.spread(25, 0.6) * DAY)
        account = add_single(scene, person, "multi", life, pays=0.4, has_phone=0.5)
        if tagged:
            account.mails = [Mail(scene.mail.formed("tagged", "gmail.com", number, base))]


def add_family(scene: Scene, n: int) -> None:
    """Add a family: one line, and for some a card, a tablet, a number."""
    _add_household(scene, n, "family")


def add_flat(scene: Scene, n: int) -> None:
    """Add people who share a flat, and nothing but the line."""
    _add_household(scene, n, "flat")


def _add_household(scene: Scene, n: int, kind: str) -> None:
    luck, things, window = scene.luck, scene.things, scene.window
    country = any_country(luck)
    home = scene.internet.home(country)
    card, tablet, phone = things.card(), things.device(), things.number(country)
    domain = scene.mail.domain() if luck.happens(0.07) else ""
    together = window.life()[0] if luck.happens(0.25) else None
    tunnel: Networks = [(scene.internet.tunnel(2, 2), 2)] if luck.happens(0.15) else []
    for _ in range(n):
        person = scene.people.person(country, home)
        if kind == "family":
            _share(scene, person, card, tablet, phone)
        person.networks += tunnel
        life = window.life()
        if together is not None:
            begin = min(window.end - DAY, together + luck.uniform(0, 3 * DAY))
            life = begin, float(window.end)
        account = add_single(scene, person, kind, life)
        if domain:
            account.mails = [Mail(scene.mail.formed("corporate", domain))]


def _share(scene: Scene, person: Person, card: str, tablet: str, phone: str) -> None:
    luck = scene.luck
    if luck.happens(0.45):
        person.card = card
    if luck.happens(0.3):
        person.phone = phone
    if luck.happens(0.4):
        person.devices.append((tablet, luck.uniform(0.3, 2)))


def add_contractor(scene: Scene, n: int) -> None:
    """Add somebody with an account at each of some firms, and one of their own."""
    luck = scene.luck
    person = scene.people.person()
    for firm in luck.sample(scene.firms, min(n, len(scene.firms))):
        begin, end = scene.window.life(0.1)
        account = scene.blank("contractor", person.country, begin, end)
        domain = firm.domain if luck.happens(0.7) else "gmail.com"
        account.mails.append(Mail(scene.mail.formed("corporate", domain)))
        if luck.happens(0.8):
            account.phones.append(person.phone)
        if luck.happens(0.3):
            scene.pay(account, person.card)
        office: Networks = [(firm.office, 2)] if firm.office and luck.happens(0.6) else []
        templates: Templates = [(firm.templates(luck.randrange(firm.size)), 2), *person.templates]
        networks = person.networks + office
        account.stays.append(
            Stay(
                begin,
                end,
                scene.sessions(),
                person.devices,
                networks,
                templates,
                person.hours,
            )
        )
    add_single(scene, person, "contractor")
