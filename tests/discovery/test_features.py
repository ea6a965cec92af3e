"""Features of groups: what a few accounts have together, on small graphs."""

import numpy as np
import pytest

from linkage.discovery.features.common import one_domain, one_own_address, one_own_contact
from linkage.discovery.features.facts import gather_facts
from linkage.discovery.features.moves import made_together
from linkage.discovery.features.private import (
    many_contacts,
    no_own_contacts,
    no_own_devices,
    nothing_of_their_own,
)
from linkage.discovery.features.shared import cards_of_the_group, pooled_cards
from linkage.discovery.profiles import UNKNOWN, Profiles

DAY = 86_400_000_000


def group_of(make_tokens, rows, prefix, created=None):
    """Facts of one group: the accounts whose name begins so."""
    tokens = make_tokens(rows)
    labels = np.where(tokens.accounts.str.starts_with(prefix).to_numpy(), 0, -1)
    unknown = np.full(tokens.size, UNKNOWN)
    times = unknown if created is None else np.array(created, dtype=np.int64) * DAY
    profiles = Profiles(created=times, first_seen=unknown, last_seen=unknown)
    return gather_facts(tokens, np.full(tokens.count, 9.0), profiles, labels)


def farm(size):
    return [(f"farm{i:02}", "device", f"phone-{i % 2}") for i in range(size)]


def people(count, prefix="zoe"):
    return [(f"{prefix}{i:03}", "device", f"own-{prefix}-{i}") for i in range(count)]


def test_the_accounts_of_a_farm_have_nothing_of_their_own(make_tokens):
    facts = group_of(make_tokens, farm(6) + people(20), "farm")
    assert nothing_of_their_own(facts).tolist() == [1.0]


def test_who_has_a_laptop_beside_the_shared_device_has_something(make_tokens):
    laptops = [(f"farm{i:02}", "device", f"laptop-{i}") for i in range(3)]
    facts = group_of(make_tokens, farm(6) + laptops + people(20), "farm")
    assert nothing_of_their_own(facts).tolist() == [0.5]


def test_a_card_of_ones_own_is_something_too(make_tokens):
    cards = [(f"farm{i:02}", "payment", f"card-{i}") for i in range(6)]
    facts = group_of(make_tokens, farm(6) + cards + people(20), "farm")
    assert nothing_of_their_own(facts).tolist() == [0.0]


def test_a_burst_of_accounts_with_nothing_of_their_own_is_made_together(make_tokens):
    spread = list(range(0, 200, 10))
    burst = group_of(make_tokens, farm(6) + people(20), "farm", [90] * 6 + spread)
    slow = group_of(make_tokens, farm(6) + people(20), "farm", [0, 40, 80, 120, 160, 199, *spread])
    assert made_together(burst)[0] > 1.5
    assert made_together(slow)[0] < 0.1


def test_lacking_devices_says_more_where_people_have_them(make_tokens):
    facts = group_of(make_tokens, farm(6) + people(40), "farm")
    others = group_of(make_tokens, farm(6) + people(40), "zoe")
    assert no_own_devices(facts)[0] > 1.0
    assert no_own_devices(others)[0] < 0.0


@pytest.mark.parametrize(("everyone", "share"), [(2000, 1.0), (300, 0.0)])
def test_an_organisations_domain_counts_though_the_class_is_a_part_of_it(
    make_tokens, everyone, share
):
    rows = [(f"class{i:02}", "email_domain", "uni.edu") for i in range(10)]
    rows += [(f"student{i:02}", "email_domain", "uni.edu") for i in range(20)]
    rows += people(everyone)
    assert one_domain(group_of(make_tokens, rows, "class")).tolist() == [share]


def test_cards_for_a_few_members_each_are_a_pool(make_tokens):
    rows = [(f"farm{i:02}", "payment", f"card-{i // 3}") for i in range(9)] + people(9)
    facts = group_of(make_tokens, rows, "farm")
    assert pooled_cards(facts) == pytest.approx(np.log2(1 + 3))
    assert np.isnan(pooled_cards(group_of(make_tokens, farm(6) + people(9), "farm"))).all()


def test_an_address_that_strangers_use_too_is_not_the_groups_own(make_tokens):
    office = [(f"firm{i}", "ip", "192.0.2.1") for i in range(6)] + people(20)
    carrier = office + [(f"zoe{i:03}", "ip", "192.0.2.1") for i in range(20)]
    assert one_own_address(group_of(make_tokens, office, "firm")).tolist() == [1.0]
    assert one_own_address(group_of(make_tokens, carrier, "firm")).tolist() == [0.0]


def test_a_number_that_most_members_give_is_a_common_contact(make_tokens):
    rows = [(f"firm{i}", "phone", "+100" if i < 4 else f"+20{i}") for i in range(5)] + people(20)
    assert one_own_contact(group_of(make_tokens, rows, "firm")) == pytest.approx(0.8)


def test_who_gives_no_number_gives_less_contact_than_others(make_tokens):
    numbers = [(f"zoe{i:03}", "phone", f"+30{i}") for i in range(20)]
    facts = group_of(make_tokens, farm(5) + people(20) + numbers, "farm")
    assert many_contacts(facts) == pytest.approx(-20 / 25)


def test_members_who_give_one_number_have_no_contacts_of_their_own(make_tokens):
    rows = [(f"farm{i:02}", "phone", "+100") for i in range(5)]
    rows += [(f"zoe{i:03}", "phone", f"+30{i}") for i in range(40)]
    assert no_own_contacts(group_of(make_tokens, rows, "farm"))[0] > 1.0


def test_the_cards_of_the_group_are_a_share_of_the_members_cards(make_tokens):
    rows = [(f"farm{i:02}", "payment", "company") for i in range(4)]
    rows += [("farm00", "payment", "own"), ("zoe", "payment", "other")]
    facts = group_of(make_tokens, rows, "farm")
    assert cards_of_the_group(facts) == pytest.approx((0.5 + 3) / 4)
