"""Reviews (reviews.REVIEWS): as text for a server, and from decisions on rings of the last run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from linkage.errors import NotFoundError, UsageError, did_you_mean
from linkage.reviews import REVIEWED, REVIEWS, Decision
from linkage.store.queries import load_query

if TYPE_CHECKING:
    from linkage.store import GraphStore

_ALL = 2**31 - 1
"""A limit that is none."""


def review_rows(reviews: pl.DataFrame) -> list[list[str]]:
    """Return one row a review: the ring's id and the row as JSON text."""
    return [[row["ring"], json.dumps(row, ensure_ascii=False)] for row in reviews.to_dicts()]


def review_frame(rows: Sequence[Sequence[str]]) -> pl.DataFrame:
    """Return reviews.REVIEWS from what `review_rows` gave."""
    return pl.DataFrame([json.loads(text) for _, text in rows], schema=REVIEWS).sort("ring")


def judge_rings(store: GraphStore, decisions: Sequence[Decision]) -> pl.DataFrame:
    """Return the decisions with the evidence that they are about (reviews.REVIEWS).

    It is that of the last run; a decision that was given before keeps the evidence it was given
    on, and so does one on a ring that is there no more. Raises `NotFoundError` for a ring that
    is neither found nor reviewed, `UsageError` where the rings have no score to correct.
    """
    before = {row["ring"]: row for row in store.reviews().to_dicts()}
    found = _found(store) if any(_is_new(each, before) for each in decisions) else {}
    rows = []
    for each in decisions:
        row = found.get(each.ring) if _is_new(each, before) else None
        row = row or before.get(each.ring)
        if row is None:
            raise _unknown(each, found)
        if not row["data"]:
            raise UsageError(
                f"{_at(each)}the last run gave {each.ring} no score that reviews could correct",
                hint="run linkage discover again; owners and identities are not scored as rings",
            )
        rows.append({**row, "decision": each.decision, "note": each.note})
    return pl.DataFrame(rows, schema=REVIEWS)


def _is_new(each: Decision, before: Mapping[str, Mapping[str, Any]]) -> bool:
    return each.ring not in before or before[each.ring]["decision"] != each.decision


def _found(store: GraphStore) -> dict[str, dict[str, Any]]:
    """Return the evidence on every ring and candidate of the last run, by id."""

    def ask(name: str, **parameters: object) -> list[Mapping[str, Any]]:
        return list(store.read(load_query(name, store.dialect), **parameters))

    run = next(iter(ask("read/run")), {"run": "", "data": ""})
    inside: dict[str, list[str]] = {}
    for account, ring in store.members().select("account", "ring").iter_rows():
        inside.setdefault(ring, []).append(account)
    found = {}
    for row in (*ask("read/rings", limit=_ALL), *ask("read/candidates", limit=_ALL)):
        listed = row.get("members")
        members = (
            [each[0] for each in json.loads(listed)] if listed else inside.get(row["ring"], [])
        )
        lines = json.loads(row["contributions"] or "[]")
        found[row["ring"]] = {
            "ring": row["ring"],
            "run": run["run"],
            "data": run["data"] or "",
            "log_odds": float(sum(line["bits"] for line in lines if line["name"] != REVIEWED)),
            "members": sorted(members),
        }
    return found


def _unknown(each: Decision, found: Mapping[str, object]) -> NotFoundError:
    near = did_you_mean(each.ring, found)
    return NotFoundError(
        f'{_at(each)}there is no ring "{each.ring}".{near if "Did" in near else ""}',
        hint="linkage rings --all lists those of the last run",
    )


def _at(each: Decision) -> str:
    return f"{each.where}: " if each.where else ""
