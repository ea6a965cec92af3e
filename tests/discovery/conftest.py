"""Worlds and small graphs for the steps of discovery."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from linkage.discovery.tokens import Tokens, build_tokens
from linkage.kinds import KindTable
from linkage.simulate import World, null_world, preset, simulate
from tests.discovery.frames import Rows, accounts, sightings


@pytest.fixture
def make_tokens() -> Callable[[Rows], Tokens]:
    """Return a function that numbers rows of (account, kind, value)."""

    def make(rows: Rows, hours: Sequence[int] = ()) -> Tokens:
        return build_tokens(sightings(rows, hours), accounts([]), KindTable())

    return make


@pytest.fixture(scope="session")
def world() -> World:
    """Return a tiny world with rings."""
    return simulate(preset("tiny"))


@pytest.fixture(scope="session")
def quiet_world() -> World:
    """Return the same world without any ring."""
    return null_world(preset("tiny"))
