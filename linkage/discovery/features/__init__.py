"""Visible features of a group of accounts: what speaks for one operator, and what against.

A feature is a function of the group's facts; its docstring is its explanation to the analyst.
Every feature is NaN where the data cannot say anything, so that missing kinds of data are neutral:
no templates in the data is another thing than templates that the members do not share.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.features.common import (
    crowded_device,
    one_address,
    one_card,
    one_device,
    one_domain,
    one_own_address,
    one_own_contact,
    size,
    spread,
)
from linkage.discovery.features.facts import Facts, Feature, gather_facts
from linkage.discovery.features.habits import (
    at_weekends,
    last_seen_together,
    often_active,
    time_in_use,
)
from linkage.discovery.features.moves import (
    burst,
    burst_share,
    day_lockstep,
    handover,
    made_together,
    rotation,
    shift,
)
from linkage.discovery.features.private import (
    many_contacts,
    no_own_addresses,
    no_own_cards,
    no_own_contacts,
    no_own_devices,
    no_own_prompts,
    nothing_of_their_own,
)
from linkage.discovery.features.shared import (
    cards_of_the_group,
    lockstep,
    pooled_addresses,
    pooled_cards,
    scripts_in_step,
    scripts_of_few,
    scripts_on_cards,
    scripts_on_devices,
    several_kinds,
    several_pools,
    shared_contact,
    shared_content,
    shared_devices,
    shared_network,
    shared_payment,
)
from linkage.discovery.tokens import Floats

__all__ = [
    "AGAINST",
    "EITHER",
    "FEATURES",
    "Facts",
    "Feature",
    "burst_share",
    "feature_matrix",
    "gather_facts",
]

FEATURES: tuple[Feature, ...] = (
    size,
    shared_content,
    scripts_of_few,
    scripts_on_devices,
    scripts_on_cards,
    scripts_in_step,
    nothing_of_their_own,
    made_together,
    shared_devices,
    shared_payment,
    shared_contact,
    shared_network,
    several_kinds,
    several_pools,
    pooled_addresses,
    pooled_cards,
    cards_of_the_group,
    lockstep,
    one_address,
    one_own_address,
    one_card,
    one_device,
    crowded_device,
    one_domain,
    one_own_contact,
    spread,
    no_own_devices,
    no_own_cards,
    no_own_prompts,
    no_own_addresses,
    no_own_contacts,
    many_contacts,
    burst,
    handover,
    rotation,
    day_lockstep,
    shift,
    at_weekends,
    often_active,
    last_seen_together,
    time_in_use,
)


AGAINST: frozenset[Feature] = frozenset(
    {one_address, one_own_address, one_card, one_device, one_domain, one_own_contact}
)
"""Features of which more speaks against a ring; of all others but EITHER more speaks for one."""
EITHER: frozenset[Feature] = frozenset({size, cards_of_the_group, last_seen_together, time_in_use})
"""Features that say something only together with others: a large group that shares much is a ring
sooner than a small one, and a large group that shares little is a campus or a company. Accounts
that end together were banned, or were a class; those in use for long are customers, or hide."""


def feature_matrix(facts: Facts) -> Floats:
    """Return (groups, features) in the order of FEATURES; NaN is unknown."""
    if facts.held.groups == 0:
        return np.zeros((0, len(FEATURES)))
    return np.column_stack([feature(facts) for feature in FEATURES])
