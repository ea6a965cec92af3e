"""A world written down in columns: who used what. Shared by the generators of training worlds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.folding import KEY
from linkage.records import ACCOUNTS, SIGHTINGS

Ints = NDArray[np.int64]
START = 1_776_816_000
DAYS = 45
MAIL_SERVICES = ("mail-one.com", "mail-two.com", "mail-three.net")


@dataclass(frozen=True)
class TrainingWorld:
    """Sightings (records.SIGHTINGS), accounts (records.ACCOUNTS), and the truth about them.

    ``truth``: account, cluster (empty for honest ones) and kind, sorted by account.
    """

    name: str
    sightings: pl.DataFrame
    accounts: pl.DataFrame
    truth: pl.DataFrame


def joined(world: TrainingWorld, other: TrainingWorld) -> TrainingWorld:
    """Return one world of two that have no account in common."""
    return TrainingWorld(
        world.name,
        pl.concat([world.sightings, other.sightings]).sort(KEY),
        pl.concat([world.accounts, other.accounts]).sort("account"),
        pl.concat([world.truth, other.truth]).sort("account"),
    )


@dataclass
class Sheet:
    """Accounts and links while a world is being made."""

    rng: np.random.Generator
    created: list[Ints] = field(default_factory=list)
    cluster: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    links: list[pl.DataFrame] = field(default_factory=list)
    pools: int = 0

    @property
    def size(self) -> int:
        """Accounts so far."""
        return len(self.cluster)

    def people(self, n: int, kind: str, cluster: str = "", burst: float = 0.0) -> Ints:
        """Add accounts; with ``burst`` days their sign-ups fall together."""
        if burst:
            begin = START + self.rng.uniform(0, 0.7 * DAYS) * 86_400
            created = begin + self.rng.exponential(burst * 86_400, n)
        else:
            created = START + (self.rng.random(n) * 400 - 355) * 86_400
        self.created.append(created.astype(np.int64))
        self.cluster.extend([cluster] * n)
        self.kind.extend([kind] * n)
        return np.arange(self.size - n, self.size)

    def pool(self, kind: str, n: int) -> list[str]:
        """Return so many new values of a kind."""
        self.pools += 1
        if kind == "email_domain":
            return [f"site{self.pools}-{i}.com" for i in range(n)]
        return [f"{kind}-{self.pools}-{i}" for i in range(n)]

    def use(self, kind: str, accounts: Ints, values: list[str], skew: float = 1.0) -> None:
        """Let each account use one of the values; ``skew`` above 1 prefers the first ones."""
        pick = (len(values) * self.rng.random(len(accounts)) ** skew).astype(np.int64)
        self.link(kind, accounts, pl.Series(values, dtype=pl.String).gather(pick))

    def own(self, kind: str, accounts: Ints) -> None:
        """Give each account a value that nobody else has."""
        self.use_each(kind, accounts, self.pool(kind, len(accounts)))

    def use_each(self, kind: str, accounts: Ints, values: list[str]) -> None:
        """Link account by account to value by value."""
        self.link(kind, accounts, pl.Series(values, dtype=pl.String))

    def link(self, kind: str, accounts: Ints, values: pl.Series) -> None:
        """Add links."""
        frame = pl.DataFrame({"account": accounts, "value": values})
        self.links.append(frame.with_columns(pl.lit(kind).alias("kind")))

    def some(self, accounts: Ints, share: float) -> Ints:
        """Return a random share of accounts."""
        return np.asarray(accounts[self.rng.random(len(accounts)) < share])

    def finish(self, name: str, kinds: frozenset[str], times: bool, signups: bool) -> TrainingWorld:
        """Return the world with these kinds; without times or sign-up times if wanted."""
        ids = pl.Series([f"a{i:06d}" for i in self.rng.permutation(self.size)])
        created = np.concatenate(self.created)
        rows = pl.concat(self.links).filter(pl.col("kind").is_in(sorted(kinds)))
        seen = np.maximum(created[rows["account"].to_numpy()], START)
        seen = seen + self.rng.integers(0, 20 * 86_400, len(seen))
        first = pl.Series(seen * 1_000_000 if times else [None] * len(seen))
        sightings = (
            rows.with_columns(
                pl.col("account").map_batches(ids.gather, return_dtype=pl.String),
                first.cast(pl.Int64).alias("first_seen"),
                first.cast(pl.Int64).alias("last_seen"),
                pl.lit(1).alias("count"),
                pl.lit([], dtype=pl.List(pl.Int32)).alias("hours"),
            )
            .select(SIGHTINGS.names())
            .cast(SIGHTINGS)
            .unique(KEY, keep="first", maintain_order=True)
            .sort(KEY)
        )
        born = pl.Series(created * 1_000_000 if signups else [None] * len(created))
        accounts = pl.DataFrame({"account": ids, "created_at": born.cast(pl.Int64)})
        missing = [pl.lit(None).alias(n) for n in ACCOUNTS.names() if n not in accounts.columns]
        accounts = accounts.with_columns(missing).select(ACCOUNTS.names()).cast(ACCOUNTS)
        truth = pl.DataFrame({"account": ids, "cluster": self.cluster, "kind": self.kind})
        return TrainingWorld(name, sightings, accounts.sort("account"), truth.sort("account"))
