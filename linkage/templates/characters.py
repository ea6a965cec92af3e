"""One table from code points to folded letters, so that disguised text reads as plain text.

Lower case, Unicode compatibility forms (NFKD), no combining marks, no invisible characters, and
look-alike letters as the ASCII letters that they imitate (the Unicode confusables, as listed by
the library ``confusable-homoglyphs``). Every step works on one code point at a time, so the
composition of them is a table and needs no second look at the text.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

DROPPED, LETTER, DIGIT, SPACE, STOP, IDEOGRAPH = range(6)
"""What a code point does: vanishes, extends a word, is part of a number, ends a word, ends a
sentence, is a word of its own (scripts that write no spaces)."""

INVISIBLE, LOOK_ALIKE, MARK, UPPER, BLANK = 1, 2, 4, 8, 16
"""Bits of `Characters.trait`: what a code point tells about disguise."""

TABLE_SIZE = 0x20000
"""Code points from here on are words of their own, except the invisible tags at U+E0000."""

_STOPS = frozenset(".!?:;。．！？：；…؟۔।॥")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # CJK radicals
    (0x3040, 0x31FF),  # kana and bopomofo
    (0x3400, 0x9FFF),  # CJK ideographs
    (0xF900, 0xFAFF),  # CJK compatibility ideographs
)


@dataclass(frozen=True, slots=True)
class Characters:
    """The table, indexed by code point; ``letters[start[c]:start[c] + length[c]]`` is the fold."""

    role: NDArray[np.uint8]
    trait: NDArray[np.uint8]
    start: NDArray[np.int32]
    length: NDArray[np.uint8]
    letters: NDArray[np.int32]

    def fold(self, text: str) -> str:
        """Return the text as the tokeniser reads it, each kind of space as one blank."""
        parts: list[str] = []
        for character in text:
            code = ord(character)
            role = self.role[code] if code < TABLE_SIZE else _high(code)
            if role == SPACE:
                parts.append(" ")
            elif role == STOP or code >= TABLE_SIZE:
                parts.append("" if role == DROPPED else character)
            else:
                first = self.start[code]
                codes = self.letters[first : first + self.length[code]]
                parts.append("".join(map(chr, codes.tolist())))
        return "".join(parts)


@cache
def characters() -> Characters:
    """Return the table, built once a process (about 0.4 s)."""
    look_alikes = _look_alikes()
    role = np.full(TABLE_SIZE, SPACE, np.uint8)
    trait = np.zeros(TABLE_SIZE, np.uint8)
    folds = [""] * TABLE_SIZE
    for code in range(TABLE_SIZE):
        if 0xD800 <= code < 0xE000:
            continue
        character = chr(code)
        folds[code], trait[code] = _fold(character, look_alikes)
        role[code] = _role(character, folds[code])
    length = np.fromiter(map(len, folds), np.uint8, TABLE_SIZE)
    start = np.concatenate(([0], np.cumsum(length[:-1], dtype=np.int32))).astype(np.int32)
    letters = np.fromiter(map(ord, "".join(folds)), np.int32)
    return Characters(role, trait, start, length, letters)


def _high(code: int) -> int:
    return DROPPED if 0xE0000 <= code < 0xE1000 else IDEOGRAPH


def _fold(character: str, look_alikes: dict[str, str]) -> tuple[str, int]:
    """Return the folded letters of one character and its traits."""
    category = unicodedata.category(character)
    if category in {"Cf", "Co"} or character in _FILLERS or _is_control(character):
        return "", INVISIBLE
    if 0xFE00 <= ord(character) <= 0xFE0F:
        return "", 0  # variation selectors stand after honest emoji
    if category in {"Mn", "Me"}:
        return "", MARK
    if character.isspace() or category[0] == "Z":
        return "", BLANK if character == " " else 0
    parts = []
    plain = look_alikes.get(character, character)
    for part in unicodedata.normalize("NFKD", plain):
        imitated = part if part.isascii() else look_alikes.get(part, part)
        if unicodedata.category(imitated[0])[0] in "LN":
            parts.append(imitated.lower())
        elif unicodedata.category(imitated[0]) == "Mc":
            parts.append(imitated)
    folded = "".join(parts)
    trait = UPPER if category == "Lu" else 0
    if folded.isascii() and folded and not character.isascii() and character in look_alikes:
        trait |= LOOK_ALIKE
    elif folded.isascii() and folded and ord(character) > 0x2000:
        trait |= LOOK_ALIKE  # mathematical, full-width and circled letters
    return folded[:8], trait


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and not character.isspace()


def _role(character: str, folded: str) -> int:
    if character in _STOPS:
        return STOP
    if not folded:
        invisible = unicodedata.category(character) in {"Cf", "Co", "Mn", "Me"}
        hidden = invisible or character in _FILLERS or _is_control(character)
        return DROPPED if hidden else SPACE
    if any(low <= ord(folded[0]) <= high for low, high in _SPACELESS):
        return IDEOGRAPH
    if all(part.isdigit() for part in folded):
        return DIGIT
    return LETTER


def _look_alikes() -> dict[str, str]:
    """Return character -> ASCII letter: of its own case if there is one, else of its lower case."""
    text = files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8")
    table: dict[str, list[dict[str, str]]] = json.loads(text)
    letters: dict[str, str] = {}
    for character in table:
        if len(character) > 1 or character.isascii():
            continue
        own = _ascii_letters(table, character)
        lowered = _ascii_letters(table, character.lower()) if character.lower() != character else []
        same_case = [c for c in own if c.isupper() == character.isupper()]
        found = same_case or lowered or own
        if found:
            letters[character] = min(found).lower()
    return letters


def _ascii_letters(table: dict[str, list[dict[str, str]]], character: str) -> list[str]:
    found = [row["c"].replace("\u200e", "") for row in table.get(character, ())]
    return [c for c in found if len(c) == 1 and c.isascii() and c.isalpha()]
