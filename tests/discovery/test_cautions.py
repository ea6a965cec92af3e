"""What is taken from groups that data of few kinds can hardly tell from honest ones."""

import numpy as np
import pytest

from linkage.discovery.cautions import cautions, said
from linkage.discovery.features import FEATURES, gather_facts
from linkage.discovery.pace import days_of_sign_ups
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.timing.spells import DAY


def group(**values):
    found = np.zeros((1, len(FEATURES)))
    for place, feature in enumerate(FEATURES):
        found[0, place] = values.get(feature.__name__, 0.0)
    return found


def together(tokens, created=None):
    """Facts of all accounts as one group; ``created`` are days."""
    unknown = np.full(tokens.size, UNKNOWN)
    times = unknown if created is None else np.array(created, dtype=np.int64) * DAY
    profiles = Profiles(created=times, first_seen=unknown, last_seen=unknown)
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
    _, _, office, *_ = cautions(
        facts, "poor", group(one_address=share, several_kinds=1.0, size=3.0)
    )
    assert office[0] == pytest.approx(bits)
    _, _, handful, *_ = cautions(
        facts, "poor", group(one_address=share, several_kinds=1.0, size=1.0)
    )
    assert handful[0] == pytest.approx(-3.5)


def test_where_devices_are_known_the_score_tells_offices(make_tokens):
    _, _, office, *_ = cautions(devices(make_tokens), "poor", group(one_address=1.0))
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
    *_, person, _, _ = cautions(facts, data, group(several_kinds=1.0))
    assert person[0] == pytest.approx(bits)


def one_by_one(make_tokens, count, days):
    """So many accounts on one device, each that many days after the one before."""
    tokens = make_tokens([(f"a{i:02}", "device", "d") for i in range(count)])
    return together(tokens, [100 + days * i for i in range(count)])


@pytest.mark.parametrize("data", ["rich", "poor"])
@pytest.mark.parametrize(
    ("accounts", "days", "bits"),
    [(6, 30, -8.0), (6, 0, 0.0), (11, 1.75, -4.0), (36, 30, -4.0), (60, 30, 0.0)],
)
def test_a_few_accounts_that_came_one_by_one_may_be_one_persons(
    make_tokens, data, accounts, days, bits
):
    facts = one_by_one(make_tokens, accounts, days)
    *_, slow, _ = cautions(facts, data, group(several_kinds=1.0))
    assert slow[0] == pytest.approx(bits)


@pytest.mark.parametrize("shown", [{"spread": 1.0}, {"lockstep": 0.6}])
def test_pools_and_accounts_in_lockstep_are_not_one_persons(make_tokens, shown):
    *_, slow, _ = cautions(one_by_one(make_tokens, 6, 30), "rich", group(**shown))
    assert slow[0] == 0.0


def asunder(make_tokens, count, **shown):
    tokens = make_tokens([(f"a{i:02}", "device", "d") for i in range(count)])
    *_, bits = cautions(together(tokens), "rich", group(**shown))
    return bits[0]


@pytest.mark.parametrize("common", ["one_address", "one_card", "one_domain"])
@pytest.mark.parametrize(
    ("accounts", "share", "bits"),
    [(20, 0.9, -8.0), (20, 0.7, -4.0), (20, 0.5, 0.0), (16, 0.9, -4.0), (12, 0.9, 0.0)],
)
def test_many_with_a_common_thing_and_days_of_their_own_may_be_an_organisations(
    make_tokens, common, accounts, share, bits
):
    assert asunder(make_tokens, accounts, **{common: share}) == pytest.approx(bits)


@pytest.mark.parametrize(("burst", "bits"), [(1.0, -8.0), (1.6, -4.0), (3.0, 0.0), (np.nan, 0.0)])
def test_so_may_be_many_who_share_all_they_have_unless_made_in_a_burst(make_tokens, burst, bits):
    shown = asunder(make_tokens, 20, nothing_of_their_own=0.9, burst=burst)
    assert shown == pytest.approx(bits)


@pytest.mark.parametrize(
    "shown", [{"day_lockstep": 0.05}, {"day_lockstep": np.nan}, {"lockstep": 1.0}]
)
def test_who_works_on_the_same_days_or_hours_is_one_operator(make_tokens, shown):
    assert asunder(make_tokens, 20, one_address=1.0, **shown) == 0.0


@pytest.mark.parametrize(
    ("days", "took"),
    [([5, 5, 5, 5, 300], 0), ([0, 10, 20, 31, 40, 200], 40), ([90, 0, 30, 60, 120], 90)],
)
def test_the_shortest_time_in_which_most_signed_up_counts(days, took):
    created = np.array(days, dtype=np.int64) * DAY
    labels = np.zeros(len(days), dtype=np.int64)
    assert days_of_sign_ups(labels, created, 1).tolist() == [took]


def test_without_times_nobody_came_slowly(make_tokens):
    facts = one_by_one(make_tokens, 6, 30)
    unknown = np.full(6, UNKNOWN)
    assert np.isnan(days_of_sign_ups(facts.labels, unknown, 1)).all()
    tokens = make_tokens([(f"a{i}", "device", "d") for i in range(6)])
    *_, slow, _ = cautions(together(tokens), "rich", group())
    assert slow[0] == 0.0


def test_what_was_taken_is_said():
    assert [line.name for line in said([-2.0, -3.0, -1.0, -7.0, -4.0, -5.0])] == [
        "one_kind_alone",
        "like_a_company",
        "like_an_office",
        "like_one_person",
        "one_by_one",
        "each_on_its_own_days",
    ]
    assert said([0.0] * 6) == ()
