from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.errors import UsageError
from linkage.simulate import PRESETS, Dials, WorldSettings, preset


@given(st.floats(min_value=0, max_value=1))
def test_every_dial_stays_between_its_ends(difficulty):
    low, middle, high = Dials.at(0), Dials.at(difficulty), Dials.at(1)
    for name in (f.name for f in fields(Dials)):
        ends = sorted([getattr(low, name), getattr(high, name)])
        assert ends[0] <= getattr(middle, name) <= ends[1]


@pytest.mark.parametrize("difficulty", [-0.1, 1.1, float("nan")])
def test_a_difficulty_off_the_scale_is_refused(difficulty):
    with pytest.raises(UsageError, match="from 0 to 1"):
        Dials.at(difficulty)


def test_a_single_dial_can_be_overridden():
    settings = WorldSettings(difficulty=0.5, dials=(("per_device", 3.0),))
    assert settings.resolved_dials().per_device == 3.0
    assert settings.resolved_dials().per_card == Dials.at(0.5).per_card


def test_an_unknown_dial_is_named_with_the_nearest_one():
    with pytest.raises(UsageError, match='Did you mean "per_device"'):
        WorldSettings(dials=(("per_devices", 3.0),)).resolved_dials()


def test_an_unknown_preset_is_named_with_the_nearest_one():
    with pytest.raises(UsageError, match='Did you mean "bench"'):
        preset("bensh")


def test_a_world_without_room_for_honest_accounts_is_refused():
    with pytest.raises(UsageError, match="honest ones"):
        WorldSettings(accounts=26_000).honest_accounts()


def test_the_presets_have_the_sizes_of_the_case():
    assert (preset("bench").accounts, preset("bench").conversations) == (200_000, 5_000_000)
    assert (preset("half").accounts, preset("half").campaign) == (532_000, 25_000)
    case = preset("case")
    assert (case.campaign, case.campaign_conversations) == (25_000, 28_800_000)
    assert case.honest_accounts() >= 1_000_000


@pytest.mark.parametrize("name", ["half", "case"])
def test_small_rings_are_forty_of_five_to_five_hundred(name):
    sizes = PRESETS[name].ring_sizes()
    assert (len(sizes), sizes[0], sizes[-1]) == (40, 5, 500)
