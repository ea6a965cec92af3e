"""Hiding personal values: enough is left to tell two of them apart on a page, not to use them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from linkage.kinds import KindTable

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_EMAIL_INSIDE = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:]+")
_PHONE = re.compile(r"\+\d{7,15}")

_LABELLED = re.compile(r"\(\s*(\w+)\s*:\s*`?(\w+)")
_REACHED = re.compile(r"\[[^\]]*:\s*`?(\w+)[^\]]*\]\s*->\s*\(\s*(\w+)")
_LEFT = re.compile(r"\(\s*(\w+)[^)]*\)\s*<-\s*\[[^\]]*:\s*`?(\w+)")
_CLAUSE = re.compile(
    r"\b(?:MATCH|WHERE|WITH|RETURN|DISTINCT|UNWIND|CALL|ORDER|SKIP|LIMIT)\b", re.IGNORECASE
)
_NAMED = re.compile(r"(.+?)\s+AS\s+`?(\w+)", re.IGNORECASE | re.DOTALL)


class Mask:
    """Masks values by their kind, or by their shape where the kind is not known.

    Kinds whose values are stored as a keyed hash need no mask.
    """

    def __init__(
        self, kinds: KindTable, *, hashed: Collection[str] = (), reveal: bool = False
    ) -> None:
        personal = [k for k in kinds.values() if k.personal and k.name not in hashed]
        self._personal = {k.name for k in personal} | {k.label for k in personal}
        self._types = {k.relationship for k in personal}
        self._reveal = reveal

    def personal_columns(self, text: str, columns: Sequence[str]) -> frozenset[int]:
        """Return the places of the columns of a Cypher text that hold personal values.

        These are the columns that mention a variable which the text binds to a personal kind, by
        its label or by its relationship, or a name that the text gives to such an expression.
        """
        if self._reveal:
            return frozenset()
        names = {name for name, label in _LABELLED.findall(text) if label in self._personal}
        names |= {name for kind, name in _REACHED.findall(text) if kind in self._types}
        names |= {name for name, kind in _LEFT.findall(text) if kind in self._types}
        for part in _parts(text):
            named = _NAMED.search(part)
            if named and names.intersection(re.findall(r"\w+", named[1])):
                names.add(named[2])
        return frozenset(
            at for at, column in enumerate(columns) if names & set(re.findall(r"\w+", column))
        )

    def hidden(self, value: Any) -> Any:
        """Return a value of a personal column with every text in it masked."""
        if isinstance(value, str):
            return mask_text(value)
        if isinstance(value, list | tuple):
            return [self.hidden(item) for item in value]
        return self.anything(value)

    def value(self, kind: str, value: str) -> str:
        """Return the value of an identifier as it may be shown."""
        if self._reveal or kind not in self._personal:
            return value
        return mask_text(value)

    def anything(self, value: Any) -> Any:
        """Return an answer's value with everything masked that looks personal.

        For columns that do not say what they hold: nodes are masked by their label, other texts
        where they are an e-mail address or an international number.
        """
        if self._reveal:
            return value
        if isinstance(value, str):
            for pattern in (_EMAIL_INSIDE, _PHONE):
                value = pattern.sub(lambda found: mask_text(found.group()), value)
            return value
        if isinstance(value, Mapping):
            labels = [v for k, v in value.items() if str(k).strip("_") in ("label", "labels")]
            names = {n for v in labels for n in (v if isinstance(v, list) else [v])}
            hidden = bool(self._personal.intersection(str(name) for name in names))
            return {
                k: mask_text(v) if hidden and k == "id" and isinstance(v, str) else self.anything(v)
                for k, v in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.anything(item) for item in value]
        return value


def _parts(text: str) -> Iterator[str]:
    """Yield the expressions of a Cypher text: its clauses, cut at commas outside of brackets."""
    for clause in _CLAUSE.split(text):
        depth, start = 0, 0
        for at, letter in enumerate(clause):
            depth += (letter in "([{") - (letter in ")]}")
            if letter == "," and depth <= 0:
                yield clause[start:at]
                start = at + 1
        yield clause[start:]


def mask_text(value: str) -> str:
    """Mask one personal value.

    >>> mask_text("john.doe@gmail.com"), mask_text("+12025550189"), mask_text("John Doe")
    ('j…@gmail.com', '+1••••••••89', 'J…')
    """
    if _EMAIL.fullmatch(value):
        return f"{value[:1]}…@{value.rpartition('@')[2]}"
    if _PHONE.fullmatch(value):
        return f"{value[:2]}{'•' * (len(value) - 4)}{value[-2:]}"
    return f"{value[:1]}…"
