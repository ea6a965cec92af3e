"""The README's session, run in a shell as it is printed; only the ids are those of the world."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from linkage.cli.app import app
from linkage.config import GraphSettings, LoadSettings
from linkage.exports import FORMATS
from linkage.intake import loaders

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def commands() -> list[str]:
    """The commands of the session; a line that starts with spaces goes on the one before."""
    block = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    assert block
    return [text.strip() for text in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]]


def renamed(text: str, ids: dict[str, str]) -> str:
    """The text with the printed ids replaced by real ones."""
    for printed, real in ids.items():
        text = text.replace(printed, real)
    return text


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """Run a command line in an empty folder with this environment's ``linkage``."""
    folder = tmp_path_factory.mktemp("readme")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LINKAGE_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=folder,
            env=clean | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    run.folder = folder
    return run


def test_the_session_runs_as_printed(shell) -> None:
    ids = {}
    for printed in commands():
        shell(renamed(printed, ids))
        if "--members members.csv" in printed:
            members = (shell.folder / "members.csv").read_text("utf-8")
            rows = list(csv.DictReader(members.splitlines()))
            first = [row for row in rows if row["ring"] == rows[0]["ring"]]
            ids = {
                "R-7F3K2": first[0]["ring"],
                "acc_00123": first[0]["account"],
                "acc_00456": first[1]["account"],
            }
    assert (shell.folder / "ring.graphml").read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize("name", sorted({c.name or "" for c in app.registered_commands}))
def test_every_command_is_described(name: str) -> None:
    assert f"`linkage {name}" in README


@pytest.mark.parametrize("name", sorted(loaders()))
def test_every_loader_is_described(name: str) -> None:
    assert f"| `{name}` |" in README


def test_every_export_format_is_named() -> None:
    named = README.lower().replace("json lines", "jsonl")
    assert all(name in named for name in FORMATS)


def test_settings_that_the_text_names_are_there() -> None:
    known = {f"load.{n}" for n in LoadSettings.__dataclass_fields__}
    known |= {f"graph.{n}" for n in GraphSettings.__dataclass_fields__}
    for name in re.findall(r"`((?:load|graph)\.[a-z_]+)`", README):
        assert name in known
