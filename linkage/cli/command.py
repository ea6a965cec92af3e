"""Registering a command: its examples, the options that all share, and its failures.

A command is a function that takes a `Session` first. `command` adds it to the program with
``--json``, ``--plain``, ``--quiet`` and, where personal values are shown, ``--reveal``, so that
these work after the command's name as well as before it.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import typer

from linkage.cli.session import Session
from linkage.errors import LinkageError

UNEXPECTED = 70
INTERRUPTED = 130
PIPE_CLOSED = 141

_SHARED = {
    "json": (("--json",), "Print JSON."),
    "plain": (("--plain",), "Print tab-separated values, uncut."),
    "quiet": (("--quiet", "-q"), "No progress and no remarks."),
    "reveal": (("--reveal",), "Show personal values (e-mail, phone) in full."),
}


def command(
    app: typer.Typer,
    name: str,
    *,
    group: str,
    examples: Sequence[str],
    reveals: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that adds a function to the program as the command ``name``."""
    epilog = "\b\nExamples:\n" + "\n".join(f"  {line}".replace("[", r"\[") for line in examples)
    shared = [key for key in _SHARED if reveals or key != "reveal"]

    def register(function: Callable[..., None]) -> Callable[..., None]:
        app.command(name, epilog=epilog, rich_help_panel=group)(_with_session(function, shared))
        return function

    return register


def _with_session(function: Callable[..., None], shared: Sequence[str]) -> Callable[..., None]:
    """Return the function as typer wants it: a context for the session, and the shared options."""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    keyword = inspect.Parameter.KEYWORD_ONLY
    extra = [
        inspect.Parameter(
            f"shared_{key}",
            keyword,
            default=typer.Option(False, *_SHARED[key][0], help=_SHARED[key][1], metavar=""),
            annotation=bool,
        )
        for key in shared
    ]
    context = inspect.Parameter("ctx", keyword, annotation=typer.Context)

    @wraps(function)
    def run(**given: Any) -> None:
        session: Session = given.pop("ctx").obj
        for key in shared:
            wanted = given.pop(f"shared_{key}")
            setattr(session, key, wanted or getattr(session, key))
        guarded(lambda: function(session, **given))

    parameters = [context, *(p.replace(kind=keyword) for p in own), *extra]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    del run.__wrapped__
    return run


def guarded(action: Callable[[], None]) -> None:
    """Run an action; print what went wrong on stderr and leave with the documented exit code."""
    try:
        action()
        sys.stdout.flush()
    except LinkageError as error:
        _complain("error", str(error), error.hint)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        _complain("stopped", "what was committed before stays", None)
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        # What is left in the buffer has no reader; without this Python complains again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(PIPE_CLOSED) from error
    except Exception as error:
        if os.environ.get("LINKAGE_DEBUG") or isinstance(error, typer.Exit):
            raise
        text = f"{type(error).__name__}: {error}"
        _complain("unexpected error", text, "LINKAGE_DEBUG=1 shows where; please report it")
        raise typer.Exit(UNEXPECTED) from error


def _complain(word: str, message: str, hint: str | None) -> None:
    from linkage.cli.render.console import complain

    complain(word, message, hint)
