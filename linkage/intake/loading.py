"""What a loader is, and how loaders are found.

A loader turns a file into columns. It is an entry point in the group ``linkage.loaders``::

    [project.entry-points."linkage.loaders"]
    signups = "linkage_loaders.signups:Signups"

so that another package can add one. A broken plug-in fails only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

import polars as pl

from linkage.config import Config
from linkage.errors import UsageError, did_you_mean
from linkage.records import Mined, Rejected

GROUP = "linkage.loaders"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a loader understands: its name, the columns it may stand in, what it holds."""

    name: str
    columns: tuple[str, ...]
    """Names of columns that are taken for it, without case; the configuration adds one."""
    type: str = "text"
    """``text``, ``time``, ``count``, ``id`` or ``prompt``; times and counts are parsed."""
    required: bool = False
    one_of: str = ""
    """Name of a set of fields of which a file must have at least one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A slice of a file, in columns.

    ``events`` has account, kind, value, time (one row an event) and may have ``event`` and
    ``line``: a text that names the event, and its row; an event is counted in one row only.
    ``folded`` has the columns of records.SIGHTINGS. ``prompts`` has those of records.PROMPTS, and
    ``event`` and ``line`` as ``events`` may have; they go to the load's `PromptReader`.
    ``dropped`` counts values that name nothing (placeholders, see `linkage.intake.normalise`) by
    reason; their rows were loaded without them.
    """

    rows: int
    events: pl.DataFrame | None = None
    folded: pl.DataFrame | None = None
    accounts: pl.DataFrame | None = None
    attributes: pl.DataFrame | None = None
    prompts: pl.DataFrame | None = None
    rejects: Sequence[Rejected] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file: ``frame`` has a column for each field that the file has, and ``line``.

    Texts are trimmed, times are UTC (records.TIME), counts Int64. Rows that failed a check are not
    in ``frame`` but in ``rejects``.
    """

    frame: pl.DataFrame
    rejects: Sequence[Rejected] = ()
    text: Callable[[int], str] = str
    """The row at a line as text, fit to be shown in a `Rejected`."""


def configured(loader: Loader, config: Config) -> tuple[Field, ...]:
    """Return a loader's fields with the column names of ``[load.columns.LOADER]`` put first.

    Raises `UsageError` if the configuration names a field that the loader does not have.
    """
    names = config.load.columns.get(loader.name, {})
    known = {f.name for f in loader.fields}
    for name in names:
        if name not in known:
            raise UsageError(
                f"load.columns.{loader.name}.{name}: no such field.{did_you_mean(name, known)}"
            )
    return tuple(
        replace(f, columns=(names[f.name],)) if f.name in names else f for f in loader.fields
    )


class Source(Protocol):
    """A file (or standard input) as a stream of chunks with lines."""

    name: str

    def chunks(self, fields: Sequence[Field]) -> Iterator[Chunk]:
        """Yield the rows of the file with its columns mapped to these fields."""
        ...


class Loader(Protocol):
    """Turns a source into batches. ``fields`` recognise the file and name its columns."""

    name: str
    fields: tuple[Field, ...]

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield the source's batches; rows that cannot be used go to ``Batch.rejects``."""
        ...


class PromptReader(Protocol):
    """Reads the raw prompts of a load and keeps what it finds in them.

    A file may fail after some of its prompts were read: `take` gives those that were kept only.
    """

    def add(self, prompts: pl.DataFrame) -> None:
        """Read prompts (records.PROMPTS)."""
        ...

    def keep(self) -> None:
        """Keep what was read since the last `keep` or `take`: its file was read to the end."""
        ...

    def undo(self) -> None:
        """Forget what was read since the last `keep` or `take`."""
        ...

    def take(self) -> Mined:
        """Return what was found in the prompts that were kept, and begin anew."""
        ...


def loaders() -> dict[str, EntryPoint]:
    """Return the installed loaders by name, without importing them."""
    return {point.name: point for point in entry_points(group=GROUP)}


def get_loader(name: str) -> Loader:
    """Import the loader of this name; raise `UsageError` if there is none or it cannot start."""
    found = loaders()
    if name not in found:
        raise UsageError(f'there is no loader "{name}".{did_you_mean(name, found)}')
    point = found[name]
    try:
        loader: Loader = point.load()()
    except Exception as error:
        package = point.dist.name if point.dist else point.value
        raise UsageError(f'the loader "{name}" of {package} cannot start: {error}') from error
    return loader
