"""What a world is made of: its size, its rings and how hard it is."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from linkage.errors import UsageError, did_you_mean

WINDOW = (datetime(2026, 4, 22, tzinfo=UTC), datetime(2026, 6, 6, tzinfo=UTC))
"""From the first second of April 22 to the last of June 5, 2026."""


@dataclass(frozen=True, slots=True)
class Dials:
    """What makes rings hard to see; each is a share from 0 to 1 unless said otherwise.

    `Dials.at` sets all of them from one difficulty; single ones can be overridden.
    """

    per_device: float
    """Accounts of a ring for each device of its pool."""
    private_device: float
    """Ring accounts that use a device of their own."""
    per_card: float
    """Accounts of a ring for each card of its pool."""
    private_card: float
    """Paying ring accounts with a card of their own."""
    own_domain: float
    """Ring accounts whose e-mail stands at a domain of the operator."""
    alias: float
    """Ring accounts whose e-mail is an alias of a mailbox of the operator."""
    per_phone: float
    """Accounts of a ring for each phone number of its pool."""
    own_template: float
    """Template use that comes from scripts of the ring, and not from a vendor or from nobody."""
    per_template: float
    """Accounts of a ring for each of its scripts."""
    per_proxy: float
    """Accounts of a ring for each address of its own."""
    residential: float
    """Address use of a ring that leaves through homes of honest users or a public VPN."""
    synchrony: float
    """Ring activity that follows the operator's schedule."""
    jitter: float
    """Hours by which scheduled activity misses its hour (standard deviation)."""
    burst: float
    """Days over which a batch of sign-ups is spread."""
    careful: float
    """Ring accounts that are kept apart: every channel private, but for slips."""
    slip: float
    """Chance that a channel of a careful account is not kept apart after all."""
    bridge: float
    """Accounts of a campaign that reuse a device, card or script of another shard."""
    handover: float = 0.0
    """Rings whose accounts use each device and address one after the other; 0 at any difficulty.
    As many companies have temporary staff who take a desk over."""
    rotation: float = 0.0
    """Rings whose accounts use a device or address equally often, in turns by the hour; 0 at any
    difficulty. As many companies have shift workers at one device."""
    shift: float = 0.0
    """Rings that drop their scripts for others on one day; 0 at any difficulty. As many classes
    have an assignment that starts on a day."""

    @classmethod
    def at(cls, difficulty: float) -> Dials:
        """Return the dials of a difficulty from 0 (rings reuse all) to 1 (hardly anything)."""
        if not 0 <= difficulty <= 1:
            raise UsageError(f"difficulty must be from 0 to 1, not {difficulty}")
        values = {}
        for name, points in _CURVES.items():
            step = difficulty * (len(points) - 1)
            low = min(int(step), len(points) - 2)
            values[name] = points[low] + (points[low + 1] - points[low]) * (step - low)
        return cls(**values)


