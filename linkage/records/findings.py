"""What discovery finds: rings, campaigns, what was said of each, and the run itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from linkage.records.schemas import MEMBERS, NATURES

RING, LIKELY, INSUFFICIENT, ONE_OWNER = (
    "ring",
    "likely ring",
    "insufficient evidence",
    "one owner",
)
VERDICTS = (RING, LIKELY, INSUFFICIENT, ONE_OWNER)
"""What may be said of a group; all but ``insufficient evidence`` are flagged."""

SEEN, ABSENT, CIRCUMSTANCE = "seen", "absent", "circumstance"
"""What a contribution is about: something seen; the absence of what its name says; or something
that is evidence of nothing by itself, such as a size, but changes what the rest is worth."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of an evidence table: what was seen and what it adds, in bits of log-odds."""

    name: str
    bits: float
    value: float | None = None
    meaning: str = ""
    """One sentence that an analyst can read."""
    role: str = SEEN
    """`SEEN`, `ABSENT` or `CIRCUMSTANCE`."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Another reading of a ring (family, company, campus, reseller, …) and how well it fits."""

    name: str
    fit: float
    """0 (nothing speaks for it) to 1."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """How often chance alone would give what a ring shares of one kind, or of all together."""

    kind: str
    observed: int
    """Repeats: for each identifier, the members that have it beyond the first."""
    expected: float
    """The same, on average, in a world rewired at random with the same degrees."""
    log10_p: float
    """Decimal logarithm of the chance of so many repeats in a rewired world: at most this."""


@dataclass(frozen=True, slots=True)
class Significance:
    """A ring against the null model: the same accounts and identifiers, rewired at random."""

    kinds: tuple[Chance, ...]
    log10_p: float
    """All kinds together, for this group of accounts."""
    log10_any: float
    """The same for any group of so many accounts among all: what counts against having looked."""


@dataclass(frozen=True, slots=True)
class Place:
    """What many members of a ring share, and what it may be."""

    kind: str
    value: str
    members: int
    nature: str
    reason: str
    declared: bool
    """Whether the analyst said so; else it was loaded or guessed."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Something that alone, or with one or two others, holds parts of a ring together."""

    kind: str
    """``account``, or the kind of the identifier."""
    value: str
    parts: tuple[int, ...]
    """Accounts in each part that is left without it, largest first; at least two."""
    others: tuple[tuple[str, str], ...] = ()
    """(kind, value) of what must be taken away with it; empty where it is enough alone."""


@dataclass(frozen=True, slots=True)
class TimePattern:
    """A way in which members work in time that chance hardly gives, counted in its own unit."""

    name: str
    members: int
    """Members that take part."""
    observed: float
    expected: float
    """The same by chance, for members on their own with as much activity each."""
    log10_p: float
    """Decimal logarithm of the chance of so much by chance."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Ring:
    """A group of accounts that one operator seems to run.

    The bits of ``contributions`` sum to the log-odds of ``score``: ``log2(score / (1 - score))``.
    """

    id: str
    campaign: str | None
    accounts: int
    core: int
    score: float
    verdict: str
    """One of `VERDICTS`."""
    first_seen: datetime | None
    last_seen: datetime | None
    burst: float
    """Share of the ring's sign-ups in its busiest 24 hours; 0 where times are unknown."""
    shards: int = 1
    """Rings of its campaign, this one among them; 1 without a campaign."""
    contributions: tuple[Contribution, ...] = ()
    counter_evidence: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    top_identifiers: tuple[tuple[str, str, int, float], ...] = ()
    """(kind, value, members that share it, bits), strongest first."""
    verdict_reason: str = ""
    """The rule that gave the verdict, in a sentence."""
    significance: Significance | None = None
    bridges: tuple[Bridge, ...] = ()
    """What the ring hangs on, that which leaves the smallest largest part first."""
    places: tuple[Place, ...] = ()
    """What many members share and whose nature is known, that of most members first."""
    timing: tuple[TimePattern, ...] = ()
    """Handover, rotation, common days and hours, shifts; the least likely by chance first."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Rings that share what only one operator would share."""

    id: str
    rings: tuple[str, ...]
    accounts: int
    score: float
    links: tuple[tuple[str, str, int, float], ...] = ()
    """What joins them most: (kind, identifier, rings that hold it, bits), most bits first."""


@dataclass(frozen=True, slots=True)
class Run:
    """One discovery run. Its id depends on input, settings, seed, reviews, not on the clock."""

    id: str
    seed: int
    accounts: int
    sightings: int
    rings: int
    members: int
    engine: str = "igraph"
    notes: tuple[str, ...] = ()
    """What the data did not allow, in sentences."""
    data: str = ""
    """The model that scored the rings, for ``rich`` or ``poor`` data; empty where none did."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a discovery run writes back to the graph, replacing the run before."""

    run: Run
    rings: tuple[Ring, ...]
    campaigns: tuple[Campaign, ...]
    members: pl.DataFrame
    weights: pl.DataFrame
    hubs: tuple[tuple[str, str, int, str], ...] = field(default=())
    """(kind, value, accounts, why it did not make pairs), busiest first."""
    natures: pl.DataFrame = field(default_factory=NATURES.to_frame)
    candidates: tuple[Ring, ...] = ()
    """Groups with evidence that does not suffice; they are not flagged and not counted."""
    candidate_members: pl.DataFrame = field(default_factory=MEMBERS.to_frame)
