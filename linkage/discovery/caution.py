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
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.aliases import aliased
from linkage.discovery.features import (
    FEATURES,
    HANDFUL,
    Facts,
    Feature,
    one_address,
    one_domain,
    several_kinds,
    size,
)
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
ACCOUNTS, WHOLE = (24.0, 48.0), (1.0, 0.0)
"""Accounts of the group, and the part of PERSON that is taken: nobody tests with fifty."""


def cautions(facts: Facts, data: str, matrix: Floats) -> Floats:
    """Return (4, groups) the bits, 0 or less, for: one kind alone, a company, an office, a person.

    ``matrix`` (groups, features) holds the values of FEATURES. In rich data only the last is taken.
    """
    person = -np.interp(aliased(facts.tokens, facts.held), ALIASED, PERSON)
    person = person * np.interp(facts.sizes, ACCOUNTS, WHOLE)
    if data == "rich":
        return np.concatenate([np.zeros((3, len(matrix))), person[np.newaxis]])
    known = set(facts.tokens.groups)
    company = _bits(matrix, one_domain, SHARES, COMPANY)
    office = _bits(matrix, one_address, BEHIND, OFFICE)
    office[matrix[:, FEATURES.index(size)] <= np.log2(HANDFUL / 4)] = -OFFICE[1]
    return np.stack(
        [
            _bits(matrix, several_kinds, KINDS, LONE),
            np.zeros_like(company) if TELLING & known else company,
            np.zeros_like(office) if PEOPLE & known else office,
            person,
        ]
    )


def _bits(
    matrix: Floats, feature: Feature, values: tuple[float, float], taken: tuple[float, float]
) -> Floats:
    """Return (groups,) what is taken for a feature's values, 0 or less."""
    return -np.interp(np.nan_to_num(matrix[:, FEATURES.index(feature)]), values, taken)


def said(lone: float, company: float, office: float, person: float) -> tuple[Contribution, ...]:
    """Return the lines of the table of evidence, none where nothing was taken."""
    lines = (
        Contribution("one_kind_alone", lone, None, "Hardly more than one kind ties the members."),
        Contribution(
            "like_a_company",
            company,
            None,
            "Only sign-ups and addresses are known, and many have one mail domain: companies too.",
        ),
        Contribution(
            "like_an_office",
            office,
            None,
            "Only addresses and prompts are known: offices and flats share both as well.",
        ),
        Contribution(
            "like_one_person",
            person,
            None,
            "Members use aliases of one mailbox: one person made them and does not hide it.",
        ),
    )
    return tuple(line for line in lines if line.bits)
