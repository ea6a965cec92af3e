"""What an analyst's own Cypher may not do in the embedded engine.

The graph file is opened read-only, so writing fails in any case; the words below reach files,
other databases or the engine's settings, which read-only mode does not bar.
"""

from __future__ import annotations

import re

from linkage.errors import QueryError

FORBIDDEN = frozenset(
    (
        *("ALTER", "ATTACH", "CHECKPOINT", "COMMENT", "COMMIT", "COPY", "CREATE", "DELETE"),
        *("DETACH", "DROP", "EXPORT", "FORCE", "IMPORT", "INSTALL", "LOAD", "MERGE", "REMOVE"),
        *("ROLLBACK", "SET", "UNINSTALL", "UPDATE", "USE"),
    )
)
"""Words that begin a clause which writes, or which reaches beyond the graph."""

PROCEDURES = frozenset(
    (
        *("DB_VERSION", "SHOW_CONNECTION", "SHOW_FUNCTIONS", "SHOW_INDEXES", "SHOW_MACROS"),
        *("SHOW_TABLES", "STATS_INFO", "TABLE_INFO"),
    )
)
"""Procedures that may be called: those that only describe the graph."""

_TOKEN = re.compile(
    r"""'(?:[^'\\]|\\.|\\\Z)*+(?P<a>'|\Z)|"(?:[^"\\]|\\.|\\\Z)*+(?P<b>"|\Z)|`[^`]*+(?P<c>`|\Z)"""
    r"|/\*.*?(?P<d>\*/|\Z)|//[^\r\n]*+|\d[\w.]*+"
    r"|(?:(?P<mark>[.:$])\s*+)?(?P<word>[A-Za-z_]\w*+)|(?P<end>;)",
    re.DOTALL,
)
"""Strings, backticks, comments and numbers, which are skipped, and words. What is not closed
reaches to the end: a pattern that failed there would be tried at every quote, in quadratic time."""


def refuse_unsafe(text: str) -> None:
    """Raise `QueryError` if the text does anything but one read of the graph."""
    words = _words(text)
    for position, word in enumerate(words):
        if word in FORBIDDEN:
            raise QueryError(
                f"{word} is not allowed: analysts' queries only read the graph",
                hint="names that look like it can be written in `backticks`",
            )
        called = words[position + 1] if position + 1 < len(words) else ""
        if word == "CALL" and called not in PROCEDURES:
            raise QueryError(
                f"CALL {called.lower() or '…'} is not allowed",
                hint=f"allowed are {', '.join(sorted(PROCEDURES)).lower()}",
            )
        if word == ";" and position + 1 < len(words):
            raise QueryError("only one statement at a time can be run")


def _words(text: str) -> list[str]:
    """Return bare words and semicolons: no strings, comments, properties, labels, parameters."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        if any(match[name] == "" for name in "abcd"):
            raise QueryError("a quote or a comment in the query is not closed")
        if match["end"]:
            found.append(";")
        elif match["word"] and not match["mark"]:
            found.append(match["word"].upper())
    return found
