import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.corroboration import token_bits
from linkage.discovery.pairs import find_pairs
from linkage.discovery.tokens import build_tokens
from linkage.explain import SHARED, why
from linkage.kinds import KindTable
from tests.discovery.frames import accounts, sightings, strangers

KINDS = KindTable()


def shared(*rows):
    return pl.DataFrame(rows, schema=SHARED, orient="row")


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["device", "email", "phone", "ip", "plate"]),
        st.text("abc", min_size=1, max_size=3),
        st.integers(2, 500),
        st.floats(0, 30),
        st.booleans(),
    ),
    max_size=8,
)


@given(ROWS)
@settings(deadline=None, max_examples=50)
def test_the_rows_sum_to_the_total(rows):
    link = why("a", "b", shared(*rows), KINDS, accounts=10_000)
    assert sum(row.bits for row in link.rows) == pytest.approx(link.log_odds)
    assert link.probability == pytest.approx(1 / (1 + 2**-link.log_odds))


def test_a_link_without_evidence_is_the_prior():
    link = why("a", "b", shared(), KINDS, accounts=1_000)
    assert [row.name for row in link.rows] == ["prior"]
    assert link.probability < 0.01
    assert link.against


def test_repeats_and_caps_have_rows_of_their_own():
    link = why(
        "a", "b", shared(("device", "d", 2, 22.0, False), ("device", "e", 3, 8.0, False)), KINDS, 99
    )
    assert {row.name: row.bits for row in link.rows if row.bits < 0 and row.name != "prior"} == {
        "repeats": pytest.approx(-6.0),
        "cap": pytest.approx(-4.0),
    }


def test_one_kind_alone_is_counter_evidence():
    one = why("a", "b", shared(("device", "d", 2, 12.0, False)), KINDS, 1000)
    two = why(
        "a", "b", shared(("device", "d", 2, 12.0, False), ("ip", "i", 2, 9.0, False)), KINDS, 1000
    )
    assert one.groups == ("device",)
    assert two.groups == ("device", "network")
    assert len(one.against) > len(two.against)


def test_hubs_are_named():
    link = why("a", "b", shared(("ip", "i", 5000, 0.4, True)), KINDS, 100_000)
    assert any("hub" in reason for reason in link.against)


def test_the_table_gives_what_discovery_computed():
    rows = [(n, k, f"{k}-shared") for n in ("a", "b") for k in ("device", "ip", "phone", "email")]
    tokens = build_tokens(sightings(rows + strangers(50)), accounts([]), KINDS)
    bits = token_bits(tokens, seed=0)
    pairs = find_pairs(tokens, bits, minimum=-50.0, groups=1)
    table = [
        (tokens.kinds[tokens.kind[t]], tokens.values[t], 2, float(bits[t]), False)
        for t in range(tokens.count)
    ]
    link = why("a", "b", shared(*table), KINDS, tokens.size)
    assert link.log_odds == pytest.approx(float(pairs.log_odds[0]))


def test_the_smallest_evidence_that_keeps_a_link():
    rows = (
        ("device", "d", 2, 9.0, False),
        ("ip", "i", 2, 8.0, False),
        ("phone", "p", 2, 2.0, False),
    )
    link = why("a", "b", shared(*rows, ("device", "e", 2, 8.5, False)), KINDS, accounts=1_000)
    assert [(row.name, row.value) for row in link.smallest] == [("device", "d"), ("ip", "i")]
    assert why("a", "b", shared(*rows[2:]), KINDS, accounts=1_000).smallest == ()
