"""A null model: everybody keeps as many identifiers, and every identifier as many accounts."""

from __future__ import annotations

import numpy as np
import polars as pl

from linkage.folding import KEY


def rewired(sightings: pl.DataFrame, seed: int, swaps: int = 12) -> pl.DataFrame:
    """Return sightings whose accounts are shuffled within each kind, degrees kept.

    The configuration model: the accounts of a kind's rows are permuted, then rows that repeat
    an (account, value) trade accounts with random rows of their kind, up to ``swaps`` rounds;
    what still repeats (next to nothing) is dropped. A row keeps its value, times, count and
    hours: only whose it is changes.
    """
    rng = np.random.default_rng(seed)
    parts = [
        part.with_columns(_shuffled(part["account"], part["value"], rng, swaps).alias("account"))
        for part in sightings.sort(KEY).partition_by("kind", maintain_order=True)
    ]
    if not parts:
        return sightings
    return pl.concat(parts).unique(KEY, keep="first", maintain_order=True).sort(KEY)


def _shuffled(
    accounts: pl.Series, values: pl.Series, rng: np.random.Generator, swaps: int
) -> pl.Series:
    order = rng.permutation(len(accounts))
    account = accounts.rank("dense").to_numpy().astype(np.int64)
    value = values.rank("dense").to_numpy().astype(np.int64)
    for _ in range(swaps):
        key = account[order] * (len(values) + 1) + value
        _, first = np.unique(key, return_index=True)
        repeats = np.setdiff1d(np.arange(len(key)), first)
        if not len(repeats):
            break
        others = rng.choice(len(key), len(repeats), replace=False)
        moved = np.unique(np.concatenate([repeats, others]))
        order[moved] = order[rng.permutation(moved)]
    return accounts.gather(order)
