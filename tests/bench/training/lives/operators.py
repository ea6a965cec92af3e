"""Operators of rings: their discipline, and the habits that it leaves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.bench.training.luck import Luck, Weighted

from .countries import Country, countries
from .hours import Hours
from .networks import Line, Place
from .society import Society
from .styles import KINDS, Kind, NetworkKind, Pooling, Style, styles
from .supplies import Cafe, Supplies

OFFSETS = (-5, -3, 0, 1, 2, 3, 5, 5.5, 7, 8, 8)
"""Clocks by which operators live."""
BULK_SERVICES = Weighted.of(
    {
        "outlook.com": 6,
        "hotmail.com": 5,
        "gmail.com": 6,
        "mail.ru": 1,
        "gmx.com": 0.6,
        "mail.com": 0.6,
        "yandex.ru": 0.6,
        "rambler.ru": 0.4,
        "tutamail.com": 0.4,
        "inbox.lv": 0.2,
    }
)
"""Services at which mailboxes are sold by the hundred."""
Names = Literal["serial", "random", "words", "digits", "human", "tags", "dots"]
MailSource = Literal["own", "bulk", "service", "disposable"]
Cover = Literal["rotating", "carrier", "vpn", "home"]
COVERS: tuple[Cover, ...] = ("rotating", "carrier", "vpn", "home")
TIGHT = 0.35
"""What is left of the habits of an operator who lets nearly nothing be in common."""
CAREFUL = 0.4
"""Discipline above which an operator has slips."""


@dataclass(slots=True)
class Bridges:
    """Things of a campaign that go through several of its shards."""

    devices: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator, or one shard of an operator's campaign."""

    style: Style
    discipline: float
    slips: Mapping[Kind, float]
    """How much of the style's pooling is left, kind by kind, beside what discipline takes."""
    country: Country
    abroad: bool
    """Whether the accounts claim many countries."""
    offset: float
    hours: Hours
    proxies: list[Line]
    numbers: list[str]
    """The numbers of the service where it rents them."""
    network: NetworkKind
    cover: Cover
    """Where from the accounts are used beside the common networks."""
    names: Names
    mail: MailSource
    services: list[str]
    prompts: list[str]
    cafe: Cafe | None
    bridges: Bridges

    def pooling(self, kind: Kind) -> Pooling:
        """Return what discipline and slips leave of what the style pools."""
        share, each = getattr(self.style, kind)
        kept = (1 - 0.68 * self.discipline**1.4) * self.slips[kind]
        left = 1 - self.discipline
        return Pooling(min(0.98, share * kept), max(2.0, each * left**1.25 + 3.4 * self.discipline))


def draw_operator(
    society: Society, supplies: Supplies, difficulty: float, style: Style | None = None
) -> Operator:
    """Return any operator whose discipline is around the difficulty of the world."""
    luck = society.luck
    style = style or styles(difficulty).draw(luck)
    care = difficulty + luck.gauss(0, 0.05 + 0.14 * min(1, difficulty * 3))
    care = min(1.0, max(0.0, care))
    at_cafe = supplies.cafes and style.name in {"careless", "trial"} and luck.happens(0.12)
    return Operator(
        style=style,
        discipline=care,
        slips=_slips(luck, difficulty, care),
        country=countries(0.5).draw(luck),
        abroad=luck.happens(0.35 + 0.4 * care),
        offset=luck.choice(OFFSETS),
        hours=_hours(luck, care),
        proxies=luck.choice(supplies.proxies),
        numbers=luck.choice(society.things.rented),
        network=luck.choice(style.networks),
        cover=Weighted(COVERS, (1 + 3 * care, 1, 2 * (1 - care) + 0.3, 1 + care)).draw(luck),
        names=_names(luck, care),
        mail=_mail_source(luck, style, care),
        services=[BULK_SERVICES.draw(luck) for _ in range(luck.randint(1, 4))],
        prompts=luck.few(3, 12),
        cafe=luck.choice(supplies.cafes) if at_cafe else None,
        bridges=Bridges(),
    )


def _slips(luck: Luck, difficulty: float, care: float) -> dict[Kind, float]:
    """Return habits; some operators are tight, and of the careful others each slips somewhere."""
    slips = {kind: min(1.6, luck.spread(1, 0.12 + 0.55 * care)) for kind in KINDS}
    if difficulty > 0.6 and luck.happens((difficulty - 0.5) * 0.55):
        return {kind: slip * TIGHT for kind, slip in slips.items()}
    if care > CAREFUL:
        for kind in luck.sample(KINDS, luck.choice([1, 1, 2, 2, 3])):
            slips[kind] = max(slips[kind], luck.uniform(1.3, 2.2))
    return slips


def _hours(luck: Luck, care: float) -> Hours:
    hours: tuple[Hours, ...] = ("any", "shift", "waking")
    return Weighted(hours, (1.2 - care, 1, 0.4 + 2 * care)).draw(luck)


def _names(luck: Luck, care: float) -> Names:
    left = 1 - care
    weights: dict[Names, float] = {
        "serial": 2 * left,
        "random": 1.5 * left + 0.1,
        "words": 1,
        "digits": 1.2,
        "human": 0.3 + 4 * care,
        "tags": 0.6 * left,
        "dots": 0.6 * left,
    }
    return Weighted.of(weights).draw(luck)


def _mail_source(luck: Luck, style: Style, care: float) -> MailSource:
    weights: dict[MailSource, float] = {
        "own": 2,
        "bulk": 1.5,
        "service": 0.5 + 2 * care,
        "disposable": 1.2 * (1 - care) + 0.1,
    }
    if style.name == "trial" and luck.happens(0.6):
        return "own" if luck.happens(0.5) else "disposable"
    return Weighted.of(weights).draw(luck)


def shard_of(operator: Operator, supplies: Supplies, luck: Luck, difficulty: float) -> Operator:
    """Return a shard of a campaign: its own country and mail, and prompts that are partly its own.

    ``difficulty`` is that of the world.
    """
    alike = luck.happens(0.75 - 0.35 * difficulty)
    networks: tuple[NetworkKind, ...] = (operator.network, operator.network, "household", "server")
    names: tuple[Names, ...] = (operator.names, "human", "digits")
    return replace(
        operator,
        discipline=min(1.0, max(0.0, operator.discipline + luck.gauss(0, 0.05))),
        country=operator.country if luck.happens(0.3) else countries(0.7).draw(luck),
        abroad=luck.happens(0.65),
        proxies=luck.choice(supplies.proxies) if luck.happens(0.3) else operator.proxies,
        network=luck.choice(networks),
        names=luck.choice(names),
        prompts=operator.prompts if alike else [*operator.prompts[:2], *luck.tokens(4)],
    )
