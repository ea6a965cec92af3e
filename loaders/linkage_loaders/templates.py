"""Conversations: accounts and the prompt templates they sent. Prompts themselves are never kept."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from linkage.config import Config
from linkage.intake.identify import Identifiers
from linkage.intake.loading import Batch, Field, Source, configured
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
        """Yield sightings of templates, and of IP addresses and devices where there are any."""
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.start(chunk)
            for field in ("template", "ip", "device"):
                frame = identifiers.clean(frame, field, KINDS[field])
            if "prompt" in frame.columns:
                frame = with_fingerprints(frame)
            frame = identifiers.refuse(frame, frame["template"].is_null(), "empty template")
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame, KINDS, self.name),
                attributes=networks(identifiers, frame, ()),
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )


def with_fingerprints(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill in a template for each row that has only a prompt, and take the prompts out."""
    prompts = frame["prompt"].replace("", None)
    distinct = prompts.drop_nulls().unique()
    marks = pl.Series([prompt_fingerprint(prompt) for prompt in distinct], dtype=pl.String)
    made = prompts.replace_strict(distinct, marks, default=None)
    given = frame["template"] if "template" in frame.columns else pl.Series([None]).cast(pl.String)
    return frame.drop("prompt").with_columns(pl.coalesce(given, made).alias("template"))


def prompt_fingerprint(prompt: str) -> str:
    """Return ``p:`` and 16 hexadecimal digits of the SHA-256 of the prompt in NFC.

    >>> prompt_fingerprint("hello")
    'p:2cf24dba5fb0a30e'
    """
    text = unicodedata.normalize("NFC", prompt).encode("utf-8", "surrogatepass")
    return "p:" + hashlib.sha256(text).hexdigest()[:16]
