"""All that is known of when: built once from the sightings, for whatever groups are looked at."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from linkage.discovery.timing.active import Active
from linkage.discovery.timing.lockstep import active_days, active_hours, known_hours, whole_hours
from linkage.discovery.timing.rotation import people_spread
from linkage.discovery.timing.shifts import beginnings
from linkage.discovery.timing.spells import Spells, build_spells
from linkage.discovery.timing.use import Use, days_of_use
from linkage.discovery.tokens import Floats, Tokens


@dataclass(frozen=True, slots=True)
class Times:
    """Spells of links; days and hours of the day of accounts; when they begin something new.

    ``days`` and ``hours`` leave lists of hours that were cut out (lockstep.py); ``use`` counts
    those too: it says how often accounts are active, not who is active with whom.
    ``people`` (kinds,) is how much people's counts on one identifier vary (rotation.py).
    """

    spells: Spells
    days: Active
    hours: Active
    use: Use
    begun: Active
    people: Floats


def build_times(sightings: pl.DataFrame, tokens: Tokens, start: Floats) -> Times | None:
    """Return the times of the sightings that ``tokens`` was built from, None if they have none.

    ``start`` (n,) is when each account was made or first seen, in days since 1970, NaN if unknown.
    """
    if sightings["first_seen"].null_count() == sightings.height:
        return None
    spells = build_spells(sightings, tokens, start)
    names = pl.Enum(tokens.accounts)
    account = sightings["account"].cast(names).to_physical().cast(pl.Int32).to_numpy()
    owner, hour = whole_hours(spells, account)
    return Times(
        spells,
        active_days(spells, owner, hour),
        active_hours(spells, owner, hour),
        days_of_use(active_days(spells, *known_hours(spells, account))),
        beginnings(tokens, spells),
        people_spread(sightings, tokens.kinds),
    )
