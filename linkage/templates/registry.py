"""The registry: templates with ids that stay the same from one day to the next.

An id is a hash of the scaffold with which a template was first seen. A later discovery that finds
nearly the same scaffold keeps the id and the first scaffold; anything else is a new template.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.errors import InputError
from linkage.records import ATTRIBUTES, TIME
from linkage.templates.capability import capability
from linkage.templates.discover import MINIMUM_SUPPORT, discover
from linkage.templates.index import Index, Scaffold, build_index, overlaps
from linkage.templates.match import Matches, match_rows
from linkage.templates.notes import disguise_note
from linkage.templates.skeleton import skeleton
from linkage.templates.tokens import Shingles, as_text, shingle

SAME = 0.5
"""Weighted Jaccard similarity from which a discovered scaffold is a known template."""

SCHEMA = pl.Schema(
    {
        "id": pl.String(),
        "skeleton": pl.String(),
        "support": pl.Int64(),
        "strength": pl.Float64(),
        "accounts": pl.Int64(),
        "first_seen": TIME,
        "last_seen": TIME,
        "obfuscation": pl.String(),
        "capability": pl.String(),
        "hashes": pl.List(pl.UInt64()),
        "weights": pl.List(pl.Float32()),
    }
)
"""The registry as a table, ascending by id. No prompt and no account is in it."""


@dataclass(frozen=True, slots=True)
class Template:
    """A script that prompts are made from.

    ``support`` (distinct prompts) and ``accounts`` are those of the largest discovery so far;
    ``strength`` is support in which one-time use counts little, and decides between templates.
    """

    id: str
    scaffold: Scaffold
    skeleton: str
    support: int
    strength: float = 0.0
    accounts: int = 0
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    obfuscation: str = ""
    capability: str = "other"


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
        for number, name in self._name(found).items():
            old = self._templates.get(name) or Template(name, found[number], "", 0)
            strongest = max(old.strength, float(strength[number]))
            self._templates[name] = replace(old, strength=strongest)
        self._sort()
        matches = self.match_codes(shingles, threads)
        self._describe(text, shingles, matches, senders, times)
        return Discovery(
            tuple(sorted(set(self._templates) - known)), self._table(shingles, matches)
        )

    def match(self, prompts: pl.Series | Sequence[str | None], threads: int = 1) -> pl.DataFrame:
        """Return for each prompt template (id or null), containment, fingerprint and content.

        The fingerprint is a hash of all words, ``content`` one of what fills the slots: prompts
        that ask several things about one pasted text have mostly the same.
        """
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
        rows = [
            (
                t.id,
                t.skeleton,
                t.support,
                t.strength,
                t.accounts,
                t.first_seen,
                t.last_seen,
                t.obfuscation,
                t.capability,
                t.scaffold.hashes.tolist(),
                t.scaffold.weights.tolist(),
            )
            for t in self.templates
        ]
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> Registry:
        """Return the registry of a table of SCHEMA."""
        if missing := set(SCHEMA) - set(frame.columns):
            raise InputError(f"the template registry lacks the columns {sorted(missing)}")
        templates = []
        for row in frame.select(SCHEMA.names()).cast(SCHEMA).iter_rows(named=True):
            hashes = np.array(row.pop("hashes"), np.uint64)
            weights = np.array(row.pop("weights"), np.float32)
            templates.append(Template(scaffold=Scaffold(hashes, weights), **row))
        return cls(templates)

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
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError(f"the template registry cannot be read: {error}") from error
        return cls.from_frame(frame)

    def attributes(self) -> pl.DataFrame:
        """Return what template nodes carry, as records.ATTRIBUTES.

        Of two texts of one attribute the greater one is kept, so numbers are padded with zeros;
        the skeleton and the scaffold of an id never change. `from_attributes` reads them back.
        """
        rows: list[tuple[str, str, str, str]] = []
        for t in self.templates:
            texts = {
                "skeleton": t.skeleton,
                "support": f"{t.support:09d}",
                "strength": f"{t.strength:012.2f}",
                "capability": t.capability,
                "obfuscation": t.obfuscation,
                "scaffold": _packed(t.scaffold),
            }
            rows += [("template", t.id, name, text) for name, text in texts.items() if text]
        return pl.DataFrame(rows, schema=ATTRIBUTES, orient="row")

    @classmethod
    def from_attributes(cls, attributes: pl.DataFrame) -> Registry:
        """Return the registry that `attributes` wrote; other templates' rows are passed over."""
        texts: dict[str, dict[str, str]] = {}
        rows = attributes.filter(pl.col("kind") == "template").select("value", "name", "text")
        for value, name, text in rows.iter_rows():
            texts.setdefault(value, {})[name] = text
        return cls(
            Template(
                id=value,
                scaffold=_unpacked(value, found["scaffold"]),
                skeleton=found.get("skeleton", ""),
                support=int(found.get("support", MINIMUM_SUPPORT)),
                strength=float(found.get("strength", MINIMUM_SUPPORT)),
                obfuscation=found.get("obfuscation", ""),
                capability=found.get("capability", "other"),
            )
            for value, found in texts.items()
            if "scaffold" in found
        )

    def _table(self, shingles: Shingles, matches: Matches) -> pl.DataFrame:
        """Return matches with ids for codes, as `match` gives them."""
        codes = pl.Series(matches.template).replace(-1, None)
        names = pl.Series(self.ids, dtype=pl.String)
        return pl.DataFrame(
            {
                "template": names.gather(codes) if len(names) else codes.cast(pl.String),
                "containment": matches.containment,
                "fingerprint": shingles.fingerprints,
                "content": matches.content,
            }
        )

    def _sort(self) -> None:
        self._templates = dict(sorted(self._templates.items()))
        self._index = None

    def _name(self, found: list[Scaffold]) -> dict[int, str]:
        """Return for each scaffold the id of the known template most like it, or a new id."""
        known = self.ids
        pairs: list[tuple[float, str, int]] = []
        if known:
            index = build_index([t.scaffold for t in self.templates])
            for number, scaffold in enumerate(found):
                shared = overlaps(index, scaffold)
                like = shared / (index.totals + scaffold.bits - shared)
                pairs += [(-float(like[i]), known[i], number) for i in np.flatnonzero(like >= SAME)]
        named: dict[int, str] = {}
        for _, name, number in sorted(pairs):
            if number not in named and name not in named.values():
                named[number] = name
        taken = set(known)
        for number, scaffold in enumerate(found):
            if number not in named:
                named[number] = _fresh_id(scaffold, taken)
                taken.add(named[number])
        return named

    def _describe(
        self,
        text: pl.Series,
        shingles: Shingles,
        matches: Matches,
        senders: pl.Series | None,
        times: pl.Series | None,
    ) -> None:
        """Bring support, senders, times and notes up to date, and write missing skeletons."""
        frame = pl.DataFrame(
            {
                "code": matches.template,
                "containment": matches.containment,
                "fingerprint": shingles.fingerprints,
                "row": np.arange(len(shingles)),
                "disguise": shingles.disguise,
            }
        )
        for name, column, dtype in (("account", senders, pl.String()), ("time", times, TIME)):
            values = pl.lit(None, dtype) if column is None else column.cast(dtype)
            frame = frame.with_columns(values.alias(name))
        ids = self.ids
        for row in _statistics(frame.filter(pl.col("code") >= 0)).iter_rows(named=True):
            old = self._templates[ids[row["code"]]]
            words = old.skeleton or skeleton(text[row["typical"]] or "", old.scaffold.hashes)
            self._templates[old.id] = replace(
                old,
                skeleton=words,
                capability=capability(words),
                support=max(old.support, row["support"]),
                accounts=max(old.accounts, row["accounts"]),
                first_seen=_earlier(old.first_seen, row["first_seen"]),
                last_seen=_later(old.last_seen, row["last_seen"]),
                obfuscation=disguise_note(row) or old.obfuscation,
            )


