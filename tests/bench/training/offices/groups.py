"""The machinery of all honest groups: who gets which card, number, machine, network and prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .accounts import Account, Mail, Stay
from .countries import Country, any_country
from .hours import AROUND_THE_CLOCK, OFFICE, Habit, Hours
from .mail import Form
from .people import Devices, Networks, Person, Templates
from .places import Place
from .scene import CHARGED_EVERY, Scene
from .sharing import Pick, Shared
from .window import DAY, TRICKLE, Signups

DEVICE_WEIGHT = 3.0
SECOND_DEVICE = 0.35
OWN_DEVICES = 0.75
"""Members who use what they have at home, of those who bring their own."""


class Contact(NamedTuple):
    """An address of the group that members give beside theirs, and the share who do."""

    address: str
    chance: float


class Setup(NamedTuple):
    """Who sets accounts up for their later users: machines, a place, and the share of accounts."""

    devices: Pick[str]
    place: Place
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The character of a group."""

    kind: str
    country: Country
    abroad: float = 0.03
    """Share of members from anywhere."""
    person: Callable[[], Person] | None = None
    """Who is behind an account, if not a new person."""
    signups: Signups = TRICKLE
    life: float = 120
    """Days that accounts live, about."""
    form: Form = "corporate"
    """Of mail addresses at the group's domains; ``base`` is what those of a series begin with."""
    base: str = ""
    domains: Shared[str] | None = None
    contact: Contact | None = None
    cards: Shared[str] | None = None
    other_cards: Literal["own", "virtual", "prepaid", "none"] = "own"
    """Cards of those who have none of the group's."""
    phones: Shared[str] | None = None
    other_phones: Literal["own", "rented", "new", "none"] = "own"
    devices: Shared[str] | None = None
    own_devices: float = 0.8
    networks: Shared[Place] | None = None
    own_networks: float = 0.6
    templates: Shared[str] | None = None
    own_templates: float = 0.6
    """Share of members who use prompts of their own as well; so for devices and networks."""
    setup: Setup | None = None
    habits: Sequence[Habit] = (OFFICE,)
    weekend: float | None = None
    sessions: float = 6
    prompting: float = 1.0


def found(scene: Scene, group: Group, n: int) -> list[Account]:
    """Add the accounts of a group of so many."""
    luck = scene.luck
    weekend = luck.uniform(0.05, 0.5) if group.weekend is None else group.weekend
    return [
        _join(scene, group, number, n, begin, weekend)
        for number, begin in enumerate(scene.window.signups(n, group.signups))
    ]


def _join(scene: Scene, group: Group, number: int, n: int, begin: float, weekend: float) -> Account:
    luck = scene.luck
    person = _member(scene, group)
    end = scene.window.lifetime(begin, group.life, 0.7, 0.3)
    account = scene.blank(group.kind, person.country, begin, end)
    account.person = person
    _give_mail(scene, group, account, person, number)
    _give_card(scene, group, account, person, number)
    _give_phone(scene, group, account, person, number)
    templates = _templates(scene, group, person, n)
    setup = group.setup
    if setup and luck.happens(setup.chance):
        until = min(end, begin + luck.spread(0.2, 1) * DAY)
        device, count = setup.devices(number), luck.randint(1, 2)
        networks: Networks = [(setup.place, 1)]
        account.stays.append(
            Stay(begin, until, count, [(device, 1)], networks, templates, AROUND_THE_CLOCK, 0.3)
        )
    account.stays.append(
        Stay(
            begin,
            end,
            scene.sessions(group.sessions),
            _devices(scene, group, person, number, n),
            _networks(scene, group, person, number),
            templates,
            Hours(luck.choice(group.habits), person.country.zone, weekend),
            group.prompting,
        )
    )
    return account


def _member(scene: Scene, group: Group) -> Person:
    if group.person:
        return group.person()
    away = scene.luck.happens(group.abroad)
    return scene.people.person(any_country(scene.luck) if away else group.country)


def _give_mail(scene: Scene, group: Group, account: Account, person: Person, number: int) -> None:
    luck, domains, contact = scene.luck, group.domains, group.contact
    if domains and luck.happens(domains.chance):
        address = scene.mail.formed(group.form, domains.pick(number), number, group.base)
    else:
        address = scene.mail.personal(person.country)
    account.mails.append(Mail(address))
    if contact and luck.happens(contact.chance):
        since = luck.uniform(account.created, account.end)
        account.mails.append(Mail(contact.address, since))


def _give_card(scene: Scene, group: Group, account: Account, person: Person, number: int) -> None:
    luck, cards = scene.luck, group.cards
    if cards and luck.happens(cards.chance):
        scene.pay(account, cards.pick(number), luck.choice(CHARGED_EVERY))
    elif group.other_cards == "own" and luck.happens(0.4):
        scene.pay(account, person.card)
    elif group.other_cards == "virtual" and luck.happens(0.8):
        scene.pay(account, scene.things.card())
    elif group.other_cards == "prepaid" and luck.happens(0.8):
        scene.pay(account, scene.things.prepaid_card())


def _give_phone(scene: Scene, group: Group, account: Account, person: Person, number: int) -> None:
    luck, phones = scene.luck, group.phones
    if phones and luck.happens(phones.chance):
        account.phones.append(phones.pick(number))
    elif group.other_phones == "own" and luck.happens(0.7):
        account.phones.append(person.phone)
    elif group.other_phones == "rented":
        account.phones.append(scene.things.rented_number())
    elif group.other_phones == "new":
        account.phones.append(scene.things.number(person.country))


def _devices(scene: Scene, group: Group, person: Person, number: int, n: int) -> Devices:
    luck, devices = scene.luck, group.devices
    used: Devices = []
    if devices and luck.happens(devices.chance):
        used.append((devices.pick(number), DEVICE_WEIGHT))
        if luck.happens(SECOND_DEVICE):
            other = devices.pick(luck.randrange(n))
            used.append((other, DEVICE_WEIGHT * luck.uniform(0.2, 1)))
    if not used or luck.happens(group.own_devices):
        used += person.devices if luck.happens(OWN_DEVICES) else [(scene.things.device(), 2)]
    return used


def _networks(scene: Scene, group: Group, person: Person, number: int) -> Networks:
    luck, networks = scene.luck, group.networks
    used: Networks = []
    if networks and luck.happens(networks.chance):
        used.append((networks.pick(number), luck.uniform(2, 6)))
    if not used or luck.happens(group.own_networks):
        used += person.networks
    return used


def _templates(scene: Scene, group: Group, person: Person, n: int) -> Templates:
    luck, templates = scene.luck, group.templates
    used: Templates = []
    if templates and luck.happens(templates.chance):
        for _ in range(luck.randint(1, 3)):
            used.append((templates.pick(luck.randrange(n)), luck.uniform(1, 3)))
    if not used or luck.happens(group.own_templates):
        used += person.templates
    return used
