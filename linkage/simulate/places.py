"""Countries: how many users, what clock they live by, and phone numbers that are valid there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the world needs it."""

    code: str
    users: float
    """Share of the honest users, before normalisation."""
    offset: int
    """Hours that its clocks are ahead of UTC."""
    phone: str
    """Prefix of mobile numbers; any ``digits`` digits after it make a valid number."""
    digits: int


COUNTRIES: tuple[Country, ...] = (
    Country("US", 22, -5, "+14155", 6),
    Country("IN", 15, 5, "+9198", 8),
    Country("BR", 7, -3, "+55119", 8),
    Country("GB", 6, 1, "+4478", 8),
    Country("DE", 6, 2, "+49151", 8),
    Country("ID", 6, 7, "+62812", 8),
    Country("JP", 5, 9, "+81901", 7),
    Country("FR", 5, 2, "+3361", 7),
    Country("NG", 4, 1, "+23480", 8),
    Country("PH", 4, 8, "+63917", 7),
    Country("VN", 4, 7, "+8490", 7),
    Country("CA", 4, -4, "+14165", 6),
    Country("CN", 4, 8, "+86138", 8),
    Country("PK", 3, 5, "+92300", 7),
    Country("TR", 3, 3, "+90532", 7),
    Country("RU", 2, 3, "+7916", 7),
)

USERS: NDArray[np.float64] = np.array([c.users for c in COUNTRIES]) / sum(
    c.users for c in COUNTRIES
)

_WAKING = np.array(
    [1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 16, 18, 20, 20, 19, 17, 16, 17, 18, 15, 9, 4]
)
"""Activity by local hour: nearly none at night, most in office hours, a second hill at nine."""
_DAYS = np.array([1.0, 1.05, 1.05, 1.0, 0.9, 0.55, 0.6])
"""Activity by day, Monday first."""


def weekly_curves() -> NDArray[np.float64]:
    """Return (countries, 168) shares of a week's activity by UTC hour, from Monday midnight."""
    local = (_DAYS[:, None] * _WAKING[None, :]).ravel()
    curves = np.stack([np.roll(local, -c.offset) for c in COUNTRIES])
    return np.asarray(curves / curves.sum(axis=1, keepdims=True))
