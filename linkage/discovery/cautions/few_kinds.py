"""Groups that data of few kinds can hardly tell from honest ones.

The worlds that the score was fitted on hold few worlds of few kinds; three things that every
analyst knows are therefore rules. A group whose members are tied by one kind of evidence alone is
what chance, homes and shared services make. Where only sign-ups and addresses are known (no card,
device or prompt), people of one mail domain behind a few addresses are a company as well as a ring.
And where only addresses and prompts are known, people behind one gate who send the same prompts are
an office, a class or a call centre as well.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.cautions.values import values
from linkage.discovery.features.common import one_address, one_domain, size
from linkage.discovery.features.facts import HANDFUL, Facts
from linkage.discovery.features.shared import several_kinds
from linkage.discovery.tokens import Floats

KINDS, LONE = (0.1, 0.3), (6.0, 0.0)
"""Kinds beyond the first that tie members on average, and the bits taken."""
TELLING = frozenset({"payment", "device", "content"})
"""Groups of kinds of which one, at least, tells a company from a ring."""
SHARES, COMPANY = (0.3, 0.6), (0.0, 7.0)
"""Share of members with a common mail domain, and the bits taken: nothing up to the first."""
PEOPLE = frozenset({"payment", "device", "contact"})
"""Groups of kinds of which one, at least, tells an office from a ring."""
BEHIND, OFFICE = (0.25, 0.5), (0.0, 3.5)
"""Share of members behind one address, and the bits taken: nothing up to the first. All is taken
from a handful, who may sit at one table."""


def one_kind_alone(_facts: Facts, matrix: Floats) -> Floats:
    """Hardly more than one kind ties the members."""
    return np.interp(values(matrix, several_kinds), KINDS, LONE)


def like_a_company(facts: Facts, matrix: Floats) -> Floats:
    """Only sign-ups and addresses are known, and many have one mail domain: companies too."""
    unknown = TELLING.isdisjoint(facts.tokens.groups)
    return unknown * np.interp(values(matrix, one_domain), SHARES, COMPANY)


def like_an_office(facts: Facts, matrix: Floats) -> Floats:
    """Only addresses and prompts are known: offices and flats share both as well."""
    unknown = PEOPLE.isdisjoint(facts.tokens.groups)
    handful = values(matrix, size) <= np.log2(HANDFUL / 4)
    behind = np.interp(values(matrix, one_address), BEHIND, OFFICE)
    return unknown * np.where(handful, OFFICE[1], behind)
