"""Accounts of a ring as they look from outside: what each hides behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .accounts import Account, Card, Kind, Sure, Use
from .changing import DAY, HOUR, Thing, popular
from .countries import one_of
from .operators import Operator
from .scene import Scene
from .weaknesses import Weakness

RENTED_IN = "ID RU GB US"
AGED_MAILBOXES = ("outlook.com", "hotmail.com", "gmail.com")


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring while it is being made."""

    number: int
    campaign: str
    operator: Operator
    weaknesses: dict[Kind, Weakness]
    begin: float
    prompts: Sequence[Thing]
    """Prompts of a gateway's customers."""
    victims: Sequence[Account]
    """Honest accounts whose cards may be stolen."""
    buyers: list[tuple[Sequence[Use], Sequence[Use]]] = field(default_factory=list)
    """Networks and devices of those who bought accounts."""


@dataclass(frozen=True, slots=True)
class Sybil:
    """An account of a ring, and when the operator began to use it."""

    account: Account
    since: float

    @property
    def fresh(self) -> bool:
        """Whether the operator made it, rather than bought it with a past."""
        return self.account.created == self.since


def add_sybil(scene: Scene, ring: Ring, place: int, time: float) -> Sybil:
    """Add the account of a place in the order of the ring."""
    luck, operator = scene.luck, ring.operator
    claim = luck.choice(operator.claims)
    end = scene.until(time + DAY * 0.3 + luck.wait(operator.life * DAY))
    median = 1.3 if operator.trade == "cardtest" else 2.0
    sessions = min(70, max(3, int(luck.lognormvariate(median, 0.6))))
    account = Account(
        claim, operator.trade, time, end, sessions, operator.country.zone, operator.hours
    )
    scene.accounts.append(account)
    account.ring, account.campaign = f"ring{ring.number:03d}", ring.campaign
    account.device_seen = luck.uniform(0.7, 1)
    if operator.aged and luck.happens(0.8):
        account.created = time - luck.uniform(20, 500) * DAY
        account.networks.append(Use(scene.internet.line(claim), end=time))
        account.devices.append(Use(scene.things.device(), end=time))
    sybil = Sybil(account, time)
    _mask_devices(scene, operator, sybil)
    _mask_networks(scene, operator, sybil)
    account.write_to(_mail(scene, ring, place))
    _mask_number(scene, operator, account)
    _mask_cards(scene, ring, sybil)
    _mask_prompts(scene, ring, sybil)
    return sybil


def _mask_devices(scene: Scene, operator: Operator, sybil: Sybil) -> None:
    luck, things = scene.luck, scene.things
    devices = []
    if operator.rig == "script" or operator.trade == "gateway":
        devices.append(operator.program if luck.happens(0.7) else things.client(1.5))
    if operator.rig in {"computers", "masked"} or luck.happens(0.3):
        new = luck.happens(0.8)
        devices.append(things.new_device() if new else popular(luck, things.desktops, 1.5))
    if operator.rig in {"phones", "emulator"}:
        new = luck.happens(0.6)
        devices.append(things.new_device() if new else popular(luck, things.androids, 1.4))
    sybil.account.devices += [Use(device, begin=sybil.since) for device in devices]


def _mask_networks(scene: Scene, operator: Operator, sybil: Sybil) -> None:
    luck, internet = scene.luck, scene.internet
    country, networks = sybil.account.country, sybil.account.networks
    if operator.net in {"proxies", "host", "office"} or luck.happens(0.3):
        proxy = internet.proxy(operator.seller, country, luck.choice((0, DAY, 30 * DAY)))
        networks.append(Use(proxy, begin=sybil.since))
    if operator.net == "modem":
        networks.append(Use(internet.mobile(country), begin=sybil.since))
    if operator.net == "tunnel":
        exits = internet.exits(luck.some(operator.tunnel, 1, 3))
        networks.append(Use(exits, begin=sybil.since))


def _mail(scene: Scene, ring: Ring, place: int) -> str:
    luck, mail, operator = scene.luck, scene.mail, ring.operator
    if operator.mailboxes == "pattern":
        number = 100 + place * luck.randint(1, 3) + ring.number * 1000
        return f"{operator.pattern}{number}@{luck.choice(('gmail.com', 'outlook.com'))}"
    domain = None
    if operator.mailboxes == "throwaway":
        domain = mail.throwaway()
    elif operator.mailboxes == "aged":
        domain = luck.choice(AGED_MAILBOXES)
    return mail.address(domain, operator.mail_style)


def _mask_number(scene: Scene, operator: Operator, account: Account) -> None:
    luck, things = scene.luck, scene.things
    if operator.calls == "own":
        account.call(things.number(account.country))
    elif operator.calls == "rented" and luck.happens(0.8):
        shared = luck.happens(0.5)
        account.call(things.rented_number() if shared else things.number(one_of(luck, RENTED_IN)))


def _mask_cards(scene: Scene, ring: Ring, sybil: Sybil) -> None:
    luck, things, account, since = scene.luck, scene.things, sybil.account, sybil.since
    pays = ring.operator.pays
    if pays == "virtual" and luck.happens(0.8):
        account.cards = [Card(things.card(), since, account.end)]
    elif pays == "gift" and luck.happens(0.6):
        account.cards = [Card(things.card(), since, since + 20 * DAY)]
    elif pays == "stolen" and luck.happens(0.8):
        card = things.card()
        if ring.victims and luck.happens(scene.grown(0.05, 0.3)):
            card = luck.choice(ring.victims).cards[0].value
        account.cards = [Card(card, since, since + 12 * DAY)]
        if ring.operator.trade == "cardtest":
            account.sure += [
                Sure("payment", things.card(), since + luck.wait(HOUR), alone=True)
                for _ in range(luck.randint(1, 5))
            ]


def _mask_prompts(scene: Scene, ring: Ring, sybil: Sybil) -> None:
    luck, things, account, since = scene.luck, scene.things, sybil.account, sybil.since
    operator = ring.operator
    busy = operator.trade in {"distill", "gateway"}
    account.prompting = luck.uniform(0.4, 0.95) if busy else luck.uniform(0.05, 0.5)
    if operator.prompts == "public":
        account.templates.append(Use(things.popular_template(1.6), begin=since))
    if operator.prompts == "app":
        app = operator.app if luck.happens(0.8) else things.app()
        account.templates.append(Use(app, begin=since))
    if operator.prompts == "own" or operator.trade == "distill":
        account.templates.append(Use(things.edited(5, 30), begin=since))
    if operator.trade == "gateway":
        account.templates += [
            Use(prompt, luck.uniform(0.3, 1), since) for prompt in luck.some(ring.prompts, 1, 3)
        ]
