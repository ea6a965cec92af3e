"""Where the hand of an operator shows in an account."""

from __future__ import annotations

from .accounts import Card, Contact, Kind, Sure, Use
from .changing import DAY, HOUR, Thing, shown
from .dealing import Share
from .masks import Ring, Sybil
from .scene import Scene

WEIGHTS = (1, 4, 20)
PROMPT_WEIGHTS = (1, 3, 10)
SEEN_FOR_SURE = 0.6
"""Things in use that are seen once whatever the sessions show."""


def leave_traces(scene: Scene, ring: Ring, sybil: Sybil, share: Share) -> None:
    """Let an account show what it got of the pools of the ring."""
    luck, account = scene.luck, sybil.account
    for kind, place in share.items():
        weakness = ring.weaknesses[kind]
        thing = weakness.pool[place]
        time = sybil.since + luck.random() ** 2 * max(HOUR, account.end - sybil.since)
        if kind in {"device", "ip", "template"}:
            if weakness.slips:
                _slip(scene, sybil, kind, thing, time)
            else:
                _use(scene, sybil, kind, thing, time)
        elif kind == "payment":
            _pay(sybil, shown(thing, time), time, slips=weakness.slips)
        else:
            _contact(scene, ring, sybil, kind, shown(thing, time), time)


def _slip(scene: Scene, sybil: Sybil, kind: Kind, thing: Thing, time: float) -> None:
    """Let the mask be forgotten at the sign-up, or in a few sessions."""
    luck = scene.luck
    if kind == "device" and sybil.fresh and luck.happens(0.4):
        sybil.account.first_device = thing
        return
    for _ in range(luck.choice((1, 1, 2, 3))):
        slip = min(time + luck.wait(HOUR), scene.length - 60)
        sybil.account.sure.append(Sure(kind, shown(thing, slip), slip))


def _use(scene: Scene, sybil: Sybil, kind: Kind, thing: Thing, time: float) -> None:
    """Let a thing be used among others."""
    luck, account, since = scene.luck, sybil.account, sybil.since
    if luck.happens(SEEN_FOR_SURE):
        account.sure.append(Sure(kind, shown(thing, time), min(time, scene.length - 60)))
    if kind == "device":
        account.devices.append(Use(thing, luck.choice(WEIGHTS), since))
        if sybil.fresh and luck.happens(0.6):
            account.first_device = thing
    elif kind == "ip":
        account.networks.append(Use(thing, luck.choice(WEIGHTS), since))
    else:
        account.templates.append(Use(thing, luck.choice(PROMPT_WEIGHTS), since))
        account.prompt_at_least(0.35)


def _pay(sybil: Sybil, card: str, time: float, *, slips: bool) -> None:
    account, since = sybil.account, sybil.since
    if slips and account.cards:
        account.sure.append(Sure("payment", card, time, alone=True))
    else:
        account.cards = [Card(card, since, max(account.end, since + DAY))]


def _contact(scene: Scene, ring: Ring, sybil: Sybil, kind: Kind, value: str, time: float) -> None:
    """Let an account give a number, an address in a domain, or an address for its recovery."""
    account, since = sybil.account, sybil.since
    if kind == "phone":
        account.phones = [Contact(value) if sybil.fresh else Contact(value, since)]
    elif kind == "email":
        account.mails.append(Contact(value, time))
    else:
        mail = scene.mail.address(value, ring.operator.mail_style)
        if sybil.fresh or scene.luck.happens(0.5):
            account.write_to(mail)
        else:
            account.mails.append(Contact(mail, since))
