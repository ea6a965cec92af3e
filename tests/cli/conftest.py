from importlib import util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from linkage.cli.app import app
from linkage.config import load_config
from linkage.store import open_store


def _world():
    spec = util.spec_from_file_location("cli_world", Path(__file__).with_name("world.py"))
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def world():
    return _world()


@pytest.fixture(scope="session")
def workspace(tmp_path_factory, world):
    """A workspace with the small graph and its one ring."""
    folder = tmp_path_factory.mktemp("cli") / "workspace"
    store = open_store(load_config(workspace=folder))
    store.apply(world.delta())
    store.apply(world.findings())
    store.close()
    return folder


@pytest.fixture
def linkage(workspace, monkeypatch, tmp_path):
    """Run the program in an empty folder on the small graph; returns click's result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINKAGE_WORKSPACE", str(workspace))
    for name in ("LINKAGE_CONFIG", "COLUMNS", "LINKAGE_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, **options):
        return CliRunner().invoke(app, [str(each) for each in arguments], **options)

    return run


@pytest.fixture
def ring(world):
    return world.RING
