"""The files of a world."""

from __future__ import annotations

from hashlib import sha256

import phonenumbers
import polars as pl
import pytest

from linkage.errors import UsageError
from linkage.simulate import preset, simulate, write_world


@pytest.fixture(scope="module")
def folder(tiny, tmp_path_factory):
    path = tmp_path_factory.mktemp("world") / "tiny"
    write_world(tiny, path)
    return path


def digests(folder):
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_world_gives_the_same_bytes(folder, tmp_path):
    write_world(simulate(preset("tiny")), tmp_path / "again")
    assert digests(tmp_path / "again") == digests(folder)


def test_a_folder_that_holds_something_is_refused(tiny, tmp_path):
    (tmp_path / "old.csv").write_text("")
    with pytest.raises(UsageError, match="not an empty folder"):
        write_world(tiny, tmp_path)


def test_the_files_have_the_columns_that_loaders_look_for(folder):
    columns = {
        "signups.csv.gz": "account,created_at,email,phone,plan,country,status",
        "devices.csv": "account,device,user_agent,time",
        "truth.csv": "account,cluster,status,campaign,kind",
    }
    for name, expected in columns.items():
        assert ",".join(pl.read_csv(folder / name, infer_schema=False).columns) == expected
    payments = pl.read_parquet(folder / "payments.parquet")
    assert payments.columns == ["account", "fingerprint", "brand", "bin", "country", "time"]
    conversations = pl.read_parquet(folder / "conversations.parquet")
    assert conversations.columns == ["account", "time", "template"]


def test_the_files_hold_the_events_of_the_sightings(tiny, folder):
    sessions = pl.concat(pl.read_ndjson(path) for path in sorted(folder.glob("sessions-*")))
    assert sessions.columns == ["account", "ip", "time", "asn"]
    for kind, rows in (
        ("ip", sessions.rename({"ip": "value"})),
        ("device", pl.read_csv(folder / "devices.csv").rename({"device": "value"})),
        ("payment", pl.read_parquet(folder / "payments.parquet").rename({"fingerprint": "value"})),
    ):
        counts = rows.group_by("account", "value").agg(pl.len().cast(pl.Int64).alias("count"))
        seen = tiny.sightings.filter(pl.col("kind") == kind).select("account", "value", "count")
        assert counts.sort("account", "value").equals(seen.sort("account", "value"))


def test_signups_hold_every_account_its_mailbox_and_its_phone(tiny, folder):
    signups = pl.read_csv(folder / "signups.csv.gz", infer_schema=False)
    assert set(signups["account"]) == set(tiny.accounts["account"])
    phones = tiny.sightings.filter(pl.col("kind") == "phone").select("account", phone="value")
    listed = signups.drop_nulls("phone").select("account", "phone")
    assert listed.sort("account").equals(phones.sort("account"))
    plain = signups.with_columns(pl.col("email").str.replace(r"\+.*@", "@"))
    mails = tiny.sightings.filter(pl.col("kind") == "email").select("account", email="value")
    assert plain.select("account", "email").sort("account").equals(mails.sort("account"))


def test_some_operators_use_aliases_of_one_mailbox(folder):
    signups = pl.read_csv(folder / "signups.csv.gz", infer_schema=False)
    assert signups["email"].str.contains("+", literal=True).any()


def test_phone_numbers_are_valid(tiny):
    numbers = tiny.names["phone"].unique()
    assert len(numbers) == tiny.draft.values["phone"]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(n)) for n in numbers)


@pytest.mark.parametrize("kind", ["email", "payment", "ip", "device", "template", "email_domain"])
def test_no_two_identifiers_have_the_same_text(tiny, kind):
    assert tiny.names[kind].n_unique() == tiny.draft.values[kind]


def test_progress_ends_at_the_total(tiny, tmp_path):
    last = {}
    write_world(tiny, tmp_path / "w", lambda name, done, total: last.update({name: (done, total)}))
    assert {"sessions", "devices.csv", "conversations.parquet"} <= set(last)
    assert all(done == total for done, total in last.values())
