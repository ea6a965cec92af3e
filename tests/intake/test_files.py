"""Files as a user names them: formats, compression, directories, patterns, repeats."""

import gzip
import io
import sys
from dataclasses import replace

import polars as pl
import pytest
import zstandard

from linkage.config import LoadSettings, PrivacySettings
from linkage.errors import ConfigError, InputError, UsageError
from linkage.intake import fold_files

ROWS = "account,kind,value,ts\na,device,d,2024-04-22\nb,device,d,2024-04-23\n"


def load(paths, config, loader=None, **options):
    portions = list(fold_files(paths, loader, config, **options))
    return portions, [report for portion in portions for report in portion.reports]


def values(portions):
    return [
        tuple(row) for p in portions for row in p.delta.sightings.select("account", "value").rows()
    ]


BOTH = [("a", "d"), ("b", "d")]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("x.csv", bytes),
        ("x.csv.gz", gzip.compress),
        ("x.csv.gz", lambda b: gzip.compress(b[:30]) + gzip.compress(b[30:])),
        ("x.csv.zst", zstandard.compress),
        ("bom.csv", lambda b: b"\xef\xbb\xbf" + b),
        ("crlf.csv", lambda b: b.replace(b"\n", b"\r\n")),
    ],
)
def test_packed_csv(tmp_path, config, name, pack):
    (tmp_path / name).write_bytes(pack(ROWS.encode()))
    portions, _ = load([tmp_path / name], config)
    assert values(portions) == BOTH


def test_truncated_zstd_is_reported(tmp_path, config):
    packed = zstandard.compress((ROWS + "c,device,e,\n" * 100000).encode())
    (tmp_path / "x.csv.zst").write_bytes(packed[:-6])
    _, (report,) = load([tmp_path / "x.csv.zst"], config)
    assert [reason for reason in report.reasons if "ends too early" in reason]


def test_jsonl(tmp_path, config):
    frame = pl.read_csv(io.StringIO(ROWS))
    frame.write_ndjson(tmp_path / "x.jsonl")
    portions, _ = load([tmp_path / "x.jsonl"], config)
    assert values(portions) == BOTH


def test_parquet_with_typed_columns(tmp_path, config):
    frame = pl.read_csv(io.StringIO(ROWS), try_parse_dates=True)
    frame.with_columns(pl.col("kind").cast(pl.Categorical)).write_parquet(tmp_path / "x.parquet")
    portions, _ = load([tmp_path / "x.parquet"], config)
    assert values(portions) == BOTH


def test_standard_input(monkeypatch, config):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(ROWS.encode()))))
    portions, _ = load(["-"], config, "sightings")
    assert values(portions) == BOTH


def test_patterns_and_repeats(tmp_path, config):
    (tmp_path / "x1.csv").write_text(ROWS)
    (tmp_path / "x2.csv").write_text(ROWS)
    portions, reports = load([str(tmp_path / "x*.csv")], config)
    assert values(portions) == BOTH
    assert [r.skipped for r in reports] == ["", "loaded before"]


def test_a_known_file_adds_nothing(tmp_path, config):
    (tmp_path / "x.csv").write_text(ROWS)
    (first,), _ = load([tmp_path / "x.csv"], config)
    (second,), _ = load([tmp_path / "x.csv"], config, known={first.delta.marks[0].digest})
    assert second.delta is None


def test_a_directory_is_recognised_file_by_file(tmp_path, config):
    (tmp_path / "README.md").write_text("hello")
    (tmp_path / "truth.csv").write_text("account,cluster\na,1\n")
    (tmp_path / "people.csv").write_text("user_id,created_at,email\na,2024-04-22,x@y.org\n")
    (tmp_path / "sessions.csv").write_text("account,ip,time\na,10.0.0.1,2024-04-22\n")
    (tmp_path / "cards.csv").write_text("account,payment_fingerprint,brand,time\na,f1,visa,\n")
    (tmp_path / "devices.csv").write_text("account,device,user_agent,time\na,d1,curl/8,\n")
    (tmp_path / "chats.csv").write_text("account,time,template,ip\na,2024-04-22,T1,10.0.0.1\n")
    (portion,), reports = load([tmp_path], config)
    assert {r.source.rpartition("/")[2]: r.loader for r in reports if not r.skipped} == {
        "people.csv": "signups",
        "sessions.csv": "ips",
        "cards.csv": "payments",
        "devices.csv": "devices",
        "chats.csv": "templates",
    }
    assert {r.source.rpartition("/")[2] for r in reports if r.skipped} == {"README.md", "truth.csv"}
    assert set(portion.delta.sightings["kind"]) == {
        *("email", "email_domain", "ip", "payment", "device", "template")
    }


