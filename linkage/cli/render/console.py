"""The two streams: results on stdout, messages on stderr."""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.text import Text

from linkage.cli.render.palette import THEME
from linkage.cli.render.safe import UNCUT, safe


def results() -> Console:
    """Return the console for results; NO_COLOR and pipes give plain, uncut text."""
    return _console(sys.stdout.isatty(), stderr=False)


def messages() -> Console:
    """Return the console for messages and progress."""
    return _console(sys.stderr.isatty(), stderr=True)


def _console(terminal: bool, *, stderr: bool) -> Console:
    width = None if terminal or os.environ.get("COLUMNS") else UNCUT
    return Console(
        stderr=stderr,
        theme=THEME,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def complain(word: str, message: str, hint: str | None) -> None:
    """Print an error on stderr, with what to do about it on a line of its own."""
    lines = [safe(line) for line in message.splitlines()] or [""]
    line = Text.assemble((f"{word}: ", "bad"), lines[0])
    console = messages()
    console.print(line, soft_wrap=True)
    for more in lines[1:]:
        console.print(Text(f"  {more}"), soft_wrap=True)
    if hint:
        console.print(Text(f"  {safe(hint)}", "quiet"), soft_wrap=True)
