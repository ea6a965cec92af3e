"""The registry: templates with ids that stay the same from one day to the next.

An id is a hash of the scaffold with which a template was first seen. A later discovery that finds
nearly the same scaffold keeps the id and the first scaffold; anything else is a new template.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.errors import InputError
from linkage.templates import stored
from linkage.templates.describe import describe
from linkage.templates.discover import MINIMUM_SUPPORT, discover
from linkage.templates.index import Index, build_index
from linkage.templates.match import Matches, match_rows
from linkage.templates.naming import name_scaffolds
from linkage.templates.stored import SCHEMA
from linkage.templates.template import Template
from linkage.templates.tokens import Shingles, as_text, shingle

__all__ = ["SCHEMA", "Discovery", "Registry", "Template"]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a discovery gave: the ids that are new, and the prompts matched as by `match`."""

    new: tuple[str, ...]
    matches: pl.DataFrame


class Registry:
    """The known templates. `discover` adds and updates; `match` maps prompts to them."""

    def __init__(self, templates: Iterable[Template] = ()) -> None:
        self._templates = {t.id: t for t in sorted(templates, key=lambda t: t.id)}
        self._index: Index | None = None

    @property
    def templates(self) -> tuple[Template, ...]:
        """Return the templates, ascending by id."""
        return tuple(self._templates.values())

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids in the order of the codes that `match_codes` gives."""
        return tuple(self._templates)

    def __len__(self) -> int:
        return len(self._templates)

    def __getitem__(self, template: str) -> Template:
        return self._templates[template]

    def discover(
        self,
        prompts: pl.Series | Sequence[str | None],
        accounts: pl.Series | Sequence[str | None] | None = None,
        times: pl.Series | None = None,
        minimum: int = MINIMUM_SUPPORT,
        threads: int = 1,
    ) -> Discovery:
        """Find templates in these prompts, keep the ids of known ones, and match every prompt.

        Give all prompts of the day, also those that match: among the unmatched alone, a new
        script that resembles an old one would not be seen. Senders, where known, tell a script
        from a popular phrase or a text that many paste.
        """
        text = as_text(prompts)
        shingles = shingle(text, threads)
        senders = None if accounts is None else pl.Series(accounts, dtype=pl.String)
        scaffolds = [t.scaffold for t in self.templates]
        found, strength = discover(shingles, _numbers(senders), minimum, scaffolds, threads)
        known = set(self._templates)
        for number, name in name_scaffolds(found, self.templates).items():
            old = self._templates.get(name) or Template(name, found[number], "", 0)
            strongest = max(old.strength, float(strength[number]))
            self._templates[name] = replace(old, strength=strongest)
        self._sort()
        matches = self.match_codes(shingles, threads)
        for template in describe(self.templates, text, shingles, matches, senders, times):
            self._templates[template.id] = template
        return Discovery(
            tuple(sorted(set(self._templates) - known)), self._table(shingles, matches)
        )

    def match(self, prompts: pl.Series | Sequence[str | None], threads: int = 1) -> pl.DataFrame:
        """Return for each prompt ``template`` (id or null), ``containment`` and ``fingerprint``."""
        shingles = shingle(as_text(prompts), threads)
        return self._table(shingles, self.match_codes(shingles, threads))

    def match_codes(self, shingles: Shingles, threads: int = 1) -> Matches:
        """Match tokenised prompts; codes are positions in `ids`, -1 for none."""
        if self._index is None:
            self._index = build_index([t.scaffold for t in self.templates])
        strength = np.array([t.strength for t in self.templates], np.float32)
        return match_rows(self._index, shingles.hashes, shingles.bounds, strength, threads)

    def to_frame(self) -> pl.DataFrame:
        """Return the registry as a table of SCHEMA."""
        return stored.to_frame(self.templates)

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> Registry:
        """Return the registry of a table of SCHEMA."""
        return cls(stored.from_frame(frame))

    def to_bytes(self) -> bytes:
        """Return the registry as a Parquet file; equal registries give equal bytes."""
        buffer = io.BytesIO()
        self.to_frame().write_parquet(buffer, compression="zstd", statistics=False)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Registry:
        """Return the registry of a Parquet file; raise `InputError` if it is none."""
        try:
            frame = pl.read_parquet(io.BytesIO(content))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise InputError(f"the template registry cannot be read: {error}") from error
        return cls.from_frame(frame)

    def attributes(self) -> pl.DataFrame:
        """Return what template nodes carry, as records.ATTRIBUTES.

        Of two texts of one attribute the greater one is kept, so numbers are padded with zeros;
        the skeleton and the scaffold of an id never change. `from_attributes` reads them back.
        """
        return stored.to_attributes(self.templates)

    @classmethod
    def from_attributes(cls, attributes: pl.DataFrame) -> Registry:
        """Return the registry that `attributes` wrote; other templates' rows are passed over."""
        return cls(stored.from_attributes(attributes))

    def _table(self, shingles: Shingles, matches: Matches) -> pl.DataFrame:
        """Return matches with ids for codes, as `match` gives them."""
        codes = pl.Series(matches.template).replace(-1, None)
        names = pl.Series(self.ids, dtype=pl.String)
        return pl.DataFrame(
            {
                "template": names.gather(codes) if len(names) else codes.cast(pl.String),
                "containment": matches.containment,
                "fingerprint": shingles.fingerprints,
            }
        )

    def _sort(self) -> None:
        self._templates = dict(sorted(self._templates.items()))
        self._index = None


def _numbers(senders: pl.Series | None) -> NDArray[np.int64] | None:
    """Return accounts as numbers, 0 for unknown."""
    if senders is None:
        return None
    return senders.rank("dense").cast(pl.Int64).fill_null(0).to_numpy()
