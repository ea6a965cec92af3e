import json
import subprocess
from pathlib import Path

import pytest

EXPORT = ("export", "all", "--format", "neo4j-admin", "--output", "import")


def test_every_file_that_the_command_names_is_there(linkage):
    written = json.loads(linkage(*EXPORT, "--json").stdout)
    assert written["command"][:4] == ["neo4j-admin", "database", "import", "full"]
    files = [
        name
        for option in written["command"]
        if option.startswith(("--nodes=", "--relationships="))
        for name in option.split("=")[2].split(",")
    ]
    assert {path.name for path in Path("import").iterdir()} == {*files, "import.sh"}


def test_the_command_line_is_printed_for_a_shell(linkage):
    done = linkage(*EXPORT)
    assert done.stdout.startswith("neo4j-admin database import full neo4j \\\n")
    assert "--nodes=Account=Account-header.csv,Account.csv" in done.stdout


def test_the_script_hands_the_importer_what_was_printed(linkage, tmp_path):
    command = json.loads(linkage(*EXPORT, "--json").stdout)["command"]
    importer = tmp_path / "importer"
    importer.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", "utf-8")
    importer.chmod(0o700)
    told = subprocess.run(
        [Path("import/import.sh").resolve()],
        env={"NEO4J_ADMIN": str(importer), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == command[1:]


def test_accounts_and_links_have_one_row_each(linkage, world):
    linkage(*EXPORT)
    delta = world.delta()
    devices = delta.sightings.filter(kind="device").height
    assert len(Path("import/Account.csv").read_text("utf-8").splitlines()) == delta.accounts.height
    links = Path("import/Account-USED_DEVICE.csv").read_text("utf-8").splitlines()
    assert len(links) == devices


def test_only_the_owner_may_read(linkage):
    linkage(*EXPORT)
    assert Path("import").stat().st_mode & 0o77 == 0
    assert not any(path.stat().st_mode & 0o77 for path in Path("import").iterdir())


def test_a_folder_in_use_is_left_alone_without_force(linkage):
    Path("import").mkdir()
    Path("import/notes.txt").touch()
    refused = linkage(*EXPORT)
    assert refused.exit_code == 2
    assert [path.name for path in Path("import").iterdir()] == ["notes.txt"]
    assert linkage(*EXPORT, "--force").exit_code == 0
    assert Path("import/import.sh").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("export", "R-7F3K2", "--format", "neo4j-admin", "--output", "import"),
        ("export", "all", "--format", "neo4j-admin"),
    ],
)
def test_it_takes_the_whole_graph_and_a_folder(linkage, words):
    assert linkage(*words).exit_code == 2
    assert not Path("import").exists()
