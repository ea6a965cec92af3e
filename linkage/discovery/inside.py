"""The links of the grown set: what its accounts share among themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.discovery.tokens import Flags, Ints, Longs, Tokens


@dataclass(frozen=True, slots=True)
class Inside:
    """The links of the grown set: ``member`` (an index into ``accounts``) has ``token``.

    Only plain tokens that two or more members have; ``count`` (t,) is how many of them.
    """

    accounts: Longs
    member: Longs
    token: Ints
    count: Longs


def links_inside(tokens: Tokens, grown: Flags) -> Inside:
    """Return the links of the grown accounts to the plain tokens that two or more of them have."""
    accounts = np.flatnonzero(grown)
    start, stop = tokens.account_start[accounts], tokens.account_start[accounts + 1]
    member = np.repeat(np.arange(len(accounts)), stop - start)
    first = np.repeat(start - (np.cumsum(stop - start) - (stop - start)), stop - start)
    token = tokens.account_tokens[first + np.arange(len(member))]
    count = np.bincount(token, minlength=tokens.count)
    kept = (count[token] > 1) & tokens.plain[token]
    return Inside(accounts, member[kept], token[kept], count)
