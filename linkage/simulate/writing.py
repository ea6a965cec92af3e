"""A world as files that the loaders read, and ``truth.csv``. Streams: memory stays bounded."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from linkage.errors import UsageError
from linkage.simulate.activity import Ints
from linkage.simulate.naming import asn_of_network, client_names, issuers, mailbox_names
from linkage.simulate.world import World, times

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the rows written so far and the rows that it will have."""

_SLICE = 1_000_000
"""Rows that are in memory at once, and rows of one sessions file."""


def write_world(world: World, folder: Path, progress: Progress | None = None) -> list[Path]:
    """Write a world's files into an empty or new folder and return them.

    Raise `UsageError` if the folder holds something: files of two worlds must not mix.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder", hint="name a new one")
    folder.mkdir(parents=True, exist_ok=True)
    report = progress or _silent
    paths = [
        _write_signups(world, folder / "signups.csv.gz"),
        _write_payments(world, folder / "payments.parquet"),
        *_write_sessions(world, folder, report),
        _write_devices(world, folder / "devices.csv", report),
        _write_conversations(world, folder / "conversations.parquet", report),
    ]
    world.truth.write_csv(folder / "truth.csv")
    return [*paths, folder / "truth.csv"]


def _silent(name: str, done: int, total: int) -> None:
    """Report nothing."""


def _slices(world: World, kind: str) -> Iterator[tuple[Ints, Ints, pl.Series]]:
    """Yield accounts, identifiers and times of the events of a kind."""
    links = world.links[kind]
    for part in links.slices(_SLICE):
        row, time = world.clock.events(links, part)
        yield links.account[row], links.value[row], times(time)


def _total(world: World, kind: str) -> int:
    return int(world.links[kind].count.sum())


def _text(time: pl.Series) -> pl.Series:
    return time.dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def _open_gzip(stack: ExitStack, path: Path) -> BinaryIO:
    """Open a gzip file that holds no time and no name: the same world gives the same bytes."""
    raw = stack.enter_context(path.open("wb"))
    packed = gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=0)
    return cast("BinaryIO", stack.enter_context(packed))


def _write_signups(world: World, path: Path) -> Path:
    """One row an account, in the order of sign-up; aliases stand as they were typed."""
    links = world.links["email"]
    box = np.empty(world.size, np.int64)
    box[links.account] = links.value
    phone = np.full(world.size, -1, np.int64)
    phone[world.links["phone"].account] = world.links["phone"].value
    columns = {
        "email": mailbox_names(world.draft, box, world.draft.account_column("alias")),
        "phone": world.names["phone"].gather(np.maximum(phone, 0)).set(pl.Series(phone < 0), None),
    }
    order = world.account_ids.to_frame("account").with_columns(**columns)
    frame = (
        world.accounts.drop("email_domain")
        .join(order, on="account", how="left")
        .sort("created_at", "account")
        .with_columns(pl.col("created_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ"))
        .select("account", "created_at", "email", "phone", "plan", "country", "status")
    )
    with ExitStack() as stack:
        frame.write_csv(_open_gzip(stack, path))
    return path


def _write_payments(world: World, path: Path) -> Path:
    """One row a payment."""
    kind = issuers(world.draft.value_column("payment"))
    parts = []
    for account, value, time in _slices(world, "payment"):
        frame = pl.DataFrame(
            {
                "account": world.account_ids.gather(account),
                "fingerprint": world.names["payment"].gather(value),
            }
        )
        parts.append(frame.with_columns(*kind[value].get_columns(), time.alias("time")))
    pl.concat(parts).sort("time", "account", "fingerprint").write_parquet(path)
    return path


def _write_sessions(world: World, folder: Path, report: Progress) -> list[Path]:
    """One row a session, in numbered files."""
    asn = pl.Series(asn_of_network(world.draft)).gather(world.draft.value_column("ip"))
    total, done, paths = _total(world, "ip"), 0, []
    for number, (account, value, time) in enumerate(_slices(world, "ip"), 1):
        frame = pl.DataFrame(
            {
                "account": world.account_ids.gather(account),
                "ip": world.names["ip"].gather(value),
                "time": _text(time),
                "asn": asn.gather(value),
            }
        )
        path = folder / f"sessions-{number:03}.jsonl.gz"
        with ExitStack() as stack:
            frame.write_ndjson(_open_gzip(stack, path))
        paths.append(path)
        done += frame.height
        report("sessions", done, total)
    return paths


def _write_devices(world: World, path: Path, report: Progress) -> Path:
    """One row a use of a device."""
    client = client_names(world.draft.value_column("device"))
    total, done = _total(world, "device"), 0
    with path.open("wb") as file:
        for account, value, time in _slices(world, "device"):
            frame = pl.DataFrame(
                {
                    "account": world.account_ids.gather(account),
                    "device": world.names["device"].gather(value),
                    "user_agent": client.gather(value),
                    "time": _text(time),
                }
            )
            frame.write_csv(file, include_header=done == 0)
            done += frame.height
            report(path.name, done, total)
    return path


def _write_conversations(world: World, path: Path, report: Progress) -> Path:
    """One row a conversation, with the id of its template."""
    total, done = _total(world, "template"), 0
    with ExitStack() as stack:
        writer = None
        for account, value, time in _slices(world, "template"):
            frame = pl.DataFrame(
                {
                    "account": world.account_ids.gather(account),
                    "time": time,
                    "template": world.names["template"].gather(value),
                }
            )
            table = frame.to_arrow()
            if writer is None:
                writer = stack.enter_context(
                    pq.ParquetWriter(path, table.schema, compression="zstd")
                )
            writer.write_table(table)
            done += frame.height
            report(path.name, done, total)
    return path
