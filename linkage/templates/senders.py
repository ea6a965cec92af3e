# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""What the senders of prompts tell: a script, a person's habit, or text that people happen to use.

The prompts of a script come from a few accounts again and again. The habit of one person has one
sender. A README that many paste, boilerplate inside content and a common phrase have senders as if
drawn from all prompts: two prompts that hold it are of one account no more often than any two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.frequent import FrequentShingles

REPEATED = 3
"""Distinct prompts of one account from which its prompts count fully as support, and up to which
they count for how common a shingle is."""
ONCE = 0.2
"""What a prompt of another account counts as support."""
LOYAL = 0.05
"""Share of the other prompts of a script's accounts that are of the script too, at least: people
who paste a text or use a phrase have other things to say."""
LIFT = 3.0
"""The same, as a multiple of the script's share of all prompts, unless that is over TYPICAL."""
TYPICAL = 0.2
OTHER_PROMPTS = 20
"""Other prompts from which the share tells anything."""
DIVERSE = 0.02
"""Share of all pairs of prompts that are of one account, from which there are too few accounts to
tell one person's habit."""
OTHERS = 2
"""Prompts that a scaffold has besides those of its main account, unless it is one's habit."""


@dataclass(frozen=True, slots=True)
class Senders:
    """The account of each of n distinct prompts, as a number; 0 is unknown.

    ``volume`` (by number) counts all distinct prompts of each account, these or others.
    """

    accounts: NDArray[np.int64]
    volume: NDArray[np.int64]

    def tally(self, chosen: NDArray[np.int32], count: int) -> Tally:
        """Return what the senders of each template's prompts are like; -1 chooses none."""
        rows = np.flatnonzero(chosen >= 0)
        width = int(self.accounts.max(initial=0)) + 1
        pairs = chosen[rows].astype(np.int64) * width + self.accounts[rows]
        pair, inverse, sent = np.unique(pairs, return_inverse=True, return_counts=True)
        value = np.where(sent[inverse] >= REPEATED, 1.0, ONCE)
        owner, named = pair // width, pair % width > 0
        known = np.bincount(owner[named], sent[named], count).astype(np.float64)
        others = np.bincount(owner[named], self.volume[pair[named] % width] - 1.0, count).astype(
            np.float64
        )
        again = np.bincount(owner[named], sent[named] - 1.0, count).astype(np.float64)
        largest = np.zeros(count)
        np.maximum.at(largest, owner[named], sent[named])
        return Tally(
            prompts=np.bincount(chosen[rows], minlength=count),
            support=np.bincount(chosen[rows], value, count).astype(np.float32),
            known=known,
            others=others,
            again=again,
            largest=largest,
            chance=self._chance(),
            total=int(self.volume[1:].sum()),
        )

    def _chance(self) -> float:
        """Return the share of all pairs of prompts that are of one account."""
        sent = self.volume[1:].astype(np.float64)
        return float((sent * (sent - 1)).sum() / max(sent.sum() * (sent.sum() - 1), 1.0))

    def voices(self, frequent: FrequentShingles) -> NDArray[np.int64]:
        """Return (m) the prompts that hold each shingle, each account counted REPEATED times.

        Otherwise the text of a busy script would seem common.
        """
        order = np.argsort(self.accounts, kind="stable").astype(np.int64)
        voices = np.zeros(len(frequent.hashes), np.int64)
        _voices(order, self.accounts, frequent.rows, frequent.ids, voices)
        return voices


@dataclass(frozen=True, slots=True)
class Tally:
    """The senders of each of ``count`` templates."""

    prompts: NDArray[np.int64]
    support: NDArray[np.float32]
    """Prompts, those of accounts that sent fewer than REPEATED counted ONCE each."""
    known: NDArray[np.float64]
    """Prompts whose sender is known; so in all that follows."""
    others: NDArray[np.float64]
    """All prompts of the senders but one each."""
    again: NDArray[np.float64]
    """Those of them that are of the template too."""
    largest: NDArray[np.float64]
    """Prompts of the template's main sender."""
    chance: float
    """Share of all pairs of prompts that are of one account."""
    total: int
    """All prompts."""

    def informed(self) -> NDArray[np.bool_]:
        """Tell of which templates at least half of the prompts have a known sender."""
        return 2 * self.known >= np.maximum(self.prompts, 1)

    def personal(self) -> NDArray[np.bool_]:
        """Tell which templates are the habit of one person among many."""
        return (self.known - self.largest < OTHERS) & (self.chance < DIVERSE)

    def loyalty(self) -> NDArray[np.float64]:
        """Return the share of the senders' other prompts that are of the template too."""
        return self.again / np.maximum(self.others, 1)

    def telling(self) -> NDArray[np.bool_]:
        """Tell of which templates the senders have sent enough else for `loyalty`."""
        return self.others >= OTHER_PROMPTS

    def ordinary(self) -> NDArray[np.bool_]:
        """Tell which templates have senders like those of a pasted text."""
        typical = self.known / max(self.total, 1)
        floor = np.where(typical < TYPICAL, np.maximum(LOYAL, LIFT * typical), LOYAL)
        return self.telling() & (self.loyalty() < floor)


@njit(nogil=True, cache=True)
def _voices(order, accounts, rows, ids, voices):
    last = np.full(len(voices), -1, np.int64)
    times = np.zeros(len(voices), np.int8)
    for prompt in order:
        account = accounts[prompt]
        for place in range(rows[prompt], rows[prompt + 1]):
            shingle = ids[place]
            if last[shingle] != account:
                last[shingle] = account
                times[shingle] = 0
            if times[shingle] < REPEATED or account == 0:
                times[shingle] = min(times[shingle] + 1, REPEATED)
                voices[shingle] += 1
