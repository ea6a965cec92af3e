"""Whole tables out of the server, a page at a time.

A record costs the driver some ten microseconds whatever it holds, so a page comes as one record
of columns: 558,000 relationships took 3.5 s that way and 50 s as records with datetimes. A page
is a short transaction of its own, so a server that restarts in between costs one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import polars as pl

from linkage.folding import merge_pending
from linkage.kinds import IdentifierKind
from linkage.records import (
    ACCOUNTS,
    ATTRIBUTES,
    LINKS,
    MEMBERS,
    PENDING,
    SIGHTINGS,
    WEIGHTS,
    LoadMark,
)
from linkage.store.neo4j.client import Client
from linkage.store.neo4j.schema import KnownKinds, property_name
from linkage.store.neo4j.staging import read_hashes
from linkage.store.neo4j.statements import statement
from linkage.store.neo4j.writing import accounts_frame, sightings_frame
from linkage.store.pending import pending_frame
from linkage.store.reviews import review_frame

PAGE = 5_000
"""Accounts whose relationships make a page."""

NODES = 20_000
"""Nodes in a page."""

READERS = 2
"""Pages that are read at once; a third one has nothing left to wait for."""

_NO_TIME = -(1 << 62)


def read_sightings(client: Client, known: KnownKinds) -> pl.DataFrame:
    """Return all sightings (records.SIGHTINGS), sorted."""
    pages = _by_account(client, known, _sightings_page)
    return pl.concat([SIGHTINGS.to_frame(), *pages]).sort("account", "kind", "value")


def read_links(client: Client, known: KnownKinds) -> pl.DataFrame:
    """Return account, kind and value of all sightings (records.LINKS), sorted."""
    pages = _by_account(client, known, _links_page)
    return pl.concat([LINKS.to_frame(), *pages]).sort("account", "kind", "value")


def _by_account(
    client: Client,
    known: KnownKinds,
    page: Callable[[Client, IdentifierKind, str, str], pl.DataFrame],
) -> list[pl.DataFrame]:
    """Read the pages of all accounts and kinds; the server works on one while one is taken in."""
    with ThreadPoolExecutor(READERS) as pool:
        futures = [
            pool.submit(page, client, kind, after, end)
            for after, end in _account_pages(client)
            for kind in known.kinds.values()
        ]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _account_pages(client: Client) -> Iterator[tuple[str, str]]:
    """Yield after which id a page of accounts begins, and its last id."""
    text = statement("account_page_end")
    after = ""
    while True:
        ((end,),) = client.rows(text, "reading accounts", after=after, limit=PAGE)
        if end is None:
            return
        yield after, end
        after = end


def _sightings_page(client: Client, kind: IdentifierKind, after: str, end: str) -> pl.DataFrame:
    text = statement("sightings_page", label=kind.label, relationship=kind.relationship)
    (columns,) = client.rows(text, "reading sightings", after=after, end=end, none=_NO_TIME)
    for times in (2, 3):
        columns[times] = pl.Series(columns[times], dtype=pl.Int64).replace(_NO_TIME, None)
    return sightings_frame(kind.name, columns)


def _links_page(client: Client, kind: IdentifierKind, after: str, end: str) -> pl.DataFrame:
    text = statement("links_page", label=kind.label, relationship=kind.relationship)
    (columns,) = client.rows(text, "reading links", after=after, end=end)
    named = dict(zip(("account", "value"), columns, strict=True))
    page = pl.DataFrame(named, schema={"account": pl.String, "value": pl.String})
    return page.with_columns(pl.lit(kind.name).alias("kind")).select(LINKS.names())


def read_accounts(client: Client) -> pl.DataFrame:
    """Return all accounts (records.ACCOUNTS), sorted."""
    text = statement("accounts_page")
    parts = [ACCOUNTS.to_frame()]
    after = ""
    while True:
        ((rows,),) = client.rows(text, "reading accounts", after=after, limit=NODES)
        if not rows:
            return pl.concat(parts).sort("account")
        parts.append(accounts_frame(rows))
        after = rows[-1][0]


def read_attributes(client: Client, known: KnownKinds, only: str | None = None) -> pl.DataFrame:
    """Return the properties of identifiers (records.ATTRIBUTES), of one kind or all, sorted."""
    parts = [ATTRIBUTES.to_frame()]
    for kind in known.kinds.values() if only is None else [known.kinds[only]]:
        for name in known.attributes.get(kind.name, ()):
            text = statement(
                "attributes_page", label=kind.label, attribute=property_name(kind, name)
            )
            for rows in _identifier_pages(client, text):
                page = pl.DataFrame(
                    rows, schema={"value": pl.String, "text": pl.String}, orient="row"
                )
                named = page.with_columns(
                    pl.lit(kind.name).alias("kind"), pl.lit(name).alias("name")
                )
                parts.append(named.select(ATTRIBUTES.names()))
    return pl.concat(parts).sort("kind", "value", "name")


def read_weights(client: Client, known: KnownKinds) -> pl.DataFrame:
    """Return the last run's weights of identifiers (records.WEIGHTS), sorted."""
    parts = [WEIGHTS.to_frame()]
    schema = {name: kind for name, kind in WEIGHTS.items() if name != "kind"}
    for kind in known.kinds.values():
        for rows in _identifier_pages(client, statement("weights_page", label=kind.label)):
            page = pl.DataFrame(rows, schema=schema, orient="row")
            parts.append(page.with_columns(pl.lit(kind.name).alias("kind")).select(WEIGHTS.names()))
    return pl.concat(parts).sort("kind", "value")


