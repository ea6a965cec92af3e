"""What groups of accounts hold: for each group and token, how many of its members have it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.compiled import compiled
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens


@dataclass(frozen=True, slots=True)
class Holdings:
    """Rows (group, token, members), sorted by group and token, of tokens that two or more share.

    ``owned`` is the share of the token's other accounts that are in the group too:
    (members - 1) / (degree - 1). ``member``, ``row``, ``link`` are the links: which account is
    behind which row, and where the link stands in ``Tokens.account_tokens``.
    """

    groups: int
    sizes: Longs
    group: Longs
    token: Ints
    members: Longs
    owned: Floats
    member: Ints
    row: Longs
    link: Longs


def holdings(tokens: Tokens, labels: Longs) -> Holdings:
    """Return what each group (label 0 and up; -1 is none) holds."""
    inside = np.flatnonzero(labels >= 0)
    sizes = np.bincount(labels[inside], minlength=0).astype(np.int64)
    lengths = tokens.account_start[inside + 1] - tokens.account_start[inside]
    member = np.repeat(inside, lengths)
    offsets = np.arange(len(member)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    link = tokens.account_start[member] + offsets
    token = tokens.account_tokens[link]
    links = pl.DataFrame(
        {"member": member.astype(np.int32), "group": labels[member], "token": token, "link": link}
    )
    rows = (
        links.group_by("group", "token")
        .agg(pl.len().cast(pl.Int64).alias("members"))
        .filter(pl.col("members") > 1)
        .sort("group", "token")
        .with_row_index("row")
    )
    held = links.join(rows, on=["group", "token"], how="inner").sort("row", "member")
    codes = rows["token"].to_numpy()
    members = rows["members"].to_numpy()
    return Holdings(
        groups=len(sizes),
        sizes=sizes,
        group=rows["group"].to_numpy(),
        token=codes,
        members=members,
        owned=(members - 1) / np.maximum(tokens.degree[codes] - 1, 1),
        member=held["member"].to_numpy(),
        row=held["row"].cast(pl.Int64).to_numpy(),
        link=held["link"].to_numpy(),
    )


def best_of_groups(tokens: Tokens, held: Holdings, worth: Floats) -> Floats:
    """Return (n, groups of kinds) the largest worth of the rows behind which an account is."""
    best = np.zeros((tokens.size, max(len(tokens.groups), 1)))
    _fill_best(held.member, held.row, tokens.group[held.token], worth, best)
    return best


def tied_by(tokens: Tokens, held: Holdings, rows: Flags) -> Flags:
    """Return (n, groups of kinds): the account is behind one of these rows."""
    tied = np.zeros((tokens.size, max(len(tokens.groups), 1)), dtype=np.bool_)
    links = rows[held.row]
    tied[held.member[links], tokens.group[held.token[held.row[links]]]] = True
    return tied


@compiled
def _fill_best(member: Ints, row: Longs, group: Ints, worth: Floats, best: Floats) -> None:
    for i in range(len(member)):
        r = row[i]
        best[member[i], group[r]] = max(best[member[i], group[r]], worth[r])
