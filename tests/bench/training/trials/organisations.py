"""Organisations, and what they give to those who work there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.training.luck import Luck

from .accounts import Account, Card, Contact, Hours, Use
from .changing import DAY, Thing
from .countries import Country
from .mail import Style
from .scene import Scene

KEEPS_HOURS = 0.8
INVOICE = 0.3
"""Share of people without any card, as the organisation pays otherwise."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """What an organisation has, and which share of its people gets it."""

    domains: list[str]
    in_domain: float
    mail_style: Style | None
    offices: list[str]
    """Addresses of its offices, if they have any of their own."""
    remote: float
    gateway: list[str]
    """Exits of a security gateway, if there is one."""
    image: Thing
    """Fingerprint of machines that are set up alike."""
    on_image: float
    desks: list[Thing]
    at_desks: float
    cards: list[str]
    on_card: float
    phones: list[str]
    on_phone: float
    templates: list[Thing]
    on_templates: float
    hours: Hours


def found(
    scene: Scene, country: Country, n: int, ending: str | None = None, hours: Hours = "office"
) -> Organisation:
    """Return an organisation of ``n`` people, of any character."""
    luck, things = scene.luck, scene.things
    domains = 1 + (luck.randint(1, 4) if luck.happens(0.15) else 0)
    offices = luck.choice((1, 1, 2, 4)) if luck.happens(0.85) else 0
    desks = max(1, int(n * luck.uniform(0.1, 0.6))) if luck.happens(0.35) else 0
    return Organisation(
        domains=[scene.mail.domain(ending) for _ in range(domains)],
        in_domain=1 - luck.random() ** 3 * 0.9,
        mail_style=luck.choice(("dotted", "dotted", "initial", None)),
        offices=[scene.internet.office(country) for _ in range(offices)],
        remote=luck.choice((0.05, 0.2, 0.5, 0.9)),
        gateway=scene.internet.gateway() if luck.happens(0.15) else [],
        image=things.drifting(luck.choice((45, 120, 500))),
        on_image=luck.choice((0, 0, 0.2, 0.7)),
        desks=[things.computer() for _ in range(desks)],
        at_desks=luck.random(),
        cards=things.new_cards(1 + int(n * luck.choice((0, 0, 0.03, 0.15)))),
        on_card=luck.choice((0, 0.2, 0.6, 0.95)),
        phones=[things.number(country) for _ in range(luck.choice((1, 2, 4)) + n // 12)],
        on_phone=luck.choice((0, 0, 0.1, 0.5)),
        templates=things.some_edited(luck.randint(0, 6), 20, 90, 900),
        on_templates=luck.random(),
        hours=hours,
    )


def employ(scene: Scene, account: Account, organisation: Organisation) -> None:
    """Give an account what the organisation gives to its people."""
    luck, mail = scene.luck, scene.mail
    if luck.happens(organisation.in_domain):
        domain = luck.choice(organisation.domains)
        account.write_to(mail.address(domain, organisation.mail_style))
    _seat(scene, account, organisation)
    paid = luck.random()
    if paid < organisation.on_card:
        begin = account.created + luck.choice((0, 0, 20)) * DAY
        account.cards = [Card(luck.choice(organisation.cards), begin)]
    elif paid < organisation.on_card + INVOICE:
        account.cards = []
    if luck.happens(organisation.on_phone):
        account.phones = [Contact(luck.choice(organisation.phones))]
    if organisation.templates and luck.happens(organisation.on_templates):
        template = luck.choice(organisation.templates)
        account.templates.append(Use(template, luck.uniform(0.5, 4)))
        account.prompt_at_least(luck.uniform(0.2, 0.8))
    if luck.happens(KEEPS_HOURS):
        account.hours = organisation.hours


def _seat(scene: Scene, account: Account, organisation: Organisation) -> None:
    """Let an account come from the office, and from its machines."""
    luck, internet = scene.luck, scene.internet
    if organisation.offices and not luck.happens(organisation.remote):
        exits = internet.exits(organisation.offices)
        account.networks.append(Use(exits, luck.uniform(1, 6)))
    if organisation.gateway and luck.happens(0.8):
        account.networks.append(Use(internet.exits(organisation.gateway), 3))
    if luck.happens(organisation.on_image):
        account.devices.append(Use(organisation.image, 2))
    if organisation.desks and luck.happens(organisation.at_desks):
        account.devices += some_uses(luck, organisation.desks, 1, 4)


def some_uses(
    luck: Luck, things: Sequence[Thing], least: int, most: int, weight: float = 1.0
) -> list[Use]:
    """Return uses of between so and so many of the things."""
    return [Use(thing, weight) for thing in luck.some(things, least, most)]
