"""The labelled sets that stand beside the repository, where they are there."""

import os
from pathlib import Path

import pytest

from linkage.intake import fold_files

FOLDER = Path(
    os.environ.get("LINKAGE_SHARED_DATA")
    or Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
)
ROWS = {"chicago_ec": 18548, "german_elections": 157486, "mailmap_scipy": 62973, "senzing": 641}


@pytest.mark.parametrize("name", ROWS)
def test_loads_with_few_rejects(name, config):
    path = FOLDER / name / "events.csv.gz"
    if not path.is_file():
        pytest.skip(f"{path} is not there; set LINKAGE_SHARED_DATA")
    (portion,) = fold_files([path], "sightings", config, declare_kinds=True)
    (report,) = portion.reports
    assert report.rows == ROWS[name]
    assert report.rejected <= report.rows * 0.01