def _identifier_pages(client: Client, text: str) -> Iterator[list[list[Any]]]:
    """Yield the rows of each page of a statement that returns where its page ends, and rows."""
    after = ""
    while True:
        ((end, rows),) = client.rows(text, "reading identifiers", after=after, limit=NODES)
        if end is None:
            return
        after = end
        if rows:
            yield rows


def read_pending(client: Client) -> pl.DataFrame:
    """Return the sightings that do not count yet (records.PENDING), sorted."""
    parts = [PENDING.to_frame()]
    after = ""
    while True:
        text = statement("pending_page")
        ((rows,),) = client.rows(text, "reading what waits", after=after, limit=PAGE)
        if not rows:
            return merge_pending(parts)
        parts.append(pending_frame(rows))
        after = rows[-1][0]


def read_reviews(client: Client) -> pl.DataFrame:
    """Return what reviewers decided (reviews.REVIEWS), sorted by ring."""
    return review_frame(client.rows(statement("reviews"), "reading reviews"))


def read_members(client: Client) -> pl.DataFrame:
    """Return the members of the last run's rings (records.MEMBERS), sorted by ring and account."""
    rings = [row[0] for row in client.rows(statement("ring_ids"), "reading rings")]
    parts = [MEMBERS.to_frame()]
    for at in range(0, len(rings), PAGE):
        ids = rings[at : at + PAGE]
        (columns,) = client.rows(statement("members_page"), "reading members", ids=ids)
        names = ("account", "ring", "score", "core")
        series = [
            pl.Series(name, column, MEMBERS[name])
            for name, column in zip(names, columns, strict=True)
        ]
        parts.append(pl.DataFrame(series))
    return pl.concat(parts).sort("ring", "account")


def read_loads(client: Client) -> tuple[LoadMark, ...]:
    """Return the marks of the loads that are finished, oldest first."""
    rows = client.rows(statement("loads"), "reading loads")
    return tuple(LoadMark(*row) for row in rows)


def read_events(client: Client) -> tuple[pl.Series, set[str]]:
    """Return the sorted hashes of all event ids that count, and the segments they came from."""
    segments = [row[0] for row in client.rows(statement("event_segments"), "reading event ids")]
    parts = [pl.Series("event", [], pl.UInt64)]
    for segment in segments:
        ((hashes,),) = client.rows(statement("event_hashes"), "reading event ids", id=segment)
        parts.append(read_hashes(hashes))
    return pl.concat(parts).unique().sort(), set(segments)
