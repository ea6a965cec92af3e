"""What a wheel holds: the query files must be found in it as they are in a checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_every_query_file(unpacked: Path) -> None:
    inside = {str(p.relative_to(unpacked / "linkage/cypher")) for p in unpacked.rglob("*.cypher")}
    here = {str(p.relative_to(ROOT / "cypher")) for p in (ROOT / "cypher").rglob("*.cypher")}
    assert inside == here


def test_a_program_from_the_wheel_finds_its_queries_and_loaders(unpacked: Path) -> None:
    code = (
        "import linkage; from linkage.store.queries import load_query;"
        "from linkage.intake import loaders;"
        "print(linkage.__file__); print(load_query('read/rings').path); print(sorted(loaders()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=unpacked,
        env={"PYTHONPATH": str(unpacked), "PATH": ""},
    )
    package, query, found = done.stdout.splitlines()
    assert Path(package).is_relative_to(unpacked)
    assert Path(query).is_relative_to(unpacked)
    assert found == "['devices', 'ips', 'payments', 'sightings', 'signups', 'templates']"


def test_the_locked_versions_name_no_package_index() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
