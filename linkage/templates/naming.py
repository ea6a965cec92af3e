"""Ids that stay: a scaffold that is nearly a known one has its id, any other a new one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

import numpy as np

from linkage.errors import InputError
from linkage.templates.index import Scaffold, build_index, overlaps
from linkage.templates.template import Template

SAME = 0.5
"""Weighted Jaccard similarity from which a discovered scaffold is a known template."""


def name_scaffolds(found: Sequence[Scaffold], templates: Sequence[Template]) -> dict[int, str]:
    """Return for each scaffold the id of the known template most like it, or a new id."""
    known = [t.id for t in templates]
    pairs: list[tuple[float, str, int]] = []
    if known:
        index = build_index([t.scaffold for t in templates])
        for number, scaffold in enumerate(found):
            shared = overlaps(index, scaffold)
            like = shared / (index.totals + scaffold.bits - shared)
            pairs += [(-float(like[i]), known[i], number) for i in np.flatnonzero(like >= SAME)]
    named: dict[int, str] = {}
    for _, name, number in sorted(pairs):
        if number not in named and name not in named.values():
            named[number] = name
    taken = set(known)
    for number, scaffold in enumerate(found):
        if number not in named:
            named[number] = _fresh_id(scaffold, taken)
            taken.add(named[number])
    return named


def _fresh_id(scaffold: Scaffold, taken: set[str]) -> str:
    """Return ``T-`` and seven letters of the hash of a scaffold's shingles."""
    content = scaffold.hashes.astype("<u8").tobytes()
    for attempt in range(1000):
        digest = hashlib.blake2b(content, digest_size=5, salt=attempt.to_bytes(2, "big")).digest()
        name = "T-" + base64.b32encode(digest).decode("ascii")[:7]
        if name not in taken:
            return name
    raise InputError("the template registry is full")  # 32^7 ids: only a broken registry is
