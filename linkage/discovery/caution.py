"""Bits taken from groups that the data at hand can hardly tell from honest ones.

The worlds that the score was fitted on hold few worlds of few kinds; three things that every
analyst knows are therefore rules. A group whose members are tied by one kind of evidence alone is
what chance, homes and shared services make. Where only sign-ups and addresses are known (no card,
device or prompt), people of one mail domain behind a few addresses are a company as well as a ring.
And where only addresses and prompts are known, people behind one gate who send the same prompts are
an office, a class or a call centre as well.

A fourth holds in all data, since no world of the fit has it: a few dozen accounts with aliases of
one mailbox (name+test1@, name+test2@) share all that a ring shares, because one person made them,
and that person does not hide. Developers test so, and a careless abuser does; from the data nobody
can say which, so the evidence is insufficient.

And a fifth: a few dozen accounts that came one by one over weeks, and are held together by a thing
that is common to most of them, are one person's, or those that an agency keeps for its clients, as
well as a ring's: operators make accounts in bursts, share pools of which nobody has all, or run
many accounts in the same hour.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from linkage.discovery.aliases import aliased
from linkage.discovery.features import (
    FEATURES,
    HANDFUL,
    Facts,
    Feature,
    lockstep,
    one_address,
    one_domain,
    several_kinds,
    size,
    spread,
)
from linkage.discovery.pace import days_of_sign_ups
from linkage.discovery.tokens import Floats
from linkage.records import Contribution

TELLING = frozenset({"payment", "device", "content"})
"""Groups of kinds of which one, at least, tells a company from a ring."""
SHARES, COMPANY = (0.3, 0.6), (0.0, 7.0)
"""Share of members with a common mail domain, and the bits taken: nothing up to the first."""
PEOPLE = frozenset({"payment", "device", "contact"})
"""Groups of kinds of which one, at least, tells an office from a ring."""
BEHIND, OFFICE = (0.25, 0.5), (0.0, 3.5)
"""Share of members behind one address, and the bits taken: nothing up to the first. All is taken
from a handful, who may sit at one table."""
KINDS, LONE = (0.1, 0.3), (6.0, 0.0)
"""Kinds beyond the first that tie members on average, and the bits taken."""
ALIASED, PERSON = (0.25, 0.5), (0.0, 8.0)
"""Share of members who use aliases of common mailboxes, and the bits taken."""
DAYS, SLOW = (7.0, 21.0), (0.0, 8.0)
"""Days in which most members signed up, and the bits taken."""
SPREAD, COMMON = (0.25, 1.0), (1.0, 0.0)
"""Members tied by several kinds without a thing that is common to most, and the part of SLOW."""
STEP, APART = (0.3, 0.6), (1.0, 0.0)
"""Members in lockstep, and the part of SLOW: a person uses one account at a time."""
ACCOUNTS, WHOLE = (24.0, 48.0), (1.0, 0.0)
"""Accounts of the group, and the part of PERSON and SLOW that is taken: nobody tests with fifty."""
LINES = (
    ("one_kind_alone", "Hardly more than one kind ties the members."),
    (
        "like_a_company",
        "Only sign-ups and addresses are known, and many have one mail domain: companies too.",
    ),
    (
        "like_an_office",
        "Only addresses and prompts are known: offices and flats share both as well.",
    ),
    (
        "like_one_person",
        "Members use aliases of one mailbox: one person made them and does not hide it.",
    ),
    (
        "one_by_one",
        "Few accounts that came over weeks, with a thing common to most: one person's or an"
        " agency's too.",
    ),
)
"""The cautions, in their order, each with its line in the table of evidence."""


def cautions(facts: Facts, data: str, matrix: Floats) -> Floats:
    """Return (5, groups) the bits of each of LINES, 0 or less.

    ``matrix`` (groups, features) holds the values of FEATURES. In rich data only the last two are
    taken.
    """
    few = np.interp(facts.sizes, ACCOUNTS, WHOLE)
    person = -np.interp(aliased(facts.tokens, facts.held), ALIASED, PERSON) * few
    days = days_of_sign_ups(facts.labels, facts.profiles.created, facts.held.groups)
    common = np.interp(_values(matrix, spread), SPREAD, COMMON)
    apart = np.interp(_values(matrix, lockstep), STEP, APART)
    slow = -np.interp(np.nan_to_num(days), DAYS, SLOW) * common * apart * few
    none = np.zeros(len(matrix))
    if data == "rich":
        return np.stack([none, none, none, person, slow])
    known = set(facts.tokens.groups)
    company = _bits(matrix, one_domain, SHARES, COMPANY)
    office = _bits(matrix, one_address, BEHIND, OFFICE)
    office[matrix[:, FEATURES.index(size)] <= np.log2(HANDFUL / 4)] = -OFFICE[1]
    return np.stack(
        [
            _bits(matrix, several_kinds, KINDS, LONE),
            none if TELLING & known else company,
            none if PEOPLE & known else office,
            person,
            slow,
        ]
    )


def _bits(
    matrix: Floats, feature: Feature, values: tuple[float, float], taken: tuple[float, float]
) -> Floats:
    """Return (groups,) what is taken for a feature's values, 0 or less."""
    return -np.interp(_values(matrix, feature), values, taken)


def _values(matrix: Floats, feature: Feature) -> Floats:
    return np.nan_to_num(matrix[:, FEATURES.index(feature)])


def said(bits: Sequence[float]) -> tuple[Contribution, ...]:
    """Return the lines of the table of evidence, none where nothing was taken."""
    return tuple(
        Contribution(name, taken, None, meaning)
        for (name, meaning), taken in zip(LINES, bits, strict=True)
        if taken
    )
