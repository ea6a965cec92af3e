"""What two accounts do in time with what they share: hand it over, or use it in the same hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from linkage.discovery.timing.handover import SOON
from linkage.kinds import KindTable, declare

MOST = 5
"""Sentences given."""
OFTEN = 2
"""Common hours on one identifier from which they are named."""


def meetings(
    first: str, second: str, shared: Sequence[Mapping[str, Any]], kinds: KindTable
) -> tuple[str, ...]:
    """Return sentences on identifiers that two accounts hand over or use in the same hours.

    ``shared`` has a row an identifier: kind, value, hub, and first_seen, last_seen, times, hours
    of the first account, and the same of the second with ``other_`` in front (any may be None).
    Hubs are left out: anybody meets there.
    """
    sentences = []
    for row in shared:
        if row["hub"]:
            continue
        name = f"{row['kind'].replace('_', ' ')} {row['value']}"
        together = len(set(row["hours"] or ()) & set(row["other_hours"] or ()))
        if together >= OFTEN:
            sentences.append((-together, f"Both used {name} in the same hour, {together} times."))
        if (kinds.get(row["kind"]) or declare(row["kind"])).ownable:
            ways = ((first, second, row), (second, first, _turned(row)))
            sentences += [(0, each) for way in ways if (each := _handover(name, *way))]
    return tuple(sentence for _, sentence in sorted(sentences)[:MOST])


def _turned(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("first_seen", "last_seen", "times")
    mine = {f"other_{name}": row[name] for name in names}
    return mine | {name: row[f"other_{name}"] for name in names}


def _handover(name: str, giver: str, taker: str, row: Mapping[str, Any]) -> str:
    """Return a sentence where the giver's use ends and the taker's begins, else an empty text.

    One event is no use that could end.
    """
    begin, end, start = row["first_seen"], row["last_seen"], row["other_first_seen"]
    if None in {begin, end, start, row["other_last_seen"]}:
        return ""
    used = min(row["times"], row["other_times"]) >= 2
    lasting = begin < end and start < row["other_last_seen"]
    if not (used and lasting and timedelta() <= start - end <= timedelta(days=SOON)):
        return ""
    return (
        f"{giver} hands {name} over to {taker}: its use ends {_moment(end)},"
        f" and that of {taker} begins {_moment(start)}."
    )


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"
