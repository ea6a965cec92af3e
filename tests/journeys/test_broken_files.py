"""A file with 1% broken rows of ten sorts: each is reported with its line, and the rest loads."""

import gzip
import json
from pathlib import Path

import pytest

from tests.intake import broken

SORTS = {
    "bad time",
    "empty account",
    "wrong type",
    "columns instead of",
    "not UTF-8",
    "breaks off",
    "longer than",
    "negative count",
    "unknown kind",
    "card number",
}


def test_ten_sorts_of_broken_rows(linkage, graph, tmp_path):
    lines, expected = broken.csv_lines()
    expected = {**expected, len(lines): "breaks off"}
    (tmp_path / "sightings.csv.gz").write_bytes(broken.truncated(lines))
    told = json.loads(linkage("load", "sightings", "sightings.csv.gz", "--json"))
    (report,) = told["files"]
    written = Path(report["rejects_file"]).read_text("ascii")
    rows = [json.loads(row) for row in written.splitlines()]
    found = {row["line"]: row["reason"] for row in rows}
    assert set(expected.values()) == SORTS
    assert {line: sort for line, sort in expected.items() if sort not in found[line]} == {}
    assert found.keys() == expected.keys()
    assert {row["source"] for row in rows} == {"sightings.csv.gz"}
    assert report["rejected"] == len(expected)
    assert report["rows"] == len(lines) - 1
    good = [line for at, line in enumerate(lines, 1) if at not in expected]
    (tmp_path / "good.csv").write_bytes(b"\n".join(good) + b"\n")
    linkage("load", "sightings", "good.csv", workspace="undamaged")
    assert graph() == graph("undamaged")


def test_the_page_counts_what_was_rejected_and_names_the_file(linkage, tmp_path):
    lines, expected = broken.csv_lines()
    (tmp_path / "sightings.csv").write_bytes(b"\n".join(lines))
    page = linkage("load", "sightings", "sightings.csv")
    assert f" {len(expected)} " in page
    assert "rejects" in page


def test_a_file_above_the_reject_rate_fails_as_a_whole_and_those_before_it_stay(linkage, tmp_path):
    header = "account,kind,value\n"
    (tmp_path / "1.csv").write_text(header + "a,device,d\nb,device,d\n")
    (tmp_path / "2.csv").write_text(header + "c,device,d\n,device,d\n")
    said = linkage("load", "sightings", "1.csv", "2.csv", code=3)
    assert "line 3: empty account" in said
    names = {row["account"] for row in _rows(linkage)}
    assert names == {"a", "b"}
    linkage("load", "sightings", "2.csv", "--reject-rate", "0.5")
    assert {row["account"] for row in _rows(linkage)} == {"a", "b", "c"}


def test_rejects_are_ascii_so_that_no_row_can_drive_a_terminal(linkage, tmp_path):
    row = ",device,\x1b[2J\x9b31m\u202eevil\u2028\U000e0041".encode()
    body = b"account,kind,value\n" + b"a,device,d\n" * 50 + row + b"\n"
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(body))
    (report,) = json.loads(linkage("load", "sightings", "x.csv.gz", "--json"))["files"]
    text = Path(report["rejects_file"]).read_bytes()
    assert all(32 <= byte < 127 or byte == 10 for byte in text)
    assert json.loads(text)["row"] == row.decode()


def _rows(linkage):
    cypher = "MATCH (a:Account) RETURN a.id AS account"
    return json.loads(linkage("cypher", cypher, "--json"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        ("account,kind,value\n".encode("utf-16"), "is UTF-16"),
        (b"account;kind;value\na;ip;10.0.0.1\n", "separated by ';'"),
        (b"account\tkind\tvalue\na\tip\t10.0.0.1\n", "separated by '\\t'"),
        (b"account,kind,value,kind\n", "columns stand twice: 'kind'"),
        (b'[{"account": "a", "kind": "ip", "value": "10.0.0.1"}]', "write one object a line"),
        (gzip.compress(b"\0" * (64 << 20)), "line longer than"),
        (b"\x1f\x8b\x08 not gzip", "breaks off here"),
        (b"PAR1 and nothing more", "not a Parquet file"),
    ],
)
def test_files_that_are_something_else_are_named(linkage, tmp_path, content, said):
    (tmp_path / "x.data").write_bytes(content)
    assert said in linkage("load", "sightings", "x.data", code=3)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b'{"a":' * 100_000, "wrong type"),
        (b'{"account": true, "kind": "ip", "value": "10.0.0.1"}', "account is true or false"),
        (b'{"account": {"id": "a"}, "kind": "ip", "value": "10.0.0.1"}', "wrong type"),
        (b'{"account": "\\ud800", "kind": "ip", "value": "10.0.0.1"}', "not JSON"),
    ],
)
def test_odd_json_is_rejected_by_line(linkage, tmp_path, row, reason):
    good = b'{"account": "a", "kind": "ip", "value": "10.0.0.1", "new": true}\n'
    (tmp_path / "x.jsonl").write_bytes(good * 50 + row + b"\n")
    (report,) = json.loads(linkage("load", "sightings", "x.jsonl", "--json"))["files"]
    (rejected,) = map(json.loads, Path(report["rejects_file"]).read_text().splitlines())
    assert rejected["line"] == 51
    assert reason in rejected["reason"]


def test_a_missing_file_names_the_nearest(linkage, tmp_path):
    (tmp_path / "signups.csv").write_text("account,created_at\n")
    assert 'Did you mean "signups.csv"?' in linkage("load", "signups", "sign-ups.csv", code=3)
