"""A world written down in columns: who used what. Shared by the generators of training worlds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.folding import KEY, cut_hours, fold_events
from linkage.intake.normalise import normalise
from linkage.records import ACCOUNTS, SIGHTINGS
from tests.bench.training.clock import DAYS, START, Habits, timed

Ints = NDArray[np.int64]
APART = frozenset({"plain", "family", "club", "reseller", "course", "kiosk"})
"""Kinds of groups whose members live anywhere."""
TOGETHER = {
    "ring": 0.5,
    "agency": 0.5,
    "company": 0.5,
    "young company": 0.5,
    "organisation": 0.5,
    "workplace": 0.8,
    "university": 0.5,
    "school": 0.9,
    "meeting": 0.9,
}
"""Chance that a group of a kind does a part of its work in the same hours."""
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


def account_table(known: pl.DataFrame) -> pl.DataFrame:
    """Return accounts (records.ACCOUNTS) of the columns that are known of them."""
    missing = [pl.lit(None).alias(n) for n in ACCOUNTS.names() if n not in known.columns]
    return known.with_columns(missing).select(ACCOUNTS.names()).cast(ACCOUNTS).sort("account")


def truth_table(ids: pl.Series, clusters: list[str], kinds: list[str]) -> pl.DataFrame:
    """Return the truth about accounts, as a TrainingWorld has it."""
    return pl.DataFrame({"account": ids, "cluster": clusters, "kind": kinds}).sort("account")


def folded(events: pl.DataFrame) -> pl.DataFrame:
    """Return the sightings that a loader makes of events: account, kind, value, time."""
    parts = [
        part.join(normalise(str(kind), part["value"]), left_on="value", right_on="raw", how="left")
        for (kind,), part in events.partition_by("kind", as_dict=True).items()
    ]
    canonical = pl.concat(parts).select("account", "kind", value="value_right", time="time")
    return fold_events(canonical.drop_nulls("value")).sort(KEY)


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
    """Accounts and links while a world is being made.

    ``luck`` draws who works in which way in time; without it links have one event each.
    """

    rng: np.random.Generator
    luck: np.random.Generator | None = None
    created: list[Ints] = field(default_factory=list)
    cluster: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    links: list[pl.DataFrame] = field(default_factory=list)
    pools: int = 0
    habits: list[Habits] = field(default_factory=list)

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
        self._live(n, kind)
        return np.arange(self.size - n, self.size)

    def _live(self, n: int, kind: str) -> None:
        """Give new accounts their hours: strangers live anywhere, groups in one place."""
        luck = self.luck or np.random.default_rng(0)
        apart = kind in APART or luck.random() < 0.3
        zone = luck.integers(0, 24, n if apart else 1)
        together = luck.random() < TOGETHER.get(kind, 0.0)
        sync = luck.uniform(0.1, 0.6) if together else 0.0
        group = np.full(n, len(self.habits))
        self.habits.append(Habits(np.broadcast_to(zone, n), group, np.full(n, sync)))

    def happens(self, chance: float) -> bool:
        """Return whether something about time happens, with this chance."""
        return self.luck is not None and bool(self.luck.random() < chance)

    def way(self, chance: float) -> str:
        """Return how a group works with what it shares: by handover, in rotation, or anyhow."""
        if not self.happens(chance) or self.luck is None:
            return ""
        return str(self.luck.choice(["handover", "rotation"]))

    def day(self) -> float:
        """Return a midnight (seconds) in the middle of the window."""
        return float(START + 86_400 * (self.luck or self.rng).integers(15, DAYS - 5))

    def begin_together(self, accounts: Ints, day: float) -> None:
        """Let accounts begin one of a few new templates on one day."""
        values = pl.Series(self.pool("template", 1 + len(accounts) // 40), dtype=pl.String)
        pick = self.rng.integers(0, len(values), len(accounts))
        begin = day + self.rng.uniform(0, 14 * 3600, len(accounts))
        self.link("template", accounts, values.gather(pick), begin=begin)

    def pool(self, kind: str, n: int) -> list[str]:
        """Return so many new values of a kind."""
        self.pools += 1
        if kind == "email_domain":
            return [f"site{self.pools}-{i}.com" for i in range(n)]
        return [f"{kind}-{self.pools}-{i}" for i in range(n)]

    def use(
        self, kind: str, accounts: Ints, values: list[str], skew: float = 1.0, way: str = ""
    ) -> None:
        """Let each account use one of the values; ``skew`` above 1 prefers the first ones."""
        pick = (len(values) * self.rng.random(len(accounts)) ** skew).astype(np.int64)
        self.link(kind, accounts, pl.Series(values, dtype=pl.String).gather(pick), way=way)

    def own(self, kind: str, accounts: Ints) -> None:
        """Give each account a value that nobody else has."""
        self.use_each(kind, accounts, self.pool(kind, len(accounts)))

    def use_each(self, kind: str, accounts: Ints, values: list[str]) -> None:
        """Link account by account to value by value."""
        self.link(kind, accounts, pl.Series(values, dtype=pl.String))

    def link(
        self,
        kind: str,
        accounts: Ints,
        values: pl.Series,
        *,
        way: str = "",
        begin: NDArray[np.float64] | None = None,
    ) -> None:
        """Add links; ``way`` and ``begin`` (seconds) say how they are used (clock.py)."""
        unknown = np.full(len(accounts), np.nan)
        self.links.append(
            pl.DataFrame(
                {
                    "account": accounts,
                    "value": values,
                    "kind": pl.repeat(kind, len(accounts), eager=True),
                    "way": pl.repeat(way, len(accounts), eager=True),
                    "begin": unknown if begin is None else begin,
                    "end": unknown,
                }
            )
        )

    def magnitude(self, low: float, high: float) -> float:
        """Return a number of any magnitude between two: its logarithm is uniform."""
        return float(np.exp(self.rng.uniform(np.log(low), np.log(high))))

    def some(self, accounts: Ints, share: float) -> Ints:
        """Return a random share of accounts."""
        return np.asarray(accounts[self.rng.random(len(accounts)) < share])

    def finish(self, name: str, kinds: frozenset[str], times: bool, signups: bool) -> TrainingWorld:
        """Return the world with these kinds; without times or sign-up times if wanted."""
        ids = pl.Series([f"a{i:06d}" for i in self.rng.permutation(self.size)])
        created = np.concatenate(self.created)
        rows = pl.concat(self.links).filter(pl.col("kind").is_in(sorted(kinds)))
        rows = rows.unique(("account", "kind", "value"), keep="first", maintain_order=True)
        if times and self.luck is not None:
            when = timed(rows, created, self._all_habits(), self.rng)
        else:
            when = self._once(rows, created, times)
        sightings = cut_hours(
            rows.with_columns(pl.col("account").map_batches(ids.gather, return_dtype=pl.String))
            .hstack(when)
            .select(SIGHTINGS.names())
            .cast(SIGHTINGS)
        ).sort(KEY)
        born = pl.Series(created * 1_000_000 if signups else [None] * len(created))
        accounts = pl.DataFrame({"account": ids, "created_at": born.cast(pl.Int64)})
        truth = truth_table(ids, self.cluster, self.kind)
        return TrainingWorld(name, sightings, account_table(accounts), truth)

    def _once(self, rows: pl.DataFrame, created: Ints, times: bool) -> pl.DataFrame:
        """Return one event a link, some time after the sign-up, or no time at all."""
        seen = np.maximum(created[rows["account"].to_numpy()], START)
        seen = seen + self.rng.integers(0, 20 * 86_400, len(seen))
        first = pl.Series(seen * 1_000_000 if times else [None] * len(seen), dtype=pl.Int64)
        return pl.DataFrame({"first_seen": first, "last_seen": first}).with_columns(
            pl.lit(1).alias("count"), pl.lit([], dtype=pl.List(pl.Int32)).alias("hours")
        )

    def _all_habits(self) -> Habits:
        columns = ("zone", "group", "sync")
        return Habits(*(np.concatenate([getattr(h, c) for h in self.habits]) for c in columns))
