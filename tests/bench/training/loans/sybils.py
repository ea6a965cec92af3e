"""Accounts of a ring: dressed like those of strangers, with slips that show the operator."""

from __future__ import annotations

from dataclasses import dataclass, field

from .accounts import Account, Event, Use, add_all, lend
from .countries import Country, any_country
from .networks import DAY, Addresses, Place
from .operators import Operator
from .people import Hours, Person
from .scene import Scene
from .styles import Channel

BOUGHT = 0.12
"""Share of accounts that are bought from somebody who used them."""
NO_SLIP = 0.04
"""Share of accounts without a slip that stay so."""
SECOND_SLIP = 0.55


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring while it is being made."""

    name: str
    campaign: str
    operator: Operator
    stolen: list[str]
    """Cards of honest people."""
    accounts: list[Account] = field(default_factory=list)
    customers: list[Person] = field(default_factory=list)
    """Who bought an account, or a seat in one."""


@dataclass(frozen=True, slots=True)
class Sybil:
    """An account of a ring while it is being dressed."""

    account: Account
    mask: Person
    """Whom it looks like from outside."""
    place: float
    """Place in the ring's list of work, from 0 to 1."""
    time: float
    """When the operator took the account."""
    aged: bool

    @property
    def since(self) -> float:
        """When the operator's things begin: a bought account had a life before."""
        return self.time if self.aged else 0.0


def open_sybil(scene: Scene, ring: Ring, place: float, time: float) -> Sybil:
    """Add an account to a ring."""
    luck, window, operator = scene.luck, scene.window, ring.operator
    country = operator.claim or any_country(luck)
    style = operator.style
    aged = luck.happens(BOUGHT) or style.name == "aged"
    account = scene.blank(style.name, country, time)
    account.ring, account.campaign = ring.name, ring.campaign
    account.end = min(window.end, time + DAY + luck.wait(operator.life * DAY))
    account.sessions = luck.size(style.sessions, 0.6, 3, 80)
    account.hours = Hours(operator.country.zone, operator.habit)
    if aged:
        account.begin = account.created = max(window.begin, time - luck.uniform(15, 120) * DAY)
        if account.begin == window.begin:
            account.created -= luck.uniform(5, 300) * DAY
        account.sessions += 3
    ring.accounts.append(account)
    sybil = Sybil(account, scene.people.person(country), place, time, aged)
    _dress(scene, operator, sybil)
    _dress_prompts(scene, operator, sybil)
    slips = _give_mail(scene, operator, sybil)
    _let_slip(scene, operator, sybil, slips)
    return sybil


def _dress(scene: Scene, operator: Operator, sybil: Sybil) -> None:
    """Give an account things that show nothing."""
    luck, things = scene.luck, scene.things
    account, mask, since = sybil.account, sybil.mask, sybil.since
    device = luck.choice(things.spoofed) if luck.happens(0.15) else mask.devices[0]
    account.devices = [Use(device, begin=since)]
    account.networks = [Use(_clean_place(scene, operator, account.country), begin=since)]
    if luck.happens(0.55):
        rented = luck.happens(0.12)
        account.phones = [luck.choice(things.rented_numbers) if rented else mask.phone]
    if luck.happens(operator.style.paid):
        recycled = luck.happens(0.03)
        card = luck.choice(things.recycled_cards) if recycled else things.card()
        account.cards = [Use(card, begin=since)]


def _clean_place(scene: Scene, operator: Operator, country: Country) -> Place:
    luck, internet = scene.luck, scene.internet
    if operator.proxies and luck.happens(0.8):
        return operator.proxies
    if luck.happens(0.12):
        return luck.choice(internet.tunnels)
    if luck.happens(0.5):
        return internet.line(country)
    return internet.proxies(luck.randint(1, 5))


def _dress_prompts(scene: Scene, operator: Operator, sybil: Sybil) -> None:
    luck, things, since = scene.luck, scene.things, sybil.since
    account, style = sybil.account, operator.style
    add_all(account.templates, sybil.mask.templates or [things.popular_template()], 1, since)
    if style.name == "gateway":
        others = [
            things.popular_template() if luck.happens(0.6) else things.template() for _ in range(4)
        ]
        add_all(account.templates, others, 1, since)
        if luck.happens(0.4):
            add_all(account.templates, [luck.choice(things.wrappers)], 3, since)
    account.prompting = luck.uniform(0.5, 0.9) if style.prompts else luck.uniform(0.1, 0.6)


def _give_mail(scene: Scene, operator: Operator, sybil: Sybil) -> int:
    """Give an account its address; return 1 where its domain is the operator's, else 0."""
    luck, mail, name = scene.luck, scene.mail, sybil.mask.name
    mailbox = "public" if sybil.aged else operator.mailbox
    chance = operator.slips.get("email_domain", 0) if operator.mailbox != "domain" else 0
    slipped = luck.happens(chance)
    if slipped or mailbox == "domain":
        named = slipped or luck.happens(0.7)
        local = mail.local(name) if named else luck.token(6)
        address = f"{local}@{operator.pick(luck, 'email_domain', sybil.place)}"
    elif mailbox == "public":
        address = mail.public()
    elif mailbox == "throwaway":
        address = f"{luck.token(7)}@{luck.choice(mail.throwaway)}"
    elif mailbox == "alias":
        address = mail.forwarded()
    else:
        address = f"{mail.local(name)}{luck.token(3)}@{operator.service}"
    sybil.account.mails = [mail.unique(address)]
    return int(slipped or mailbox == "domain")


def _let_slip(scene: Scene, operator: Operator, sybil: Sybil, slipped: int) -> None:
    """Let the account show things of the operator's pools."""
    luck = scene.luck
    channels = [channel for channel in operator.slips if channel != "email_domain"]
    for channel in channels:
        if luck.happens(operator.slips[channel]):
            _slip(scene, operator, sybil, channel)
            slipped += 1
    if slipped == 0 and not luck.happens(NO_SLIP):
        _slip(scene, operator, sybil, luck.choice(channels))
        slipped = 1
    if slipped == 1 and luck.happens(SECOND_SLIP):
        _slip(scene, operator, sybil, luck.choice(channels))


def _slip(scene: Scene, operator: Operator, sybil: Sybil, channel: Channel) -> None:
    """Let one thing of a pool show in an account."""
    luck, account, since = scene.luck, sybil.account, sybil.since
    value = operator.pick(luck, channel, sybil.place)
    share = operator.share * luck.uniform(0.5, 1.2)
    if channel == "phone":
        account.phones = [value]
    elif channel == "email":
        account.mails.append(value)
    elif channel == "device":
        lend(account.devices, value, share, since)
    elif channel == "ip":
        others = [] if luck.happens(0.6) else [operator.pick(luck, "ip", sybil.place)]
        lend(account.networks, Addresses([value, *others]), share, since)
    elif channel == "payment":
        kept = [] if luck.happens(0.6) else account.cards[:1]
        account.cards = [*kept, Use(value, begin=since)]
    elif channel == "template":
        for _ in range(luck.randint(1, 3)):
            lend(account.templates, operator.pick(luck, "template", sybil.place), share, since)
        account.prompting = max(account.prompting, 0.5)
    if channel not in {"phone", "email"}:
        begin = max(sybil.time, scene.window.begin)
        seen = luck.uniform(begin, max(begin + 1, account.end))
        account.sure.append(Event(channel, value, seen))
