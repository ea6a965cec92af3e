"""The one way by which text from the data reaches a terminal.

Attackers choose their own e-mail addresses, device names and prompts. Whatever could move the
cursor, change colours, reorder or hide letters is shown as a visible escape instead.
"""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
"""Printable for Python, yet drawn as nothing: fillers, joiners and variation selectors."""

UNCUT = 20_000
"""Columns of a stream that is not a terminal: nothing is cut or wrapped for a program."""

_MARKS = 3
"""Combining marks kept on one letter; more of them would climb into other lines."""


def safe(text: object) -> str:
    r"""Return text that a terminal shows and never obeys.

    Control characters, escape sequences, bidirectional and zero-width characters, odd spaces,
    lone surrogates and piled-up marks become ``\x1b``, ``\u202e`` and the like.

    >>> safe("a\x1b[31mb\u202e")
    'a\\x1b[31mb\\u202e'
    """
    value = text if isinstance(text, str) else str(text)
    if value.isascii() and value.isprintable():
        return value
    kept: list[str] = []
    marks = 0
    for letter in value:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        good = letter.isprintable() and letter not in _INVISIBLE and marks <= _MARKS
        kept.append(letter if good else _escape(letter))
    return "".join(kept)


def _escape(letter: str) -> str:
    code = ord(letter)
    named = {9: r"\t", 10: r"\n", 13: r"\r"}.get(code)
    if named:
        return named
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def clip(text: object, cells: int) -> str:
    """Return safe text of at most so many terminal cells, cut with ``…``."""
    value = safe(str(text)[: 4 * cells + 4])
    if cell_len(value) <= cells:
        return value
    room = cells - 1
    kept: list[str] = []
    for letter in value:
        room -= cell_len(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept) + "…"


def cuts(console: Console) -> bool:
    """Return whether lines are cut and wrapped: on a terminal, or where COLUMNS is set."""
    return console.width < UNCUT


def indented(console: Console, content: Text, by: int, *, first: str = "") -> None:
    """Print a text indented and wrapped; ``first`` stands at the left of its first line."""
    room = max(20, console.width - by - len(first)) if cuts(console) else UNCUT
    for number, line in enumerate(content.wrap(console, room)):
        start = first if number == 0 else " " * len(first)
        line.rstrip()
        console.print(Text(" " * by + start).append_text(line), soft_wrap=True)


def text(value: object, style: str = "", *, cells: int | None = None) -> Text:
    """Return safe text for rich; markup in it is not interpreted."""
    return Text(safe(value) if cells is None else clip(value, cells), style=style)
