"""The rings that were found, in the graph that they were found in: what every judgement needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.holdings import Holdings, holdings, tied_by
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.records import Findings

HELD = 0.3
"""Share of an identifier's other accounts in the ring from which the ring's hold on it counts."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The bipartite graph with ``labels`` (n,): the place of each account's ring, -1 for none.

    ``bits`` (t,) is what sharing a token is worth, 0 for a token of one hour; ``held`` are the
    tokens that two or more members of a ring have; ``strong`` (rows of ``held``) are identifiers
    that tie members: no hub, worth something, and hardly used outside the ring.
    """

    tokens: Tokens
    labels: Longs
    bits: Floats
    held: Holdings
    strong: Flags

    @property
    def rings(self) -> int:
        """Number of rings."""
        return self.held.groups


def situation(findings: Findings, tokens: Tokens) -> Situation:
    """Return the situation of a run's rings, numbered in the order in which they stand."""
    labels = ring_labels(findings, tokens.accounts)
    bits = _bits(findings.weights, tokens)
    held = holdings(tokens, labels)
    code = held.token
    strong = tokens.plain[code] & ~tokens.hub[code] & (bits[code] > 0) & (held.owned >= HELD)
    return Situation(tokens, labels, bits, held, np.asarray(strong))


def ring_labels(findings: Findings, accounts: pl.Series) -> Longs:
    """Return (n,) the place of each account's ring among the rings, -1 for none."""
    places = pl.DataFrame(
        {"ring": [ring.id for ring in findings.rings], "place": range(len(findings.rings))},
        schema={"ring": pl.String, "place": pl.Int64},
    )
    found = findings.members.select("account", "ring").join(places, on="ring")
    return np.asarray(
        accounts.to_frame("account")
        .join(found, on="account", how="left", maintain_order="left")["place"]
        .fill_null(-1)
        .to_numpy(),
        dtype=np.int64,
    )


def _bits(weights: pl.DataFrame, tokens: Tokens) -> Floats:
    """Return (t,) the bits of the tokens; those of one hour, which a run does not list, have 0."""
    plain = np.flatnonzero(tokens.plain)
    names = pl.Series(tokens.kinds, dtype=pl.String)
    identifiers = pl.DataFrame(
        {"kind": names.gather(tokens.kind[plain]), "value": tokens.values.gather(plain)}
    )
    known = weights.select("kind", "value", "bits")
    found = identifiers.join(known, on=["kind", "value"], how="left", maintain_order="left")
    bits = np.zeros(tokens.count)
    bits[plain] = found["bits"].fill_null(0.0).to_numpy()
    return bits


def tied_groups(found: Situation) -> Floats:
    """Return (rings, groups of kinds): the share of members that such evidence ties to others."""
    tokens, held = found.tokens, found.held
    tied = tied_by(tokens, held, found.strong)
    inside = found.labels >= 0
    sums = np.zeros((found.rings, tied.shape[1]))
    np.add.at(sums, found.labels[inside], tied[inside])
    return np.asarray(sums / np.maximum(held.sizes, 1)[:, None])
