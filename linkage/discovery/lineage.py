"""Names that last: ring, campaign and run ids, and rings of the run before."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl

from linkage.config import DiscoverySettings
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.tokens import Flags, Longs, Tokens

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
LENGTH = 5
INHERIT = 0.3
"""Share of the smaller of two rings that must be in both for the newer to keep the older's id."""


def short_id(prefix: str, text: str, length: int = LENGTH) -> str:
    """Return ``prefix-XXXXX``: base 32 of the SHA-256 of a text.

    >>> short_id("R", "acc_00123") == short_id("R", "acc_00123")
    True
    """
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:16])
    return prefix + "-" + "".join(_ALPHABET[number >> (5 * i) & 31] for i in range(length))


def anchors(labels: Longs, core: Flags, created: Longs) -> Longs:
    """Return (groups,) the anchor of each group: its oldest core account, then the first name."""
    age = np.where(created == UNKNOWN, np.iinfo(np.int64).max, created)
    order = np.lexsort((np.arange(len(labels)), age, ~core, labels))
    order = order[labels[order] >= 0]
    _, first = np.unique(labels[order], return_index=True)
    return np.asarray(order[first])


def name_groups(prefix: str, names: list[str], taken: set[str]) -> list[str]:
    """Return an id for each anchor's name; where two would be equal, the later one grows longer."""
    used = set(taken)
    result = []
    for name in names:
        length = LENGTH
        while (candidate := short_id(prefix, name, length)) in used:
            length += 1
        used.add(candidate)
        result.append(candidate)
    return result


def inherit(labels: Longs, accounts: pl.Series, previous: pl.DataFrame | None) -> dict[int, str]:
    """Return the ids that rings keep from the run before, by their overlap, the largest first."""
    if previous is None or previous.is_empty():
        return {}
    now = pl.DataFrame({"account": accounts, "label": labels}).filter(pl.col("label") >= 0)
    sizes = np.bincount(now["label"].to_numpy())
    before = dict(previous.group_by("ring").len().iter_rows())
    overlaps = (
        now.join(previous.select("account", "ring"), on="account")
        .group_by("label", "ring")
        .agg(pl.len().alias("both"))
        .sort(["both", "ring", "label"], descending=[True, False, False])
    )
    kept: dict[int, str] = {}
    used: set[str] = set()
    for label, ring, both in overlaps.iter_rows():
        smaller = min(int(sizes[label]), before[ring])
        if label not in kept and ring not in used and both >= INHERIT * smaller:
            kept[label] = ring
            used.add(ring)
    return kept


def run_id(tokens: Tokens, settings: DiscoverySettings, reviews: str = "") -> str:
    """Return the id of a run: a digest of the input, the settings, the seed and the reviews."""
    digest = hashlib.sha256()
    digest.update(repr(settings).encode())
    digest.update(reviews.encode())
    for names in (tokens.accounts, tokens.values):
        digest.update(np.asarray(names.hash(seed=0), dtype="<u8").tobytes())
    for array in (tokens.kind, tokens.hour, tokens.account_start, tokens.account_tokens):
        digest.update(np.ascontiguousarray(array).astype("<i8").tobytes())
    return "RUN-" + short_id("", digest.hexdigest(), 8)[1:]
