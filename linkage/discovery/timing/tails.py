"""Chances of what was seen, or of more, in closed form: bounds, so never too small.

All are Chernoff bounds. For a sum of independent indicators with mean ``m`` (Mitzenmacher and
Upfal, 2005, "Probability and Computing", theorem 4.4)

    P(X >= x) <= exp(x - m - x ln(x / m)),  x > m, and the same for P(X <= x), x < m;

for a chi-square with ``v`` degrees of freedom (Dasgupta and Gupta, 2003, lemma 2.2)

    P(chi2 >= r v) <= (r e^(1 - r))^(v / 2),  r > 1, and the same for P(chi2 <= r v), r < 1.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.tokens import Floats

_LN10 = float(np.log(10.0))


def many(observed: Floats, expected: Floats) -> Floats:
    """Return log10 of the chance of so many events or more, 0 where no more than expected."""
    return np.where(observed > expected, _poisson(observed, expected), 0.0)


def few(observed: Floats, expected: Floats) -> Floats:
    """Return log10 of the chance of so few events or fewer, 0 where no fewer than expected."""
    return np.where(observed < expected, _poisson(observed, expected), 0.0)


def wide(ratio: Floats, freedom: Floats) -> Floats:
    """Return log10 of the chance of a variance ``ratio`` times the expected one, or more."""
    return np.where(ratio > 1.0, _chi_square(ratio, freedom), 0.0)


def narrow(ratio: Floats, freedom: Floats) -> Floats:
    """Return log10 of the chance of a variance ``ratio`` times the expected one, or less."""
    return np.where(ratio < 1.0, _chi_square(ratio, freedom), 0.0)


def _poisson(observed: Floats, expected: Floats) -> Floats:
    least = np.maximum(expected, 1e-300)
    log = np.log(np.maximum(observed, 1e-300) / least)
    return np.asarray((observed - expected - observed * log) / _LN10)


def _chi_square(ratio: Floats, freedom: Floats) -> Floats:
    log = np.log(np.maximum(ratio, 1e-300))
    return np.asarray(np.maximum(freedom / 2 * (log + 1.0 - ratio), -300.0 * _LN10) / _LN10)
