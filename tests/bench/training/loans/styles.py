"""The trades of rings: what each needs, pays and lets slip."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .people import Habit

Channel = Literal["ip", "device", "payment", "phone", "template", "email_domain", "email"]
CHANNELS: dict[Channel, float] = {
    "ip": 4,
    "device": 4,
    "payment": 4,
    "phone": 2,
    "template": 4,
    "email_domain": 1.6,
    "email": 0.7,
}
"""What operators let slip, and weights where the trade has no own."""
ANY_HABIT: tuple[Habit, ...] = ("all", "office", "mixed", "evening")


@dataclass(frozen=True, slots=True)
class Style:
    """A trade."""

    name: str
    weight: float
    favours: dict[Channel, float] = field(default_factory=dict)
    """Weights of channels that it lets slip more often than others do."""
    paid: float = 0.5
    """Share of accounts with a clean card of their own."""
    habits: tuple[Habit, ...] = ANY_HABIT
    life: float = 1.0
    """Length of life of accounts against others."""
    sessions: float = 7
    prompts: bool = False
    """Whether prompts are what it is for."""
    hosted: bool = False
    """Whether it often runs on servers."""
    stolen_cards: bool = False


STYLES = (
    Style(
        "distill",
        6,
        {"template": 9},
        paid=0.8,
        habits=("all", "all", "office"),
        sessions=12,
        prompts=True,
        hosted=True,
    ),
    Style(
        "gateway",
        4,
        {"template": 9},
        paid=0.85,
        habits=("all",),
        sessions=12,
        prompts=True,
        hosted=True,
    ),
    Style("trial", 5, {"payment": 9}, paid=0.35, life=0.4, stolen_cards=True),
    Style("cardtest", 3, {"payment": 9}, paid=1, life=0.4, stolen_cards=True),
    Style("farm", 4, {"device": 9, "phone": 4}),
    Style("resale", 4, {"payment": 9}, paid=0.8, habits=("evening", "mixed")),
    Style("aged", 2),
    Style("giftwash", 3, {"payment": 9}, paid=1, stolen_cards=True),
    Style("shell", 3, {"email_domain": 12, "payment": 6}, paid=0.9, prompts=True),
    Style("carshare", 2, {"device": 9}, paid=0.97, habits=("mixed", "all"), sessions=12),
)
