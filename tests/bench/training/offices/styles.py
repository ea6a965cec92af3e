"""What operators do for a living, and through which channels that shows."""

from __future__ import annotations

from typing import Literal, NamedTuple

Channel = Literal["payment", "phone", "device", "ip", "email_domain", "template"]
CHANNELS: tuple[Channel, ...] = ("payment", "phone", "device", "ip", "email_domain", "template")


class Style(NamedTuple):
    """A trade of operators."""

    name: str
    weight: float
    favours: tuple[Channel, ...]
    """Channels that the trade is likely to share; some stand more than once."""
    life: tuple[float, float, float] = (45, 0.7, 4)
    """Days that an operator's accounts live: a lognormal number, and the least."""
    sessions: tuple[float, float] = (5, 0.3)
    campaigns: bool = False
    """Whether operators of this trade run several rings."""
    programs: bool = False
    """Whether programs do the work, and their kits are seen as devices."""


BUSY = (7, 0.35)
BRIEF = (6, 0.7, 1)
DISTILLER = Style(
    "distill",
    4,
    ("template", "template", "ip"),
    sessions=BUSY,
    campaigns=True,
    programs=True,
)
RESELLER = Style("reseller", 5, ("phone", "payment", "device"), campaigns=True)
GATEWAY = Style(
    "gateway", 3, ("template", "ip", "ip"), sessions=BUSY, campaigns=True, programs=True
)
TRIAL = Style("trial", 3.5, ("device", "ip", "template"), life=BRIEF)
CARD_TESTER = Style("cardtest", 2, ("payment", "payment", "device"), life=BRIEF)
FARM = Style("farm", 3, ("device", "phone", "device"), sessions=BUSY, campaigns=True)
AGED = Style("aged", 1.5, ("ip", "template", "device"))
SPAMMER = Style("spam", 2, ("template", "device", "ip"), sessions=BUSY)
STYLES = (DISTILLER, RESELLER, GATEWAY, TRIAL, CARD_TESTER, FARM, AGED, SPAMMER)


def style_weights(difficulty: float) -> list[float]:
    """Return the weights of the styles: careful operators buy aged accounts more often."""
    return [style.weight + difficulty * (style is AGED) for style in STYLES]
