import contextlib
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import time

import pytest

from linkage import errors
from linkage.cli import session as session_module
from linkage.cli.app import EXIT_CODES

FAILURES = {
    "unknown ring": (("ring", "R-7F3K3"), 4, 'Did you mean "R-7F3K2"?'),
    "unknown account": (("account", "acc_9"), 4, "Did you mean"),
    "unknown query": (("query", "shared_identifier"), 4, 'Did you mean "shared_identifiers"?'),
    "unknown parameter": (("query", "ring", "rnig=x"), 2, 'Did you mean "ring"?'),
    "missing parameter": (("query", "ring"), 2, "needs a value for ring"),
    "not a parameter": (("query", "ring", "R-1"), 2, "KEY=VALUE"),
    "bad cypher": (("cypher", "MATCH oops"), 6, "error:"),
    "writing cypher": (("cypher", "CREATE (a:Account {id: 'x'})"), 6, "error:"),
    "unknown format": (("export", "R-7F3K2", "--format", "graphlm"), 2, '"graphml"'),
    "unknown ending": (("export", "R-7F3K2", "-o", "ring.doc"), 2, "--format"),
    "unknown world": (("simulate", "w", "--preset", "tiney"), 2, 'Did you mean "tiny"?'),
    "unknown dial": (("simulate", "w", "--dial", "bridg=1"), 2, 'Did you mean "bridge"?'),
    "not a dial": (("simulate", "w", "--dial", "bridge"), 2, "NAME"),
    "unknown loader": (("load", "signup", "x.csv"), 2, 'Did you mean "signups"?'),
    "loader without a file": (("load", "signups"), 2, "no file is given"),
    "no settings file": (("--config", "missing.toml", "kinds"), 2, "missing.toml"),
    "no workspace": (("--workspace", "nowhere", "rings"), 4, "linkage load"),
}


@pytest.mark.parametrize(("arguments", "code", "words"), FAILURES.values(), ids=FAILURES)
def test_an_error_says_what_to_do_and_leaves_with_its_code(linkage, arguments, code, words):
    result = linkage(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("code", sorted({code for _, code, _ in FAILURES.values()}))
def test_every_code_is_documented(code):
    assert code in dict(EXIT_CODES)


def test_an_error_never_passes_on_control_characters(linkage):
    assert "\x1b" not in linkage("ring", "R-\x1b[2J").stderr


def test_an_unexpected_error_is_short_and_safe(linkage, monkeypatch):
    def broken(_):
        raise ValueError("\x1b[2Jodd")

    monkeypatch.setattr(session_module.Session, "store", broken)
    result = linkage("rings")
    assert result.exit_code == 70
    assert "ValueError" in result.stderr
    assert "\x1b" not in result.stderr


def test_ctrl_c_leaves_with_130(linkage, monkeypatch):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(session_module.Session, "store", stopped)
    assert linkage("rings").exit_code == 130


PROGRAM = [sys.executable, "-c", "from linkage.cli import main; main()"]


def run(*arguments, workspace, **options):
    environment = {**os.environ, "LINKAGE_WORKSPACE": str(workspace), **options.pop("env", {})}
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        **options,
    )


def test_a_closed_pipe_is_no_traceback(workspace):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*PROGRAM, "export", "all", "--format", "jsonl", "-q"],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "LINKAGE_WORKSPACE": str(workspace)},
        )
    finally:
        os.close(writer)
    assert done.returncode == 141
    assert done.stderr == ""


def test_results_and_messages_go_to_different_streams(workspace, tmp_path):
    done = run("export", "R-7F3K2", "--format", "json", workspace=workspace, cwd=tmp_path)
    assert done.stdout.startswith('{"directed"')
    assert "reading the graph" in done.stderr


def on_a_terminal(workspace, *arguments, **environment):
    """Return what the program draws on a terminal of 80 columns."""
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    settings = {**plain, "TERM": "xterm", "LINKAGE_WORKSPACE": str(workspace), **environment}
    program = subprocess.Popen([*PROGRAM, *arguments], stdout=writer, stderr=writer, env=settings)
    os.close(writer)
    drawn = b""
    with contextlib.suppress(OSError):  # the terminal is closed when the program ends
        while part := os.read(reader, 65536):
            drawn += part
    os.close(reader)
    assert program.wait() == 0
    return drawn.decode()


def test_a_terminal_gets_colours_and_nothing_that_the_data_chose(workspace):
    drawn = on_a_terminal(workspace, "ring", "R-7F3K2")
    assert "\x1b[1m" in drawn
    assert "\x1b[2J" not in drawn
    assert r"\x1b[2J" in drawn


def test_no_color_is_honoured(workspace):
    drawn = on_a_terminal(workspace, "ring", "R-7F3K2", NO_COLOR="1")
    assert not re.search("\x1b\\[[0-9;]*3[0-7]m", drawn)


def test_a_terminal_is_left_as_it_was_after_progress(workspace, tmp_path):
    copy = tmp_path / "workspace"
    shutil.copytree(workspace, copy)
    drawn = on_a_terminal(copy, "discover")
    assert drawn.count("\x1b[?25l") == drawn.count("\x1b[?25h") > 0


def test_an_ascii_locale_does_not_stop_it(workspace, tmp_path):
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = run("ring", "R-7F3K2", workspace=workspace, cwd=tmp_path, env=plain)
    assert done.returncode == 0


def test_help_starts_fast():
    began = time.perf_counter()
    done = subprocess.run([*PROGRAM, "--help"], capture_output=True, check=True)
    spent = time.perf_counter() - began
    assert b"Usage" in done.stdout
    assert spent < 2, f"{spent:.2f} s"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from linkage.cli.app import app\n"
        "heavy = {'polars', 'numpy', 'igraph', 'ladybug', 'numba', 'scipy'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_error_tree_and_the_help_agree():
    codes = {each.exit_code for each in vars(errors).values() if hasattr(each, "exit_code")}
    assert codes <= {code for code, _ in EXIT_CODES}
