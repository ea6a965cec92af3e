"""The honest accounts of a world: which share of them lives in which kind of group."""

from __future__ import annotations

from collections.abc import Callable

from .accounts import Account
from .firms import agency, company, shared_office, startup, testers
from .gatherings import assisted, cafe, hackathon, library
from .households import (
    developer,
    family,
    flatshare,
    friends,
    privacy,
    reopened,
    single,
)
from .learners import (
    followers,
    laboratory,
    program,
    school_class,
    university,
)
from .society import Society

SHARES: tuple[tuple[Callable[[Society], list[Account]], float], ...] = (
    (university, 0.095),
    (company, 0.10),
    (startup, 0.02),
    (school_class, 0.03),
    (agency, 0.011),
    (testers, 0.003),
    (hackathon, 0.016),
    (program, 0.009),
    (cafe, 0.012),
    (library, 0.006),
    (shared_office, 0.014),
    (assisted, 0.008),
    (followers, 0.035),
    (laboratory, 0.006),
    (developer, 0.022),
    (reopened, 0.02),
    (privacy, 0.025),
    (friends, 0.018),
    (flatshare, 0.05),
    (family, 0.14),
)
"""Share of the honest accounts in groups of a kind, at least; the others are single."""


def honest_accounts(society: Society, n: int, groups: float = 1.0) -> list[Account]:
    """Return so many honest accounts; ``groups`` is how much more of them live in groups."""
    accounts: list[Account] = []
    for group, share in SHARES:
        enough = len(accounts) + n * share * groups
        while len(accounts) < enough:
            accounts += group(society)
    while len(accounts) < n:
        accounts += single(society)
    return accounts[:n]
