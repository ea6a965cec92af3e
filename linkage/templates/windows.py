"""Windows of prompts, matched and searched for templates one after the other.

Each window is matched against the registry. Each time the stream has doubled, and at its end, what
does not fit, and a sample of what does (a new script that resembles an old one hides there), is
searched for new templates. What never fits is kept, within limits, and searched once more at the
end, so that a script of a few prompts in each window is found too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.folding import KEY, fold_events, merge_pending, smallest_prompts
from linkage.records import PENDING, PROMPTS
from linkage.templates.examples import KEPT, smallest, to_attributes
from linkage.templates.registry import Registry, Template
from linkage.templates.tokens import REACH, shingle

NEW = 200_000
"""Distinct prompts of a window that fit nothing among which templates are sought."""

OLD, OLD_OF_EACH = 60_000, 30
"""Distinct prompts that fit a template among which others are sought, and of each at least."""

REST, REST_BYTES = 1_000_000, 400 << 20
"""Prompts that fit nothing yet, and their bytes, that are kept to the end of the stream."""

_KEPT_PARTS = 8
"""Tables of matched prompts that wait to be merged."""

Progress = Callable[[str, int, int | None], None]
Codes = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class State:
    """All that reading windows changes, so that it can be put back."""

    templates: tuple[Template, ...]
    rest: tuple[pl.DataFrame, ...] = ()
    found: tuple[pl.DataFrame, ...] = ()
    examples: pl.DataFrame = field(default_factory=KEPT.to_frame)
    partial: bool = False
    """Whether templates were ever sought among some of the prompts only."""
    read: int = 0
    searched: int = 0
    """Prompts that had been read when templates were last sought."""
    matched: int = 0


class Windows:
    """Reads windows of prompts (records.PROMPTS) into a registry and a table of senders."""

    def __init__(
        self, registry: Registry, progress: Progress | None, threads: int, examples: int = 0
    ) -> None:
        self._examples = examples
        self._old = pl.Series(registry.ids, dtype=pl.String)
        self._registry = registry
        self._progress = progress
        self._threads = threads
        self._state = State(registry.templates)

    @property
    def state(self) -> State:
        """The state after the last window."""
        return self._state

    @property
    def registry(self) -> Registry:
        """The templates known so far."""
        return self._registry

    def put_back(self, state: State) -> None:
        """Go back to an earlier state."""
        if state is not self._state:
            self._state = state
            self._registry = Registry(state.templates)

    def examples(self) -> pl.DataFrame:
        """Return redacted examples of new templates (records.ATTRIBUTES)."""
        return to_attributes(self._state.examples, self._examples)

    def pending(self) -> pl.DataFrame:
        """Return who sent which template so far (records.PENDING)."""
        return merge_pending(self._state.found)

    def read(self, rows: pl.DataFrame) -> None:
        """Read a window, seeking templates where the stream has doubled."""
        read = self._state.read + rows.height
        self._change(read=read)
        self._read(rows, search=read >= 2 * self._state.searched)

    def finish(self, rows: pl.DataFrame | None) -> None:
        """Read the last window, if there is one, and search what never fitted."""
        if rows is not None:
            self._change(read=self._state.read + rows.height)
            self._read(rows, search=True)
        if self._state.partial and self._state.rest:
            self._search_rest()

    def _change(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _read(self, rows: pl.DataFrame, *, search: bool) -> None:
        """Match prompts; seek templates among them first where that is due."""
        self._say("match prompts")
        shingles = shingle(rows["prompt"], self._threads)
        codes = self._registry.match_codes(shingles, self._threads).template
        whole = False
        if search:
            self._say("find templates")
            chosen, whole = _sample(codes, shingles.fingerprints, len(self._registry))
            some = rows[chosen]
            self._registry.discover(
                some["prompt"], some["account"], some["time"], threads=self._threads
            )
            codes = self._registry.match_codes(shingles, self._threads).template
            self._change(templates=self._registry.templates, searched=self._state.read)
        left = _copied(rows.filter(pl.Series(codes) < 0).with_columns(_ends(pl.col("prompt"))))
        self._change(
            rest=(*self._state.rest, left),
            partial=self._state.partial or bool(self._state.rest) or not whole,
        )
        self._count(rows, codes, shingles.fingerprints)
        rest = self._state.rest
        if sum(part.height for part in rest) > REST or sum(map(size_of, rest)) > REST_BYTES:
            self._search_rest()
            self._thin_rest()

    def _search_rest(self) -> None:
        """Seek templates among all prompts that fit nothing yet; those that still do not remain."""
        self._say("find templates")
        rows = pl.concat(self._state.rest)
        found = self._registry.discover(
            rows["prompt"], rows["account"], rows["time"], threads=self._threads
        )
        ids = pl.Series(self._registry.ids, dtype=pl.String)
        codes = found.matches["template"].replace_strict(
            ids, np.arange(len(ids)), default=-1, return_dtype=pl.Int32
        )
        left = _copied(rows.filter(codes < 0))
        self._change(templates=self._registry.templates, rest=(left,))
        self._count(rows, codes.to_numpy(), found.matches["fingerprint"].to_numpy())

    def _thin_rest(self) -> None:
        """Keep those prompts of the rest whose text has the smallest hash, half as many as fit."""
        rows = pl.concat(self._state.rest)
        size = max(1, size_of(rows) // max(1, rows.height))
        rows = rows.with_columns(pl.col("prompt").hash(seed=1).alias("rank"))
        kept = rows.bottom_k(min(REST, REST_BYTES // size) // 2, by="rank")
        self._change(rest=(kept.sort("rank", "account", "time").drop("rank"),), partial=True)

    def _count(self, rows: pl.DataFrame, codes: Codes, prompts: Hashes) -> None:
        """Fold the prompts that are of a template to who sent which."""
        matched = codes >= 0
        if not matched.any():
            return
        ids = pl.Series(self._registry.ids, dtype=pl.String)
        events = pl.DataFrame(
            {
                "account": rows["account"].filter(pl.Series(matched)),
                "kind": pl.repeat("template", int(matched.sum()), eager=True),
                "value": ids.gather(codes[matched]),
                "time": rows["time"].filter(pl.Series(matched)),
                "prompts": prompts[matched].view(np.int64),
            }
        )
        found = (*self._state.found, _fold(events))
        if len(found) > _KEPT_PARTS:
            found = (merge_pending(found),)
        self._change(found=found, matched=self._state.matched + events.height)
        if self._examples:
            texts = rows["prompt"].filter(pl.Series(matched))
            fresh = events.select("value", pl.Series("fingerprint", prompts[matched]), texts)
            fresh = fresh.filter(~pl.col("value").is_in(self._old.implode()))
            kept = smallest(pl.concat([self._state.examples, fresh]), self._examples)
            self._change(examples=kept)

    def _say(self, stage: str) -> None:
        if self._progress:
            self._progress(stage, self._state.read, None)


def _sample(codes: Codes, fingerprints: Hashes, templates: int) -> tuple[Rows, bool]:
    """Return which prompts to seek templates among, and whether these are all distinct ones.

    Copies are left out. Those with the smallest hash are taken: NEW of those that fit nothing, and
    about OLD of those that fit, as many of each template.
    """
    _, first = np.unique(fingerprints, return_index=True)
    code = codes[first]
    new, old = first[code < 0], first[code >= 0]
    order = np.argsort(codes[old], kind="stable")
    starts = np.flatnonzero(np.diff(codes[old][order], prepend=-1))
    place = np.arange(len(old)) - np.repeat(starts, np.diff(np.append(starts, len(old))))
    some = old[order][place < max(OLD_OF_EACH, OLD // max(1, templates))]
    chosen = np.sort(np.concatenate([new[:NEW], some]))
    return chosen.astype(np.int64), len(chosen) == len(first)


def _fold(events: pl.DataFrame) -> pl.DataFrame:
    """Fold events (account, kind, value, time, prompts: a hash) to records.PENDING."""
    prompts = smallest_prompts(events)
    return fold_events(events.drop("prompts")).join(prompts, on=KEY).select(PENDING.names())


def size_of(rows: pl.DataFrame) -> int:
    """Return the bytes of the prompts of a table."""
    return int(rows["prompt"].str.len_bytes().sum())


def _copied(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a copy: a filtered text column keeps all the memory of the rows it came from."""
    copied = pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
    return pl.DataFrame(copied, schema=PROMPTS)


def _ends(prompt: pl.Expr) -> pl.Expr:
    """Cut a long prompt to the ends that are read."""
    ends = pl.concat_str(prompt.str.head(REACH), prompt.str.tail(REACH), separator=" ")
    return pl.when(prompt.str.len_bytes() > 4 * REACH).then(ends).otherwise(prompt)
