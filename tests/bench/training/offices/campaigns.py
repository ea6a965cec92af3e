"""Campaigns: what the rings of one operator have in common, and who looks in at all of them."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Stay
from .countries import any_country, one_of
from .hours import AROUND_THE_CLOCK
from .places import Place
from .scene import Scene
from .sharing import Pick
from .styles import Channel


@dataclass(frozen=True, slots=True)
class Headquarters:
    """What the rings of one campaign have in common."""

    size: int
    """Accounts of all its rings."""
    shared: tuple[Channel, ...]
    """Channels whose things go to several rings."""
    pools: dict[Channel, Pick[str]]
    chiefs: list[str]
    """Machines of those who look in at every ring."""
    lair: Place


def headquarters(scene: Scene, n: int) -> Headquarters:
    """Return the headquarters of a campaign of so many accounts."""
    luck, things = scene.luck, scene.things
    channels: tuple[Channel, ...] = ("payment", "device", "template", "phone", "email_domain")
    most = 2 if scene.difficulty > 0.6 else 3
    return Headquarters(
        size=n,
        shared=tuple(luck.sample(channels, luck.randint(1, most))),
        pools={
            "payment": scene.split(things.card, n, 6),
            "device": scene.split(things.device, n, 6),
            "template": scene.split(things.template, n, 15),
            "phone": scene.split(things.numbers(one_of(luck, "VN")), n, 5),
            "email_domain": scene.split(scene.mail.domain, n, 14),
        },
        chiefs=[things.device(), things.device()],
        lair=scene.internet.line(any_country(luck)),
    )


def inherit(
    scene: Scene,
    top: Headquarters,
    shares: dict[Channel, float],
    pools: dict[Channel, Pick[str]],
) -> None:
    """Let a ring use things of its campaign's beside its own."""
    luck = scene.luck
    for channel in top.shared:
        if luck.happens(0.75):
            shares[channel] = max(shares.get(channel, 0), luck.uniform(0.25, 0.7))
            pools[channel] = _mixed(scene, pools[channel], top, top.pools[channel])


def _mixed(scene: Scene, own: Pick[str], top: Headquarters, others: Pick[str]) -> Pick[str]:
    luck, share = scene.luck, scene.luck.betavariate(2, 3)

    def pick(number: int) -> str:
        if luck.happens(share):
            return others(luck.randrange(top.size))
        return own(number)

    return pick


def look_in(scene: Scene, top: Headquarters, accounts: list[Account]) -> None:
    """Let the chiefs of a campaign use a few accounts of a ring."""
    luck = scene.luck
    visited = max(2, int(len(accounts) * luck.uniform(0.05, 0.2)))
    for account in luck.sample(accounts, visited):
        account.stays.append(
            Stay(
                account.created,
                account.end,
                luck.randint(1, 2),
                [(luck.choice(top.chiefs), 1)],
                [(top.lair, 1)],
                [(top.pools["template"](luck.randrange(top.size)), 1)],
                AROUND_THE_CLOCK,
                0.6,
            )
        )
