"""Kinds that are put together from others."""

import pytest

from linkage.discovery.owners.compositions import parts_of
from linkage.discovery.owners.holdings import build_holdings
from tests.discovery.owners.people import sightings

YEARS, MONTHS, DAYS = range(1950, 1990), range(1, 13), range(1, 29)


def found(rows):
    table = sightings(rows)
    kinds = build_holdings(table, table["account"].unique().sort())
    names = [kind.name for kind in kinds]
    return {names[w]: [names[p] for p in parts] for w, parts in parts_of(kinds, 0).items()}


def births(people=60):
    rows = []
    for i in range(people):
        year, month, day = YEARS[i * 7 % 40], MONTHS[i * 5 % 12], DAYS[i * 11 % 28]
        account = f"a{i:02}"
        rows += [(account, "born", f"{year}-{month:02}-{day:02}")]
        rows += [(account, "year", f"{year}"), (account, "month", f"{month}")]
        rows += [(account, "day", f"{day}"), (account, "shoe", f"{36 + i % 9}")]
    return rows


def test_a_date_is_composed_of_year_month_and_day():
    assert found(births()) == {"born": ["day", "month", "year"]}


@pytest.mark.parametrize("kind", ["year", "month", "day"])
def test_what_lacks_a_part_is_not_composed(kind):
    assert found([row for row in births() if row[1] != kind]) == {}


def test_the_same_text_twice_is_no_composition():
    rows = [(f"a{i}", kind, f"first{i} last{i}") for i in range(40) for kind in ("name", "alias")]
    assert found(rows) == {}


def test_a_handful_of_accounts_proves_nothing():
    assert found(births(people=12)) == {}
