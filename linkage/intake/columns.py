"""From a file's columns to a loader's fields: names, checks, times and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from linkage.config import LoadSettings
from linkage.errors import InputError
from linkage.intake.cards import REASON as CARD
from linkage.intake.cards import card_numbers, mask_card_numbers
from linkage.intake.loading import Chunk, Field
from linkage.intake.rows import Rows
from linkage.intake.times import parse_times
from linkage.records import Rejected

_COUNT = r"^\s*[+]?[0-9]{1,15}(?:\.0+)?\s*$"


def plain_name(name: str) -> str:
    """Return a column's name without case, spaces and punctuation: ``User-ID`` is ``user_id``."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def match_columns(fields: Iterable[Field], columns: Sequence[str]) -> dict[str, str]:
    """Return the column of each field that the file has; no column serves two fields."""
    by_plain = {plain_name(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for field in fields:
        for wanted in field.columns:
            column = wanted if wanted in columns else by_plain.get(plain_name(wanted))
            if column is not None and column not in taken:
                found[field.name] = column
                taken.add(column)
                break
    return found


def require_columns(fields: Sequence[Field], columns: Sequence[str], name: str) -> dict[str, str]:
    """Return the column of each field; `InputError` if a required one is missing."""
    found = match_columns(fields, columns)
    missing = missing_fields(fields, found)
    if missing:
        wanted = "; ".join(f"{f.name} ({', '.join(f.columns[:6])})" for f in missing)
        shown = ", ".join(map(repr, columns[:30]))
        raise InputError(
            f"{name} has no column for {wanted}. Its columns: {shown}.",
            hint=f'name the column in linkage.toml: [load.columns.LOADER] {missing[0].name} = "…"',
        )
    return found


def missing_fields(fields: Sequence[Field], found: Mapping[str, str]) -> list[Field]:
    """Return the fields that a file should have and has not."""
    groups = {field.one_of for field in fields if field.one_of and field.name in found}
    return [
        field
        for field in fields
        if field.name not in found
        and (field.required or (field.one_of != "" and field.one_of not in groups))
    ]


def to_chunk(
    rows: Rows,
    fields: Sequence[Field],
    mapping: Mapping[str, str],
    settings: LoadSettings,
    source: str,
) -> Chunk:
    """Check the rows, parse times and counts, and name the columns after the fields."""
    columns: dict[str, pl.Series] = {}
    problems: list[tuple[str, pl.Series]] = []
    frame = rows.frame
    exempt = set(settings.not_cards)
    prompts = {mapping[f.name] for f in fields if f.type == "prompt" and f.name in mapping}
    parsed = {mapping[f.name] for f in fields if f.type in {"time", "count"} and f.name in mapping}
    exempt |= {mapping[name] for name in settings.not_cards if name in mapping}
    for column in frame:
        limit = settings.max_prompt if column.name in prompts else settings.max_field
        if column.dtype == pl.String:
            problems.append(
                (f"{column.name}: longer than {limit} bytes", column.str.len_bytes() > limit)
            )
        looked_at = column.dtype == pl.String or column.dtype.is_integer()
        if looked_at and column.name not in exempt | parsed | prompts:
            problems.append((f"{column.name}: {CARD}", card_numbers(column)))
    for field in fields:
        if field.name not in mapping:
            continue
        values, found = _field(field, frame[mapping[field.name]])
        columns[field.name] = values
        problems.extend(found)
    reasons = _first_reason(problems, frame.height)
    usable = pl.DataFrame({**columns, "line": rows.lines}).filter(reasons.is_null())
    rejects = [
        Rejected(source, line, reason, mask_card_numbers(rows.text(line)))
        for line, reason in zip(
            rows.lines.filter(reasons.is_not_null()), reasons.drop_nulls(), strict=True
        )
    ]
    rejects += [Rejected(source, b.line, b.reason, mask_card_numbers(b.row)) for b in rows.bad]
    return Chunk(usable, rejects, lambda line: mask_card_numbers(rows.text(line)))


def _field(field: Field, column: pl.Series) -> tuple[pl.Series, list[tuple[str, pl.Series]]]:
    """Return a field's values and what is wrong with them."""
    if isinstance(
        column.dtype, pl.List | pl.Struct | pl.Array | pl.Object | pl.Binary | pl.Boolean
    ):
        empty = pl.Series([None] * len(column), dtype=pl.String)
        return empty, [(f"{field.name}: wrong type, {column.dtype}", column.is_not_null())]
    given = column.is_not_null()
    if column.dtype == pl.String:
        given &= column.str.strip_chars() != ""
    problems = [(f"empty {field.name}", ~given)] if field.required else []
    if field.type == "time":
        times = parse_times(column)
        return times, [*problems, (f"bad time in {field.name}", given & times.is_null())]
    if field.type == "count":
        return _counts(field, column, given, problems)
    if column.dtype == pl.Null:
        return column.cast(pl.String), problems
    text = _text(column)
    if field.type == "prompt":  # its senders would write odd characters to have it passed over
        return text, problems
    problems.append((f"{field.name}: NUL byte", text.str.contains("\0", literal=True)))
    return text.str.strip_chars(), problems


def _counts(
    field: Field, column: pl.Series, given: pl.Series, problems: list[tuple[str, pl.Series]]
) -> tuple[pl.Series, list[tuple[str, pl.Series]]]:
    text = _text(column)
    negative = text.str.contains(r"^\s*-\s*[0-9]").fill_null(value=False)
    whole = text.str.contains(_COUNT).fill_null(value=False)
    counts = text.str.strip_chars().cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
    return counts, [
        *problems,
        (f"negative {field.name}", negative),
        (f"wrong type in {field.name}: not a whole number", given & ~whole),
    ]


def _text(column: pl.Series) -> pl.Series:
    if column.dtype.is_float():
        whole = column.cast(pl.Int64, strict=False)
        same = (whole.cast(pl.Float64) == column).fill_null(value=False)
        return pl.select(
            pl.when(same).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
        ).to_series()
    return column.cast(pl.String)


def _first_reason(problems: Sequence[tuple[str, pl.Series]], height: int) -> pl.Series:
    """Return the first reason of each row; null where nothing is wrong."""
    found = [(reason, mask) for reason, mask in problems if mask.any()]
    if not found:
        return (
            pl.Series([None] * height, dtype=pl.String)
            if height
            else pl.Series([], dtype=pl.String)
        )
    return pl.select(
        pl.coalesce(pl.when(mask).then(pl.lit(reason)) for reason, mask in found)
    ).to_series()
