import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from tests.discovery.frames import accounts, sightings

ROWS = [
    ("a", "device", "d1"),
    ("b", "device", "d1"),
    ("a", "ip", "i1"),
    ("c", "ip", "i2"),
]


def test_only_what_two_accounts_have_is_a_token(make_tokens):
    tokens = make_tokens(ROWS)
    assert tokens.values.to_list() == ["d1"]
    assert tokens.degree.tolist() == [2]


def test_accounts_are_numbered_by_name_and_include_those_that_share_nothing(make_tokens):
    assert make_tokens(ROWS).accounts.to_list() == ["a", "b", "c"]


def test_accounts_without_a_sighting_count():
    tokens = build_tokens(sightings(ROWS), accounts(["z"]), KindTable())
    assert tokens.size == 4


def test_both_directions_of_the_graph_agree(make_tokens):
    tokens = make_tokens([*ROWS, ("b", "ip", "i1"), ("c", "device", "d1")])
    forth = {
        (a, int(t))
        for a in range(tokens.size)
        for t in tokens.account_tokens[tokens.account_start[a] : tokens.account_start[a + 1]]
    }
    back = {
        (int(a), t)
        for t in range(tokens.count)
        for a in tokens.token_accounts[tokens.token_start[t] : tokens.token_start[t + 1]]
    }
    assert forth == back
    assert len(forth) == 5


def test_content_is_also_looked_at_hour_by_hour(make_tokens):
    rows = [(name, "template", "t") for name in "abc"]
    tokens = make_tokens(rows, hours=[0, 5])
    assert tokens.plain.tolist() == [True, False, False]
    assert tokens.parent.tolist() == [-1, 0, 0]


def test_identifiers_of_ones_own_are_counted(make_tokens):
    tokens = make_tokens([("a", "device", "d1"), ("b", "device", "d1"), ("a", "device", "mine")])
    assert tokens.distinct[:, tokens.kinds.index("device")].tolist() == [2, 1]


def test_an_identifier_of_very_many_accounts_is_a_hub(make_tokens):
    tokens = make_tokens([(f"a{i:03}", "ip", "carrier") for i in range(151)])
    assert tokens.hub.tolist() == [True]


@given(st.permutations([*ROWS, ("c", "device", "d1"), ("b", "ip", "i2")]))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_rows_does_not_matter(rows):
    one = build_tokens(sightings(sorted(rows)), accounts([]), KindTable())
    two = build_tokens(sightings(rows), accounts([]), KindTable())
    assert one.values.equals(two.values)
    assert np.array_equal(one.account_tokens, two.account_tokens)
    assert np.array_equal(one.token_accounts, two.token_accounts)


def test_a_declared_kind_is_a_group_of_its_own():
    frame = sightings(
        [("a", "plate", "p"), ("b", "plate", "p"), ("a", "ip", "i"), ("b", "ip", "i")]
    )
    tokens = build_tokens(frame, accounts([]), KindTable())
    assert set(tokens.groups) == {"plate", "network"}


def test_no_data_gives_no_tokens():
    tokens = build_tokens(sightings([]), accounts([]), KindTable())
    assert (tokens.size, tokens.count) == (0, 0)
    assert isinstance(tokens.accounts, pl.Series)
