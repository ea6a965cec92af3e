"""Which store the configuration opens."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_world import small_delta

from linkage.config import Config, GraphSettings
from linkage.errors import NotFoundError, StoreUnavailableError
from linkage.kinds import KindTable, declare
from linkage.store import open_store


def test_without_an_address_it_is_the_embedded_engine(tmp_path: Path) -> None:
    store = open_store(Config(workspace=tmp_path / "ws"))
    store.apply(small_delta())
    store.close()
    again = open_store(Config(workspace=tmp_path / "ws"), read_only=True)
    assert again.dialect == "embedded"
    assert again.size() == (5, 15)
    again.close()


def test_reading_what_was_never_written_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no workspace"):
        open_store(Config(workspace=tmp_path / "ws"), read_only=True)
    assert not (tmp_path / "ws").exists()


def test_the_configuration_wins_over_a_remembered_kind(tmp_path: Path) -> None:
    store = open_store(Config(workspace=tmp_path / "ws"))
    store.apply(small_delta())
    store.close()
    kinds = KindTable([*KindTable().values(), declare("license_plate", "vehicle", cap=7)])
    again = open_store(Config(workspace=tmp_path / "ws", kinds=kinds), read_only=True)
    assert (again.kinds["license_plate"].group, again.kinds["license_plate"].cap) == ("vehicle", 7)
    (rows,) = again.cypher("MATCH (p:LicensePlate) RETURN p.id")[1]
    again.close()
    assert rows == ("B-X 1",)


def test_a_missing_driver_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.startswith("linkage.store.neo4j")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "neo4j", None)
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(Config(graph=GraphSettings(uri="bolt://127.0.0.1:1")))
    assert caught.value.hint == "pip install 'linkage[neo4j]'"
