"""Cells: what is dense in spots and has no hole is one ring."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.discovery.cells import join_cells
from linkage.discovery.inside import links_inside
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from tests.discovery.frames import accounts, sightings


def celled(name, cells, own, common):
    """Accounts in cells of six: links to the cell's own devices, and to cards of all cells."""
    rng = np.random.default_rng(0)
    return [
        row
        for cell in range(cells)
        for member in range(6)
        for row in (
            *((f"{name}{cell:03}{member}", "device", f"{name}{cell}-{i}") for i in range(own)),
            *(
                (f"{name}{cell:03}{member}", "payment", f"{name}-{rng.integers(2 * cells)}")
                for _ in range(common)
            ),
        )
    ]


def joined(tokens, per_cell=6):
    """The rings after each cell of six was taken for a ring of its own."""
    inside = links_inside(tokens, np.ones(tokens.size, dtype=np.bool_))
    cells = np.arange(tokens.size) // per_cell
    return join_cells(inside, np.ones(tokens.count), cells, minimum=4)


@pytest.mark.parametrize("cells", [6, 12, 40])
def test_many_cells_that_draw_from_the_same_pools_are_one_ring(make_tokens, cells):
    rings = joined(make_tokens(celled("a", cells, own=2, common=2)))
    assert set(rings.tolist()) == {0}


def test_shards_that_share_little_of_what_they_have_stay_apart(make_tokens):
    rows = celled("a", 12, own=4, common=0)
    rows += [(f"a{cell:03}0", "payment", f"bought-{cell // 2}") for cell in range(12)]
    assert len(set(joined(make_tokens(rows)).tolist())) == 12


def test_two_rings_of_cells_with_nothing_in_common_are_two_rings(make_tokens):
    rows = celled("a", 8, own=2, common=2) + celled("b", 8, own=2, common=2)
    assert joined(make_tokens(rows)).tolist() == [0] * 48 + [1] * 48


def test_what_more_than_so_many_rings_hold_puts_none_together(make_tokens, monkeypatch):
    rows = celled("a", 8, own=2, common=0)
    rows += [(name, "payment", "everybody's") for name in sorted({row[0] for row in rows})]
    tokens = make_tokens(rows)
    assert len(set(joined(tokens).tolist())) == 1
    monkeypatch.setattr("linkage.discovery.cells.HOLDERS", 7)
    assert len(set(joined(tokens).tolist())) == 8


def test_accounts_of_no_ring_stay_in_none(make_tokens):
    tokens = make_tokens(celled("a", 8, own=2, common=2))
    labels = np.arange(tokens.size) // 6
    inside = links_inside(tokens, labels < 7)
    rings = join_cells(inside, np.ones(tokens.count), np.where(labels < 7, labels, -1), 4)
    assert rings.tolist() == [0] * 42 + [-1] * 6


@pytest.fixture(scope="module")
def tokens():
    rows = celled("a", 4, own=2, common=2)
    return build_tokens(sightings(rows), accounts([]), KindTable())


@given(labels=st.lists(st.integers(0, 5), min_size=24, max_size=24))
def test_no_ring_is_taken_apart(tokens, labels):
    before = np.unique(labels, return_inverse=True)[1]
    inside = links_inside(tokens, np.ones(tokens.size, dtype=np.bool_))
    after = join_cells(inside, np.ones(tokens.count), before, minimum=4)
    assert len(set(zip(before.tolist(), after.tolist(), strict=True))) == before.max() + 1
