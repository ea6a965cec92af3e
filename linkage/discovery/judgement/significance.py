"""What a ring shares against chance: the same accounts and identifiers, rewired at random.

The null model is the bipartite configuration model (Newman, Strogatz and Watts, 2001, "Random
graphs with arbitrary degree distributions and their applications"), one kind at a time: every
account keeps its number of identifiers, every identifier its number of accounts, and the ends are
joined at random. Of the ``M`` ends of a kind, ``V`` belong to the ring, so an identifier with
``D`` accounts draws its members in the ring from a hypergeometric distribution (M, V, D).

The statistic is the repeats X: for each identifier, its members in the ring beyond the first.
Its tail is bounded in closed form (Chernoff): for every t > 0

    P(X >= x) <= exp(-t x) prod_D E_D(t),   E_D(t) = (1-q)^D + e^-t ((1-q+q e^t)^D - (1-q)^D)

with q = V / M. The binomial in E_D bounds the hypergeometric (Hoeffding, 1963, theorem 4), and the
product bounds the joint law since draws without replacement are negatively associated (Joag-Dev
and Proschan, 1983). Hubs are left out. So the chance given is at most this, never too small.

Kinds are rewired independently; their chances are joined by Fisher's method (1932). Since the ring
was looked for among all groups of its size, ``log10_any`` adds the number of such groups
(Bonferroni): the chance that a rewired world holds any such group.
"""

from __future__ import annotations

from math import lgamma, log

import numpy as np

from linkage.discovery.situation import Situation
from linkage.discovery.tokens import Floats
from linkage.records import Chance, Significance

_TILTS = np.geomspace(0.02, 40.0, 64)
"""Values of t at which the bound is taken; each gives a true bound, the least one is kept."""
_LN10 = log(10.0)


def significances(found: Situation) -> tuple[Significance, ...]:
    """Return the significance of each ring. Costs time linear in links."""
    tokens, held = found.tokens, found.held
    usual = tokens.plain & ~tokens.hub
    columns = [k for k in range(len(tokens.kinds)) if np.any(usual & (tokens.kind == k))]
    counted = usual[held.token]
    lines: list[list[Chance]] = [[] for _ in range(found.rings)]
    for k in columns:
        mine = counted & (tokens.kind[held.token] == k)
        observed = np.bincount(held.group[mine], held.members[mine] - 1, minlength=found.rings)
        share = _ring_shares(found, k)
        degree, count = np.unique(tokens.degree[usual & (tokens.kind == k)], return_counts=True)
        for ring in range(found.rings):
            expected, log10_p = repeats(
                int(observed[ring]), float(share[ring]), degree.astype(float), count.astype(float)
            )
            chance = Chance(tokens.kinds[k], int(observed[ring]), expected, log10_p)
            lines[ring].append(chance)
    return tuple(
        _together(chances, int(held.sizes[ring]), tokens.size) for ring, chances in enumerate(lines)
    )


def repeats(observed: int, share: float, degree: Floats, count: Floats) -> tuple[float, float]:
    """Return the expected repeats and log10 of the chance of ``observed`` or more.

    ``share`` of the ends belong to the ring; ``count`` identifiers have ``degree`` accounts each.
    """
    if share >= 1.0:  # The ring is everybody: rewiring leaves it as it is.
        return float(((degree - 1) * count).sum()), 0.0
    none = degree * np.log1p(-share)
    expected = float((count * (degree * share - 1.0 + np.exp(none))).sum())
    if observed <= expected:
        return max(expected, 0.0), 0.0
    t = _TILTS[:, None]
    some = degree * np.log1p(share * np.expm1(t)) - t
    tilted = np.logaddexp(none + np.log(-np.expm1(-t)), some)
    bound = (tilted @ count - _TILTS * observed).min()
    return max(expected, 0.0), min(float(bound) / _LN10, 0.0)


def _ring_shares(found: Situation, kind: int) -> Floats:
    """Return (rings,) the share of a kind's ends that belong to each ring."""
    ends = found.tokens.distinct[:, kind].astype(float)
    inside = found.labels >= 0
    mine = np.bincount(found.labels[inside], ends[inside], minlength=found.rings)
    return np.asarray(mine / max(float(ends.sum()), 1.0))


def _together(chances: list[Chance], size: int, accounts: int) -> Significance:
    joint = fisher([chance.log10_p for chance in chances])
    groups = (lgamma(accounts + 1) - lgamma(size + 1) - lgamma(accounts - size + 1)) / _LN10
    ranked = tuple(sorted(chances, key=lambda chance: (chance.log10_p, chance.kind)))
    return Significance(ranked, joint, min(joint + groups, 0.0))


def fisher(log10_p: list[float]) -> float:
    """Return log10 of the joint chance of independent tests: P(product of p's <= theirs).

    With c the product of K chances this is c sum_{j<K} (-ln c)^j / j!.

    >>> fisher([-3.0])
    -3.0
    """
    exponent = -sum(log10_p) * _LN10
    if exponent <= 0.0:
        return 0.0
    terms = [j * log(exponent) - lgamma(j + 1) for j in range(len(log10_p))]
    return min(float(np.logaddexp.reduce(terms) - exponent) / _LN10, 0.0)
