"""Organisations that lend things to people: the machinery that most honest groups have in common.

What an organisation lends is a table drawn at random (`Organisation`): of each sort of thing, how
many members take it and how much of their use it gets. Each kind of group draws its own character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .accounts import Account, lend
from .networks import DAY, Place
from .opening import open_account
from .people import Habit, Hours, Person
from .scene import Scene
from .signups import Mode

CONTACT = 0.07
"""Share of organisations with an address of theirs beside those of members."""
KEEPS_HOURS = 0.85
SHIFTS = (0, 8, 16, 8)


@dataclass(frozen=True, slots=True)
class Loan:
    """Things of one sort that are lent."""

    things: Sequence[str] = ()
    chance: float = 0.0
    """Share of members who get one."""
    share: float = 0.7
    """Part of a member's use that it takes."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network that members use at work."""

    place: Place
    share: float
    """Part of a member's sessions."""
    chance: float = 1.0
    """Share of members."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where accounts are set up by somebody else than their later user."""

    devices: Sequence[str]
    place: Place
    chance: float

    def set_up(self, scene: Scene, account: Account) -> None:
        """Set the account up, by chance."""
        if scene.luck.happens(self.chance):
            account.first_device = scene.luck.choice(self.devices)
            account.first_network = self.place


@dataclass(frozen=True, slots=True)
class Organisation:
    """The character of an organisation."""

    kind: str
    domains: Loan = Loan()
    networks: tuple[Network, ...] = ()
    devices: Loan = Loan()
    cards: Loan = Loan()
    templates: Loan = Loan(share=0.6)
    phones: Loan = Loan()
    desk: Desk | None = None
    signups: Mode | None = None
    habit: Habit | None = None
    own_cards: float = 0.3
    """Share of members who pay with their own cards, unless one is lent to them."""
    established: float = 0.25
    """Chance that most accounts are as old as those of strangers."""
    lifetime: float | None = None
    """Days, on average, after which members leave."""


def found(scene: Scene, organisation: Organisation, people: Sequence[Person]) -> list[Account]:
    """Add the accounts of the people of an organisation."""
    luck = scene.luck
    times = scene.window.signups(len(people), organisation.signups)
    contact = scene.mail.public() if luck.happens(CONTACT) else ""
    knows_contact = luck.random()
    established = 0.7 if luck.happens(organisation.established) else 0.0
    accounts = []
    for person, time in zip(people, times, strict=True):
        account = open_account(
            scene,
            person,
            organisation.kind,
            None if luck.happens(established) else time,
            _mail(scene, organisation.domains, person),
            pays=luck.happens(organisation.own_cards),
        )
        _equip(scene, organisation, account)
        if contact and luck.happens(knows_contact):
            account.mails.append(contact)
        if organisation.desk:
            organisation.desk.set_up(scene, account)
        _employ(scene, organisation, account)
        accounts.append(account)
    return accounts


def _mail(scene: Scene, domains: Loan, person: Person) -> str | None:
    if not domains.things or not scene.luck.happens(domains.chance):
        return None
    return scene.mail.staff(person.name, scene.luck.choice(domains.things))


def _equip(scene: Scene, organisation: Organisation, account: Account) -> None:
    """Lend networks, devices, cards, prompts and numbers."""
    luck = scene.luck
    for network in organisation.networks:
        if luck.happens(network.chance):
            lend(account.networks, network.place, network.share * luck.uniform(0.7, 1.15))
    devices, cards, phones = organisation.devices, organisation.cards, organisation.phones
    if devices.things and luck.happens(devices.chance):
        share = devices.share * luck.uniform(0.7, 1.15)
        lend(account.devices, luck.choice(devices.things), share)
    if cards.things and luck.happens(cards.chance):
        account.pay_with(luck.choice(cards.things))
    templates = organisation.templates
    if templates.things and luck.happens(templates.chance):
        lend_some(scene, account, templates.things, luck.randint(1, 3), templates.share)
        account.prompting = max(account.prompting, luck.uniform(0.3, 0.8))
    if phones.things and luck.happens(phones.chance):
        account.phones = [luck.choice(phones.things)]


def lend_some(
    scene: Scene, account: Account, templates: Sequence[str], n: int, share: float
) -> None:
    """Lend so many of the prompts, each for about a share of use."""
    for template in scene.luck.sample(templates, min(len(templates), n)):
        lend(account.templates, template, share * scene.luck.uniform(0.6, 1.1))


def _employ(scene: Scene, organisation: Organisation, account: Account) -> None:
    """Let the account follow the hours of the organisation, and end with the membership."""
    luck = scene.luck
    if organisation.habit and luck.happens(KEEPS_HOURS):
        begin = luck.choice(SHIFTS) if organisation.habit == "shift" else 0
        account.hours = Hours(account.country.zone, organisation.habit, begin)
    if organisation.lifetime:
        stay = DAY + luck.wait(organisation.lifetime * DAY)
        account.end = min(account.end, account.begin + stay)
