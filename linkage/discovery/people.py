"""What is known of each account that judgements use: sign-up, country, whether it is in a ring."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.tokens import Flags, Longs


@dataclass(frozen=True, slots=True)
class People:
    """One row an account, in the order of the tokens' accounts."""

    created: Longs
    """Sign-up in microseconds since 1970, UNKNOWN where it is not known."""
    country: pl.Series
    in_ring: Flags


def build_people(accounts: pl.DataFrame, names: pl.Series, labels: Longs) -> People:
    """Return what is known of the accounts ``names``; ``labels`` (n,) is -1 outside of rings."""
    known = names.to_frame("account").join(
        accounts.select("account", "country", pl.col("created_at").to_physical().alias("created")),
        on="account",
        how="left",
        maintain_order="left",
    )
    created = known["created"].fill_null(int(UNKNOWN)).to_numpy()
    return People(created, known["country"], labels >= 0)
