"""Scores against reviews: what a few and what many decisions change, and what never happens."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.calibration import KNOTS, SLOPE, calibrate, recalibrated
from linkage.discovery.reliability import calibration_error, corrected_scores, reliability
from linkage.records import Contribution
from linkage.reviews import REVIEWED, REVIEWS

LARGE, SMALL = 20, 5
"""Accounts of a large and of a small group."""


def reviews(*rows):
    """Return reviews of (log-odds, decision, accounts), all of rich data."""
    return pl.DataFrame(
        [
            (f"R-{n}", "run", "rich", float(at), what, "", [f"a{k}" for k in range(size)])
            for n, (at, what, size) in enumerate(rows)
        ],
        schema=REVIEWS,
        orient="row",
    )


def corrected(found, score, size=LARGE):
    """Return the score of a group after the reviews."""
    at = np.log2(score / (1 - score))
    return 1 / (1 + 2 ** -(at + found.shifts(np.array([at]), np.array([size]))[0]))


def at(score):
    return np.log2(score / (1 - score))


def many(count, what, score, size=LARGE):
    return [(at(score), what, size)] * count


@pytest.mark.parametrize("rows", [[], many(9, "unsure", 0.95)])
def test_without_a_decision_there_is_nothing_to_learn(rows):
    assert calibrate(reviews(*rows), "rich") is None
    assert calibrate(None, "rich") is None


def test_reviews_of_other_data_do_not_count():
    assert calibrate(reviews(*many(50, "honest", 0.95)), "poor") is None


def test_three_honest_groups_hardly_move_a_score():
    found = calibrate(reviews(*many(3, "honest", 0.99)), "rich")
    assert 0.92 < corrected(found, 0.99) < 0.97


def test_two_hundred_reviews_say_what_a_score_means():
    rows = [*many(140, "ring", 0.99), *many(60, "honest", 0.99)]
    assert 0.7 < corrected(calibrate(reviews(*rows), "rich"), 0.99) < 0.8


def test_reviews_that_agree_with_the_score_change_nothing():
    rows = [*many(99, "ring", 0.99), *many(1, "honest", 0.99)]
    assert corrected(calibrate(reviews(*rows), "rich"), 0.99) == pytest.approx(0.99, abs=0.002)


def test_confirmed_rings_leave_a_high_score_as_it_is():
    found = calibrate(reviews(*many(100, "ring", 0.999)), "rich")
    assert found.shifts(KNOTS, np.full(len(KNOTS), LARGE)).tolist() == [0.0] * len(KNOTS)


def test_a_handful_of_rings_flags_nobody_else():
    found = calibrate(reviews(*many(10, "ring", 0.8, SMALL)), "rich")
    assert 0.8 <= corrected(found, 0.8, SMALL) < 0.85


def test_large_rings_never_raise_small_groups():
    found = calibrate(reviews(*many(300, "ring", 0.8, LARGE)), "rich")
    assert corrected(found, 0.8, LARGE) > 0.93
    assert corrected(found, 0.8, SMALL) == pytest.approx(0.8)


def test_honest_groups_of_any_size_lower_all():
    found = calibrate(reviews(*many(100, "honest", 0.95, LARGE)), "rich")
    assert corrected(found, 0.95, SMALL) == corrected(found, 0.95, LARGE) < 0.5


def test_what_a_high_score_loses_no_lower_one_keeps():
    found = calibrate(reviews(*many(200, "honest", 0.9999)), "rich")
    assert corrected(found, 0.95) < corrected(found, 0.9999) < 0.5


def test_the_line_says_how_many_and_the_table_still_sums_to_the_score():
    found = calibrate(reviews(*many(30, "ring", 0.99), *many(10, "honest", 0.99)), "rich")
    evidence = ((Contribution("shared_devices", 8.0), Contribution("prior", -2.0)),)
    ((first, prior, line),) = recalibrated(evidence, np.array([LARGE]), found)
    assert (first, prior) == evidence[0]
    assert (line.name, line.value) == (REVIEWED, 40.0)
    assert "Of 40 groups of such data, reviewers called 30 rings" in line.meaning
    assert line.bits == found.shifts(np.array([6.0]), np.array([LARGE]))[0] < 0


def test_without_a_shift_there_is_no_line():
    found = calibrate(reviews(*many(30, "ring", 0.999)), "rich")
    evidence = ((Contribution("shared_devices", 8.0),),)
    assert recalibrated(evidence, np.array([LARGE]), found) == evidence
    assert recalibrated(evidence, np.array([LARGE]), None) == evidence


def test_the_reliability_table_counts_what_reviewers_said():
    rows = reviews(*many(30, "ring", 0.95), *many(10, "honest", 0.95), *many(5, "unsure", 0.6))
    table = reliability(rows, "rich")
    (only,) = table.bins
    assert (table.reviews, table.rings) == (40, 30)
    assert (only.low, only.high, only.reviews, only.rings) == (0.9, 0.97, 40, 0.75)
    assert only.score == pytest.approx(0.95)
    assert table.error == pytest.approx(0.2)
    assert 0.75 < only.corrected < 0.9
    assert table.corrected_error < 0.15


def test_the_corrected_error_is_measured_on_reviews_left_out():
    one = reliability(reviews(*many(1, "honest", 0.99)), "rich")
    assert one.corrected_error == one.error == pytest.approx(0.99)
    assert one.bins[0].corrected < 0.99
    every = reliability(reviews(*many(70, "ring", 0.99), *many(30, "honest", 0.99)), "rich")
    assert every.error == pytest.approx(0.29)
    assert 0.05 < every.corrected_error < 0.2


def test_the_calibration_error_is_the_mean_gap_weighted_by_groups():
    scores, ring = np.array([0.95, 0.95, 0.6, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])
    assert calibration_error(scores, ring) == pytest.approx((0.9 + 0.6 + 0.0) / 4)
    assert calibration_error(scores[:0], ring[:0]) == 0.0


ROW = st.tuples(
    st.floats(0.0, 40.0), st.sampled_from(["ring", "honest", "unsure"]), st.sampled_from([4, 30])
)
ROWS = st.lists(ROW, min_size=1, max_size=40)
GRID = np.linspace(0.0, 45.0, 181)


def shifts(rows, size):
    found = calibrate(reviews(*rows), "rich")
    sizes = np.full(len(GRID), size)
    return np.zeros(len(GRID)) if found is None else found.shifts(GRID, sizes)


@given(ROWS, st.sampled_from([4, 30]))
@settings(deadline=None)
def test_scores_of_a_size_keep_their_order(rows, size):
    rise = np.diff(GRID + shifts(rows, size))
    assert (rise >= SLOPE * np.diff(GRID) - 1e-9).all()


@given(ROWS, st.floats(0.0, 40.0), st.sampled_from([4, 30]), st.sampled_from([4, 30]))
@settings(deadline=None, max_examples=300)
def test_one_more_honest_decision_never_raises_a_score(rows, where, judged, size):
    more = shifts([*rows, (where, "honest", judged)], size)
    assert (more <= shifts(rows, size) + 1e-9).all()


@given(ROWS, st.floats(0.0, 40.0), st.sampled_from([4, 30]), st.sampled_from([4, 30]))
@settings(deadline=None)
def test_one_more_ring_never_lowers_a_score(rows, where, judged, size):
    more = shifts([*rows, (where, "ring", judged)], size)
    assert (more >= shifts(rows, size) - 1e-9).all()


@given(ROWS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_reviews_does_not_matter(rows, random):
    other = list(rows)
    random.shuffle(other)
    one, two = calibrate(reviews(*rows), "rich"), calibrate(reviews(*other), "rich")
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one.digest == two.digest
        assert one.small.tobytes() == two.small.tobytes()
        assert one.large.tobytes() == two.large.tobytes()


@given(ROWS)
@settings(deadline=None)
def test_corrected_scores_are_probabilities(rows):
    before, after = corrected_scores(reviews(*rows))
    assert ((before >= 0.5) & (before <= 1) & (after >= 0) & (after <= 1)).all()
