"""Templates as a table, and as properties of template nodes in the graph."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np
import polars as pl

from linkage.errors import InputError
from linkage.records import ATTRIBUTES, TIME
from linkage.templates.discover import MINIMUM_SUPPORT
from linkage.templates.index import Scaffold
from linkage.templates.template import Template

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


def to_frame(templates: Sequence[Template]) -> pl.DataFrame:
    """Return templates as a table of SCHEMA."""
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
        for t in templates
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def from_frame(frame: pl.DataFrame) -> list[Template]:
    """Return the templates of a table of SCHEMA."""
    if missing := set(SCHEMA) - set(frame.columns):
        raise InputError(f"the template registry lacks the columns {sorted(missing)}")
    templates = []
    for row in frame.select(SCHEMA.names()).cast(SCHEMA).iter_rows(named=True):
        hashes = np.array(row.pop("hashes"), np.uint64)
        weights = np.array(row.pop("weights"), np.float32)
        templates.append(Template(scaffold=Scaffold(hashes, weights), **row))
    return templates


def to_attributes(templates: Sequence[Template]) -> pl.DataFrame:
    """Return what template nodes carry, as records.ATTRIBUTES.

    Of two texts of one attribute the greater one is kept, so numbers are padded with zeros.
    """
    rows: list[tuple[str, str, str, str]] = []
    for t in templates:
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


def from_attributes(attributes: pl.DataFrame) -> list[Template]:
    """Return the templates that `to_attributes` wrote; other templates' rows are passed over."""
    texts: dict[str, dict[str, str]] = {}
    rows = attributes.filter(pl.col("kind") == "template").select("value", "name", "text")
    for value, name, text in rows.iter_rows():
        texts.setdefault(value, {})[name] = text
    return [
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
    ]


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
