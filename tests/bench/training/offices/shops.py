"""The back office of a ring: its staff, its pools of things, its suppliers and its habits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .campaigns import Headquarters, inherit
from .countries import Country, any_country, one_of
from .covers import Cover, draw_cover
from .hours import DAYTIME, NIGHT, OFFICE, PROGRAM, Habit, daily_run
from .mail import Form
from .places import Place
from .pools import PoolMaker
from .scene import Scene
from .sharing import Pick
from .styles import CHANNELS, Channel, Style

Slip = Literal["device", "ip", "payment", "phone", "template", "contact"]
SLIPS: dict[Slip, float] = {
    "device": 4,
    "ip": 3,
    "payment": 1.5,
    "phone": 1,
    "template": 2,
    "contact": 1,
}
"""What an operator gives away where nothing should be shared, and weights."""
BASES = "CN CN VN VN RU PK NG"
ANYWHERE = 4 / 11
"""Operators who sit in any country, and not in one of the bases."""
FORMS: tuple[Form, ...] = ("random", "spoken", "bulk", "name", "numbered")
CARELESS_ENOUGH = 0.85
"""Care up to which an operator shares through two channels at least."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A back office."""

    size: int
    care: float
    """From 0, careless, to 1."""
    style: Style
    country: Country
    staff: Pick[str]
    """The machine of whoever minds an account."""
    desks: Pick[Place]
    """Where that machine stands."""
    shares: dict[Channel, float]
    """Channels through which accounts share, and in which share of the cases."""
    pools: dict[Channel, Pick[str]]
    networks: Pick[Place]
    cover: Cover
    habit: Habit
    form: Form
    base: str
    """How mail addresses at its domains look."""
    usual_slip: Slip
    slip_chance: float
    recovery: str
    """A mailbox given as a second address by mistake."""


def open_shop(
    scene: Scene, n: int, care: float, style: Style, top: Headquarters | None = None
) -> Shop:
    """Return the back office of a ring of so many accounts, which may be of a campaign."""
    luck = scene.luck
    country = any_country(luck) if luck.happens(ANYWHERE) else one_of(luck, BASES)
    maker = PoolMaker(scene, n, care, country)
    desks = maker.desks()
    shares = _shares(scene, care, style)
    pools = maker.pools()
    if top:
        inherit(scene, top, shares, pools)
    habits = (PROGRAM,) * 3 + (OFFICE,) * 2 + (DAYTIME,) * 2 + (NIGHT, daily_run(luck))
    return Shop(
        size=n,
        care=care,
        style=style,
        country=country,
        staff=maker.staff(),
        desks=desks,
        shares=shares,
        pools=pools,
        networks=maker.networks(desks),
        cover=draw_cover(scene, style, n, care),
        habit=luck.choice((*habits, Habit("shift", luck.randrange(24)))),
        form=luck.choice(FORMS),
        base=scene.mail.spoken()[:6],
        usual_slip=luck.weighted(SLIPS),
        slip_chance=(0.3 - 0.17 * care) * luck.spread(1, 0.5),
        recovery=scene.mail.formed("name", "gmail.com"),
    )


def _shares(scene: Scene, care: float, style: Style) -> dict[Channel, float]:
    """Draw the channels through which accounts share: fewer and less often with care."""
    luck = scene.luck
    wanted = max(1, min(6, round(luck.gauss(4.6 - 3.2 * care, 0.7))))
    if care < CARELESS_ENOUGH:
        wanted = max(2, wanted)
    found = {luck.choice(style.favours)}
    while len(found) < wanted:
        found.add(luck.choice(CHANNELS + style.favours))
    return {
        channel: luck.betavariate(9 - 4.5 * care, 1.2 + care)
        for channel in CHANNELS
        if channel in found
    }
