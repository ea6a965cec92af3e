"""What rings hold in common: the bipartite graph of rings and identifiers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from linkage.discovery.tokens import Floats, Ints, Longs, Tokens

OWNED = 0.5
"""Share of an identifier's accounts that are in rings, from which it can join rings: what honest
accounts use as well (a public mail domain, a colliding device) says little about an operator."""
HOLDERS = 256
"""Rings above which an identifier joins nobody; it bounds the pairs of rings that are looked at."""


@dataclass(frozen=True, slots=True)
class Shared:
    """``e`` holdings: ring ``ring[i]`` has members with the ``column[i]``-th of ``t`` identifiers.

    Only identifiers that two rings or more hold are there, in the order of their tokens; holdings
    are sorted by identifier, then by ring.
    """

    rings: int
    token: Longs
    """(t,) the token of each identifier."""
    kind: Ints
    """(t,)"""
    group: Ints
    """(t,)"""
    holders: Longs
    """(t,) rings that hold it, 2 or more."""
    ring: Longs
    """(e,)"""
    column: Longs
    """(e,)"""
    links: Floats
    """(kinds, rings) links of each ring's members to identifiers of a kind, shared or not."""

    def matrix(self, values: Floats, columns: Longs) -> sparse.csr_matrix:
        """Return (rings, len(columns)) sparse, the values (e,) of the holdings of some columns."""
        place = np.full(len(self.token), -1)
        place[columns] = np.arange(len(columns))
        kept = place[self.column] >= 0
        return sparse.csr_matrix(
            (values[kept], (self.ring[kept], place[self.column[kept]])),
            shape=(self.rings, len(columns)),
        )


def shared_identifiers(tokens: Tokens, bits: Floats, labels: Longs) -> Shared:
    """Return what the rings ``labels`` (n,) hold in common; accounts of no ring have -1."""
    rings = int(labels.max()) + 1
    owner = np.repeat(np.arange(tokens.count), np.diff(tokens.token_start))
    ring = labels[tokens.token_accounts]
    inside = ring >= 0
    share = np.bincount(owner[inside], minlength=tokens.count) / np.maximum(tokens.degree, 1)
    useful = tokens.plain & tokens.ownable[tokens.kind] & (share >= OWNED) & (bits > 0)
    kept = inside & useful[owner]
    links = np.zeros((len(tokens.kinds), rings))
    np.add.at(links, (tokens.kind[owner[kept]], ring[kept]), 1.0)
    codes = np.unique(owner[kept] * np.int64(rings) + ring[kept])
    token, holder = codes // rings, codes % rings
    number = np.bincount(token, minlength=tokens.count)
    chosen = np.flatnonzero((number > 1) & (number <= HOLDERS))
    place = np.full(tokens.count, -1)
    place[chosen] = np.arange(len(chosen))
    here = place[token] >= 0
    return Shared(
        rings=rings,
        token=chosen,
        kind=tokens.kind[chosen],
        group=tokens.group[chosen],
        holders=number[chosen],
        ring=holder[here],
        column=place[token[here]],
        links=links,
    )
