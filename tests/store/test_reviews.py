"""Reviews on every engine: kept with their evidence, and looked up in the last run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from small_world import small_delta, small_findings

from linkage.errors import NotFoundError, StoreError, UsageError
from linkage.kinds import KindTable
from linkage.records import Contribution
from linkage.reviews import REVIEWED, REVIEWS, Decision
from linkage.store import GraphStore
from linkage.store.embedded import EmbeddedStore
from linkage.store.queries import load_query
from linkage.store.reviews import judge_rings

ODD = 'an "odd" note\n\x1b[2J ünd 雪'


def rows(*given: tuple[str, str, str]) -> pl.DataFrame:
    """Return reviews of (ring, decision, note), all with the same evidence."""
    return pl.DataFrame(
        [(ring, "RUN-1", "rich", 4.25, what, note, ["a1", "a2"]) for ring, what, note in given],
        schema=REVIEWS,
        orient="row",
    )


@pytest.fixture
def found(store: GraphStore) -> GraphStore:
    """The small world with its findings, which the model for rich data scored."""
    store.apply(small_delta())
    store.apply(scored())
    return store


def scored(data: str = "rich"):
    findings = small_findings()
    return replace(findings, run=replace(findings.run, data=data))


def test_reviews_come_back_as_they_were_added(store: GraphStore) -> None:
    assert store.reviews().schema == REVIEWS
    assert store.reviews().is_empty()
    given = rows(("R-B", "honest", ODD), ("R-A", "ring", ""))
    store.add_reviews(given)
    assert store.reviews().equals(given.sort("ring"))


def test_the_later_review_of_a_ring_counts(store: GraphStore) -> None:
    store.add_reviews(rows(("R-A", "ring", ""), ("R-B", "ring", "")))
    store.add_reviews(rows(("R-A", "honest", ""), ("R-A", "unsure", "who knows")))
    assert store.reviews().select("ring", "decision", "note").rows() == [
        ("R-A", "unsure", "who knows"),
        ("R-B", "ring", ""),
    ]


def test_reviews_survive_loads_and_runs(open_empty: Callable[[], GraphStore]) -> None:
    first = open_empty()
    first.apply(small_delta("d0"))
    first.add_reviews(rows(("R-A", "ring", ODD)))
    first.apply(small_findings())
    first.apply(small_delta("d1"))
    first.close()
    again = open_empty()
    assert again.reviews().equals(rows(("R-A", "ring", ODD)))
    again.close()


def test_reviews_change_no_table_and_no_answer(found: GraphStore) -> None:
    def state() -> list[object]:
        rings = [dict(row) for row in found.read(load_query("read/rings", found.dialect))]
        return [rings, found.size(), found.members().rows(), found.sightings().rows()]

    before = state()
    found.add_reviews(rows(("R-AAAA", "honest", "")))
    assert state() == before


def test_a_decision_keeps_the_evidence_of_the_last_run(found: GraphStore) -> None:
    decided = [Decision("R-AAAA", "ring", "sure"), Decision("U-CCCC", "honest")]
    judged = judge_rings(found, decided)
    assert judged.rows() == [
        ("R-AAAA", "run-1", "rich", 4.25, "ring", "sure", ["a1", "a2"]),
        ("U-CCCC", "run-1", "rich", 0.0, "honest", "", ["b1", "c1"]),
    ]


def test_the_evidence_is_that_before_any_correction(store: GraphStore) -> None:
    findings = scored()
    ring, other = findings.rings
    lines = (*ring.contributions, Contribution(REVIEWED, -3.0, 7.0))
    store.apply(small_delta())
    store.apply(replace(findings, rings=(replace(ring, contributions=lines), other)))
    assert judge_rings(store, [Decision("R-AAAA", "ring")])["log_odds"].item() == 4.25


def test_the_same_decision_again_keeps_its_old_evidence(found: GraphStore) -> None:
    found.add_reviews(rows(("R-AAAA", "honest", "")))
    same, other = (judge_rings(found, [Decision("R-AAAA", what)]) for what in ("honest", "ring"))
    assert (same["run"].item(), other["run"].item()) == ("RUN-1", "run-1")


def test_a_reviewed_ring_that_is_gone_can_still_be_decided(found: GraphStore) -> None:
    found.add_reviews(rows(("R-GONE", "ring", "")))
    judged = judge_rings(found, [Decision("R-GONE", "honest", "a club")])
    assert judged.rows() == [("R-GONE", "RUN-1", "rich", 4.25, "honest", "a club", ["a1", "a2"])]


def test_an_unknown_ring_is_said_with_its_place_and_the_nearest(found: GraphStore) -> None:
    with pytest.raises(NotFoundError, match=r'^d.csv, line 3: .*"R-AAAB".*mean "R-AAAA"'):
        judge_rings(found, [Decision("R-AAAB", "ring", "", "d.csv, line 3")])


@pytest.mark.parametrize("data", ["", "rich"])
def test_groups_without_such_a_score_cannot_be_reviewed(store: GraphStore, data: str) -> None:
    store.apply(small_delta())
    store.apply(scored(data))
    if data:
        assert judge_rings(store, [Decision("R-AAAA", "ring")]).height == 1
    else:
        with pytest.raises(UsageError, match="no score that reviews could correct"):
            judge_rings(store, [Decision("R-AAAA", "ring")])


def test_a_reader_cannot_add_reviews(tmp_path) -> None:
    EmbeddedStore(tmp_path, KindTable(), memory=256).apply(small_delta())
    reader = EmbeddedStore(tmp_path, KindTable(), memory=256, read_only=True)
    with pytest.raises(StoreError, match="opened for reading only"):
        reader.add_reviews(rows(("R-A", "ring", "")))


def test_the_graph_file_is_kept_when_reviews_are_added(tmp_path) -> None:
    store = EmbeddedStore(tmp_path, KindTable(), memory=256)
    store.apply(small_delta())
    store.refresh_graph()
    (before,) = (tmp_path / "graph").iterdir()
    inode = before.stat().st_ino
    store.add_reviews(rows(("R-A", "ring", "")))
    assert store.refresh_graph() == 0
    (after,) = (tmp_path / "graph").iterdir()
    assert (after.stat().st_ino, after.name == before.name) == (inode, False)
    store.close()
