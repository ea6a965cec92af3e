"""Families, shared flats, and people with several accounts."""

from __future__ import annotations

from .accounts import Account, Card, Contact, Use
from .changing import DAY
from .countries import any_country
from .people import add_person
from .scene import Scene


def add_family(scene: Scene) -> None:
    """Add a family, perhaps with a card, a number and a device for all."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    home = scene.internet.home(country)
    people = luck.choices((2, 3, 4, 5, 6), (5, 4, 3, 2, 1))[0]
    card = things.card() if luck.happens(0.55) else None
    phone = things.number(country) if luck.happens(0.3) else None
    tablet = things.device() if luck.happens(0.6) else None
    for _ in range(people):
        plain = luck.happens(0.8)
        account = add_person(scene, country, "family", home=home, plain=plain)
        if card and luck.happens(0.75):
            account.pay_with(card)
        if phone and luck.happens(0.6):
            account.call(phone)
        if tablet and luck.happens(0.7):
            account.devices.append(Use(tablet, luck.uniform(0.2, 1.2)))


def add_flat(scene: Scene) -> None:
    """Add people who share a line, and perhaps a card."""
    luck = scene.luck
    country = any_country(luck)
    home = scene.internet.home(country)
    card = scene.things.card() if luck.happens(0.3) else None
    for _ in range(luck.randint(2, 9)):
        account = add_person(scene, country, "flat", home=home)
        if card and luck.happens(0.5):
            account.pay_with(card)


def add_multiple(scene: Scene) -> None:
    """Add somebody with one account for work and one at home, or with one made anew."""
    luck = scene.luck
    first = add_person(scene, kind="multi")
    for number in range(2, 2 + luck.choices((1, 2, 4), (8, 3, 1))[0]):
        created = luck.uniform(first.first_seen, scene.length - DAY)
        home = first.networks[0].thing
        other = add_person(scene, first.country, "multi", home=home, created=created)
        _repeat(scene, first, other, number)
        if luck.happens(0.35):
            first.end = min(first.end, max(created, first.first_seen + DAY))


def _repeat(scene: Scene, first: Account, other: Account, number: int) -> None:
    """Give another account what its owner has already."""
    luck = scene.luck
    if luck.happens(0.8):
        other.devices = list(first.devices)
    if luck.happens(0.5) and first.cards:
        other.cards = [Card(first.cards[0].value, other.created)]
    if luck.happens(0.6) and first.phones:
        other.phones = list(first.phones)
    draw, mail = luck.random(), first.mails[0].value
    if draw < 0.25:
        other.mails = list(first.mails)
    elif draw < 0.45 and "@gmail" in mail:
        other.mails = [Contact(mail.replace("@", f"+{number}@"))]
    if luck.happens(0.5):
        other.templates = list(first.templates)
