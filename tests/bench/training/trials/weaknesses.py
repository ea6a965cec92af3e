"""In which kinds of things an operator gives itself away, how often, and with what."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .accounts import Kind
from .changing import DAY, Renewed, Thing, popular
from .operators import Operator
from .scene import Scene
from .trades import Elder, Trade

KINDS: tuple[Kind, ...] = (
    "device",
    "ip",
    "payment",
    "phone",
    "email_domain",
    "template",
    "email",
)
HABITS: dict[Trade, tuple[float, ...]] = {
    "distill": (2, 3, 2, 1, 1, 5, 0.1),
    "trial": (4, 2, 1.5, 2, 3, 1.5, 0.3),
    "cardtest": (3, 3, 5, 0.7, 1.5, 0.4, 0.15),
    "farm": (4, 2, 1, 4, 2, 1, 0.2),
    "resale": (2.5, 2, 3, 2, 2, 0.8, 0.5),
    "gateway": (1.5, 4, 2, 1, 1, 4, 0.1),
}
"""How readily a trade gives itself away in each of the kinds."""
CAREFUL = 0.7
"""Difficulty from which one weakness may be all that a ring has."""
ENDINGS = (".xyz", ".top", ".site", ".com", ".online", ".shop", None, None)
SIM_CARDS = 400
SCATTERED = 0.4


@dataclass(frozen=True, slots=True)
class Weakness:
    """A kind of things in which a ring gives itself away."""

    pool: Sequence[Thing]
    """What its accounts share."""
    leak: float
    """Share of accounts in which it shows."""
    slips: bool
    """Whether it shows only as the mask is forgotten, for a session or two."""
    scattered: bool
    """Whether any accounts share a thing, or else those made one after the other."""


def draw_weaknesses(
    scene: Scene, operator: Operator, n: int, span: float, elder: Elder | None
) -> dict[Kind, Weakness]:
    """Return the weaknesses of a ring of ``n`` accounts made in a span of seconds."""
    luck = scene.luck
    found: dict[Kind, Weakness] = {}
    for kind in _weak_kinds(scene, operator.trade):
        found[kind] = Weakness(
            pool=[_thing(scene, operator, kind, span) for _ in range(_pool_size(scene, kind, n))],
            leak=min(0.99, max(0.12, luck.gauss(scene.grown(0.93, 0.5), 0.15))),
            slips=luck.happens(scene.grown(0.08, 0.65)),
            scattered=luck.happens(SCATTERED),
        )
    if elder:
        _inherit(scene, found, elder)
    return found


def _weak_kinds(scene: Scene, trade: Trade) -> list[Kind]:
    luck = scene.luck
    least = 1 if scene.difficulty > CAREFUL else 2
    wanted = max(least, min(6, round(luck.gauss(scene.grown(4.4, 1.9), 0.8))))
    left = dict(zip(KINDS, HABITS[trade], strict=True))
    weak: list[Kind] = []
    while len(weak) < wanted:
        weak.append(luck.weighted(left))
        del left[weak[-1]]
    return ["device", "email"] if weak == ["email"] else weak


def _pool_size(scene: Scene, kind: Kind, n: int) -> int:
    """Return how many things of a kind there are for ``n`` accounts."""
    luck = scene.luck
    each = max(2.5, luck.magnitude(3, 30) * scene.grown(1.6, 0.6))
    size = max(1, math.ceil(n / each))
    if kind == "phone" and luck.happens(0.7):
        return max(size, n // luck.randint(2, 12))
    if kind == "email":
        return max(size, n // luck.randint(2, 6))
    return size


def _inherit(scene: Scene, found: dict[Kind, Weakness], elder: Elder) -> None:
    """Put some things of earlier rings of the campaign into the pools."""
    luck = scene.luck
    kinds = list(elder.pools)
    luck.shuffle(kinds)
    for kind in kinds[: luck.randint(1, 2 if scene.difficulty > 0.6 else 3)]:
        known = luck.some(elder.pools[kind], 1, 3)
        own = found.get(kind)
        if own is None:
            leak, slips = luck.uniform(0.3, 0.8), luck.happens(scene.difficulty)
            found[kind] = Weakness(known, leak, slips, luck.happens(SCATTERED))
        else:
            pool = [*own.pool[:-1], *known]
            found[kind] = Weakness(pool, own.leak, own.slips, own.scattered)


def _thing(scene: Scene, operator: Operator, kind: Kind, span: float) -> Thing:
    """Return something of a kind that the accounts of an operator share."""
    luck, things, mail = scene.luck, scene.things, scene.mail
    makers: dict[Kind, Callable[[], Thing]] = {
        "device": lambda: _device(scene, operator),
        "ip": lambda: _network(scene, operator),
        "payment": things.card,
        "phone": lambda: _number(scene, operator),
        "email_domain": lambda: mail.domain(luck.choice(ENDINGS)),
        "template": lambda: _prompt(scene, span),
        "email": lambda: mail.address(None, operator.mail_style),
    }
    return makers[kind]()


def _device(scene: Scene, operator: Operator) -> Thing:
    luck, things = scene.luck, scene.things
    if operator.rig == "phones" and luck.happens(0.15):
        return popular(luck, things.androids, 1.2)
    return things.drifting(luck.choice((60, 200))) if luck.happens(0.3) else things.new_device()


def _network(scene: Scene, operator: Operator) -> Thing:
    luck, internet, draw = scene.luck, scene.internet, scene.luck.random()
    if operator.net == "host" or draw < 0.35:
        return internet.server()
    if operator.net == "modem":
        if draw < 0.93:
            return internet.exits([internet.address() for _ in range(luck.randint(1, 4))])
        return internet.mobile(operator.country)
    lease = luck.choice((60, 900)) * DAY
    return internet.line(operator.country, lease, luck.happens(0.2))


def _number(scene: Scene, operator: Operator) -> str:
    luck = scene.luck
    if operator.numbers is None:
        return scene.things.number(luck.choice(operator.claims))
    return f"+{operator.country.dialling}{operator.numbers + luck.randrange(SIM_CARDS):09d}"


def _prompt(scene: Scene, span: float) -> Thing:
    """Return a prompt that is edited twice, at most, while the accounts are made."""
    days = max(scene.luck.choice((12, 40, 120, 900)), span / DAY / 2)
    return Renewed(scene.luck, scene.things.template, days)
