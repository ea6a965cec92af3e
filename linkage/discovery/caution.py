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

A sixth: a dozen accounts or more that are not active on the same days, and have an address, a card
or a domain that is common to most, or share all they have though they were not made in a burst, are
a test series, a lab, or those of an organisation, as well as a ring's. It is one operator who works
for all accounts of a ring, in the same hours or on the same days, and who hides does not lead
everything over one thing.
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
    burst,
    day_lockstep,
    lockstep,
    nothing_of_their_own,
    one_address,
    one_card,
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
UNHIDDEN = 8.0
"""Bits taken from groups that hide nothing and act on days of their own, times these parts:"""
SHARE, AT_ONE = (0.6, 0.8), (0.0, 1.0)
"""members with the same address, card or domain,"""
BURST, STEADY = (1.2, 2.0), (1.0, 0.0)
"""or bits of the burst in which the accounts were made,"""
BARE, ALL_SHARED = (0.5, 0.7), (0.0, 1.0)
"""and members who have nothing of their own;"""
TOGETHER, ASUNDER = (0.01, 0.05), (1.0, 0.0)
"""correlation of the members' active days beyond chance;"""
ALWAYS, SELDOM = (0.9, 1.0), (1.0, 0.0)
"""members in lockstep;"""
DOZEN, LARGE_ENOUGH = (12.0, 20.0), (0.0, 1.0)
"""and accounts of the group: what a few have in common says little, and what days they keep."""
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
    (
        "each_on_its_own_days",
        "Much is common to all, and they are not active on the same days: test series and"
        " organisations too.",
    ),
)
"""The cautions, in their order, each with its line in the table of evidence."""


def cautions(facts: Facts, data: str, matrix: Floats) -> Floats:
    """Return (6, groups) the bits of each of LINES, 0 or less.

    ``matrix`` (groups, features) holds the values of FEATURES. In rich data only the last three
    are taken.
    """
    few = np.interp(facts.sizes, ACCOUNTS, WHOLE)
    person = -np.interp(aliased(facts.tokens, facts.held), ALIASED, PERSON) * few
    days = days_of_sign_ups(facts.labels, facts.profiles.created, facts.held.groups)
    common = np.interp(_values(matrix, spread), SPREAD, COMMON)
    apart = np.interp(_values(matrix, lockstep), STEP, APART)
    slow = -np.interp(np.nan_to_num(days), DAYS, SLOW) * common * apart * few
    asunder = _asunder(facts, matrix)
    none = np.zeros(len(matrix))
    if data == "rich":
        return np.stack([none, none, none, person, slow, asunder])
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
            asunder,
        ]
    )


def _asunder(facts: Facts, matrix: Floats) -> Floats:
    """Return (groups,) what is taken from groups that hide nothing and act on their own days."""
    common = np.maximum.reduce([_values(matrix, f) for f in (one_address, one_card, one_domain)])
    steady = np.interp(matrix[:, FEATURES.index(burst)], BURST, STEADY)
    shared = np.interp(_values(matrix, nothing_of_their_own), BARE, ALL_SHARED)
    unhidden = np.maximum(np.interp(common, SHARE, AT_ONE), np.nan_to_num(steady) * shared)
    days = np.interp(matrix[:, FEATURES.index(day_lockstep)], TOGETHER, ASUNDER)
    hours = np.interp(_values(matrix, lockstep), ALWAYS, SELDOM)
    large = np.interp(facts.sizes, DOZEN, LARGE_ENOUGH)
    return -UNHIDDEN * unhidden * np.nan_to_num(days) * hours * large


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
