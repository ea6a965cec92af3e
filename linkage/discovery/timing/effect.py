"""What one temporal pattern comes to in each group."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from linkage.discovery.tokens import Flags, Floats, Longs


@dataclass(frozen=True, slots=True)
class Effect:
    """(groups,) of each; a ``value`` of NaN is unknown, and the rest is without meaning there.

    ``value`` is 0 (as chance would have it) to 1; ``members`` take part; ``observed`` and
    ``expected`` are what the pattern counts; ``log10_p`` is the chance of so much by chance.
    ``when`` is the bin of the pattern (a day since 1970) where it has one, else -1.
    """

    value: Floats
    members: Longs
    observed: Floats
    expected: Floats
    log10_p: Floats
    when: Longs


def effect(
    size: Floats,
    known: Flags,
    members: Longs,
    counts: tuple[Floats, Floats],
    log10_p: Floats,
    when: Longs | None = None,
) -> Effect:
    """Return the effect of a ``size`` (0 to 1), times the chance that it is not chance.

    The factor ``1 - p`` lets small groups count only as far as their numbers bear it.
    """
    surely = 1.0 - 10.0 ** np.minimum(log10_p, 0.0)
    value = np.where(known, np.clip(size, 0.0, 1.0) * surely, np.nan)
    missing = np.full(len(value), -1, dtype=np.int64)
    return Effect(value, members, *counts, log10_p, missing if when is None else when)


def best_of(every: Effect, groups: int) -> Effect:
    """Return for each group the largest of its effects, which stand one after the other."""
    if not groups:
        return every
    table = np.nan_to_num(every.value, nan=-1.0).reshape(groups, -1)
    at = np.arange(groups) * table.shape[1] + table.argmax(axis=1)
    return Effect(*(getattr(every, field.name)[at] for field in fields(Effect)))
