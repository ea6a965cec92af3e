"""Numbers, times and probabilities as an analyst reads them."""

from __future__ import annotations

import math
from datetime import datetime


def count(value: float) -> str:
    """Return a whole number with thousands separators."""
    return f"{int(value):,}"


def plural(value: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "ring"), plural(2000, "ring")
    ('1 ring', '2,000 rings')
    """
    return f"{value:,} {noun}" if value == 1 else f"{value:,} {noun}s"


def bits(value: float) -> str:
    """Return bits of evidence with a sign.

    >>> bits(6.14), bits(-2.0), bits(0.0)
    ('+6.1', '−2.0', '0.0')
    """
    if abs(value) < 0.05:
        return "0.0"
    return f"{'+' if value > 0 else '−'}{abs(value):,.1f}"


def portion(share: float) -> str:
    """Return what share of something it is, in whole percent.

    >>> portion(1.0), portion(0.004), portion(0.0)
    ('100%', '< 1%', '0%')
    """
    return "< 1%" if 0 < share < 0.01 else f"{share:.0%}"


def short_percent(share: float) -> str:
    """Return a probability for a narrow column: at most one digit after the point."""
    return "> 99.9%" if share > 0.999 else percent(share)


def percent(share: float) -> str:
    """Return a probability; high ones are rounded down, and none is ever 100%.

    >>> percent(0.5), percent(0.99996), percent(1.0), percent(0.00001)
    ('50%', '99.996%', '> 99.999%', '< 0.1%')
    """
    if share > 0.99999:
        return "> 99.999%"
    if share > 0.99:
        digits = min(3, max(1, -math.floor(math.log10(1 - share)) - 1))
        floored = math.floor(share * 10 ** (digits + 2)) / 10**digits
        return f"{floored:.{digits}f}%"
    if 0 < share < 0.001:
        return "< 0.1%"
    if share >= 0.9:
        return f"{math.floor(share * 100)}%"
    return f"{share * 100:.{1 if share < 0.1 else 0}f}%"


def expected(value: float) -> str:
    """Return a mean count: small ones with the digits that matter.

    >>> expected(0.0), expected(0.004), expected(2.31), expected(1234.5)
    ('0', '< 0.01', '2.3', '1,234')
    """
    if 0 < value < 0.01:
        return "< 0.01"
    if value < 0.1:
        return f"{value:.2g}"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def odds(log10: float) -> str:
    """Return a chance given as its decimal logarithm.

    >>> odds(0.0), odds(-0.3), odds(-3.0), odds(-12.4)
    ('not rare', '1 in 2', '1 in 1,000', '1 in 10^12')
    """
    if log10 > -0.1:
        return "not rare"
    return f"1 in {round(10**-log10):,}" if log10 > -6 else f"1 in 10^{math.floor(-log10)}"


def day(time: datetime | None) -> str:
    """Return the date of a time in UTC, ``–`` where it is unknown."""
    return time.strftime("%Y-%m-%d") if time else "–"


def span(first: datetime | None, last: datetime | None) -> str:
    """Return the days from first to last."""
    if first is None or last is None:
        return "–"
    if first.date() == last.date():
        return day(first)
    return f"{day(first)} – {day(last)}"


def months(first: datetime | None, last: datetime | None) -> str:
    """Return the first month and how many days lie between, as ``2026-04 +40d``."""
    return days(first, last).replace(day(first), f"{first:%Y-%m}") if first else "–"


def days(first: datetime | None, last: datetime | None) -> str:
    """Return the first day and how many days follow, as ``2026-04-22 +40d``."""
    if first is None or last is None:
        return day(first)
    return f"{day(first)} +{(last.date() - first.date()).days}d"


def moment(time: datetime | None) -> str:
    """Return a time to the second in UTC, ``–`` where it is unknown."""
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else "–"
