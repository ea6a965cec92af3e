"""Conversations: accounts and the prompt templates they sent, by id, or as raw prompts.

A raw prompt is handed on to be matched with templates; it is never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from linkage.config import Config
from linkage.intake.identify import Identifiers, account_rows
from linkage.intake.loading import Batch, Field, Source, configured
from linkage.records import TIME as TIME_TYPE
from linkage_loaders.common import ACCOUNT, DEVICE, EVENT_ID, IP, TIME, networks

KINDS = {"template": "template", "ip": "ip", "device": "device"}


class Templates:
    """Loads conversations that carry a template id or hash, or else the raw prompt."""

    name = "templates"
    fields: tuple[Field, ...] = (
        ACCOUNT,
        Field(
            "template",
            ("template", "template_id", "template_hash", "prompt_template", "prompt_hash"),
            one_of="content",
        ),
        Field(
            "prompt",
            ("prompt", "prompt_text", "content", "message", "text"),
            "prompt",
            one_of="content",
        ),
        TIME,
        IP,
        DEVICE,
        replace(EVENT_ID, columns=(*EVENT_ID.columns, "conversation_id")),
    )

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield sightings of templates, IP addresses and devices, and prompts without a template.

        A row that has both a template and a prompt is a sighting of the template.
        """
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = _with_content(identifiers.start(chunk))
            for field in ("template", "ip", "device"):
                frame = identifiers.clean(frame, field, KINDS[field])
            empty = frame["template"].is_null() & frame["prompt"].is_null()
            frame = identifiers.refuse(frame, empty, "empty template and prompt")
            raw = frame.filter(pl.col("template").is_null())
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame.drop("prompt"), KINDS, self.name),
                accounts=account_rows(raw.select("account").unique()),
                attributes=networks(identifiers, frame, ()),
                prompts=identifiers.prompts(raw, self.name),
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )


def _with_content(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the columns that a file may lack, and make a blank prompt none."""
    missing = {"template": pl.String(), "prompt": pl.String(), "time": TIME_TYPE}
    frame = frame.with_columns(
        pl.lit(None, dtype).alias(name)
        for name, dtype in missing.items()
        if name not in frame.columns
    )
    blank = pl.col("prompt").str.strip_chars() == ""
    return frame.with_columns(pl.when(~blank).then("prompt").alias("prompt"))
