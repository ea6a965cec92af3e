"""CSV cells that no spreadsheet takes for a formula.

Excel and LibreOffice run a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and a
tab or carriage return before it does not help. OWASP's advice ("CSV Injection") is followed: such
a text gets an apostrophe in front. Numbers are numbers and stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import IO

import polars as pl

from linkage.exports.hidden import HIDDEN
from linkage.exports.subgraph import Value, plain

_DANGEROUS = (*"=+-@\t\r\n", *"＝＋－＠")
"""First characters of a formula, the full-width ones that East Asian locales take as well too."""


def guarded(text: str) -> str:
    r"""Return the text, with an apostrophe before what a spreadsheet might run.

    Control, bidirectional and zero-width characters become escapes such as ``\u001b``.

    >>> guarded("=cmd|' /C calc'!A0"), guarded("acc_1")
    ("'=cmd|' /C calc'!A0", 'acc_1')
    """
    shown = HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return f"'{shown}" if shown.startswith(_DANGEROUS) else shown


def unguarded(texts: pl.Expr) -> pl.Expr:
    """Return texts that were read from such a file without the guarding apostrophe."""
    start = re.escape("".join(_DANGEROUS))
    return texts.str.replace(f"^'([{start}])", "${1}")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]], stream: IO[bytes]) -> None:
    r"""Write a header and rows as UTF-8 CSV with guarded texts and lines that end in LF.

    Lone surrogates, which UTF-8 cannot carry, become escapes such as ``\udc80``.
    """
    wrapper = io.TextIOWrapper(stream, "utf-8", errors="backslashreplace", newline="")
    try:
        writer = csv.writer(wrapper, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
    finally:
        wrapper.detach()


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = plain(value)
    return guarded(shown) if isinstance(shown, str) else shown or 0
