"""The schemas of the Polars frames that pass between the layers; times are UTC, microseconds."""

from __future__ import annotations

import polars as pl

TIME = pl.Datetime("us", "UTC")

HOURS_KEPT = 32
"""Hours of activity kept for one (account, identifier): those with the smallest hash.

The hash of an hour is the same for every account, so the samples of two accounts are
coordinated (bottom-k sketch: Cohen and Kaplan, 2007, "Summarizing data using bottom-k
sketches"): if both were active in the same hours, the same ones are kept. The union of two
sketches, cut again to k, is the sketch of the union, so folding is order-free and idempotent.
"""

LONGEST_ID = 8_000
"""Bytes of the longest id of an account or identifier: an index of Neo4j's holds keys of up to
8,167, and what one engine refuses the other does not take either."""

SIGHTINGS = pl.Schema(
    {
        "account": pl.String(),
        "kind": pl.String(),
        "value": pl.String(),
        "first_seen": TIME,
        "last_seen": TIME,
        "count": pl.Int64(),
        "hours": pl.List(pl.Int32()),
    }
)
"""One row an (account, kind, value). ``hours`` are hours since 1970, ascending, at most HOURS_KEPT;
times are null and ``hours`` is empty where the data carry no time."""

ENOUGH_PROMPTS = 3
"""Distinct prompts of a template from which an account is linked to it: one prompt that fits may
be pasted content, or chance; several different prompts of one script are use of the script."""

PENDING = pl.Schema({**SIGHTINGS, "prompts": pl.List(pl.Int64())})
"""Sightings that do not count yet, one row an (account, kind, value): ``prompts`` are hashes of
distinct prompts behind them, ascending, at most ENOUGH_PROMPTS. With that many, or where the
sighting is there already, a row becomes part of a sighting."""

PROMPTS = pl.Schema({"account": pl.String(), "time": TIME, "prompt": pl.String()})
"""One row a raw prompt. Prompts are read by what finds templates in them and are never stored."""

LINKS = pl.Schema({name: SIGHTINGS[name] for name in ("account", "kind", "value")})
"""One row a sighting: only who was seen with what."""

ACCOUNTS = pl.Schema(
    {
        "account": pl.String(),
        "created_at": TIME,
        "plan": pl.String(),
        "country": pl.String(),
        "status": pl.String(),
        "email_domain": pl.String(),
    }
)
"""One row an account. An account that was only sighted has nulls."""

ATTRIBUTES = pl.Schema(
    {"kind": pl.String(), "value": pl.String(), "name": pl.String(), "text": pl.String()}
)
"""One row a property of an identifier (a card's brand, an IP's network, a template's skeleton)."""

MEMBERS = pl.Schema(
    {"account": pl.String(), "ring": pl.String(), "score": pl.Float64(), "core": pl.Boolean()}
)
"""One row a member of a ring: its membership confidence (0 to 1) and whether it is core or rim."""

WEIGHTS = pl.Schema(
    {
        "kind": pl.String(),
        "value": pl.String(),
        "accounts": pl.Int64(),
        "bits": pl.Float64(),
        "hub": pl.Boolean(),
        "nature": pl.String(),
    }
)
"""One row an identifier with two or more accounts: what sharing it is worth, in bits."""

NATURES = pl.Schema(
    {
        "kind": pl.String(),
        "value": pl.String(),
        "nature": pl.String(),
        "nature_reason": pl.String(),
        "in_rings": pl.Float64(),
    }
)
"""One row an identifier worth a sentence (hubs, what was declared, what rings hold): its nature
or null, why, and the share of its accounts that are in rings."""
