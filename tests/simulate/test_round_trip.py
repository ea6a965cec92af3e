"""Loading a world's files gives what the world holds in memory."""

from __future__ import annotations

import polars as pl
import pytest

from linkage import intake
from linkage.config import Config
from linkage.folding import KEY, merge_accounts, merge_sightings
from linkage.simulate import write_world


@pytest.fixture(scope="module")
def deltas(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded")
    paths = write_world(tiny, folder / "world")
    inputs = [str(path) for path in paths if path.name != "truth.csv"]
    config = Config(workspace=folder / "workspace")
    portions = list(intake.fold_files(inputs, None, config))
    assert all(report.rejected == 0 for portion in portions for report in portion.reports)
    return [portion.delta for portion in portions if portion.delta is not None]


def test_the_files_fold_to_the_sightings_of_the_world(tiny, deltas):
    loaded = merge_sightings([delta.sightings for delta in deltas])
    assert loaded.sort(KEY).equals(tiny.sightings)


def test_the_files_hold_the_accounts_of_the_world(tiny, deltas):
    loaded = merge_accounts([delta.accounts for delta in deltas])
    assert loaded.filter(pl.col("created_at").is_not_null()).equals(tiny.accounts)
