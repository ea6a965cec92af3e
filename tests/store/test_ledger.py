"""The ledger: merging in any order and grouping, commits, damage, and what a kill leaves."""

from __future__ import annotations

import contextlib
import errno
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import T0, small_delta, small_findings

from linkage.errors import StoreError, StoreUnavailableError
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, ATTRIBUTES, SIGHTINGS, Delta, LoadMark
from linkage.store import manifest as manifest_module
from linkage.store.ledger import Ledger

TIMES = st.none() | st.integers(0, 400).map(lambda hour: T0 + timedelta(hours=hour))
ROWS = st.tuples(
    st.sampled_from(["a", "b", "ü\n'"]),
    st.sampled_from(["ip", "device"]),
    st.sampled_from(["x", "y", 'q"\\']),
    TIMES,
    TIMES,
    st.integers(1, 5),
    st.lists(st.integers(0, 200), max_size=20, unique=True).map(sorted),
)
PARTS = st.lists(st.lists(ROWS, min_size=1, max_size=6, unique_by=lambda r: r[:3]), max_size=5)


def make(folder: Path) -> Ledger:
    folder.mkdir(parents=True, exist_ok=True)
    return Ledger(folder, KindTable())


def delta(rows: list[Any], digest: str) -> Delta:
    sightings = pl.DataFrame(rows, schema=SIGHTINGS, orient="row")
    seen = sightings.select(pl.col("account").unique())
    empty = [pl.lit(None, kind).alias(n) for n, kind in ACCOUNTS.items() if n != "account"]
    return Delta(
        (LoadMark(digest, "sightings", digest, len(rows), 0),),
        seen.with_columns(empty),
        sightings,
        ATTRIBUTES.to_frame(),
    )


def content(folder: Path) -> dict[str, bytes]:
    """Return table name to the bytes of its file."""
    manifest = manifest_module.read_manifest(folder)
    assert manifest is not None
    return {name: (folder / e.file).read_bytes() for name, e in manifest.tables.items()}


@settings(max_examples=25, deadline=None)
@given(PARTS.filter(bool), st.randoms())
def test_any_order_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Any], random: Any
) -> None:
    base = tmp_path_factory.mktemp("order")
    numbered = [delta(rows, str(n)) for n, rows in enumerate(parts)]
    shuffled = random.sample(numbered, len(numbered))
    for name, deltas in (("straight", numbered), ("shuffled", shuffled)):
        ledger = make(base / name)
        for part in deltas:
            ledger.add(part)
    assert content(base / "straight") == content(base / "shuffled")


@settings(max_examples=15, deadline=None)
@given(PARTS.filter(bool))
def test_adding_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    ledger = make(folder)
    for n, rows in enumerate(parts):
        assert ledger.add(delta(rows, str(n)))
    before = (folder / "manifest.json").read_bytes()
    for n, rows in enumerate(parts):
        assert not make(folder).add(delta(rows, str(n)))
    assert (folder / "manifest.json").read_bytes() == before


