"""Tokens: what accounts can share, as numbers.

A token is an identifier with two or more accounts, or such an identifier in one hour of activity.
Accounts and tokens are numbered in the order of their names, so that the order of the rows cannot
matter. The bipartite graph is kept twice, in compressed rows: tokens by account and back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from linkage.discovery.hubs import cap_of, hour_cap
from linkage.kinds import KindTable, declare

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BUSY = 20
"""Accounts above which an identifier is also looked at hour by hour; content always is."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The bipartite graph of ``n`` accounts and ``t`` tokens.

    ``kind`` and ``group`` index ``kinds`` and ``groups``; ``parent`` is the plain token of a token
    of one hour and -1 for a plain one; ``hour`` is hours since 1970 or -1. ``hub`` tokens never
    make pairs. The tokens of account ``i`` are
    ``account_tokens[account_start[i] : account_start[i + 1]]``, ascending, and back likewise.
    """

    accounts: pl.Series
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    kind_group: Ints
    """(kinds,) the group of each kind."""
    ownable: Flags
    """(kinds,) whether one operator can own an identifier of the kind."""
    values: pl.Series
    kind: Ints
    group: Ints
    parent: Ints
    hour: Ints
    degree: Ints
    hub: Flags
    account_start: Longs
    account_tokens: Ints
    token_start: Longs
    token_accounts: Ints
    distinct: npt.NDArray[np.int32]
    """(n, kinds): identifiers of each kind that an account has, shared or not."""
    sighting: Ints
    """The row of the sightings behind each of ``account_tokens``; -1 for a token of one hour."""

    @property
    def size(self) -> int:
        """Number of accounts."""
        return len(self.accounts)

    @property
    def count(self) -> int:
        """Number of tokens."""
        return len(self.kind)

    @property
    def plain(self) -> Flags:
        """(t,) tokens that are identifiers, not identifiers in one hour."""
        return self.parent < 0


def build_tokens(sightings: pl.DataFrame, accounts: pl.DataFrame, kinds: KindTable) -> Tokens:
    """Number the accounts and tokens of folded sightings (records.SIGHTINGS)."""
    names = pl.concat([accounts["account"], sightings["account"]]).unique().sort()
    present = sightings["kind"].unique().sort().to_list()
    links, distinct = _links(sightings, names, present)
    values = (
        links.group_by("kind", "value")
        .agg(pl.len().cast(pl.Int32).alias("degree"))
        .filter(pl.col("degree") > 1)
        .sort("kind", "value")
        .with_row_index("token")
    )
    links = links.join(values, on=["kind", "value"], how="inner")
    rows = [kinds.get(name) or declare(name) for name in present]
    groups = tuple(sorted({row.group for row in rows}))
    content = np.array([row.group == "content" for row in rows], dtype=np.bool_)
    hourly = _hourly(links, np.flatnonzero(content), len(names))
    kind = np.concatenate([_numbers(values["kind"]), _numbers(hourly.tokens["kind"])])
    degree = np.concatenate([_numbers(values["degree"]), _numbers(hourly.tokens["degree"])])
    caps = np.array([cap_of(row, len(names)) for row in rows], dtype=np.int32)
    caps = caps if len(caps) else np.zeros(1, np.int32)
    plain = values.height
    account = np.concatenate(
        [links["account"].to_numpy(), hourly.links["account"].to_numpy()], dtype=np.int64
    )
    token = np.concatenate(
        [links["token"].to_numpy(), hourly.links["token"].to_numpy() + np.int64(plain)],
        dtype=np.int64,
    )
    sighting = np.full(len(account), -1, dtype=np.int32)
    sighting[: links.height] = links["sighting"].to_numpy()
    account_start, by_account = _compress(account, token, len(names))
    token_start, by_token = _compress(token, account, len(kind))
    group_of = np.array([groups.index(row.group) for row in rows] or [0], dtype=np.int32)
    empty = np.full(plain, -1, dtype=np.int32)
    return Tokens(
        accounts=names,
        kinds=tuple(present),
        groups=groups,
        kind_group=group_of,
        ownable=np.array([row.ownable for row in rows], dtype=np.bool_),
        values=values["value"],
        kind=kind,
        group=group_of[kind],
        parent=np.concatenate([empty, _numbers(hourly.tokens["parent"])]),
        hour=np.concatenate([empty, _numbers(hourly.tokens["hour"])]),
        degree=degree,
        hub=degree > caps[kind],
        account_start=account_start,
        account_tokens=token[by_account].astype(np.int32),
        token_start=token_start,
        token_accounts=account[by_token].astype(np.int32),
        distinct=distinct,
        sighting=sighting[by_account],
    )


def _links(
    sightings: pl.DataFrame, names: pl.Series, present: list[str]
) -> tuple[pl.DataFrame, npt.NDArray[np.int32]]:
    """Return the rows with codes and numbers, and the values of each account and kind."""
    links = sightings.select(
        pl.col("account").cast(pl.Enum(names)).to_physical().cast(pl.Int32),
        pl.col("kind").cast(pl.Enum(present)).to_physical().cast(pl.Int32),
        "value",
        "hours",
        pl.int_range(pl.len(), dtype=pl.Int32).alias("sighting"),
    )
    distinct = np.zeros((len(names), max(len(present), 1)), dtype=np.int32)
    np.add.at(distinct, (links["account"].to_numpy(), links["kind"].to_numpy()), 1)
    return links, distinct


@dataclass(frozen=True, slots=True)
class _Hourly:
    tokens: pl.DataFrame
    links: pl.DataFrame


def _hourly(links: pl.DataFrame, content: npt.NDArray[np.int64], size: int) -> _Hourly:
    """Return the tokens of one hour of content and of busy identifiers, and who has them."""
    wanted = links.filter(
        (pl.col("kind").is_in(content.tolist()) | (pl.col("degree") > BUSY))
        & (pl.col("hours").list.len() > 0)
    )
    events = wanted.select(
        "account",
        "kind",
        pl.col("token").cast(pl.Int32).alias("parent"),
        pl.col("hours").alias("hour"),
    ).explode("hour", empty_as_null=False)
    tokens = (
        events.group_by("parent", "hour")
        .agg(pl.len().cast(pl.Int32).alias("degree"), pl.col("kind").first())
        .filter(pl.col("degree").is_between(2, hour_cap(size)))
        .sort("parent", "hour")
        .with_row_index("token")
    )
    found = events.join(tokens, on=["parent", "hour"], how="inner").select("account", "token")
    return _Hourly(tokens, found)


def _numbers(column: pl.Series) -> Ints:
    return column.cast(pl.Int32).to_numpy().astype(np.int32)


def _compress(rows: Longs, columns: Longs, size: int) -> tuple[Longs, Longs]:
    """Return compressed rows: where each row starts, and the order by row and column."""
    order = np.lexsort((columns, rows))
    start = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=size), out=start[1:])
    return start, order
