"""The tables and records that pass between the layers.

Tables are Polars frames with the schemas below. Times are UTC with microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class LoadMark:
    """What makes a load known: the same file again changes nothing."""

    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    loader: str
    source: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not loaded."""

    source: str
    line: int
    """Line in the (decompressed) file, from 1; the row number in a Parquet file."""
    reason: str
    row: str
    """The row as text, with card numbers cut to their last four digits."""


@dataclass(frozen=True, slots=True)
class Delta:
    """Folded data of one or more loads, to be added to what is there.

    No (account, kind, value) stands twice. Adding is associative and order-free: the earliest
    first_seen, the latest last_seen, the sum of counts, the union of hours cut to HOURS_KEPT;
    of two texts of an attribute the greater one. Of ``pending`` rows, prompts are united.
    """

    marks: tuple[LoadMark, ...]
    accounts: pl.DataFrame
    sightings: pl.DataFrame
    attributes: pl.DataFrame
    events: pl.Series | None = None
    """Sorted 64-bit hashes of the event ids that were counted, where the rows carry them."""
    declared: tuple[str, ...] = ()
    """Names of kinds that were taken from the file."""
    pending: pl.DataFrame | None = None
    """Sightings that count once there are enough prompts behind them (PENDING)."""


@dataclass(frozen=True, slots=True)
class Mined:
    """What was found in the prompts of one or more files."""

    pending: pl.DataFrame
    """PENDING: which account sent prompts of which template."""
    attributes: pl.DataFrame
    """ATTRIBUTES of templates that are new or changed."""
    prompts: int = 0
    matched: int = 0
    """Prompts that are of a template."""
    templates: int = 0
    """Templates that were not known before."""


RING, LIKELY, INSUFFICIENT, ONE_OWNER = (
    "ring",
    "likely ring",
    "insufficient evidence",
    "one owner",
)
VERDICTS = (RING, LIKELY, INSUFFICIENT, ONE_OWNER)
"""What may be said of a group; all but ``insufficient evidence`` are flagged."""
LITTLE = "Little or nothing of this"
"""How the meaning of a contribution begins that comes from the absence of what its name says."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of an evidence table: what was seen and what it adds, in bits of log-odds."""

    name: str
    bits: float
    value: float | None = None
    meaning: str = ""
    """One sentence that an analyst can read."""

    @property
    def absent(self) -> bool:
        """Whether the bits come from the absence of what the name says."""
        return self.meaning.startswith(LITTLE)


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
