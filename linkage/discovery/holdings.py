"""What groups of accounts hold: for each group and token, how many of its members have it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    """Return what each group (label 0 and up; -1 is none) holds. Linear in the members' links."""
    inside = np.flatnonzero(labels >= 0)
    sizes = np.bincount(labels[inside], minlength=0).astype(np.int64)
    order = inside[np.argsort(labels[inside], kind="stable")]
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    links = (tokens.account_start, tokens.account_tokens)
    rows, shared = _count_shared(order, bounds, *links, tokens.count)
    group, members, row, link = (np.empty(n, dtype=np.int64) for n in (rows, rows, shared, shared))
    token, member = (np.empty(n, dtype=np.int32) for n in (rows, shared))
    _fill_shared(order, bounds, *links, tokens.count, (group, token, members), (member, row, link))
    return Holdings(
        groups=len(sizes),
        sizes=sizes,
        group=group,
        token=token,
        members=members,
        owned=(members - 1) / np.maximum(tokens.degree[token] - 1, 1),
        member=member,
        row=row,
        link=link,
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


@compiled
def _count_shared(
    order: Longs, bounds: Longs, start: Longs, tokens: Ints, count: int
) -> tuple[int, int]:
    """Return how many rows and links the groups have.

    The members of group g are ``order[bounds[g] : bounds[g + 1]]``.
    """
    seen_in = np.full(count, -1, dtype=np.int32)
    twice = np.zeros(count, dtype=np.bool_)
    rows, links = 0, 0
    for group in range(len(bounds) - 1):
        for i in range(bounds[group], bounds[group + 1]):
            for j in range(start[order[i]], start[order[i] + 1]):
                token = tokens[j]
                if seen_in[token] != group:
                    seen_in[token] = group
                    twice[token] = False
                elif twice[token]:
                    links += 1
                else:
                    twice[token] = True
                    rows += 1
                    links += 2
    return rows, links


@compiled
def _fill_shared(
    order: Longs,
    bounds: Longs,
    start: Longs,
    tokens: Ints,
    count: int,
    rows: tuple[Longs, Ints, Longs],
    links: tuple[Ints, Longs, Longs],
) -> None:
    """Fill in the columns group, token, members of the rows, and member, row, link of the links."""
    group_of, token_of, members_of = rows
    member_of, row_of, link_of = links
    seen_in = np.full(count, -1, dtype=np.int32)
    members = np.zeros(count, dtype=np.int32)
    row_at = np.zeros(count, dtype=np.int64)
    free = np.zeros(count, dtype=np.int64)
    begin, place = 0, 0
    for group in range(len(bounds) - 1):
        end = begin
        for i in range(bounds[group], bounds[group + 1]):
            for j in range(start[order[i]], start[order[i] + 1]):
                token = tokens[j]
                if seen_in[token] != group:
                    seen_in[token] = group
                    members[token] = 0
                members[token] += 1
                if members[token] == 2:
                    token_of[end] = token
                    end += 1
        token_of[begin:end].sort()
        for row in range(begin, end):
            token = token_of[row]
            group_of[row], members_of[row] = group, members[token]
            row_at[token], free[token] = row, place
            place += members[token]
        for i in range(bounds[group], bounds[group + 1]):
            for j in range(start[order[i]], start[order[i] + 1]):
                token = tokens[j]
                if members[token] > 1:
                    at = free[token]
                    member_of[at], row_of[at], link_of[at] = order[i], row_at[token], j
                    free[token] += 1
        begin = end
