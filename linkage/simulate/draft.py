"""A world while it is being made: accounts, identifiers and links pile up in columns."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from linkage.simulate.activity import Habits, Ints
from linkage.simulate.plans import Plan
from linkage.simulate.settings import WINDOW, WorldSettings

KINDS = ("email", "email_domain", "phone", "payment", "ip", "device", "template")
GROUPS = (
    "plain",
    "family",
    "campus",
    "class",
    "carrier",
    "vpn",
    "company",
    "reseller",
    "agency",
    "popular_prompt",
    "taken_over",
    "ring",
    "campaign",
)
"""Why an account is what it is: the ``kind`` of truth.csv."""
ISSUERS = 12
"""Card issuers in each country; the numbers after them are vendors of virtual cards."""
CLIENTS = 24
"""Clients (browser and version) that devices run."""
PLANS = ("free", "plus", "team", "pro")
START, END = (int(moment.timestamp()) for moment in WINDOW)

ACCOUNT_COLUMNS = ("created", "country", "plan", "group", "cluster", "campaign", "alias")
LINK_COLUMNS = ("account", "value", "weight", "schedule", "sync")


@dataclass
class Links:
    """Links of one kind, as lists of column chunks."""

    chunks: dict[str, list[NDArray[np.float64] | Ints]] = field(
        default_factory=lambda: {name: [] for name in LINK_COLUMNS}
    )


class Draft:
    """Everything that builders add to.

    Identifier values are integers that count up in each kind; columns beside them say what is
    needed to write them out. Each part of the world draws from a random stream of its own, so
    that adding rings leaves the honest part as it was.
    """

    def __init__(self, settings: WorldSettings) -> None:
        self.settings = settings
        self.habits = Habits()
        self.accounts: dict[str, list[Ints]] = {name: [] for name in ACCOUNT_COLUMNS}
        self.size = 0
        self.links = {kind: Links() for kind in KINDS}
        self.values: dict[str, int] = dict.fromkeys(KINDS, 0)
        self.beside: dict[str, list[Ints]] = {kind: [] for kind in KINDS}
        """One column beside each kind's values: the domain of a mailbox, the country of a phone
        number, the issuer of a card, the network of an address, the client of a device."""
        self.domains: list[str] = []
        self.networks: list[tuple[str, int]] = []
        self.schedules: list[Ints] = []
        self.jitters: list[float] = []
        self.pools: dict[str, Ints] = {}
        """Identifiers that later builders draw from (public VPN exits, homes, SMS numbers, …)."""
        self.plans: list[Plan] = []

    def random(self, *stream: int) -> np.random.Generator:
        """Return the random stream of a part of the world."""
        return np.random.default_rng([self.settings.seed, *stream])

    def add_accounts(self, n: int, **columns: Ints | int) -> Ints:
        """Add accounts; columns that are not given are -1 (0 for ``plan``)."""
        for name, chunks in self.accounts.items():
            value = columns.get(name, 0 if name == "plan" else -1)
            chunks.append(np.broadcast_to(np.asarray(value, np.int64), n))
        self.size += n
        return np.arange(self.size - n, self.size)

    def account_column(self, name: str) -> Ints:
        """Return one column of all accounts so far."""
        return np.concatenate(self.accounts[name])

    def add_values(self, kind: str, n: int, column: Ints | int = 0) -> Ints:
        """Add identifiers of a kind: ``column`` is what its kind needs beside the number."""
        self.values[kind] += n
        self.beside[kind].append(np.broadcast_to(np.asarray(column, np.int64), n))
        return np.arange(self.values[kind] - n, self.values[kind])

    def value_column(self, kind: str) -> Ints:
        """Return what stands beside the identifiers of a kind so far."""
        return np.concatenate([*self.beside[kind], np.empty(0, np.int64)])

    def add_domains(self, names: list[str]) -> Ints:
        """Add e-mail domains by name."""
        self.domains.extend(names)
        return self.add_values("email_domain", len(names))

    def add_networks(self, nature: str, n: int, blocks: int) -> Ints:
        """Add autonomous systems, each with so many blocks of 65,536 addresses (a power of 2)."""
        self.networks.extend([(nature, blocks)] * n)
        return np.arange(len(self.networks) - n, len(self.networks))

    def add_schedule(self, hours: Ints, jitter_hours: float) -> int:
        """Add a schedule: its starts (seconds since 1970) and how far times stray from it."""
        self.schedules.append(hours)
        self.jitters.append(jitter_hours * 3600)
        return len(self.schedules) - 1

    def link(
        self,
        kind: str,
        account: Ints,
        value: Ints,
        *,
        weight: NDArray[np.float64] | float = 1.0,
        schedule: Ints | int = -1,
        sync: float = 0.0,
    ) -> None:
        """Link accounts to identifiers: relative activity, and the share of it on a schedule."""
        n = len(account)
        given = {"account": account, "value": value, "weight": weight}
        for name, column in (given | {"schedule": schedule, "sync": sync}).items():
            self.links[kind].chunks[name].append(np.broadcast_to(np.asarray(column), n))
