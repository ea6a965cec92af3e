"""What is taken from groups that data of few kinds can hardly tell from honest ones."""

import numpy as np
import pytest

from linkage.discovery.caution import cautions, said
from linkage.discovery.features import FEATURES, gather_facts
from linkage.discovery.profiles import UNKNOWN, Profiles


def group(**values):
    found = np.zeros((1, len(FEATURES)))
    for place, feature in enumerate(FEATURES):
        found[0, place] = values.get(feature.__name__, 0.0)
    return found


def together(tokens):
    """Facts of all accounts as one group."""
    unknown = np.full(tokens.size, UNKNOWN)
    profiles = Profiles(created=unknown, first_seen=unknown, last_seen=unknown)
    labels = np.zeros(tokens.size, dtype=np.int64)
    return gather_facts(tokens, np.full(tokens.count, 9.0), profiles, labels)


def signups(make_tokens):
    return together(make_tokens([("a", "email_domain", "x.com"), ("b", "email_domain", "x.com")]))


def devices(make_tokens):
    return together(make_tokens([("a", "device", "d"), ("b", "device", "d"), ("a", "ip", "i")]))


def one_person(make_tokens, count, of_one_mailbox):
    """So many accounts on one device, some of them with aliases of one mailbox."""
    rows = [(f"a{i}", "device", "d") for i in range(count)]
    return together(
        make_tokens(rows + [(f"a{i}", "email", "me@x.com") for i in range(of_one_mailbox)])
    )


def test_in_rich_data_nothing_is_taken(make_tokens):
    assert not cautions(signups(make_tokens), "rich", group(one_domain=1.0)).any()


@pytest.mark.parametrize(("kinds", "bits"), [(0.0, -6.0), (0.2, -3.0), (1.0, 0.0)])
def test_one_kind_alone_is_not_enough(make_tokens, kinds, bits):
    lone, *_ = cautions(devices(make_tokens), "poor", group(several_kinds=kinds))
    assert lone[0] == pytest.approx(bits)


@pytest.mark.parametrize(("share", "bits"), [(0.2, 0.0), (0.45, -3.5), (0.9, -7.0)])
def test_sign_ups_of_one_domain_may_be_a_companys(make_tokens, share, bits):
    _, company, *_ = cautions(
        signups(make_tokens), "poor", group(one_domain=share, several_kinds=1.0)
    )
    assert company[0] == pytest.approx(bits)


def test_where_devices_are_known_the_score_tells_companies(make_tokens):
    _, company, *_ = cautions(devices(make_tokens), "poor", group(one_domain=1.0))
    assert company[0] == 0.0


@pytest.mark.parametrize(("share", "bits"), [(0.2, 0.0), (0.375, -1.75), (0.9, -3.5)])
def test_people_behind_one_address_with_the_same_prompts_may_be_an_office(make_tokens, share, bits):
    rows = [(name, kind, "x") for name in "ab" for kind in ("ip", "template")]
    facts = together(make_tokens(rows))
    _, _, office, _ = cautions(facts, "poor", group(one_address=share, several_kinds=1.0, size=3.0))
    assert office[0] == pytest.approx(bits)
    _, _, handful, _ = cautions(
        facts, "poor", group(one_address=share, several_kinds=1.0, size=1.0)
    )
    assert handful[0] == pytest.approx(-3.5)


def test_where_devices_are_known_the_score_tells_offices(make_tokens):
    _, _, office, _ = cautions(devices(make_tokens), "poor", group(one_address=1.0))
    assert office[0] == 0.0


@pytest.mark.parametrize("data", ["rich", "poor"])
@pytest.mark.parametrize(
    ("accounts", "of_one_mailbox", "bits"),
    [(12, 12, -8.0), (12, 6, -8.0), (12, 3, 0.0), (36, 36, -4.0), (60, 60, 0.0)],
)
def test_accounts_of_one_mailbox_may_be_one_persons(
    make_tokens, data, accounts, of_one_mailbox, bits
):
    facts = one_person(make_tokens, accounts, of_one_mailbox)
    *_, person = cautions(facts, data, group(several_kinds=1.0))
    assert person[0] == pytest.approx(bits)


def test_what_was_taken_is_said():
    assert [line.name for line in said(-2.0, -3.0, -1.0, -7.0)] == [
        "one_kind_alone",
        "like_a_company",
        "like_an_office",
        "like_one_person",
    ]
    assert said(0.0, 0.0, 0.0, 0.0) == ()
