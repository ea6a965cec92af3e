"""Thin cuts, and the vertex cover that they rest on beside a plain search."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.judgement.bridges import weak_bridges
from linkage.discovery.judgement.cuts import THIN, vertex_cover
from tests.discovery.judgement.findings_of import situation_of


def pool(accounts, *devices):
    return [(account, "device", device) for account in accounts for device in devices]


def cuts_of(rows):
    names = sorted({row[0] for row in rows})
    (bridges,) = weak_bridges(situation_of(rows, {"R-1": names}))
    return {frozenset([(b.kind, b.value), *b.others]): b.parts for b in bridges}


POOLS = pool("abcdef", "d1", "d2", "d3") + pool("uvwxyz", "d4", "d5", "d6")


def test_two_cards_between_two_pools_are_a_thin_cut():
    rows = [*POOLS, ("a", "payment", "p"), ("u", "payment", "p")]
    rows += [("b", "payment", "q"), ("v", "payment", "q")]
    (cut,) = cuts_of(rows)
    assert len(cut) == 2
    assert max(cuts_of(rows).values()) in {(6, 6), (6, 5), (5, 5)}


def test_two_accounts_in_both_pools_are_a_thin_cut():
    rows = POOLS + pool("ab", "d4", "d5", "d6")
    assert cuts_of(rows) == {frozenset({("account", "a"), ("account", "b")}): (6, 4)}


def test_what_is_tied_everywhere_has_no_thin_cut():
    rows = POOLS + [
        (n, "payment", f"p{i}")
        for i, two in enumerate(zip("abcdef", "uvwxyz", strict=True))
        for n in two
    ]
    assert cuts_of(rows) == {}


LINKS = st.sets(st.tuples(st.integers(0, 5), st.integers(6, 11)), min_size=1, max_size=12)


@given(LINKS)
@settings(deadline=None, max_examples=150)
def test_the_cover_is_the_smallest_that_touches_every_link(links):
    first, second = (np.array(side) for side in zip(*sorted(links), strict=True))
    cover = set(vertex_cover(12, first, second).tolist())
    least = next(
        size
        for size in range(13)
        if any(
            all(a in chosen or b in chosen for a, b in links)
            for chosen in map(set, combinations(range(12), size))
        )
    )
    if least > THIN:
        assert len(cover) == 12
    else:
        assert len(cover) == least
        assert all(a in cover or b in cover for a, b in links)
