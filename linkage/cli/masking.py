"""Hiding personal values: enough is left to tell two of them apart on a page, not to use them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from linkage.kinds import KindTable

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_EMAIL_INSIDE = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:]+")
_PHONE = re.compile(r"\+\d{7,15}")


class Mask:
    """Masks values by their kind, or by their shape where the kind is not known.

    Kinds whose values are stored as a keyed hash need no mask.
    """

    def __init__(
        self, kinds: KindTable, *, hashed: Collection[str] = (), reveal: bool = False
    ) -> None:
        personal = [k for k in kinds.values() if k.personal and k.name not in hashed]
        self._personal = {k.name for k in personal} | {k.label for k in personal}
        self._reveal = reveal

    def value(self, kind: str, value: str) -> str:
        """Return the value of an identifier as it may be shown."""
        if self._reveal or kind not in self._personal:
            return value
        return mask_text(value)

    def anything(self, value: Any) -> Any:
        """Return an answer's value with everything masked that looks personal.

        For analysts' own Cypher, whose columns do not say what they hold: nodes are masked by
        their label, other texts where they are an e-mail address or an international number.
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
