"""The jars of a Neo4j server, fetched with Maven into the repository's ``.cache`` folder."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("LINKAGE_TEST_CACHE", HERE.parents[2] / ".cache")) / "neo4j"


@dataclass(frozen=True, slots=True)
class Release:
    """A server version and the version of Graph Data Science that runs on it."""

    neo4j: str
    gds: str


LTS = Release("5.26.30", "2.13.9")


def fetch(release: Release = LTS, *, gds: bool = False) -> Path:
    """Return the folder with the jars of a release, after fetching them the first time.

    Several processes may ask at once: one fetches, the others wait. A folder appears under its
    final name only when it is complete.
    """
    name = release.neo4j + (f"-gds-{release.gds}" if gds else "")
    folder = CACHE / name / "lib"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            partial = CACHE / name / "partial"
            shutil.rmtree(partial, ignore_errors=True)
            _copy_dependencies(release, partial, gds=gds)
            partial.rename(folder)
    return folder


def _copy_dependencies(release: Release, target: Path, *, gds: bool) -> None:
    if shutil.which("mvn") is None:
        raise RuntimeError(f"Maven is missing; run {HERE.parent / 'ensure_java.sh'}")
    command = [
        "mvn",
        "--quiet",
        "--batch-mode",
        f"--file={HERE / 'pom.xml'}",
        f"-Dneo4j.version={release.neo4j}",
        f"-Dgds.version={release.gds}",
        f"-DoutputDirectory={target}",
        "-DincludeScope=runtime",
        "dependency:copy-dependencies",
    ]
    if gds:
        command.insert(1, "--activate-profiles=gds")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Maven could not fetch Neo4j {release.neo4j}:\n{done.stdout[-4000:]}")


def plugins(lib: Path) -> Path:
    """Return a plugin folder with the Graph Data Science procedures found among the jars."""
    folder = lib.parent / "plugins"
    folder.mkdir(exist_ok=True)
    for pattern in ("proc-*.jar", "opengds-procedure-facade-*.jar"):
        for jar in lib.glob(pattern):
            if not (folder / jar.name).exists():
                (folder / jar.name).symlink_to(jar)
    return folder
