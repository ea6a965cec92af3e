"""A small world whose measures can be reckoned by hand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from linkage.errors import InputError
from linkage.evaluate import evaluate, read_members, read_truth


@pytest.fixture
def truth():
    rows = [
        ("a1", "A", "cluster", "K", "campaign"),
        ("a2", "A", "cluster", "K", "campaign"),
        ("a3", "A", "cluster", "K", "campaign"),
        ("b1", "B", "cluster", "K", "campaign"),
        ("b2", "B", "cluster", "K", "campaign"),
        ("c1", "C", "cluster", "", "ring"),
        ("c2", "C", "cluster", "", "ring"),
        ("h1", "", "single", "", "campus"),
        ("h2", "", "single", "", "campus"),
        ("h3", "", "single", "", "family"),
        ("u1", "", "unknown", "", "plain"),
    ]
    return pl.DataFrame(
        rows, schema=["account", "cluster", "status", "campaign", "kind"], orient="row"
    )


@pytest.fixture
def members():
    rows = [
        ("a1", "R1", "C1"),
        ("a2", "R1", "C1"),
        ("b1", "R2", "C1"),
        ("b2", "R2", "C1"),
        ("h1", "R2", "C1"),
        ("u1", "R2", "C1"),
        ("elsewhere", "R2", "C1"),
    ]
    return pl.DataFrame(rows, schema=["account", "ring", "campaign"], orient="row")


def test_accounts_are_judged_by_standing_in_a_ring(truth, members):
    found = evaluate(truth, members).accounts
    assert (found.precision, found.recall) == (pytest.approx(4 / 5), pytest.approx(4 / 7))


def test_unknown_accounts_and_strangers_do_not_count(truth, members):
    without = members.filter(~pl.col("account").is_in(["u1", "elsewhere"]))
    assert evaluate(truth, members) == evaluate(truth, without)


def test_each_ring_has_its_recall_and_purity(truth, members):
    found = {ring.name: ring for ring in evaluate(truth, members).true_rings}
    assert (found["A"].found, found["A"].purity, found["A"].match) == (2 / 3, 1.0, "R1")
    assert (found["B"].found, found["B"].purity) == (1.0, 2 / 3)
    assert (found["C"].found, found["C"].purity, found["C"].match) == (0.0, 0.0, None)
    assert evaluate(truth, members).rings_found == 2


def test_the_campaign_has_a_share_found_and_a_purity(truth, members):
    (campaign,) = evaluate(truth, members).campaigns
    assert (campaign.name, campaign.found, campaign.purity) == ("K", 4 / 5, 4 / 5)


def test_rings_stand_for_campaigns_where_none_are_named(truth, members):
    (campaign,) = evaluate(truth, members.drop("campaign")).campaigns
    assert campaign.found == 2 / 5


def test_honest_accounts_are_counted_by_kind(truth, members):
    counts = {h.kind: (h.flagged, h.accounts) for h in evaluate(truth, members).honest}
    assert counts == {"campus": (1, 2), "family": (0, 1)}


def test_a_truth_without_kinds_and_campaigns_is_enough(truth, members):
    found = evaluate(truth.select("account", "cluster", "status"), members)
    assert found.campaigns == ()
    assert [h.kind for h in found.honest] == ["honest"]


def test_nobody_flagged_is_precise_and_blind(truth, members):
    found = evaluate(truth, members.clear())
    assert (found.accounts.precision, found.accounts.recall) == (1.0, 0.0)
    assert found.all.b_cubed.precision == 1.0


def test_the_measures_are_plain_data(truth, members):
    data = evaluate(truth, members).to_dict()
    assert data["all"]["b_cubed"]["f1"] == evaluate(truth, members).all.b_cubed.f1
    assert data["rings_found"] == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.rename({"status": "state"}), 'column "status" is missing'),
        (lambda t: t.with_columns(status=pl.lit("clustr")), 'Did you mean "cluster"'),
        (lambda t: pl.concat([t, t]), "11 rows repeat an account"),
        (lambda t: t.with_columns(cluster=pl.lit("")), "7 accounts of status cluster"),
        (lambda t: t.with_columns(account=pl.lit("")), "11 rows have no account"),
    ],
)
def test_a_truth_that_cannot_be_used_is_named(truth, members, change, message):
    with pytest.raises(InputError, match=message):
        evaluate(change(truth), members)


def test_files_give_what_frames_give(truth, members, tmp_path):
    truth.write_csv(tmp_path / "truth.csv")
    members.write_csv(tmp_path / "members.csv")
    read = evaluate(read_truth(tmp_path / "truth.csv"), read_members(tmp_path / "members.csv"))
    assert read == evaluate(truth, members)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"absent\.csv cannot be read"):
        read_truth(tmp_path / "absent.csv")


def test_a_file_that_is_no_table_is_named(tmp_path):
    path = tmp_path / "truth.csv"
    path.write_bytes(b"account,cluster,status\n\xff\xfe,\n1,2,3,4,5\n")
    with pytest.raises(InputError, match=r"truth\.csv"):
        read_truth(path)


SHARED = Path(os.environ.get("LINKAGE_SHARED_DATA", "../shared/data"))


@pytest.mark.parametrize("name", ["mailmap_scipy", "chicago_ec", "senzing"])
def test_the_numbers_equal_those_of_the_shared_scorer(name):
    script = SHARED / "score.py"
    if not script.is_file():
        pytest.skip(f"the shared data sets are not at {SHARED}")
    pandas = pytest.importorskip("pandas", reason="the shared scorer needs pandas")
    spec = importlib.util.spec_from_file_location("shared_score", script)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    truth = read_truth(SHARED / name / "truth.csv")
    rng = np.random.default_rng(5)
    ring = [f"R{i}" if i < 300 else "" for i in rng.integers(0, 400, truth.height)]
    status = pl.Series(np.where(rng.random(truth.height) < 0.2, "outside", truth["status"]))
    truth = truth.with_columns(status=status)
    members = pl.DataFrame({"account": truth["account"], "ring": ring})
    expected = shared_numbers(pandas, score, truth, members)
    found = evaluate(truth, members)
    for universe, clustering in (("all", found.all), ("pos", found.rings)):
        wanted = expected[universe]
        assert clustering.pairwise.precision == pytest.approx(wanted["pP"])
        assert clustering.pairwise.recall == pytest.approx(wanted["pR"])
        assert clustering.b_cubed.precision == pytest.approx(wanted["bP"])
        assert clustering.b_cubed.recall == pytest.approx(wanted["bR"])


def shared_numbers(pandas, score, truth, members):
    table = pandas.DataFrame(truth.select("account", "cluster", "status").fill_null("").to_dicts())
    bad = table.status == "cluster"
    table["c"] = np.where(bad, "C:" + table.cluster, "S:" + table.account)
    table["use"] = bad | table.status.isin(["single", "outside"])
    table["pos"], table["out"] = bad, table.status == "outside"
    rings = members.filter(pl.col("ring") != "")
    return score.score(table, dict(zip(rings["account"], rings["ring"], strict=True)))
