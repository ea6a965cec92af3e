"""The natures of a run's identifiers, written into its findings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from linkage.config import NatureSettings
from linkage.discovery.natures.declared import Exempt, declared_natures
from linkage.discovery.natures.facts import identifier_facts
from linkage.discovery.natures.guess import Guesses, guess_natures
from linkage.discovery.people import People
from linkage.discovery.situation import Situation
from linkage.discovery.tokens import Flags, Tokens
from linkage.kinds import KindTable
from linkage.natures import NATURES as KNOWN
from linkage.natures import title_of
from linkage.records import NATURES, WEIGHTS, Findings

BUSY = 20
"""Accounts from which an identifier with a nature gets a sentence of its own."""
WIDESPREAD = 0.2
"""Share of a ring's members from which what they share gets one."""
_KEY = ["kind", "value"]


@dataclass(frozen=True, slots=True)
class Data:
    """What a run was given: the tables of linkage.records, the kinds, and the declared natures."""

    sightings: pl.DataFrame
    accounts: pl.DataFrame
    attributes: pl.DataFrame
    kinds: KindTable
    settings: NatureSettings


def with_natures(
    findings: Findings, found: Situation, people: People, data: Data, gone: Exempt
) -> Findings:
    """Return the findings with a nature for each identifier that has one, and the reasons.

    The identifiers that were ``gone`` from discovery are reported as hubs.
    """
    tokens = found.tokens
    facts = identifier_facts(tokens, people, data.sightings, data.attributes)
    guesses = guess_natures(tokens, facts)
    identifiers = _identifiers(tokens)
    known = _known(identifiers, data)
    guessed = pl.Series(
        [KNOWN[n].name if n >= 0 else None for n in guesses.nature], dtype=pl.String
    )
    worth = _worth_a_sentence(found, guesses)
    rows = (
        identifiers[facts.token]
        .with_columns(
            guessed.alias("guess"),
            pl.Series("in_rings", facts.in_rings),
            pl.Series("place", np.arange(len(facts.token))),
            pl.Series("worth", worth),
        )
        .join(known, on=_KEY, how="full", coalesce=True)
    )
    natures = rows.select(*_KEY, pl.coalesce("nature", "guess").alias("nature"))
    weights = (
        findings.weights.drop("nature")
        .join(natures, on=_KEY, how="left", maintain_order="left")
        .select(WEIGHTS.names())
    )
    described = _described(rows, guesses)
    return replace(
        findings,
        weights=pl.concat([weights, _gone_weights(gone)]).sort(_KEY),
        natures=pl.concat([described, _gone_natures(gone, found, data)]).sort(_KEY),
        hubs=tuple(sorted([*findings.hubs, *_gone_hubs(gone)], key=lambda h: (-h[2], h[:2]))),
    )


def _identifiers(tokens: Tokens) -> pl.DataFrame:
    """Return kind and value of the plain tokens, which stand before those of one hour."""
    kinds = pl.Series(tokens.kinds, dtype=pl.String)
    return pl.DataFrame(
        {"kind": kinds.gather(tokens.kind[tokens.plain]), "value": tokens.values},
        schema={"kind": pl.String, "value": pl.String},
    )


def _known(identifiers: pl.DataFrame, data: Data) -> pl.DataFrame:
    """Return kind, value, nature, reason of what was declared or, else, loaded with the data."""
    declared = declared_natures(identifiers, data.settings, data.kinds).select(
        *_KEY, "nature", pl.format("declared by {}", "source").alias("reason")
    )
    loaded = (
        data.attributes.filter((pl.col("name") == "nature") & pl.col("text").is_not_null())
        .join(identifiers, on=_KEY, how="semi")
        .select(
            *_KEY, pl.col("text").alias("nature"), pl.lit("loaded with the data").alias("reason")
        )
    )
    return pl.concat([declared, loaded]).unique(_KEY, keep="first", maintain_order=True)


def _worth_a_sentence(found: Situation, guesses: Guesses) -> Flags:
    """Return (m,) which identifiers are hubs, are busy, or are what many of a ring share."""
    tokens, held = found.tokens, found.held
    token = guesses.facts.token
    wide = np.zeros(tokens.count, dtype=np.bool_)
    wide[held.token[held.members >= WIDESPREAD * held.sizes[held.group]]] = True
    busy = (tokens.degree[token] >= BUSY) & (guesses.nature >= 0)
    return np.asarray(tokens.hub[token] | wide[token] | busy)


def _described(rows: pl.DataFrame, guesses: Guesses) -> pl.DataFrame:
    """Return NATURES of what is worth a sentence."""
    chosen = rows.filter(pl.col("worth").fill_null(False) | pl.col("reason").is_not_null())
    sentences = [
        reason or (guesses.reason(place) if guess is not None else None)
        for reason, place, guess in chosen.select("reason", "place", "guess").iter_rows()
    ]
    return chosen.select(
        *_KEY,
        pl.coalesce("nature", "guess").alias("nature"),
        pl.Series("nature_reason", sentences, dtype=pl.String),
        "in_rings",
    ).cast(NATURES)


def _gone_hubs(gone: Exempt) -> list[tuple[str, str, int, str]]:
    return [
        (kind, value, accounts, f"declared {title_of(nature)}: it links nobody")
        for kind, value, nature, accounts in gone.identifiers.select(
            *_KEY, "nature", "accounts"
        ).iter_rows()
        if accounts > 1
    ]


def _gone_weights(gone: Exempt) -> pl.DataFrame:
    return (
        gone.identifiers.filter(pl.col("accounts") > 1)
        .select(*_KEY, "accounts", pl.lit(0.0).alias("bits"), pl.lit(True).alias("hub"), "nature")
        .cast(WEIGHTS)
    )


def _gone_natures(gone: Exempt, found: Situation, data: Data) -> pl.DataFrame:
    """Return NATURES of what was taken out, with the share of its accounts in rings."""
    if gone.identifiers.is_empty():
        return NATURES.to_frame()
    inside = found.tokens.accounts.filter(pl.Series(found.labels >= 0))
    shares = (
        data.sightings.join(gone.identifiers, on=_KEY, how="semi")
        .group_by(_KEY)
        .agg(pl.col("account").is_in(inside.implode()).mean().alias("in_rings"))
    )
    return (
        gone.identifiers.filter(pl.col("accounts") > 1)
        .join(shares, on=_KEY, how="left", maintain_order="left")
        .select(
            *_KEY,
            "nature",
            pl.format("declared by {}", "source").alias("nature_reason"),
            "in_rings",
        )
        .cast(NATURES)
    )