def test_counts_and_times_add_up(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    early, late = T0, T0 + timedelta(days=3)
    ledger.add(delta([("a", "ip", "x", late, late, 2, [7])], "1"))
    ledger.add(delta([("a", "ip", "x", early, early, 3, [5])], "2"))
    assert ledger.sightings().row(0)[3:] == (early, late, 5, [5, 7])


def test_only_touched_kinds_are_rewritten(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    ledger.add(delta([("a", "ip", "x", T0, T0, 1, []), ("a", "device", "d", T0, T0, 1, [])], "1"))
    before = ledger.manifest.tables["sightings/device"]
    ledger.add(delta([("a", "ip", "y", T0, T0, 1, [])], "2"))
    assert ledger.manifest.tables["sightings/device"] == before


def test_sighted_accounts_are_accounts(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    only_sighted = delta([("ghost", "ip", "x", T0, T0, 1, [])], "1")
    ledger.add(
        Delta(
            only_sighted.marks, ACCOUNTS.to_frame(), only_sighted.sightings, ATTRIBUTES.to_frame()
        )
    )
    assert ledger.accounts()["account"].to_list() == ["ghost"]


def test_event_ids_are_merged_over_many_segments(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    for n in range(40):
        part = delta([("a", "ip", "x", T0, T0, 1, [])], str(n))
        events = pl.Series([n, n + 1], dtype=pl.UInt64)
        ledger.add(Delta(part.marks, part.accounts, part.sightings, part.attributes, events))
    assert ledger.events().to_list() == list(range(41))
    assert sum(name.startswith("events/") for name in ledger.manifest.tables) <= 17


def test_a_delta_that_mixes_old_and_new_loads_is_refused(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    first = delta([("a", "ip", "x", T0, T0, 1, [])], "1")
    ledger.add(first)
    marks = (*first.marks, LoadMark("2", "sightings", "2", 1, 0))
    with pytest.raises(StoreError, match="mixes"):
        ledger.add(Delta(marks, first.accounts, first.sightings, first.attributes))


def test_an_undeclared_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="shoe"):
        make(tmp_path).add(delta([("a", "shoe", "x", T0, T0, 1, [])], "1"))


def test_declared_kinds_are_there_after_reopening(tmp_path: Path) -> None:
    make(tmp_path).add(small_delta())
    assert make(tmp_path).kinds["license_plate"].label == "LicensePlate"


def test_findings_of_strangers_are_refused(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    ledger.add(delta([("a", "ip", "x", T0, T0, 1, [])], "1"))
    with pytest.raises(StoreError, match="3 members are not accounts"):
        ledger.record(small_findings())


def test_failed_write_leaves_the_state_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = make(tmp_path)
    ledger.add(small_delta())
    before = content(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(manifest_module.os, "fsync", full)
        with pytest.raises(StoreUnavailableError, match="disk is full"):
            ledger.add(delta([("z", "ip", "x", T0, T0, 1, [])], "2"))
    again = make(tmp_path)
    again.clean()
    assert content(tmp_path) == before
    assert again.accounts().equals(make(tmp_path).accounts())


def test_orphans_are_removed_and_named_files_stay(tmp_path: Path) -> None:
    ledger = make(tmp_path)
    ledger.add(small_delta())
    (tmp_path / "sightings-ip-000009.parquet").write_bytes(b"half")
    (tmp_path / "manifest.json.new").write_bytes(b"{")
    ledger.clean()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {entry.file for entry in ledger.manifest.tables.values()} | {"manifest.json"}


def test_a_reader_moves_on_when_its_files_are_gone(tmp_path: Path) -> None:
    writer = make(tmp_path)
    writer.add(delta([("a", "ip", "x", T0, T0, 1, [])], "1"))
    reader = make(tmp_path)
    writer.add(delta([("b", "ip", "x", T0, T0, 1, [])], "2"))
    assert reader.accounts().height == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 99}', '{"version": 1}', "\x00"])
def test_a_damaged_manifest_is_named(tmp_path: Path, text: str) -> None:
    make(tmp_path).add(small_delta())
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=r"manifest\.json is damaged"):
        make(tmp_path)


def test_a_file_name_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    make(tmp_path).add(small_delta())
    path = tmp_path / "manifest.json"
    table = json.loads(path.read_text())
    table["tables"]["accounts"]["file"] = "../../accounts.parquet"
    path.write_text(json.dumps(table))
    with pytest.raises(StoreError, match="damaged"):
        make(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"PAR1 nothing", None])
def test_a_damaged_table_is_named(tmp_path: Path, damage: bytes | None) -> None:
    ledger = make(tmp_path)
    ledger.add(small_delta())
    path = tmp_path / ledger.manifest.tables["accounts"].file
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    with pytest.raises(StoreError, match="accounts-"):
        make(tmp_path).accounts()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_to_a_table_is_a_store_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    ledger = make(folder)
    ledger.add(small_delta())
    path = folder / ledger.manifest.tables["sightings/ip"].file
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    with contextlib.suppress(StoreError):
        make(folder).sightings()


def test_a_panic_of_polars_at_a_damaged_table_is_a_store_error(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"table\.parquet cannot be used: offset"),
        manifest_module.disk_errors(tmp_path / "table.parquet"),
    ):
        raise pl.exceptions.PanicException("offset + length <= self.length")


def test_files_are_private(tmp_path: Path) -> None:
    make(tmp_path).add(small_delta())
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
