"""Parts: a ring is taken apart where hardly anything holds it together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from linkage.discovery.agglomeration import agglomerate
from linkage.discovery.inside import links_inside
from linkage.discovery.parts import join_parts
from linkage.discovery.rings import find_rings
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from tests.discovery.frames import accounts, sightings


def pooled(name, accounts, each, seed=0):
    """Accounts that draw twice from each pool of a ring: devices, cards and scripts."""
    rng = np.random.default_rng(seed)
    return [
        (f"{name}{i:03}", kind, f"{name}-{kind}-{rng.integers(max(1, accounts // each))}")
        for i in range(accounts)
        for kind in ("device", "payment", "template")
        for _ in range(2)
    ]


def rings_of(tokens):
    everyone = np.ones(tokens.size, dtype=np.bool_)
    labels = find_rings(tokens, np.full(tokens.count, 9.0), everyone, 4, seed=0)
    found = {}
    for name, label in zip(tokens.accounts, labels.tolist(), strict=True):
        found.setdefault(label, set()).add(name.rstrip("0123456789"))
    return sorted(found.values(), key=sorted)


def crews(count):
    return [row for n in range(count) for row in pooled(f"crew{chr(97 + n)}", 60, 6, n)]


def test_a_script_in_common_does_not_put_a_small_ring_into_a_large_one(make_tokens):
    """Two of the five accounts use a script of the first crew; all have one device and card."""
    small = [
        (f"small{i}", kind, f"small-{kind}") for i in range(5) for kind in ("device", "payment")
    ]
    scripts = [(f"small{i}", "template", f"crewa-template-{i}") for i in range(2)]
    found = rings_of(make_tokens([*crews(24), *small, *scripts]))
    assert {"small"} in found
    assert len(found) == 25


def test_a_ring_that_draws_from_its_pools_at_random_stays_one(make_tokens):
    found = rings_of(make_tokens([*crews(12), *pooled("large", 400, 8)]))
    assert found.count({"large"}) == 1


def parts_of(tokens, rings, parts, weights=None):
    inside = links_inside(tokens, np.ones(tokens.size, dtype=np.bool_))
    ones = np.ones(tokens.count) if weights is None else weights
    return join_parts(inside, ones, np.array(rings), np.array(parts)).tolist()


def test_parts_with_dense_links_between_them_come_together_again(make_tokens):
    rows = [(name, "device", "d") for name in "abcd"] + [(name, "payment", "p") for name in "abcd"]
    assert parts_of(make_tokens(rows), [0, 0, 0, 0], [0, 0, 1, 1]) == [0, 0, 0, 0]


def test_parts_of_two_rings_never_come_together(make_tokens):
    rows = [(name, "device", "d") for name in "abcd"] + [(name, "payment", "p") for name in "abcd"]
    assert parts_of(make_tokens(rows), [0, 0, 1, 1], [0, 1, 2, 3]) == [0, 0, 1, 1]


def test_parts_that_share_nothing_that_counts_are_rings_of_their_own(make_tokens):
    rows = [(name, "device", "d") for name in "ab"] + [(name, "device", "e") for name in "cd"]
    tokens = make_tokens([*rows, *[(name, "template", "kit") for name in "abcd"]])
    weights = np.where(np.array(tokens.values.to_list()) == "kit", 0.0, 1.0)
    assert parts_of(tokens, [0, 0, 0, 0], [0, 0, 1, 1], weights) == [0, 0, 1, 1]


def test_what_is_between_groups_adds_up_when_they_are_joined():
    """b and c are closest; a is near enough to them only together."""
    between = sparse.csr_matrix(np.array([[0, 1.0, 1.0], [1.0, 0, 9.0], [1.0, 9.0, 0]]))

    def total(value, _first, _second):
        return value

    def first(_value, one, _other):
        return one

    weights = np.ones(3)
    assert agglomerate(between, weights, total, first, 2.0).tolist() == [0, 0, 0]
    assert agglomerate(between, weights, total, first, 2.1).tolist() == [0, 1, 1]


LINKS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), min_size=1, unique=True)


@given(LINKS, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_rings_are_only_ever_taken_apart(links, parts):
    rows = [(f"a{i}", "device", f"d{j}") for i, j in links]
    tokens = build_tokens(sightings(rows), accounts([]), KindTable())
    rings = np.array([0, 0, 0, 1, 1, 1, 2, 2][: tokens.size])
    found = np.array(parts_of(tokens, rings, parts[: tokens.size]))
    for label in range(found.max() + 1):
        assert len(set(rings[found == label])) == 1
