"""What holds for any data: order does not matter, no times are no evidence, effects are shares."""

from dataclasses import fields

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.timing.tails import few, many, narrow, wide
from linkage.records import SIGHTINGS
from tests.discovery.timing.uses import folded, timing_of

USES = st.lists(
    st.tuples(
        st.sampled_from([f"{group}{i}" for group in "ab" for i in range(5)]),
        st.sampled_from(["device", "template", "ip", "plate"]),
        st.sampled_from(["x", "y"]),
        st.floats(0, 30, allow_nan=False),
    ),
    min_size=1,
    max_size=60,
)


def values(timing):
    return {f.name: getattr(timing, f.name).value.tolist() for f in fields(timing)}


@given(USES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_rows_does_not_matter(uses, random):
    rows = folded(uses).rows()
    random.shuffle(rows)
    shuffled = pl.DataFrame(rows, schema=SIGHTINGS, orient="row")
    once, again = (timing_of(frame, ("a", "b")) for frame in (folded(uses), shuffled))
    assert repr(values(once)) == repr(values(again))


@given(USES)
@settings(deadline=None, max_examples=40)
def test_effects_are_shares_or_unknown(uses):
    found = np.concatenate(list(values(timing_of(folded(uses), ("a", "b"))).values()))
    known = found[~np.isnan(found)]
    assert ((known >= 0) & (known <= 1)).all()


@given(USES)
@settings(deadline=None, max_examples=20)
def test_without_times_nothing_is_known(uses):
    timeless = folded(uses).with_columns(
        pl.lit(None, SIGHTINGS["first_seen"]).alias("first_seen"),
        pl.lit(None, SIGHTINGS["last_seen"]).alias("last_seen"),
        pl.lit([], SIGHTINGS["hours"]).alias("hours"),
    )
    assert timing_of(timeless, ("a", "b")) is None


@pytest.mark.parametrize("tail", [many, few, wide, narrow])
@given(x=st.floats(0, 1e6), y=st.floats(1e-6, 1e6))
def test_a_chance_is_never_above_one(tail, x, y):
    assert tail(np.array([x]), np.array([y]))[0] <= 1e-9


def test_the_bound_is_not_below_the_chance_of_a_poisson_number():
    exact = 1 - sum(np.exp(-3.0) * 3.0**k / np.prod(np.arange(1, k + 1)) for k in range(8))
    assert 10 ** many(np.array([8.0]), np.array([3.0]))[0] >= exact
