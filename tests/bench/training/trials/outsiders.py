"""How rings touch people outside: accounts sold to them, and theirs taken over for a while."""

from __future__ import annotations

from collections.abc import Sequence

from .accounts import Account, Contact, Kind, Sure, Use
from .changing import DAY, HOUR, Thing, shown
from .countries import any_country
from .masks import Ring, Sybil
from .scene import Scene
from .trades import Trade

SELLS: dict[Trade, float] = {"resale": 0.8, "farm": 0.35}
"""Share of accounts that a trade sells."""
SAME_BUYER = 0.25
IN_USE: tuple[Kind, ...] = ("device", "ip", "template")
"""What an operator brings along to an account that it takes over."""


def sell(scene: Scene, ring: Ring, sybil: Sybil, honest: Sequence[Account]) -> None:
    """Sell an account, if that is the trade: the life of whoever buys it shows from then on."""
    luck, account = scene.luck, sybil.account
    if not luck.happens(SELLS.get(ring.operator.trade, 0)):
        return
    sale = sybil.since + luck.wait(12 * DAY) + HOUR
    buyer = _buyer(scene, ring, honest)
    ring.buyers.append(buyer)
    networks, devices = buyer
    account.end = scene.until(max(account.end, sale + luck.uniform(1, 60) * DAY))
    account.networks += [Use(use.thing, 3 * use.weight, sale) for use in networks]
    account.devices += [Use(use.thing, 3 * use.weight, sale) for use in devices]
    account.templates.append(Use(scene.things.edited(60), begin=sale))


def _buyer(
    scene: Scene, ring: Ring, honest: Sequence[Account]
) -> tuple[Sequence[Use], Sequence[Use]]:
    """Return networks and devices of a buyer, who may have an honest account as well."""
    luck = scene.luck
    if ring.buyers and luck.happens(SAME_BUYER):
        return luck.choice(ring.buyers)
    if luck.happens(scene.grown(0.1, 0.5)):
        known = luck.choice(honest)
        return known.networks, known.devices
    home = scene.internet.line(any_country(luck))
    return [Use(home)], [Use(scene.things.device())]


def hijack(scene: Scene, ring: Ring, n: int, honest: Sequence[Account]) -> None:
    """Take over some honest accounts for a ring of ``n``; they stay honest."""
    luck = scene.luck
    if ring.operator.trade == "cardtest" or not luck.happens(scene.grown(0.15, 0.7)):
        return
    wanted = max(1, int(n * luck.uniform(0.02, scene.grown(0.04, 0.16))))
    for victim in luck.sample(honest, min(len(honest), wanted)):
        _take_over(scene, ring, victim)


def _take_over(scene: Scene, ring: Ring, victim: Account) -> None:
    luck, operator = scene.luck, ring.operator
    victim.kind = "hijacked"
    earliest = max(victim.created, ring.begin)
    begin = scene.signup(luck.uniform(earliest, earliest + 60 * DAY))
    end = begin + luck.uniform(0.2, 10) * DAY
    weak = [kind for kind in IN_USE if kind in ring.weaknesses]
    if not weak:
        return
    proxy = scene.internet.proxy(operator.seller, luck.choice(operator.claims), DAY)
    brought: dict[Kind, Thing] = {"ip": proxy, "device": scene.things.new_device()}
    brought |= {kind: luck.choice(ring.weaknesses[kind].pool) for kind in weak}
    for _ in range(luck.randint(1, 5)):
        time = luck.uniform(begin, min(end, scene.length - 2000))
        for kind, thing in brought.items():
            later = luck.uniform(20, 900) if kind == "template" else int(kind == "device")
            victim.sure.append(Sure(kind, shown(thing, time), time + later, alone=True))
    if luck.happens(0.4):
        mail = scene.mail.address(None, operator.mail_style)
        victim.mails.append(Contact(mail, begin))
        victim.end = min(victim.end, begin + 20 * DAY)
