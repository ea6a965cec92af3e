"""What the benchmark says about the methods must itself be right."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from linkage.evaluate import evaluate
from linkage.simulate import preset
from tests.quality import tables, verdicts
from tests.quality.bipartite import bipartite
from tests.quality.favour import MINIMUM_SIZES, best_filter, true_labels
from tests.quality.judging import judge, reliability
from tests.quality.methods import registrations
from tests.quality.plots import write_plots
from tests.quality.worlds import (
    RESERVED,
    SIZES,
    Case,
    build,
    cost_cases,
    make,
    null_cases,
    read,
    ring_cases,
)

TINY = Case("tiny", replace(preset("tiny"), seed=3))


@pytest.fixture(scope="module")
def tiny():
    return build(TINY)


def truth_of(*rows):
    return pl.DataFrame(
        rows, schema=["account", "cluster", "status", "campaign", "kind"], orient="row"
    )


def test_no_two_worlds_share_a_seed_and_all_seeds_are_reserved():
    cases = [*ring_cases("full"), *null_cases("full"), *cost_cases("full")]
    seeds = [case.settings.seed for case in cases]
    assert len(set(seeds)) == len(seeds) == len({case.name for case in cases})
    assert set(seeds) <= set(RESERVED)


def test_nothing_else_in_the_tree_names_a_reserved_seed():
    root = Path(__file__).parents[2]
    own = Path(__file__).parent
    named = re.compile(r"(?<![\w.+])91\d\d(?![\w.])")
    found = [
        path
        for folder in ("linkage", "loaders", "tests")
        for path in (root / folder).rglob("*.py")
        if own not in path.parents and named.search(path.read_text("utf-8"))
    ]
    assert not found


def test_every_size_has_forty_small_rings_and_two_campaigns():
    for settings in SIZES.values():
        assert len(settings.ring_sizes()) == 40
        assert settings.campaign
        assert settings.second_campaign


def test_a_world_comes_back_from_its_folder_unchanged(tiny, tmp_path):
    assert make(TINY, tmp_path)["links"] == tiny.sightings.height
    again = read(tmp_path)
    assert again.sightings.equals(tiny.sightings)
    assert again.truth.equals(tiny.truth)


@pytest.mark.parametrize("change", ["null", "rewired"])
def test_null_worlds_have_no_true_ring(change):
    assert set(build(replace(TINY, change=change)).truth["status"]) == {"single"}


def test_a_busy_world_has_one_address_that_a_fifth_of_the_accounts_used(tiny):
    busy = build(replace(TINY, change="busy")).sightings
    counts = busy.filter(pl.col("kind") == "ip")["value"].value_counts(sort=True)
    assert counts["count"][0] == round(100 / 520 * tiny.accounts.height)
    assert busy.schema == tiny.sightings.schema


def test_registrations_are_one_event_an_account_at_its_sign_up(tiny):
    rows = registrations(tiny)
    assert rows.schema == tiny.sightings.schema
    assert not rows.select("account", "kind").is_duplicated().any()
    joined = rows.join(tiny.accounts, on="account")
    assert (joined["first_seen"] == joined["created_at"]).all()


def test_the_chosen_filter_reaches_what_the_evaluator_says(tiny):
    graph = bipartite(tiny.sightings, tiny.accounts["account"])
    labels = np.random.default_rng(1).integers(0, 60, len(graph.names))
    bad = (tiny.truth["status"] == "cluster").to_numpy()
    labels[bad] = 100 + np.arange(bad.sum()) // 20
    choice = best_filter(labels, graph, true_labels(tiny.truth, graph.names))
    members = pl.DataFrame({"account": graph.names, "ring": choice.labels})
    found = evaluate(tiny.truth, members.filter(pl.col("ring") >= 0).cast(pl.String))
    assert choice.objective == pytest.approx((found.accounts.f1 + found.rings.b_cubed.f1) / 2)
    assert choice.minimum in MINIMUM_SIZES


def test_the_filter_keeps_the_bad_groups_and_drops_the_honest_ones(tiny):
    graph = bipartite(tiny.sightings, tiny.accounts["account"])
    true = true_labels(tiny.truth, graph.names)
    perfect = np.where(true >= 0, true, -1)
    choice = best_filter(perfect, graph, true)
    assert ((choice.labels >= 0) == (true >= 0)).all()
    assert choice.objective == pytest.approx(1.0)


def test_a_small_ring_inside_a_heap_is_not_found_and_a_company_is_counted():
    truth = truth_of(
        *[(f"r{i}", "ring-1", "cluster", "", "ring") for i in range(4)],
        *[(f"s{i}", "ring-2", "cluster", "", "ring") for i in range(4)],
        *[(f"c{i}", "", "single", "", "company") for i in range(5)],
        *[(f"h{i}", "", "single", "", "plain") for i in range(5)],
    )
    members = pl.DataFrame(
        {
            "account": [*truth["account"][:4], *truth["account"][4:13], "h0"],
            "ring": ["A"] * 4 + ["B"] * 10,
        }
    )
    found = judge(truth, members)
    assert (found["small"], found["small_found"]) == (2, 1)
    assert found["groups"] == {"universities": 0, "companies": 1, "resellers": 0}
    assert found["honest"] == {"company": 5, "plain": 1}


def test_a_group_is_a_ring_if_one_operator_holds_more_than_half():
    truth = truth_of(
        ("a", "ring-1", "cluster", "campaign-0", "campaign"),
        ("b", "ring-2", "cluster", "campaign-0", "campaign"),
        ("c", "", "single", "", "plain"),
        ("d", "ring-3", "cluster", "", "ring"),
    )

    class Ring:
        def __init__(self, name, score):
            self.id, self.score = name, score

    members = pl.DataFrame({"account": list("abcd"), "ring": ["X", "X", "X", "Y"]})
    mixed = members.with_columns(pl.Series("ring", ["X", "Z", "X", "Z"]))
    assert reliability(truth, members, [Ring("X", 0.9)]) == [[0.9, 3, True]]
    assert reliability(truth, mixed, [Ring("X", 0.9), Ring("Z", 0.4)]) == [
        [0.9, 2, False],
        [0.4, 2, False],
    ]


def cost_records():
    return [
        {
            "what": "cost",
            "case": "cost",
            "difficulty": 0.5,
            "world": {"links": links, "accounts": links},
            "result": {"cpu": 2.0 * links**1.1, "seconds": 1.0, "peak": 1.0},
        }
        for links in (1000, 2000, 4000)
    ]


def test_the_exponent_is_the_slope_of_the_logarithms():
    assert tables.exponent(cost_records()) == pytest.approx(1.1)


def test_reliability_bins_hold_every_score_once():
    points = [[score, 5, True] for score in (0.0, 0.1, 0.55, 0.9, 0.99, 1.0)]
    bins = tables.reliability_bins([{"what": "scores", "result": points}])
    assert sum(count for *_, count in bins) == len(points)


def test_calibration_is_told_apart_by_difficulty():
    def scores(difficulty, *points):
        return {"what": "scores", "case": f"d{difficulty}", "difficulty": difficulty} | {
            "result": [[score, 5, ring] for score, ring in points]
        }

    sure, unsure = scores(0.5, (1.0, True), (1.0, True)), scores(1.0, (0.05, True), (0.05, False))
    rows = tables.calibration_table([sure, unsure]).splitlines()[2:]
    assert rows == [
        "| 0.5 | 2 | 1.000 | 1.000 | 0.000 |",
        "| 1 | 2 | 0.050 | 0.500 | 0.450 |",
    ]


def test_plots_have_the_same_bytes_for_the_same_results(tmp_path):
    first = [p.read_bytes() for p in write_plots(cost_records(), tmp_path / "a")]
    assert first
    assert first == [p.read_bytes() for p in write_plots(cost_records(), tmp_path / "b")]


def quality_record(method, **measures):
    given = {"precision": 1.0, "recall": 0.9, "ring_f1": 0.9, "campaign": 1.0, "purity": 1.0}
    result = given | {"small_found": 39} | measures
    return {"what": method, "case": "d0.50-1", "difficulty": 0.5, "result": result, "failure": ""}


def test_a_missed_target_is_called_missed():
    rows = verdicts.target_table([quality_record("linkage", recall=0.97)]).splitlines()
    assert [row.split(" | ")[-1] for row in rows if "recall" in row] == ["**no** |"]
    assert sum(row.endswith("yes |") for row in rows) == 4
    assert sum("**no**" in row for row in rows) == 2


def test_a_contest_that_another_method_wins_is_named():
    records = [quality_record("linkage"), quality_record("FRAUDAR", ring_f1=0.95)]
    assert verdicts.better_elsewhere(records) == [
        "- difficulty 0.5, ring B³ F1: FRAUDAR 0.950; linkage 0.900"
    ]
    assert not verdicts.better_elsewhere([*records[:1], quality_record("FRAUDAR")])


def test_a_failed_method_is_reported_and_not_averaged():
    failed = quality_record("FRAUDAR") | {"result": None, "failure": "more than 900 s"}
    table = tables.markdown(["a", "b"], [["1", "2"]])
    assert table == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert "failed: more than 900 s" in tables._cells([failed])[0]
    assert not verdicts.better_elsewhere([quality_record("linkage"), failed])
