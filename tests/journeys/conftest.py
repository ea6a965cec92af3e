"""What the journeys share: a folder of their own, the program, and a small world."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from linkage.cli.app import app

SETTINGS = ("LINKAGE_WORKSPACE", "LINKAGE_CONFIG", "COLUMNS", "LINKAGE_DEBUG")


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """A folder with a world of 1,300 accounts in five kinds of file."""
    folder = tmp_path_factory.mktemp("world") / "world"
    size = (
        "--preset",
        "tiny",
        "--difficulty",
        "0",
        "--accounts",
        "1300",
        "--conversations",
        "6000",
    )
    result = CliRunner().invoke(app, ["simulate", str(folder), *size, "-q"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def linkage(tmp_path, monkeypatch):
    """Run the program in this process, in an empty folder; return what it printed."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, code=0, workspace="workspace", **options):
        given = ["--workspace", str(workspace), *map(str, arguments)]
        result = CliRunner().invoke(app, given, **options)
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.output

    return run


@pytest.fixture(scope="session")
def start_in():
    """Start the program as a process of its own, in a folder; it is ended with the tests."""
    environment = {k: v for k, v in os.environ.items() if k not in SETTINGS}
    running = []

    def begin(folder, *arguments, workspace="workspace", env=None, **options):
        command = [sys.executable, "-m", "linkage", "--workspace", workspace, *arguments]
        process = subprocess.Popen(
            [str(each) for each in command],
            cwd=folder,
            env=environment | (env or {}),
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


@pytest.fixture
def start(start_in, tmp_path):
    """Start the program as a process of its own, in an empty folder."""

    def begin(*arguments, **options):
        return start_in(tmp_path, *arguments, **options)

    return begin


@pytest.fixture
def graph(linkage):
    """Return the whole graph of a workspace as it is exported, in bytes."""

    def export(workspace="workspace"):
        options = ("--format", "jsonl", "--reveal", "-q")
        return linkage("export", "all", *options, workspace=workspace).encode()

    return export