def _statistics(matched: pl.DataFrame) -> pl.DataFrame:
    """Return one row a code: counts, times, the row of a typical prompt, shares of disguises."""
    bits = {f"bit_{bit}": (pl.col("disguise") & bit != 0).mean() for bit in (1, 2, 4, 8, 16)}
    best = matched.sort("code", -pl.col("containment"), "fingerprint", "row")
    typical = best.group_by("code", maintain_order=True).agg(pl.col("row").first().alias("typical"))
    counts = matched.group_by("code").agg(
        pl.col("fingerprint").n_unique().alias("support"),
        pl.col("account").drop_nulls().n_unique().alias("accounts"),
        pl.col("time").min().alias("first_seen"),
        pl.col("time").max().alias("last_seen"),
        pl.col("containment").median().alias("kept"),
        **bits,
    )
    return counts.join(typical, on="code").sort("code")


def _numbers(senders: pl.Series | None) -> NDArray[np.int64] | None:
    """Return accounts as numbers, 0 for unknown."""
    if senders is None:
        return None
    return senders.rank("dense").cast(pl.Int64).fill_null(0).to_numpy()


def _fresh_id(scaffold: Scaffold, taken: set[str]) -> str:
    """Return ``T-`` and seven letters of the hash of a scaffold's shingles."""
    content = scaffold.hashes.astype("<u8").tobytes()
    for attempt in range(1000):
        digest = hashlib.blake2b(content, digest_size=5, salt=attempt.to_bytes(2, "big")).digest()
        name = "T-" + base64.b32encode(digest).decode("ascii")[:7]
        if name not in taken:
            return name
    raise InputError("the template registry is full")  # 32^7 ids: only a broken registry is


def _packed(scaffold: Scaffold) -> str:
    """Return a scaffold as text: per shingle 8 bytes of hash and 4 of weight, in base 85."""
    halves = (scaffold.hashes.astype("<u8").tobytes(), scaffold.weights.astype("<f4").tobytes())
    return base64.b85encode(b"".join(halves)).decode("ascii")


def _unpacked(name: str, text: str) -> Scaffold:
    try:
        content = base64.b85decode(text)
        count = len(content) // 12
        hashes = np.frombuffer(content, "<u8", count).astype(np.uint64)
        weights = np.frombuffer(content, "<f4", count, offset=8 * count).astype(np.float32)
    except ValueError as error:
        raise InputError(f"the scaffold of template {name} cannot be read") from error
    return Scaffold(hashes, weights)


def _earlier(left: datetime | None, right: datetime | None) -> datetime | None:
    return min((t for t in (left, right) if t is not None), default=None)


def _later(left: datetime | None, right: datetime | None) -> datetime | None:
    return max((t for t in (left, right) if t is not None), default=None)
