"""Operators of rings: where they work from, and what their accounts hide behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.bench.training.luck import Luck

from .accounts import Hours
from .changing import Thing
from .countries import Country, one_of
from .mail import FIRST_NAMES, WORDS, Style
from .scene import Scene
from .trades import Elder, Trade

Rig = Literal["computers", "phones", "masked", "emulator", "script"]
Net = Literal["host", "proxies", "modem", "tunnel", "office"]
RIGS: tuple[Rig, ...] = ("computers", "phones", "masked", "emulator", "script")
NETS: tuple[Net, ...] = ("host", "proxies", "modem", "tunnel", "office", "proxies")
BASES = "CN RU VN IN UA NG BR US PK ID TR HK"
SHORT_LIVES, LONG_LIVES = (4, 20, 60, 250), (20, 60, 120, 300)
"""Days that the accounts of an operator live, on average."""


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator of one ring, as far as all its accounts have it in common."""

    trade: Trade
    country: Country
    claims: list[Country]
    """Where accounts pretend to be from."""
    rig: Rig
    net: Net
    numbers: int | None
    """First of the numbers of the SIM cards bought together, if that is how numbers come."""
    mail_style: Style | None
    mailboxes: Literal["public", "throwaway", "pattern", "aged"]
    pattern: str
    """How mail addresses begin, where they follow a pattern."""
    pays: Literal["none", "virtual", "stolen", "gift"]
    calls: Literal["none", "rented", "own"]
    prompts: Literal["none", "public", "own", "app"]
    app: Thing
    hours: Hours
    seller: int
    """The seller of its proxies."""
    tunnel: list[str]
    program: str
    life: float
    aged: bool
    """Whether most accounts had a quiet life before."""


def draw_operator(scene: Scene, trade: Trade, number: int, elder: Elder | None = None) -> Operator:
    """Return the operator of the ring of a number; ``elder`` is of the same campaign."""
    luck, things = scene.luck, scene.things
    country = elder.country if elder else one_of(luck, BASES, strangers=1)
    lives = SHORT_LIVES if trade in {"trial", "cardtest"} else LONG_LIVES
    return Operator(
        trade=trade,
        country=country,
        claims=_claims(luck, country),
        rig=luck.choice(RIGS),
        net=luck.choice(NETS),
        numbers=luck.randrange(10**8, 9 * 10**8) if luck.happens(0.35) else None,
        mail_style=luck.choice(("dotted", "joined", "year", "syllables", "noise", "words", None)),
        mailboxes=luck.choice(("public", "public", "throwaway", "pattern", "aged")),
        pattern=luck.choice(FIRST_NAMES) + luck.choice(WORDS),
        pays=(
            "stolen"
            if trade == "cardtest"
            else luck.choice(("none", "virtual", "stolen", "virtual", "gift"))
        ),
        calls=luck.choice(("none", "none", "rented", "own")),
        prompts=luck.choice(("none", "public", "own", "app")),
        app=things.apps[number % len(things.apps)],
        hours=luck.choice(("any", "any", "office", "mixed")),
        seller=luck.randrange(4),
        tunnel=scene.internet.tunnel(3, 15),
        program=things.client(1.5),
        life=luck.choice(lives),
        aged=luck.happens(scene.grown(0.1, 0.4)),
    )


def _claims(luck: Luck, country: Country) -> list[Country]:
    if luck.happens(0.3):
        return [country]
    claims = range(luck.randint(1, 8))
    return [one_of(luck, "US GB DE CA", strangers=2) for _ in claims]
