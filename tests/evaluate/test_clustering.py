"""The measures against implementations that share nothing with them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.cluster import pair_confusion_matrix

from linkage.evaluate import Contingency

labels = st.integers(min_value=0, max_value=6)
partitions = st.lists(st.tuples(labels, labels), min_size=1, max_size=40)


def contingency(pairs, outside=None):
    true, predicted = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    chosen = np.zeros(len(pairs), bool) if outside is None else np.array(outside, bool)
    return Contingency(true, predicted, chosen), true, predicted


def b_cubed_by_hand(true, predicted):
    precision = recall = 0.0
    for i in range(len(true)):
        same_true = {j for j in range(len(true)) if true[j] == true[i]}
        same_predicted = {j for j in range(len(true)) if predicted[j] == predicted[i]}
        both = len(same_true & same_predicted)
        precision += both / len(same_predicted)
        recall += both / len(same_true)
    return precision / len(true), recall / len(true)


@given(partitions)
def test_adjusted_rand_equals_scikit_learn(pairs):
    cells, true, predicted = contingency(pairs)
    assert cells.adjusted_rand() == pytest.approx(adjusted_rand_score(true, predicted))


@given(partitions)
def test_pairwise_equals_the_pair_confusion_matrix(pairs):
    cells, true, predicted = contingency(pairs)
    (_, false), (missed, right) = pair_confusion_matrix(true, predicted)
    found = cells.pairwise()
    assert found.precision == pytest.approx(right / (right + false) if right + false else 1)
    assert found.recall == pytest.approx(right / (right + missed) if right + missed else 1)


@given(partitions)
def test_b_cubed_equals_its_definition(pairs):
    cells, true, predicted = contingency(pairs)
    precision, recall = b_cubed_by_hand(true, predicted)
    assert cells.b_cubed().precision == pytest.approx(precision)
    assert cells.b_cubed().recall == pytest.approx(recall)


@given(partitions)
def test_swapping_the_sides_swaps_precision_and_recall(pairs):
    cells, _, _ = contingency(pairs)
    swapped, _, _ = contingency([(b, a) for a, b in pairs])
    assert cells.b_cubed().precision == pytest.approx(swapped.b_cubed().recall)
    assert cells.pairwise().precision == pytest.approx(swapped.pairwise().recall)


@given(partitions)
def test_a_partition_agrees_fully_with_itself(pairs):
    cells, _, _ = contingency([(a, a) for a, _ in pairs])
    assert cells.pairwise().f1 == cells.b_cubed().f1 == cells.adjusted_rand() == 1.0


def test_pairs_of_two_outsiders_are_not_judged():
    cells, _, _ = contingency([(1, 1), (1, 1), (2, 1), (3, 1)], [0, 0, 1, 1])
    assert cells.pairwise().precision == pytest.approx(1 / 5)
    assert cells.pairwise().recall == 1.0


def test_outsiders_dilute_b_cubed_precision_and_have_none_of_their_own():
    cells, _, _ = contingency([(1, 1), (1, 1), (2, 1), (3, 1)], [0, 0, 1, 1])
    assert cells.b_cubed().precision == pytest.approx(0.5)
    assert cells.b_cubed().recall == 1.0


def test_counts_of_a_million_accounts_do_not_overflow():
    ones = np.zeros(3_000_000, np.int64)
    cells = Contingency(ones, ones, np.zeros(len(ones), bool))
    assert cells.pairwise().f1 == cells.adjusted_rand() == 1.0


def test_nothing_at_all_is_full_agreement():
    empty = np.empty(0, np.int64)
    assert Contingency(empty, empty, np.empty(0, bool)).b_cubed().f1 == 1.0
