"""The files of `docker/`: linted, valid, and in step with the package and the tests."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.neo4j.launcher.artefacts import LTS

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker" / "compose.yaml"
SCRIPTS = ["docker/nightly.sh", "tests/neo4j/ensure_java.sh", ".ci/run"]


def run(*command: str) -> None:
    """Run a tool of the virtual environment or of the machine; what it found is the failure."""
    beside = Path(sys.executable).parent / command[0]
    program = str(beside) if beside.exists() else command[0]
    done = subprocess.run(
        [program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def composed() -> dict[str, dict[str, dict[str, object]]]:
    """Return the compose file as the tool that knows its schema reads it."""
    from ruamel.yaml import YAML  # noqa: PLC0415

    return YAML(typ="safe").load(COMPOSE)


def test_the_dockerfile_is_clean() -> None:
    run("hadolint", "docker/Dockerfile")


def test_scripts_are_clean() -> None:
    run("shellcheck", *SCRIPTS)


def test_the_compose_file_follows_the_specification() -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE))


def test_docker_takes_the_compose_file() -> None:
    asked = ["docker", "compose", "version"]
    if not shutil.which("docker") or subprocess.run(asked, check=False).returncode:
        pytest.skip("needs the docker client with compose")
    run("docker", "compose", "-f", str(COMPOSE), "config", "--quiet")


def test_images_are_those_that_are_tested_and_packaged() -> None:
    services = composed()["services"]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert services["neo4j"]["image"] == f"neo4j:{LTS.neo4j}-community"
    assert services["nightly"]["image"] == f"linkage:{version}"


def test_the_image_holds_versions_that_are_tested() -> None:
    image, tested = (
        set(re.findall(r"^[a-z0-9-]+==[^ ;\\]+", (ROOT / path).read_text("utf-8"), re.MULTILINE))
        for path in ("docker/requirements.lock", "requirements.lock")
    )
    assert image
    assert image < tested


def test_no_secret_stands_in_the_compose_file() -> None:
    text = json.dumps(composed()["services"])
    assert "PASSWORD=" not in text
    assert all(set(s) == {"file"} for s in composed()["secrets"].values())
