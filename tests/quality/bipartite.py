"""Accounts and identifiers as numbers: what the baselines work on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bipartite:
    """The links between ``n`` accounts and ``m`` identifiers, each link once."""

    names: pl.Series
    """(n,) accounts, ascending."""
    account: Ints
    """(links,) number of the account."""
    identifier: Ints
    """(links,) number of the identifier."""
    kind: list[str]
    """(m,) kind of each identifier."""
    degree: Ints
    """(m,) accounts on each identifier."""

    @property
    def rarity(self) -> Floats:
        """(m,) bits that sharing an identifier is worth by its rarity alone: log2(n / degree)."""
        return np.log2(len(self.names) / self.degree)


def bipartite(sightings: pl.DataFrame, accounts: pl.Series) -> Bipartite:
    """Number the accounts and the identifiers of a table of sightings in their order."""
    names = accounts.unique().sort()
    identifiers = sightings.select("kind", "value").unique().sort("kind", "value")
    links = sightings.select(
        pl.col("account").cast(pl.Enum(names)).to_physical().cast(pl.Int64), "kind", "value"
    ).join(identifiers.with_row_index("identifier"), on=["kind", "value"], how="left")
    identifier = links["identifier"].cast(pl.Int64).to_numpy()
    return Bipartite(
        names=names,
        account=links["account"].to_numpy(),
        identifier=identifier,
        kind=identifiers["kind"].to_list(),
        degree=np.bincount(identifier, minlength=identifiers.height).astype(np.int64),
    )
