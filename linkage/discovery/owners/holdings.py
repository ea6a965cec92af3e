"""What each account holds of each kind, as numbers, and the texts of the values in small parts.

Accounts and values are numbered in the order of their names, so that the order of the rows cannot
matter. A kind of which an account has few values is compared as text: its values are cut into
words and letter trigrams. A kind of which an account has many values is compared as a set.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.tokens import Flags, Floats, Ints, Longs

MANY = 3.0
"""Mean number of values an account from which a kind is compared as a set, not as texts."""
LONGEST = 256
"""Letters of a value that are cut into parts; the rest of a longer one is left out."""

_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Incidence:
    """Which of ``n`` accounts hold which of ``v`` things, in compressed rows.

    The things of account ``i`` are ``things[start[i] : start[i + 1]]``, ascending; ``degree``
    (v,) counts the accounts that hold a thing.
    """

    start: Longs
    things: Ints
    degree: Longs

    def holders(self) -> tuple[Longs, Ints]:
        """Return the accounts of each thing, in compressed rows, ascending."""
        accounts = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        return _compress(self.things.astype(np.int64), accounts, len(self.degree))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an account's values: ``held`` says whose, ``weight`` (entries of ``held``) bits.

    ``letters[start[w] : start[w + 1]]`` are the code points of word w.
    """

    held: Incidence
    weight: Floats
    letters: Ints
    start: Longs


@dataclass(frozen=True, slots=True)
class KindHoldings:
    """One kind: who holds which value, and which parts of values.

    ``parts`` are words and trigrams, or the values themselves of a kind that is compared as a
    set; ``words`` is None for such a kind. ``part_weight`` (entries of ``parts``) is the
    information of each part in bits and ``norm`` (n,) the length of an account's vector of them.
    Of a ``composed`` kind only equality counts (see compositions).
    """

    name: str
    values: tuple[str, ...]
    held: Incidence
    words: Words | None
    parts: Incidence
    part_weight: Floats
    norm: Floats
    composed: bool = False

    @property
    def has(self) -> Flags:
        """(n,) accounts with a value of this kind."""
        return np.diff(self.held.start) > 0

    def values_of(self, account: int) -> list[str]:
        """Return the values of an account, ascending."""
        start = self.held.start
        return [self.values[v] for v in self.held.things[start[account] : start[account + 1]]]

    @property
    def is_set(self) -> bool:
        """Whether an account typically has many values of this kind."""
        return self.words is None


def build_holdings(sightings: pl.DataFrame, accounts: pl.Series) -> tuple[KindHoldings, ...]:
    """Return the holdings of each kind, in the order of the kinds' names.

    ``accounts`` are the sorted distinct names of all accounts.
    """
    links = sightings.select(
        pl.col("account").cast(pl.Enum(accounts)).to_physical().cast(pl.Int64), "kind", "value"
    ).unique()
    return tuple(
        _kind(name, links.filter(pl.col("kind") == name), len(accounts))
        for name in sorted(links["kind"].unique().to_list())
    )


def _kind(name: str, links: pl.DataFrame, size: int) -> KindHoldings:
    values = links["value"].unique().sort()
    codes = links["value"].cast(pl.Enum(values)).to_physical().cast(pl.Int64).to_numpy()
    accounts = links["account"].to_numpy()
    held = _incidence(accounts, codes, size, len(values))
    texts = tuple(values.to_list())
    if len(codes) > MANY * np.count_nonzero(np.diff(held.start)):
        return _finish(name, texts, held, None, held)
    split = [words_of(text) for text in texts]
    words = _words(accounts, codes, split, size, held)
    parts, _ = _spread(accounts, codes, [sorted({*w, *trigrams_of(w)}) for w in split], size)
    return _finish(name, texts, held, words, parts)


def _finish(
    name: str,
    values: tuple[str, ...],
    held: Incidence,
    words: Words | None,
    parts: Incidence,
) -> KindHoldings:
    weight = _information(parts, held)
    account = np.repeat(np.arange(len(parts.start) - 1), np.diff(parts.start))
    square = np.bincount(account, weight**2, minlength=len(parts.start) - 1)
    return KindHoldings(name, values, held, words, parts, weight, np.sqrt(square))


def _information(parts: Incidence, held: Incidence) -> Floats:
    """Return (entries of parts,) log2(1 + holders of the kind / holders of the part)."""
    carriers = np.count_nonzero(np.diff(held.start))
    return np.asarray(np.log2(1.0 + carriers / np.maximum(parts.degree, 1))[parts.things])


def _words(
    accounts: Longs, codes: Longs, split: list[list[str]], size: int, held: Incidence
) -> Words:
    words, names = _spread(accounts, codes, split, size)
    start = np.zeros(len(names) + 1, dtype=np.int64)
    np.cumsum([len(name) for name in names], out=start[1:])
    letters = np.array([ord(letter) for name in names for letter in name], dtype=np.int32)
    return Words(words, _information(words, held), letters, start)


def words_of(text: str) -> list[str]:
    """Return the distinct words of a text, in lower case, without accents and leading zeros.

    >>> words_of("638 Downey St, Sálem, 07")
    ['638', '7', 'downey', 'salem', 'st']
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST])
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return sorted({word.lstrip("0") or "0" for word in _SEPARATORS.split(plain) if word})


def trigrams_of(words: list[str]) -> set[str]:
    """Return the letter trigrams of words, each word with a space around it."""
    return {f" {word} "[i : i + 3] for word in words for i in range(len(word))}


def _spread(
    accounts: Longs, codes: Longs, parts: list[list[str]], size: int
) -> tuple[Incidence, list[str]]:
    """Return who holds which part, and the parts, given those of each value."""
    names = sorted({part for row in parts for part in row})
    number = {part: i for i, part in enumerate(names)}
    lengths = np.array([len(row) for row in parts], dtype=np.int64)
    flat = np.array([number[part] for row in parts for part in row], dtype=np.int64)
    start = np.cumsum(lengths) - lengths
    count = lengths[codes]
    owner = np.repeat(accounts, count)
    offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    keys = np.unique(owner * max(len(names), 1) + flat[np.repeat(start[codes], count) + offset])
    who, what = keys // max(len(names), 1), keys % max(len(names), 1)
    return _incidence(who, what, size, len(names)), names


def _incidence(accounts: Longs, things: Longs, size: int, count: int) -> Incidence:
    start, ordered = _compress(accounts, things, size)
    return Incidence(start, ordered, np.bincount(things, minlength=count))


def _compress(rows: Longs, columns: Longs, size: int) -> tuple[Longs, Ints]:
    order = np.lexsort((columns, rows))
    start = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=size), out=start[1:])
    return start, columns[order].astype(np.int32)
