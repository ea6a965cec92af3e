"""Partitions by igraph."""

import random

import numpy as np

from linkage.discovery.graphs import leiden


def parts(weights, *, objective="modularity", seed=0):
    first = np.array([0, 0, 1, 3, 3, 4, 2], dtype=np.int32)
    second = np.array([1, 2, 2, 4, 5, 5, 3], dtype=np.int32)
    return leiden(
        6, first, second, np.array(weights), objective=objective, resolution=1.0, seed=seed
    )


def test_two_triangles_on_a_weak_bridge_are_two_communities() -> None:
    found = parts([1, 1, 1, 1, 1, 1, 0.1])
    assert found[0] == found[1] == found[2] != found[3] == found[4] == found[5]


def test_an_edge_of_no_weight_joins_nothing_and_does_not_hang() -> None:
    found = parts([1, 1, 1, 1e-17, 1e-17, 1e-17, 1e-17])
    assert found[0] == found[1] == found[2]
    assert len(set(found)) == 4


def test_without_edges_each_node_is_alone() -> None:
    none = np.zeros(0, dtype=np.int32)
    found = leiden(3, none, none, np.zeros(0), objective="CPM", resolution=1.0, seed=0)
    assert found.tolist() == [0, 1, 2]


def test_the_state_of_random_is_left_as_it_was() -> None:
    random.seed(5)
    before = random.getstate()
    parts([1, 1, 1, 1, 1, 1, 1])
    assert random.getstate() == before
