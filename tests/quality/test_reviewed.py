"""The table of what reviews change, on scores that are too sure and on those that are right."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.quality.reviewed import EVERY, REVIEWED, reviewed_table


def world(case: str, seed: int, *, groups: int = 400) -> dict[str, object]:
    """Return the record of a world whose groups are rings as often as their scores say."""
    random = np.random.default_rng(seed)
    scores = random.uniform(0.6, 0.999, groups)
    ring = random.uniform(size=groups) < scores
    result = [[float(s), 20, bool(r)] for s, r in zip(scores, ring, strict=True)]
    return {"what": "scores", "case": case, "result": result}


@pytest.fixture(scope="module")
def errors() -> dict[str, list[float]]:
    """The calibration errors of the table, by the worlds of the row."""
    table = reviewed_table([world(f"w{n}", n) for n in range(6)])
    found: dict[str, list[float]] = {}
    for line in table.splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        found.setdefault(cells[0], []).append(float(cells[-1]))
    return found


def test_the_error_of_scores_that_are_too_sure_falls_with_every_step(errors):
    labs = errors["with labs"]
    assert len(labs) == len(REVIEWED)
    assert labs == sorted(labs, reverse=True)
    assert labs[0] > 0.2
    assert labs[-1] < 0.6 * labs[0]


def test_scores_that_are_right_stay_so(errors):
    right = errors["as simulated"]
    assert max(right) < 0.06


def test_one_ring_in_so_many_is_a_lab():
    records = [{"what": "scores", "case": "w", "result": [[0.95, 20, True]] * 30}] * 2
    first = next(line for line in reviewed_table(records).splitlines() if "with labs" in line)
    assert re.search(rf"\| {1 - 1 / EVERY:.3f} \|", first)


def test_without_scores_there_is_no_table():
    assert reviewed_table([{"what": "null", "case": "w", "result": None}]) == ""
