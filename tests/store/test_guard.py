"""Analysts' own Cypher: what is refused, what passes, and the time limit."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import small_delta

from linkage.errors import QueryError
from linkage.kinds import KindTable
from linkage.store.embedded import EmbeddedStore
from linkage.store.guard import FORBIDDEN, refuse_unsafe


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path_factory.mktemp("guard") / "ws", KindTable(), memory=256)
    opened.apply(small_delta())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "text",
    [
        "COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "copy (MATCH (a) RETURN a.id) TO '{out}'",
        "/* x */ COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "// x\nCOPY (MATCH (a) RETURN a.id) TO '{out}'",
        "EXPLAIN COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "MATCH (a) RETURN a; COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "RETURN 'a\\'' AS x; COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "RETURN \"a'\" AS x; COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "EXPORT DATABASE '{out}'",
        "LOAD FROM '/etc/hosts' (file_format='csv') RETURN *",
        "MATCH (a:Account) LOAD FROM '/etc/hosts' (file_format='csv') RETURN *",
        "\u00a0COPY (MATCH (a) RETURN a.id) TO '{out}'",
        "// x\rCOPY (MATCH (a) RETURN a.id) TO '{out}'",
        "UNWIND [1] AS x WITH x WHERE x > 1. LOAD FROM '/etc/hosts' (file_format='csv') RETURN *",
        "INSTALL httpfs",
        "LOAD EXTENSION httpfs",
        "ATTACH '{out}' AS other (dbtype lbug)",
        "IMPORT DATABASE '{out}'",
        "CALL timeout=1",
        "CALL file_info('/etc/hosts') RETURN *",
        "CREATE MACRO f(x) AS x",
        "DROP TABLE Account",
        "ALTER TABLE Account ADD x STRING",
        "BEGIN TRANSACTION; MATCH (a) RETURN a",
    ],
)
def test_reaching_beyond_the_graph_is_refused(
    store: EmbeddedStore, tmp_path: Path, text: str
) -> None:
    out = tmp_path / "out.csv"
    with pytest.raises(QueryError):
        store.cypher(text.replace("{out}", str(out)))
    assert not out.exists()


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Account) WHERE a.id = 'COPY' RETURN a.id",
        'MATCH (a:Account) WHERE a.id = "it\'s; DROP" RETURN a.id',
        "MATCH (a:Account) RETURN a.id // LOAD later",
        "MATCH (a:Account) RETURN a.id AS `load`",
        "MATCH (a:Account) RETURN a.id;",
        "CALL show_tables() RETURN name",
        "MATCH (a:Account)-[r]->(i) RETURN type(r), toString(a.created_at), head([1])",
        "MATCH (a:Account) WHERE a.id IN $set RETURN a.id",
    ],
)
def test_reading_passes(store: EmbeddedStore, text: str) -> None:
    list(store.cypher(text, {"set": []} if "$set" in text else None)[1])


@given(st.sampled_from(sorted(FORBIDDEN)), st.sampled_from([" ", "\n", "\t", ") ", "; ", "/**/"]))
def test_a_forbidden_word_is_seen_wherever_it_stands(word: str, before: str) -> None:
    with pytest.raises(QueryError):
        refuse_unsafe(f"MATCH (a) RETURN a{before}{word.lower()} x")


@given(st.text(max_size=200))
def test_any_text_is_judged_quickly(text: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(QueryError):
        refuse_unsafe(text)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("text", ["RETURN 'a", 'RETURN "a\\"', "RETURN `a", "RETURN 1 /* a"])
def test_what_is_not_closed_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="not closed"):
        refuse_unsafe(text)


def test_unclosed_quotes_do_not_take_long() -> None:
    started = time.monotonic()
    for text in ("'\\" * 50_000, "/*" * 50_000, "`'" * 50_001, '"`' * 50_001):
        with contextlib.suppress(QueryError):
            refuse_unsafe(text)
    assert time.monotonic() - started < 5


def test_time_limit_stops_a_runaway(store: EmbeddedStore) -> None:
    text = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(x + y)"
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.3 s"):
        store.cypher(text, timeout=0.3)
    assert time.monotonic() - started < 5


def test_values_are_plain(store: EmbeddedStore) -> None:
    _, rows = store.cypher("MATCH (a:Account)-[r:USED_IP]->() RETURN sum(r.count), [1, null], NULL")
    (row,) = rows
    assert row == (17, [1, None], None)
    assert type(row[0]) is int
