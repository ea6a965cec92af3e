"""Operators of rings: the pools of things that they own, and how careful they are with them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from tests.bench.training.luck import Luck

from .countries import Country, named, one_of
from .networks import Addresses
from .people import Habit
from .scene import Scene
from .styles import CHANNELS, Channel, Style

Mailbox = Literal["public", "domain", "throwaway", "alias", "one"]
BASES = "CN HK VN SG RU UA IN US NG PK TR BR ID PL KR"
NETWORKS = {"hosted": 4.0, "proxies": 4.0, "mobile": 2.0, "line": 2.0, "tunnel": 1.0}
"""What operators come through, and weights."""
MACHINES = {"real": 4.0, "virtual": 3.0, "spoofed": 2.0, "phones": 2.0}
DOMAINS = ("com", "xyz", "top", "site", "net", "shop", "online", "co", "io")
ONE_SERVICE = ("outlook.com", "gmail.com", "hotmail.com", "proton.me", "gmx.de")
LIVES = (4, 15, 40, 90, 300)
"""Days that an operator's accounts live, on average."""
HANDED_ON: tuple[Channel, ...] = ("payment", "device", "ip", "template")
"""Of one of these, a campaign's rings always have some things in common."""
NEIGHBOURS = 0.75
"""Share of slips that meet what neighbours in the list of work meet."""


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator of one ring."""

    style: Style
    care: float
    """From 0, careless, to 1."""
    country: Country
    claim: Country | None
    """Where all accounts pretend to be from, if in one country."""
    pools: dict[Channel, list[str]]
    slips: dict[Channel, float]
    """Channels that slip, and in which share of accounts."""
    share: float
    """Part of an account's use that things of the pools take."""
    habit: Habit
    mailbox: Mailbox
    service: str
    """Public service of all mailboxes, where they are at one."""
    proxies: Addresses | None
    """Exits bought in bulk for clean sessions."""
    life: float

    def pick(self, luck: Luck, channel: Channel, place: float) -> str:
        """Return a thing of a pool for the account at a place (0 to 1) in the list of work.

        Neighbours in the list tend to meet the same thing; overlaps make a chain.
        """
        pool = self.pools[channel]
        if luck.happens(NEIGHBOURS):
            return pool[int(luck.gauss(place * len(pool), 0.45 + 0.06 * len(pool))) % len(pool)]
        return luck.choice(pool)


def draw_operator(
    scene: Scene, style: Style, accounts: int, care: float, elder: Operator | None = None
) -> Operator:
    """Return an operator of so many accounts; rings of an ``elder``'s campaign inherit from it."""
    luck = scene.luck
    country = one_of(luck, BASES)
    pools = _pools(scene, style, accounts, care, country)
    slips = _slips(luck, style, care)
    mailbox = _mailbox(luck, care, "email_domain" in slips)
    if elder:
        _inherit(luck, elder, pools, slips)
    return Operator(
        style=style,
        care=care,
        country=elder.country if elder else country,
        claim=_claim(luck, elder.country if elder else country),
        pools=pools,
        slips=slips,
        share=luck.bounded(0.9 - 0.65 * care, 0.15, 0.04, 0.98),
        habit=luck.choice(style.habits),
        mailbox=mailbox,
        service=luck.choice(ONE_SERVICE),
        proxies=(
            scene.internet.proxies(max(8, 3 * accounts), luck.randint(1, 4))
            if luck.happens(0.5)
            else None
        ),
        life=luck.choice(LIVES) * style.life,
    )


def _claim(luck: Luck, home: Country) -> Country | None:
    places = named("US US GB SG")
    return luck.choice((None, home, *places))


def _pools(
    scene: Scene, style: Style, accounts: int, care: float, country: Country
) -> dict[Channel, list[str]]:
    luck, things = scene.luck, scene.things
    each: float = 14 * (1 - care) ** 1.3 + 2.6

    def count() -> int:
        """Return how many things there are for the accounts: the careful have more."""
        return max(1, round(accounts / max(1.6, each * math.exp(luck.gauss(0, 0.5)))))

    cards = things.new_cards(count())
    if luck.happens(0.1):
        cards += luck.sample(things.recycled_cards, 2)
    phones = [things.number(country) for _ in range(count())]
    if luck.happens(0.5):
        phones += luck.choices(things.rented_numbers, k=max(1, count() // 3))
    domains = max(1, count() // (1 if care > 0.4 else 2))
    return {
        "ip": _networks(scene, style, country, count()),
        "device": _machines(scene, style, count()),
        "payment": cards,
        "phone": phones,
        "template": things.new_templates(min(12, count())),
        "email_domain": [scene.mail.domain(DOMAINS) for _ in range(domains)],
        "email": [scene.mail.public() for _ in range(count())],
    }


def _networks(scene: Scene, style: Style, country: Country, n: int) -> list[str]:
    luck, internet = scene.luck, scene.internet
    way = luck.weighted(NETWORKS)
    if style.hosted and luck.happens(0.5):
        way = "hosted"
    if style.name == "farm":
        way = luck.choice(("mobile", "line", "proxies"))
    if way == "hosted":
        return internet.hosted(n)
    if way == "proxies":
        return list(internet.proxies(2 * n).known)
    fixed = internet.fixed(max(1, n // 2))
    if way == "mobile":
        return luck.sample(luck.choice(internet.carriers[country]), 3) + fixed
    return fixed


def _machines(scene: Scene, style: Style, n: int) -> list[str]:
    luck, things = scene.luck, scene.things
    way = "phones" if style.name == "farm" else luck.weighted(MACHINES)
    if way == "spoofed":
        return [*luck.sample(things.spoofed, min(n, 60)), things.new_device()]
    if way == "phones":
        return [
            things.new_device() if luck.happens(0.85) else things.common_device() for _ in range(n)
        ]
    return things.new_devices(n)


def _slips(luck: Luck, style: Style, care: float) -> dict[Channel, float]:
    """Return the channels that an operator lets slip: fewer and less often with care."""
    wanted = max(2, min(7, round(luck.gauss(5.6 - 3.2 * care, 0.9))))
    left = CHANNELS | style.favours
    slips: dict[Channel, float] = {}
    while len(slips) < wanted:
        channel = luck.weighted(left)
        del left[channel]
        slips[channel] = luck.bounded(0.85 - 0.47 * care, 0.17, 0.12, 1)
    return slips


def _mailbox(luck: Luck, care: float, domains: bool) -> Mailbox:
    weights: dict[Mailbox, float] = {
        "public": 5,
        "domain": 3 if domains else 0,
        "throwaway": 1.2 * (1 - care) + 0.1,
        "alias": 1,
        "one": 2,
    }
    return luck.weighted(weights)


def _inherit(
    luck: Luck, elder: Operator, pools: dict[Channel, list[str]], slips: dict[Channel, float]
) -> None:
    """Add things of another ring of the campaign to the pools, and let some of them slip."""
    for channel in CHANNELS:
        known = elder.pools[channel]
        if luck.happens(0.45):
            pools[channel] += luck.sample(known, luck.randint(1, max(1, len(known) // 3)))
    slips.setdefault(luck.choice(list(elder.slips)), 0.3)
    channel = luck.choice(HANDED_ON)
    pools[channel] += elder.pools[channel][:2]
    slips.setdefault(channel, 0.35)
