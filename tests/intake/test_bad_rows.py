"""Every broken row is reported with its line, and the rest loads."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from linkage.config import LoadSettings, PrivacySettings
from linkage.errors import InputError
from linkage.intake import fold_files
from linkage.records import LONGEST_ID

_SPEC = importlib.util.spec_from_file_location("broken", Path(__file__).with_name("broken.py"))
broken = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(broken)


def load(path, config, loader="sightings"):
    (portion,) = fold_files([path], loader, config)
    (report,) = portion.reports
    return portion.delta, report


def rejects(report):
    return [json.loads(line) for line in report.rejects_file.read_text().splitlines()]


def check(path, expected, rows, config):
    delta, report = load(path, config)
    found = {r["line"]: r["reason"] for r in rejects(report)}
    assert found.keys() == expected.keys()
    for line, sort in expected.items():
        assert sort in found[line]
    assert report.rows == rows
    assert report.rejected == len(expected)
    assert delta.sightings["count"].sum() == 2 * (rows - len(expected))


def test_csv(tmp_path, config):
    lines, expected = broken.csv_lines()
    path = tmp_path / "broken.csv"
    path.write_bytes(b"\n".join(lines) + b"\n")
    check(path, expected, 2000, config)


def test_jsonl(tmp_path, config):
    lines, expected = broken.jsonl_lines()
    path = tmp_path / "broken.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    check(path, expected, 2000, config)


def test_truncated_gzip_is_reported_where_it_breaks_and_what_came_before_loads(tmp_path, config):
    lines, expected = broken.csv_lines()
    path = tmp_path / "broken.csv.gz"
    path.write_bytes(broken.truncated(lines))
    expected = {**expected, len(lines): "breaks off"}
    check(path, expected, 2000, config)


def test_card_numbers_are_cut_in_the_rejects_file(tmp_path, config):
    path = tmp_path / "cards.csv"
    rows = [
        "account,kind,value",
        *[f"a{i},device,d{i}" for i in range(50)],
        "b,device,4111-1111-1111-1111",
    ]
    path.write_text("\n".join(rows))
    _, report = load(path, config)
    assert "1111-1111" not in report.rejects_file.read_text()
    assert "****1111" in report.rejects_file.read_text()


def test_the_rejects_file_is_readable_by_its_owner_only(tmp_path, config):
    path = tmp_path / "x.csv"
    path.write_text("account,kind,value\n" + "a,device,d\n" * 50 + ",device,d\n")
    _, report = load(path, config)
    assert report.rejects_file.stat().st_mode & 0o777 == 0o600


def test_too_many_rejects_fail_the_file_with_counts_and_first_lines(tmp_path, config):
    path = tmp_path / "x.csv"
    path.write_text("account,kind,value\n" + "a,device,d\n" * 5 + ",device,d\n" * 5)
    with pytest.raises(InputError, match="5 of 10 rows") as error:
        load(path, config)
    assert "line 7: empty account" in str(error.value)
    assert "rejects" in error.value.hint


def test_the_rate_is_a_setting(tmp_path, config):
    path = tmp_path / "x.csv"
    path.write_text("account,kind,value\n" + "a,device,d\n" * 5 + ",device,d\n" * 5)
    config = replace(config, load=LoadSettings(reject_rate=0.5))
    delta, report = load(path, config)
    assert report.rejected == 5
    assert delta.sightings["count"].to_list() == [5]


def test_columns_of_long_numbers_can_be_exempted(tmp_path, config):
    path = tmp_path / "x.csv"
    path.write_text("account,kind,value,order\n" + "a,device,d,4111111111111111\n")
    with pytest.raises(InputError, match="order: card number"):
        load(path, config)
    delta, _ = load(path, replace(config, load=LoadSettings(not_cards=("order",))))
    assert delta.sightings.height == 1


def long_ids(path):
    """Write a file with an account and a device too long to be stored, in lines 52 and 53."""
    long = "é" * (LONGEST_ID // 2)
    rows = [
        *("a,device,d" for _ in range(50)),
        f"a{long},device,d",
        f"a,device,d{long}",
        f"{long},device,{long}",
    ]
    path.write_text("\n".join(["account,kind,value", *rows]) + "\n", "utf-8")


def test_ids_that_no_index_can_hold_are_rejected(tmp_path, config):
    long_ids(tmp_path / "x.csv")
    delta, report = load(tmp_path / "x.csv", config)
    found = {r["line"]: r["reason"].split(":")[0] for r in rejects(report)}
    assert found == {52: "account", 53: "value"}
    assert delta.sightings["value"].str.len_bytes().max() == LONGEST_ID


def test_what_is_stored_as_a_hash_may_be_long(tmp_path, config):
    long_ids(tmp_path / "x.csv")
    (tmp_path / "key").write_text("k" * 32, "utf-8")
    privacy = PrivacySettings(hash=("device",), key_file=str(tmp_path / "key"))
    _, report = load(tmp_path / "x.csv", replace(config, privacy=privacy))
    assert report.reasons.keys() == {
        "account: longer than 8000 bytes, the longest id that can be stored"
    }
