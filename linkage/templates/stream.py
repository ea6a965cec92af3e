"""A load's prompts as a stream: matched and searched for templates window by window.

Memory is bounded by one window of prompts and by those kept because they fit nothing yet. Each
window is matched against the registry. Each time the stream has doubled, and at its end, what does
not fit, and a sample of what does (a new script that resembles an old one hides there), is searched
for new templates. At the end all that never fitted is searched once more, so that a script of a few
prompts in each window is found too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.folding import fold_events, merge_attributes, merge_pending
from linkage.records import ATTRIBUTES, ENOUGH_PROMPTS, PENDING, PROMPTS, Mined
from linkage.templates.registry import Registry, Template
from linkage.templates.tokens import REACH, shingle

WINDOW, WINDOW_BYTES = 400_000, 256 << 20
"""Prompts, and bytes of prompts, that are taken together."""

NEW = 200_000
"""Distinct prompts of a window that fit nothing among which templates are sought."""

OLD, OLD_OF_EACH = 60_000, 30
"""Distinct prompts that fit a template among which others are sought, and of each at least."""

REST, REST_BYTES = 1_000_000, 400 << 20
"""Prompts that fit nothing yet, and their bytes, that are kept to the end of the stream."""

_KEPT_PARTS = 8
"""Tables of matched prompts that wait to be merged."""

Progress = Callable[[str, int, int | None], None]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _State:
    """All that reading prompts changes, so that it can be undone."""

    templates: tuple[Template, ...]
    waiting: tuple[pl.DataFrame, ...] = ()
    rest: tuple[pl.DataFrame, ...] = ()
    found: tuple[pl.DataFrame, ...] = ()
    partial: bool = False
    """Whether templates were ever sought among some of the prompts only."""
    searched: int = 0
    """Prompts that had been read when templates were last sought."""
    prompts: int = 0
    matched: int = 0


class PromptStream:
    """Reads raw prompts and finds who sent which template (a `linkage.intake.PromptReader`).

    ``known`` returns the stored properties of templates (records.ATTRIBUTES), from which the
    registry of the day before is read with the first prompt. The answer depends on the prompts,
    their order and the registry only.
    """

    def __init__(
        self,
        known: Callable[[], pl.DataFrame],
        progress: Progress | None = None,
        threads: int = 2,
        window: int = WINDOW,
    ) -> None:
        self._known = known
        self._attributes: pl.DataFrame | None = None
        self._registry = Registry()
        self._progress = progress
        self._threads = threads
        self._window = window
        self._state = self._kept = _State(())

    def add(self, prompts: pl.DataFrame) -> None:
        """Read prompts (records.PROMPTS)."""
        if self._attributes is None:
            self._begin(self._known())
        rows = prompts.select(PROMPTS.names()).cast(PROMPTS)
        self._change(waiting=(*self._state.waiting, rows), prompts=self._state.prompts + len(rows))
        waiting = self._state.waiting
        size = sum(part.height for part in waiting)
        if size >= self._window or _bytes(waiting) >= WINDOW_BYTES:
            state = self._state
            self._read_window(search=state.prompts >= 2 * state.searched)

    def keep(self) -> None:
        """Keep what was read since the last `keep` or `take`."""
        self._kept = self._state

    def undo(self) -> None:
        """Forget what was read since the last `keep` or `take`."""
        if self._state is not self._kept:
            self._state = self._kept
            self._registry = Registry(self._kept.templates)

    def take(self) -> Mined:
        """Return what was found in the prompts that were kept, and begin anew."""
        self.undo()
        if self._attributes is None:
            return Mined(PENDING.to_frame(), ATTRIBUTES.to_frame())
        if self._state.waiting:
            self._read_window(search=True)
        if self._state.partial and self._state.rest:
            self._search_rest()
        before = self._attributes
        after = merge_attributes([before, self._registry.attributes()])
        old = set(before.filter(pl.col("name") == "scaffold")["value"])
        mined = Mined(
            pending=merge_pending(self._state.found),
            attributes=after.join(before, on=ATTRIBUTES.names(), how="anti", maintain_order="left"),
            prompts=self._state.prompts,
            matched=self._state.matched,
            templates=len(set(self._registry.ids) - old),
        )
        # As the next process would read it: what follows depends on what is stored only.
        self._begin(after)
        return mined

    def _begin(self, attributes: pl.DataFrame) -> None:
        self._attributes = attributes.filter(pl.col("kind") == "template")
        self._registry = Registry.from_attributes(self._attributes)
        self._state = self._kept = _State(self._registry.templates)

    def _change(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _read_window(self, *, search: bool) -> None:
        """Match the waiting prompts; seek templates among them first where that is due."""
        rows = pl.concat(self._state.waiting)
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
            self._change(templates=self._registry.templates, searched=self._state.prompts)
        left = rows.filter(pl.Series(codes) < 0).with_columns(_ends(pl.col("prompt")))
        self._change(
            waiting=(),
            rest=(*self._state.rest, left),
            partial=self._state.partial or bool(self._state.rest) or not whole,
        )
        self._count(rows, codes, shingles.fingerprints)
        rest = self._state.rest
        if sum(part.height for part in rest) > REST or _bytes(rest) > REST_BYTES:
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
        left = rows.filter(codes < 0)
        self._change(templates=self._registry.templates, rest=(left,))
        self._count(rows, codes.to_numpy(), found.matches["fingerprint"].to_numpy())

    def _thin_rest(self) -> None:
        """Keep those prompts of the rest whose text has the smallest hash, half as many as fit."""
        rows = pl.concat(self._state.rest)
        size = max(1, _bytes([rows]) // max(1, rows.height))
        rows = rows.with_columns(pl.col("prompt").hash(seed=1).alias("rank"))
        kept = rows.bottom_k(min(REST, REST_BYTES // size) // 2, by="rank")
        self._change(rest=(kept.sort("rank", "account", "time").drop("rank"),), partial=True)

    def _count(self, rows: pl.DataFrame, codes: NDArray[np.int32], prompts: Hashes) -> None:
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

    def _say(self, stage: str) -> None:
        if self._progress:
            self._progress(stage, self._state.prompts, None)


Hashes = NDArray[np.uint64]


def _sample(codes: NDArray[np.int32], fingerprints: Hashes, templates: int) -> tuple[Rows, bool]:
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
    key = ["account", "kind", "value"]
    prompts = (
        events.select(*key, "prompts")
        .unique()
        .sort(*key, "prompts")
        .group_by(key, maintain_order=True)
        .agg(pl.col("prompts").head(ENOUGH_PROMPTS))
    )
    return fold_events(events.drop("prompts")).join(prompts, on=key).select(PENDING.names())


def _bytes(parts: tuple[pl.DataFrame, ...] | list[pl.DataFrame]) -> int:
    return sum(int(part["prompt"].str.len_bytes().sum()) for part in parts)


def _ends(prompt: pl.Expr) -> pl.Expr:
    """Cut a long prompt to the ends that are read."""
    ends = pl.concat_str(prompt.str.head(REACH), prompt.str.tail(REACH), separator=" ")
    return pl.when(prompt.str.len_bytes() > 4 * REACH).then(ends).otherwise(prompt)
