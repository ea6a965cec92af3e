"""From a chunk's fields to sightings: normalise, refuse, hash.

What a loader needs to turn rows into a `Batch`, so that each loader is only a table of its fields.
A row whose value is refused is rejected as a whole; a placeholder is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from linkage.config import Config
from linkage.intake.hashing import keyed_hashes, read_key
from linkage.intake.loading import Chunk
from linkage.intake.normalise import is_placeholder, normalise
from linkage.records import ACCOUNTS, ATTRIBUTES, LONGEST_ID, PROMPTS, TIME, Rejected


class Identifiers:
    """The identifiers in the chunks of one source."""

    def __init__(self, source: str, config: Config) -> None:
        self._source = source
        self._config = config
        self._key = read_key(config) if config.privacy.hash else b""
        self._hashed = {config.kinds.canonical(name) or name for name in config.privacy.hash}
        self.rejects: list[Rejected] = []
        self.dropped: Counter[str] = Counter()

    def start(self, chunk: Chunk) -> pl.DataFrame:
        """Take up a chunk: its rows whose account is a real one that can be stored."""
        self._chunk = chunk
        self.rejects = list(chunk.rejects)
        self.dropped = Counter()
        real = self._refuse(
            chunk.frame,
            is_placeholder(chunk.frame["account"]),
            pl.lit("empty account: a placeholder"),
        )
        return self._refuse(real, _too_long(real["account"]), _too_long_reason("account"))

    def clean(self, frame: pl.DataFrame, field: str, kind: str) -> pl.DataFrame:
        """Put a field's values in canonical form; drop the rows whose value is refused."""
        if field not in frame.columns:
            return frame
        table = normalise(kind, frame[field], self._config.load.phone_region)
        table = table.rename({"raw": field, "value": "_value", "reason": "_reason"})
        joined = frame.join(table, on=field, how="left", maintain_order="left")
        given = joined[field].is_not_null() & (joined[field] != "")
        nothing = given & joined["_value"].is_null() & joined["_reason"].is_null()
        if nothing.any():
            self.dropped[f"{field}: a placeholder"] += int(nothing.sum())
        kept = self._refuse(joined, joined["_reason"].is_not_null(), pl.col("_reason"))
        if kind not in self._hashed:  # a hash is short
            kept = self._refuse(kept, _too_long(kept["_value"]), _too_long_reason(field))
        return kept.with_columns(pl.col("_value").alias(field)).drop("_value", "_reason")

    def hashed(self, kind: str, values: pl.Series) -> pl.Series:
        """Return the values of a kind as they may be stored."""
        if kind not in self._hashed:
            return values
        distinct = values.drop_nulls().unique()
        return values.replace_strict(distinct, keyed_hashes(distinct, self._key), default=None)

    def refuse(self, frame: pl.DataFrame, bad: pl.Series, reason: str) -> pl.DataFrame:
        """Reject the rows of a mask for one reason; return the others."""
        return self._refuse(frame, bad, pl.lit(reason))

    def _refuse(self, frame: pl.DataFrame, bad: pl.Series, reason: pl.Expr) -> pl.DataFrame:
        bad = bad.fill_null(value=False)
        if not bad.any():
            return frame
        rows = frame.filter(bad).select("line", reason.alias("why"))
        self.rejects.extend(
            Rejected(self._source, line, why, self._chunk.text(line)) for line, why in rows.rows()
        )
        return frame.filter(~bad)

    def events(
        self, frame: pl.DataFrame, kinds: dict[str, str], loader: str, time: str = "time"
    ) -> pl.DataFrame:
        """Return one event a row and identifier: ``kinds`` maps fields to kinds.

        With a field ``event_id`` the events carry ``event`` and ``line``.
        """
        parts = []
        for field, kind in kinds.items():
            if field not in frame.columns:
                continue
            columns = [
                pl.col("account"),
                pl.lit(kind).alias("kind"),
                self.hashed(kind, frame[field]).alias("value"),
                (pl.col(time) if time in frame.columns else pl.lit(None, TIME)).alias("time"),
                *_event(frame, loader),
            ]
            parts.append(frame.select(columns).drop_nulls("value"))
        return pl.concat(parts) if parts else pl.DataFrame()

    def prompts(self, frame: pl.DataFrame, loader: str) -> pl.DataFrame:
        """Return the raw prompts (records.PROMPTS) of a frame with account, time and prompt.

        With a field ``event_id`` they carry ``event`` and ``line``.
        """
        return frame.select(*PROMPTS.names(), *_event(frame, loader))

    def attributes(
        self, frame: pl.DataFrame, field: str, kind: str, names: Sequence[str]
    ) -> pl.DataFrame:
        """Return the properties of a kind's identifiers that stand in other columns."""
        parts = [
            pl.DataFrame({"value": self.hashed(kind, frame[field]), "text": frame[name]})
            .drop_nulls()
            .filter(pl.col("text") != "")
            .unique()
            .select(pl.lit(kind).alias("kind"), "value", pl.lit(name).alias("name"), "text")
            for name in names
            if name in frame.columns and field in frame.columns
        ]
        return pl.concat(parts) if parts else pl.DataFrame(schema=ATTRIBUTES)


def _too_long(ids: pl.Series) -> pl.Series:
    return ids.str.len_bytes() > LONGEST_ID


def _too_long_reason(field: str) -> pl.Expr:
    return pl.lit(f"{field}: longer than {LONGEST_ID} bytes, the longest id that can be stored")


def _event(frame: pl.DataFrame, loader: str) -> list[pl.Expr]:
    """Return the columns that name the event of each row, none without a field ``event_id``."""
    if "event_id" not in frame.columns:
        return []
    named = pl.col("event_id").replace("", None)
    return [pl.concat_str(pl.lit(loader + "\0"), named).alias("event"), pl.col("line")]


def account_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the account properties that a frame has, in the columns of records.ACCOUNTS."""
    return frame.select(
        (
            pl.col(name).replace("", None)
            if name in frame.columns and dtype == pl.String
            else pl.col(name)
            if name in frame.columns
            else pl.lit(None, dtype)
        ).alias(name)
        for name, dtype in ACCOUNTS.items()
    )
