from __future__ import annotations

import pytest

from linkage.simulate import preset, simulate


@pytest.fixture(scope="session")
def tiny():
    return simulate(preset("tiny"))
