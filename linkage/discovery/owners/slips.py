"""Words that one slip of the finger has made two: Schmidt and Schmkdt.

Four of five misspellings are a single letter too many, too few or wrong, or two that changed places
(Damerau, 1964, "A technique for computer detection and correction of spelling errors"). In a short
word a slip spoils most trigrams, so that the cosine of trigrams alone takes it for another word.
Two words that differ by one slip therefore count as one word that both have; their trigrams count
as they are.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.tokens import Floats, Ints, Longs

SHORTEST = 3
"""Letters of a word from which a slip is told from another word: Lea and Leah, not 12 and 13."""
COMPARED = 64
"""Words of one account times words of the other above which slips are not looked for."""


@compiled
def products_of_slips(
    first: Longs,
    second: Longs,
    start: Longs,
    words: Ints,
    weight: Floats,
    letters: Ints,
    letter_start: Longs,
) -> Floats:
    """Return (pairs,) the sum of the products of the weights of words that differ by one slip.

    ``words[start[i] : start[i + 1]]`` are those of account i with their ``weight``, and
    ``letters[letter_start[w] : letter_start[w + 1]]`` those of word w.
    """
    found = np.zeros(len(first))
    for pair in range(len(first)):
        mine = range(start[first[pair]], start[first[pair] + 1])
        yours = range(start[second[pair]], start[second[pair] + 1])
        if len(mine) * len(yours) > COMPARED:
            continue
        for i in mine:
            if _among(words[i], words, yours):
                continue
            best = 0.0
            for j in yours:
                product = weight[i] * weight[j]
                if product <= best or _among(words[j], words, mine):
                    continue
                one = letters[letter_start[words[i]] : letter_start[words[i] + 1]]
                other = letters[letter_start[words[j]] : letter_start[words[j] + 1]]
                if one_slip(one, other):
                    best = product
            found[pair] += best
    return found


@compiled
def one_slip(one: Ints, other: Ints) -> bool:
    """Return whether two different words of SHORTEST letters or more differ by a single slip."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if len(short) < SHORTEST or len(long) - len(short) > 1:
        return False
    ahead = 0
    while ahead < len(short) and long[ahead] == short[ahead]:
        ahead += 1
    behind = 0
    while behind < len(short) - ahead and long[-1 - behind] == short[-1 - behind]:
        behind += 1
    left = len(long) - ahead - behind
    if left <= 1:
        return True
    swapped = long[ahead] == short[ahead + 1] and long[ahead + 1] == short[ahead]
    return left == 2 and len(long) == len(short) and swapped


@compiled
def _among(word: int, words: Ints, places: range) -> bool:
    for place in places:  # noqa: SIM110 - numba compiles no generator
        if words[place] == word:
            return True
    return False
