"""Accounts are resolved to their owners, whatever the kinds are called."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkage.discovery.owners import find_identities
from tests.discovery.owners.people import FIRST, LAST, LATER, register, sightings

NOBODY = pl.Series([], dtype=pl.String)


def groups_of(table, seed=0):
    found = find_identities(table, NOBODY, seed)
    groups = {}
    for account, label in zip(found.accounts, found.labels, strict=True):
        if label >= 0:
            groups.setdefault(int(label), set()).add(account)
    return {frozenset(group) for group in groups.values()}


def truth_of(owners):
    people = {}
    for record, person in owners.items():
        people.setdefault(person, set()).add(record)
    return {frozenset(records) for records in people.values() if len(records) > 1}


@pytest.mark.parametrize("seed", [0, 3])
def test_typing_errors_are_forgiven_and_families_and_companies_stay_apart(seed):
    table, owners = register(people=90, seed=seed)
    assert groups_of(table) == truth_of(owners)


def test_names_of_kinds_do_not_matter():
    table, owners = register(people=60)
    renamed = table.with_columns("k_" + pl.col("kind").str.reverse())
    assert groups_of(renamed.sort("kind")) == truth_of(owners)


def test_a_noisy_kind_links_nobody():
    table, owners = register(people=90)
    records = sorted(owners)
    noise = sightings([(record, "zone", f"z{i % 7}") for i, record in enumerate(records)])
    assert groups_of(pl.concat([table, noise])) == truth_of(owners)


def test_a_kind_that_repeats_another_adds_no_certainty():
    rows = [(f"a{i:03}", "file", f"f{i // 6}-{j}") for i in range(120) for j in range(1)]
    rows += [(account, "folder", value.partition("-")[0]) for account, _, value in rows]
    rows += [
        (f"a{i:03}", "name", f"{chr(97 + i % 26)}{chr(97 + i // 26)}x{i * 7919}")
        for i in range(120)
    ]
    assert groups_of(sightings(rows)) == set()


def test_parts_of_a_value_beside_it_add_no_certainty():
    """Who shares day and month of birth shares much of the date as well: that is one agreement."""
    draw, rows = random.Random(1), []
    for i in range(200):
        born = draw.randrange(1940, 2000), draw.randrange(1, 13), draw.randrange(1, 29)
        rows += [(f"a{i:03}", "born", "-".join(map(str, born)))]
        rows += [(f"a{i:03}", "name", f"{draw.choice(FIRST)} {draw.choice(LAST + LATER)}")]
        rows += [
            (f"a{i:03}", kind, str(part))
            for kind, part in zip(("year", "month", "day"), born, strict=True)
        ]
    chance = sum(map(len, groups_of(sightings(rows))))
    assert chance <= 10  # Without regard to the parts, 140 strangers are grouped.


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_rows_does_not_matter(shuffler):
    table, _ = register(people=30)
    order = list(range(table.height))
    shuffler.shuffle(order)
    first, second = find_identities(table, NOBODY, 0), find_identities(table[order], NOBODY, 0)
    assert first.labels.tolist() == second.labels.tolist()
    assert first.model.prior == second.model.prior


def test_accounts_without_sightings_are_alone():
    table, _ = register(people=30)
    found = find_identities(table, pl.Series(["zz_never_seen"]), 0)
    assert found.labels[found.accounts.to_list().index("zz_never_seen")] == -1


@pytest.mark.parametrize(
    "rows", [[], [("a", "name", "x")], [("a", "name", "x"), ("b", "zip", "y")]]
)
def test_next_to_nothing_gives_nothing(rows):
    assert groups_of(sightings(rows)) == set()
