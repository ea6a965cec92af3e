"""Natures that the analyst declared, and what they take out of discovery."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from linkage.config import NatureSettings
from linkage.kinds import KindTable
from linkage.natures import NATURES, title_of
from linkage.networks import NetworkTable

DECLARED = pl.Schema(
    {"kind": pl.String(), "value": pl.String(), "nature": pl.String(), "source": pl.String()}
)
"""One row an identifier whose nature is declared, and who says so."""

_UNLINKED = [nature.name for nature in NATURES if not nature.links]


def declared_natures(
    identifiers: pl.DataFrame, settings: NatureSettings, kinds: KindTable
) -> pl.DataFrame:
    """Return DECLARED of those of the identifiers (kind, value) that the settings name.

    A kind and its value count before a value, a value before a network, and a narrow network
    before a wide one. Addresses are looked for in the kinds of the group ``network``.
    """
    if not settings.values and not settings.networks:
        return DECLARED.to_frame()
    found = [_by_value(identifiers, settings, kinds), _by_network(identifiers, settings, kinds)]
    return (
        pl.concat(found)
        .unique(["kind", "value"], keep="first", maintain_order=True)
        .sort("kind", "value")
    )


def _by_value(
    identifiers: pl.DataFrame, settings: NatureSettings, kinds: KindTable
) -> pl.DataFrame:
    named = []
    for key, nature in settings.values.items():
        kind, _, value = key.partition(":")
        known = kinds.canonical(kind) if value else None
        if known:
            named.append((known, value, nature))
    plain = pl.DataFrame(
        {"value": list(settings.values), "nature": list(settings.values.values())},
        schema={"value": pl.String, "nature": pl.String},
    )
    exact = pl.DataFrame(named, schema=["kind", "value", "nature"], orient="row").cast(pl.String)
    found = pl.concat(
        [
            identifiers.join(exact, on=["kind", "value"]).select("kind", "value", "nature"),
            identifiers.join(plain, on="value").select("kind", "value", "nature"),
        ]
    )
    return found.with_columns(pl.lit("linkage.toml").alias("source")).cast(DECLARED)


def _by_network(
    identifiers: pl.DataFrame, settings: NatureSettings, kinds: KindTable
) -> pl.DataFrame:
    if not settings.networks:
        return DECLARED.to_frame()
    names = [kind.name for kind in kinds.values() if kind.group == "network"]
    addresses = identifiers.filter(pl.col("kind").is_in(names)).select("kind", "value")
    place = NetworkTable(settings.networks).find(addresses["value"])
    owner = [settings.networks[i] for i in place[place >= 0]]
    return (
        addresses.filter(pl.Series(place >= 0))
        .with_columns(
            pl.Series("nature", [network.nature for network in owner], dtype=pl.String),
            pl.Series("source", [f"{n.cidr} in {n.source}" for n in owner], dtype=pl.String),
        )
        .cast(DECLARED)
    )


@dataclass(frozen=True, slots=True)
class Exempt:
    """Sightings without the identifiers that were declared to link nobody.

    ``identifiers`` has kind, value, accounts, nature, source of those that were taken out.
    """

    sightings: pl.DataFrame
    identifiers: pl.DataFrame
    links: int
    """Sightings that were taken out."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken out, in a sentence."""
        if self.identifiers.is_empty():
            return ()
        titles = [title_of(name) for name in _UNLINKED if name in set(self.identifiers["nature"])]
        return (
            f"{self.identifiers.height:,} identifiers declared {' or '.join(titles)} link nobody:"
            f" {self.links:,} sightings were left out.",
        )


def exempt(sightings: pl.DataFrame, settings: NatureSettings, kinds: KindTable) -> Exempt:
    """Take the identifiers out whose declared nature explains that strangers share them."""
    key = ["kind", "value"]
    empty = DECLARED.to_frame().with_columns(pl.lit(0, pl.Int64).alias("accounts"))
    if not settings.values and not settings.networks:
        return Exempt(sightings, empty, 0)
    identifiers = sightings.group_by(key).agg(pl.len().cast(pl.Int64).alias("accounts"))
    declared = declared_natures(identifiers, settings, kinds)
    gone = identifiers.join(declared.filter(pl.col("nature").is_in(_UNLINKED)), on=key).sort(key)
    kept = sightings.join(gone, on=key, how="anti", maintain_order="left")
    return Exempt(kept, gone, sightings.height - kept.height)