_CURVES: dict[str, tuple[float, float, float, float, float]] = {
    # difficulty:      0     .25   .5    .75   1
    "per_device": (16.0, 10.0, 6.0, 4.0, 2.6),
    "private_device": (0.02, 0.08, 0.18, 0.35, 0.60),
    "per_card": (14.0, 9.0, 6.0, 4.0, 2.6),
    "private_card": (0.05, 0.10, 0.20, 0.34, 0.55),
    "own_domain": (0.60, 0.45, 0.30, 0.17, 0.08),
    "alias": (0.10, 0.08, 0.05, 0.02, 0.01),
    "per_phone": (8.0, 6.0, 4.0, 2.8, 2.0),
    "own_template": (0.95, 0.88, 0.72, 0.52, 0.30),
    "per_template": (30.0, 26.0, 20.0, 14.0, 9.0),
    "per_proxy": (25.0, 18.0, 12.0, 7.0, 4.5),
    "residential": (0.10, 0.25, 0.45, 0.63, 0.80),
    "synchrony": (0.80, 0.65, 0.45, 0.25, 0.10),
    "jitter": (0.3, 0.6, 1.2, 2.5, 5.0),
    "burst": (0.3, 0.8, 2.0, 5.0, 12.0),
    "careful": (0.0, 0.003, 0.015, 0.07, 0.25),
    "slip": (0.5, 0.45, 0.40, 0.33, 0.26),
    "bridge": (0.12, 0.10, 0.08, 0.06, 0.04),
}


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """Size and content of a world. The same settings give the same world, byte for byte."""

    accounts: int = 532_000
    """All accounts, honest and bad."""
    campaign: int = 25_000
    """Accounts of the great campaign, which falls into loosely joined shards."""
    campaign_shards: int = 48
    second_campaign: int = 1_500
    second_shards: int = 6
    small_rings: int = 40
    small_sizes: tuple[int, int] = (5, 500)
    """Smallest and largest small ring; sizes are spread evenly on a logarithmic scale."""
    conversations: int = 5_000_000
    """Conversations of all accounts; without those of the campaign where that is given."""
    campaign_conversations: int | None = None
    difficulty: float = 0.5
    dials: tuple[tuple[str, float], ...] = ()
    """Single dials that override what ``difficulty`` sets: (name, value)."""
    contamination: float = 1.0
    """Factor on everything that joins honest accounts to bad ones, or rings to other rings."""
    rings: bool = True
    """Without rings the honest accounts stay exactly as they are, and nobody else is there."""
    seed: int = 0

    def resolved_dials(self) -> Dials:
        """Return the dials in force; raise `UsageError` for an unknown one."""
        known = [f.name for f in fields(Dials)]
        for name, _ in self.dials:
            if name not in known:
                raise UsageError(f'unknown dial "{name}".{did_you_mean(name, known)}')
        return replace(Dials.at(self.difficulty), **dict(self.dials))

    def ring_sizes(self) -> list[int]:
        """Return the sizes of the small rings, smallest first."""
        low, high = self.small_sizes
        steps = max(self.small_rings - 1, 1)
        return [round(low * (high / low) ** (i / steps)) for i in range(self.small_rings)]

    def bad_accounts(self) -> int:
        """Return how many accounts belong to rings when there are rings."""
        return self.campaign + self.second_campaign + sum(self.ring_sizes())

    def honest_accounts(self) -> int:
        """Return how many accounts are honest; raise `UsageError` if none would be left."""
        honest = self.accounts - self.bad_accounts()
        if honest < 1000:
            raise UsageError(
                f"{self.accounts} accounts leave {honest} honest ones beside the rings",
                hint="ask for more accounts (1000 honest ones at least) or for smaller rings",
            )
        return honest


PRESETS: dict[str, WorldSettings] = {
    "tiny": WorldSettings(
        accounts=2_000,
        campaign=160,
        campaign_shards=4,
        second_campaign=0,
        second_shards=0,
        small_rings=6,
        small_sizes=(6, 40),
        conversations=16_000,
        difficulty=0.25,
    ),
    "demo": WorldSettings(
        accounts=8_000,
        campaign=600,
        campaign_shards=6,
        second_campaign=120,
        second_shards=3,
        small_rings=10,
        small_sizes=(5, 60),
        conversations=80_000,
    ),
    "bench": WorldSettings(
        accounts=200_000,
        campaign=8_000,
        campaign_shards=20,
        second_campaign=1_000,
        second_shards=5,
        small_rings=30,
        small_sizes=(5, 300),
        conversations=5_000_000,
    ),
    "half": WorldSettings(),
    "case": WorldSettings(
        accounts=1_031_000,
        conversations=12_000_000,
        campaign_conversations=28_800_000,
    ),
}
"""Worlds by name: tiny (tests), demo, bench (200,000 accounts), half, case (the whole case)."""


def preset(name: str) -> WorldSettings:
    """Return the settings of this name; raise `UsageError` with the nearest one."""
    if name not in PRESETS:
        raise UsageError(f'there is no world "{name}".{did_you_mean(name, PRESETS)}')
    return PRESETS[name]