def test_an_unknown_file_says_what_was_tried(tmp_path, config):
    (tmp_path / "x.csv").write_text("foo,bar\n1,2\n")
    with pytest.raises(InputError, match=r"'foo', 'bar'.*signups \(no column for account"):
        load([tmp_path / "x.csv"], config)


def test_missing_columns_are_named(tmp_path, config):
    (tmp_path / "x.csv").write_text("account,foo\n1,2\n")
    with pytest.raises(InputError, match="no column for ip") as error:
        load([tmp_path / "x.csv"], config, "ips")
    assert "load.columns" in error.value.hint


def test_columns_can_be_named_in_the_configuration(tmp_path, config):
    (tmp_path / "x.csv").write_text("who,whence\na,10.0.0.1\n")
    columns = {"ips": {"account": "who", "ip": "whence"}}
    portions, _ = load(
        [tmp_path / "x.csv"], replace(config, load=LoadSettings(columns=columns)), "ips"
    )
    assert values(portions) == [("a", "10.0.0.1")]


def test_an_unknown_field_in_the_configuration_is_an_error(tmp_path, config):
    (tmp_path / "x.csv").write_text("account,ip\na,10.0.0.1\n")
    config = replace(config, load=LoadSettings(columns={"ips": {"acount": "who"}}))
    with pytest.raises(UsageError, match='Did you mean "account"'):
        load([tmp_path / "x.csv"], config, "ips")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x1f\x8b\x08"])
def test_empty_files(tmp_path, config, content):
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(InputError, match="holds no rows"):
        load([tmp_path / "x.csv"], config, "ips")


def test_a_missing_file(config):
    with pytest.raises(InputError, match="no such file"):
        load(["/nowhere/x.csv"], config)


def test_files_before_a_bad_one_are_handed_over(tmp_path, config):
    (tmp_path / "a.csv").write_text(ROWS)
    (tmp_path / "b.csv").write_text("foo\n1\n")
    portions = fold_files([tmp_path], None, config)
    assert next(portions).delta.sightings.height == 2
    with pytest.raises(InputError):
        next(portions)


def test_events_are_counted_once_within_and_across_files(tmp_path, config):
    head = "account,device,event_id\n"
    (tmp_path / "1.csv").write_text(head + "a,d,e1\na,d,e1\na,d,e2\na,d,\n")
    (tmp_path / "2.csv").write_text(head + "a,d,e2\na,d,e3\n")
    (portion,), reports = load([tmp_path / "1.csv", tmp_path / "2.csv"], config, "devices")
    assert portion.delta.sightings["count"].to_list() == [4]
    assert [r.repeated for r in reports] == [1, 1]
    assert len(portion.delta.events) == 3


def test_keyed_hashing_leaves_no_clear_value(tmp_path, config):
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    (tmp_path / "x.csv").write_text(
        "account,created_at,email\n"
        + "a,2024-04-22,Ann@example.org\n" * 30
        + "b,nope,bob@example.org\n"
    )
    privacy = PrivacySettings(hash=("email",), key_file=str(key))
    (portion,), (report,) = load([tmp_path / "x.csv"], replace(config, privacy=privacy), "signups")
    found = dict(portion.delta.sightings.select("kind", "value").rows())
    assert found["email"].startswith("h:")
    assert len(found["email"]) == 34
    assert found["email_domain"] == "example.org"
    assert "bob" not in report.rejects_file.read_text()


@pytest.mark.parametrize("key", [None, b"", b"short"])
def test_a_key_must_be_there_and_long_enough(tmp_path, config, key):
    if key is not None:
        (tmp_path / "key").write_bytes(key)
    (tmp_path / "x.csv").write_text("account,created_at,email\na,2024-04-22,a@b.org\n")
    privacy = PrivacySettings(hash=("email",), key_file=str(tmp_path / "key"))
    with pytest.raises(ConfigError, match="key_file"):
        load([tmp_path / "x.csv"], replace(config, privacy=privacy), "signups")


def test_declared_kinds(tmp_path, config):
    (tmp_path / "x.csv").write_text("account,kind,value\na,plate,x\na,Not a kind!,y\n" * 1)
    config = replace(config, load=LoadSettings(reject_rate=0.5))
    (portion,), (report,) = load([tmp_path / "x.csv"], config, declare_kinds=True)
    assert portion.delta.declared == ("plate",)
    assert report.rejected == 1
