"""A nature for each identifier, guessed by the rules, and the sentence that gives the reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.discovery.natures.facts import IdentifierFacts
from linkage.discovery.natures.rules import CLUES, ENOUGH, RULES, START
from linkage.discovery.tokens import Floats, Longs, Tokens
from linkage.natures import NATURES

NAMED = 3
"""Clues named in a reason, the weightiest ones."""
_NAMES = [nature.name for nature in NATURES]


@dataclass(frozen=True, slots=True)
class Guesses:
    """``nature`` (m,) indexes NATURES, -1 where no rule reaches its points."""

    facts: IdentifierFacts
    clues: dict[str, Floats]
    groups: tuple[str, ...]
    """(m,) the group of kinds of each identifier."""
    nature: Longs

    def reason(self, place: int) -> str:
        """Return why: how many accounts there are, and the clues that weighed most for it."""
        rules = RULES[self.groups[place]][_NAMES[self.nature[place]]]
        weight = {
            name: points * self.clues[name][place] for name, points in rules.items() if points > 0
        }
        named = sorted((n for n in weight if weight[n] > 0.1), key=lambda n: (-weight[n], n))
        words = [text for name in named if (text := CLUES[name].words(self.facts, place))]
        return f"{self.facts.accounts[place]:,.0f} accounts: {'; '.join(words[:NAMED])}"


def guess_natures(tokens: Tokens, facts: IdentifierFacts) -> Guesses:
    """Return the guesses for the identifiers of these facts."""
    clues = {name: clue.seen(facts) for name, clue in CLUES.items()}
    group = tokens.group[facts.token]
    nature = np.full(len(facts.token), -1, dtype=np.int64)
    for number, name in enumerate(tokens.groups):
        rows = np.flatnonzero(group == number)
        if name not in RULES or not len(rows):
            continue
        names = list(RULES[name])
        points = np.stack(
            [
                START + sum(weight * clues[clue][rows] for clue, weight in RULES[name][n].items())
                for n in names
            ]
        )
        best = points.argmax(axis=0)
        code = np.array([_NAMES.index(n) for n in names], dtype=np.int64)
        nature[rows] = np.where(points.max(axis=0) >= ENOUGH, code[best], -1)
    return Guesses(facts, clues, tuple(tokens.groups[g] for g in group), nature)
