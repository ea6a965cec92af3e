"""Groups that share all that a ring shares and hide nothing: held back in all data.

No world that the score was fitted on has them, and from the data nobody can say whether they are a
careless ring; so the evidence is insufficient.

- A few dozen accounts with aliases of one mailbox (name+test1@, name+test2@): one person made them.
  Developers test so, and a careless abuser does.
- A few dozen that came one by one over weeks, and are held together by a thing that is common to
  most of them: one person's, or those that an agency keeps for its clients. Operators make accounts
  in bursts, share pools of which nobody has all, or run many accounts in the same hour.
- A dozen or more that are not active on the same days, and have an address, a card or a domain that
  is common to most, or share all they have though they were not made in a burst: a test series, a
  lab, or those of an organisation. It is one operator who works for all accounts of a ring, in the
  same hours or on the same days, and who hides does not lead everything over one thing.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.aliases import aliased
from linkage.discovery.cautions.values import values
from linkage.discovery.features.common import one_address, one_card, one_domain, spread
from linkage.discovery.features.facts import Facts
from linkage.discovery.features.moves import burst, day_lockstep
from linkage.discovery.features.private import nothing_of_their_own
from linkage.discovery.features.shared import lockstep
from linkage.discovery.pace import days_of_sign_ups
from linkage.discovery.tokens import Floats

MOST = 8.0
"""Bits that each of these takes at most, times the parts below."""
ACCOUNTS, FEW = (24.0, 48.0), (1.0, 0.0)
"""Accounts of the group: nobody has fifty of his own."""
ALIASED, PERSON = (0.25, 0.5), (0.0, 1.0)
"""Share of members who use aliases of common mailboxes."""
DAYS, SLOW = (7.0, 21.0), (0.0, 1.0)
"""Days in which most members signed up."""
SPREAD, COMMON = (0.25, 1.0), (1.0, 0.0)
"""Members tied by several kinds without a thing that is common to most."""
STEP, APART = (0.3, 0.6), (1.0, 0.0)
"""Members in lockstep: a person uses one account at a time."""
SHARE, AT_ONE = (0.6, 0.8), (0.0, 1.0)
"""Share of members with the same address, card or domain."""
BURST, STEADY = (1.2, 2.0), (1.0, 0.0)
"""Bits of the burst in which the accounts were made."""
BARE, ALL_SHARED = (0.5, 0.7), (0.0, 1.0)
"""Share of members who have nothing of their own."""
TOGETHER, ASUNDER = (0.01, 0.05), (1.0, 0.0)
"""Correlation of the members' active days beyond chance."""
ALWAYS, SELDOM = (0.5, 0.8), (1.0, 0.0)
"""Members in lockstep: hours say as much as days."""
DOZEN, MANY = (12.0, 20.0), (0.0, 1.0)
"""Accounts of the group: what a few have in common says little, and what days they keep."""


def like_one_person(facts: Facts, _matrix: Floats) -> Floats:
    """Members use aliases of one mailbox: one person made them and does not hide it."""
    return _few(facts) * np.interp(aliased(facts.tokens, facts.held), ALIASED, PERSON)


def one_by_one(facts: Facts, matrix: Floats) -> Floats:
    """Few accounts that came over weeks, with a thing common to most: a person's or an agency's."""
    took = days_of_sign_ups(facts.labels, facts.profiles.created, facts.held.groups)
    slow = np.interp(np.nan_to_num(took), DAYS, SLOW)
    common = np.interp(values(matrix, spread), SPREAD, COMMON)
    apart = np.interp(values(matrix, lockstep), STEP, APART)
    return _few(facts) * slow * common * apart


def each_on_its_own_days(facts: Facts, matrix: Floats) -> Floats:
    """Much is common to all, and they keep days of their own: test series and organisations too."""
    common = np.maximum.reduce([values(matrix, f) for f in (one_address, one_card, one_domain)])
    steady = np.interp(values(matrix, burst, np.inf), BURST, STEADY)
    shared = np.interp(values(matrix, nothing_of_their_own), BARE, ALL_SHARED)
    unhidden = np.maximum(np.interp(common, SHARE, AT_ONE), steady * shared)
    days = np.interp(values(matrix, day_lockstep, np.inf), TOGETHER, ASUNDER)
    hours = np.interp(values(matrix, lockstep), ALWAYS, SELDOM)
    return MOST * unhidden * days * hours * np.interp(facts.sizes, DOZEN, MANY)


def _few(facts: Facts) -> Floats:
    return MOST * np.interp(facts.sizes, ACCOUNTS, FEW)
