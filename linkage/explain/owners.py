"""Why two records have one owner: the evidence of alike names and texts, not only equal values.

A run that resolves owners compares records by a model that it learns from the data. The model is
not stored; it is learnt again, which gives the same numbers, and asked about any two records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import polars as pl

from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.comparison import ALIKE, EQUAL, OVERLAP, levels
from linkage.discovery.owners.evidence import NEAR, WHOLE
from linkage.discovery.owners.grouping import STRONGEST, pairs_within
from linkage.discovery.owners.holdings import KindHoldings, trigrams_of, words_of
from linkage.discovery.owners.resolve import Identities, find_identities
from linkage.explain.evidence import EvidenceRow, probability_of, smallest_set
from linkage.explain.links import WEAK, LinkExplanation
from linkage.explain.members import MemberExplanation

AGAINST = -0.5
"""Bits below which a kind speaks against one owner."""
COMPARED = 6
"""Values of an account that are looked at for the two that are most alike."""

Mask = Callable[[str, str], str]
"""(kind, value) to the value as it may be shown."""


@dataclass(frozen=True, slots=True)
class OwnerLinks:
    """The learnt model, and the accounts by their names."""

    found: Identities
    places: Mapping[str, int]
    mask: Mask

    def why(self, first: str, second: str) -> LinkExplanation:
        """Explain the link of two accounts; the bits of the rows sum to its log-odds."""
        pair = self._pairs(first, [second])
        bits = self.found.model.evidence(pair)[0]
        rows = [self._prior("Two accounts picked at random hardly ever have one owner.")]
        rows += self._kind_rows(first, second, pair, bits)
        rows += self._bound(self.found.model.prior + float(bits.sum()))
        log_odds = sum(row.bits for row in rows)
        names = [kind.name for kind in self.found.model.kinds]
        speaking = tuple(sorted(n for n, b in zip(names, bits, strict=True) if b >= WEAK))
        return LinkExplanation(
            first,
            second,
            tuple(rows),
            log_odds,
            probability_of(log_odds),
            speaking,
            self._against(names, bits, speaking),
            _smallest(rows),
        )

    def member(self, account: str, ring: str) -> MemberExplanation | None:
        """Explain why an account is in its group: the mean of its links to the others."""
        others, bits = self._links_inside(account)
        if not len(others):
            return None
        model = self.found.model
        raw = model.prior + bits.sum(axis=1)
        bound = float((np.clip(raw, -STRONGEST, STRONGEST) - raw).mean())
        mean = bits.mean(axis=0)
        rows = [self._prior("Two accounts picked at random hardly ever have one owner.")]
        order = sorted(range(len(mean)), key=lambda k: (-mean[k], model.kinds[k].name))
        meaning = "Mean over its links to the others of its group."
        rows += [
            EvidenceRow(model.kinds[k].name, float(mean[k]), meaning=meaning)
            for k in order
            if mean[k]
        ]
        if bound:
            rows.append(EvidenceRow("bound", bound, meaning=_BOUND))
        log_odds = sum(row.bits for row in rows)
        against = tuple(
            f"It differs from the others in {model.kinds[k].name}."
            for k in order
            if mean[k] < AGAINST
        )
        return MemberExplanation(
            account,
            ring,
            tuple(rows),
            log_odds,
            probability_of(log_odds),
            against,
            _smallest(rows),
        )

    def near(
        self, account: str, sharing: Sequence[Mapping[str, Any]], ring: str | None, limit: int
    ) -> list[dict[str, Any]]:
        """Return the nearest accounts: of its group, and those ``sharing`` values, by evidence.

        ``sharing`` are rows of the query account_neighbours.
        """
        known = {row["neighbour"]: dict(row) for row in sharing}
        others, _ = self._links_inside(account)
        for other in others:
            name = str(self.found.accounts[int(other)])
            fresh = {"neighbour": name, "kinds": 0, "shared": 0, "bits": 0.0, "ring": ring}
            known.setdefault(name, fresh)
        names = [name for name in sorted(known) if name in self.places]
        if not names:
            return []
        bits = self.found.model.evidence(self._pairs(account, names))
        for name, row in zip(names, bits, strict=True):
            known[name] |= {"bits": float(row.sum()), "kinds": int((row >= WEAK).sum())}
        rows = [known[name] for name in names if known[name]["bits"] > 0]
        return sorted(rows, key=lambda row: (-row["bits"], row["neighbour"]))[:limit]

    def _pairs(self, first: str, others: Sequence[str]) -> Pairs:
        a = np.full(len(others), self.places[first], dtype=np.int64)
        b = np.array([self.places[name] for name in others], dtype=np.int64)
        return Pairs(np.minimum(a, b), np.maximum(a, b))

    def _links_inside(self, account: str) -> tuple[Any, Any]:
        """Return those of its group that it is compared with, and their (others, kinds) bits."""
        place, labels = self.places[account], self.found.labels
        if labels[place] < 0:
            return np.zeros(0, np.int64), np.zeros((0, len(self.found.model.kinds)))
        pairs, _ = pairs_within(np.where(labels == labels[place], 0, -1), WHOLE, NEAR)
        mine = (pairs.first == place) | (pairs.second == place)
        links = Pairs(pairs.first[mine], pairs.second[mine])
        others = np.where(links.first == place, links.second, links.first)
        return others, self.found.model.evidence(links)

    def _prior(self, meaning: str) -> EvidenceRow:
        return EvidenceRow("prior", self.found.model.prior, meaning=meaning)

    def _kind_rows(self, first: str, second: str, pair: Pairs, bits: Any) -> list[EvidenceRow]:
        rows = []
        for kind, value in zip(self.found.model.kinds, bits, strict=True):
            level = int(levels(kind, pair)[0][0])
            if level >= 0:
                shown, holders = self._values(kind, self.places[first], self.places[second])
                rows.append(
                    EvidenceRow(kind.name, float(value), shown, holders, _says(kind, level))
                )
        return sorted(rows, key=lambda row: (-row.bits, row.name))

    def _bound(self, raw: float) -> list[EvidenceRow]:
        bound = min(max(raw, -STRONGEST), STRONGEST) - raw
        return [EvidenceRow("bound", bound, meaning=_BOUND)] if bound else []

    def _values(self, kind: KindHoldings, first: int, second: int) -> tuple[str, int | None]:
        """Return the most alike values of two accounts, and the holders of an equal one."""
        held = kind.held
        ours, theirs = (
            held.things[held.start[i] : held.start[i + 1]].tolist() for i in (first, second)
        )
        both = sorted(set(ours) & set(theirs), key=lambda v: (held.degree[v], v))
        if kind.is_set:
            return f"{len(ours)} and {len(theirs)} values, {len(both)} in common", None
        if both:
            return self.mask(kind.name, kind.values[both[0]]), int(held.degree[both[0]])
        a, b = max(
            product(ours[:COMPARED], theirs[:COMPARED]),
            key=lambda two: (_likeness(kind.values[two[0]], kind.values[two[1]]), -two[0], -two[1]),
        )
        return " ~ ".join(self.mask(kind.name, kind.values[v]) for v in (a, b)), None

    def _against(self, names: list[str], bits: Any, speaking: tuple[str, ...]) -> tuple[str, ...]:
        against = [
            f"They differ in {name} more than accounts of one owner do."
            for name, value in zip(names, bits, strict=True)
            if value < AGAINST
        ]
        if len(speaking) < 2:
            against.append("Fewer than two kinds of evidence speak for one owner.")
        return tuple(against)


_BOUND = f"No pair of accounts counts more than {STRONGEST:.0f} bits either way."


def owner_links(sightings: pl.DataFrame, accounts: pl.Series, seed: int, mask: Mask) -> OwnerLinks:
    """Learn the model of a run with this seed again from what it saw."""
    found = find_identities(sightings, accounts, seed)
    return OwnerLinks(found, {name: i for i, name in enumerate(found.accounts)}, mask)


def _smallest(rows: list[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """Return the fewest kinds that are enough, whatever speaks against."""
    against = sum(row.bits for row in rows if row.bits < 0 and row.name != "bound")
    return smallest_set(against, ((row, row.name) for row in rows))


def _says(kind: KindHoldings, level: int) -> str:
    if kind.is_set:
        if level == 0:
            return "They have nothing of it in common."
        return f"They have at least {OVERLAP[level - 1]:.0%} of it in common, rare values first."
    if level >= EQUAL:
        return "Both have it."
    if level == 0:
        return "The texts are not alike."
    return f"The texts are alike: at least {ALIKE[level - 1]:.0%} of their parts, rare ones first."


def _likeness(left: str, right: str) -> float:
    a, b = (set(w) | trigrams_of(w) for w in (words_of(left), words_of(right)))
    return len(a & b) / max(len(a | b), 1)
