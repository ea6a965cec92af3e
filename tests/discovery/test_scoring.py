"""The score: trees that no value turns, and parts that sum to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from linkage.discovery.features import AGAINST, EITHER, FEATURES
from linkage.discovery.scoring import contributions, model_of, score_model

MODELS = [(data, stage) for data in ("rich", "poor") for stage in ("candidates", "rings")]
DIRECTED = [place for place, feature in enumerate(FEATURES) if feature not in EITHER]
VALUES = st.one_of(st.floats(-1.0, 8.0), st.just(float("nan")))
ROWS = arrays.arrays(np.float64, len(FEATURES), elements=VALUES)
STUMP = {
    "base": -1.0,
    "features": ["one_card", "burst"],
    "trees": [
        {
            "feature": [0, -1, 1, -1, -1],
            "at": [0.5, 0.0, 2.0, 0.0, 0.0],
            "left": [1, -1, 3, -1, -1],
            "right": [2, -1, 4, -1, -1],
            "missing": [1, 0, 0, 0, 0],
            "bits": [0.5, 2.0, -1.0, -2.0, 1.0],
        }
    ],
}
"""Without one card: 2 bits; with one card: 1 bit if made in a burst, else -2."""


def row(**values):
    found = np.full(len(FEATURES), np.nan)
    for place, feature in enumerate(FEATURES):
        found[place] = values.get(feature.__name__, np.nan)
    return found


def test_a_tree_is_followed_to_its_leaf():
    model = model_of(STUMP)
    matrix = np.stack([row(one_card=0.1), row(one_card=0.9, burst=3.0), row(one_card=0.9, burst=0)])
    assert model.log_odds(matrix).tolist() == [1.0, 0.0, -3.0]


def test_what_the_data_do_not_say_goes_its_own_way():
    model = model_of(STUMP)
    assert model.log_odds(np.stack([row(), row(one_card=0.9)])).tolist() == [1.0, 0.0]


def test_each_move_on_the_way_down_is_put_down_to_what_was_asked():
    lines = contributions(model_of(STUMP), row(one_card=0.9, burst=3.0), shift=0.25)
    assert [(line.name, line.bits) for line in lines] == [
        ("prior", -0.25),
        ("burst", 2.0),
        ("one_card", -1.5),
    ]


def test_what_is_not_known_is_part_of_the_prior():
    (prior,) = contributions(model_of(STUMP), row())
    assert (prior.name, prior.bits) == ("prior", 1.0)


def test_of_what_is_missing_the_sentence_says_so():
    _, card, burst = contributions(model_of(STUMP), row(one_card=0.9, burst=0.0))
    assert card.meaning.startswith("One payment instrument pays for most members")
    assert burst.meaning.startswith("Little or nothing of this: accounts were made in a burst")


def test_of_what_speaks_either_way_the_sentence_is_the_same():
    stump = model_of(STUMP | {"features": ["size", "burst"]})
    for accounts in (0.1, 0.9):
        (line,) = [x for x in contributions(stump, row(size=accounts)) if x.name == "size"]
        assert line.meaning.startswith("The group has this many accounts")


@pytest.mark.parametrize(("data", "stage"), MODELS)
@given(row=ROWS)
def test_the_parts_sum_to_the_log_odds(data, stage, row):
    model = score_model(data, stage)
    parts = sum(line.bits for line in contributions(model, row))
    assert parts == pytest.approx(float(model.log_odds(row[np.newaxis])[0]))


@pytest.mark.parametrize(("data", "stage"), MODELS)
@given(row=ROWS, place=st.sampled_from(DIRECTED), more=st.floats(0.0, 5.0))
def test_more_of_what_speaks_for_a_ring_never_lowers_the_score(data, stage, row, place, more):
    greater = row.copy()
    greater[place] += more
    before, after = score_model(data, stage).log_odds(np.stack([row, greater]))
    rises = after - before
    assert (-rises if FEATURES[place] in AGAINST else rises) >= -0.1
