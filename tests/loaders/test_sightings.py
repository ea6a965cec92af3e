"""Folded sightings from a file."""

from linkage.config import Config
from linkage.intake import fold_files


def test_known_hours_are_those_of_the_first_and_the_last_sighting(tmp_path):
    path = tmp_path / "folded.csv"
    path.write_text(
        "account,kind,value,first_seen,last_seen\n"
        "a1,device,d,2026-04-22T05:10:00Z,2026-04-22T09:00:00Z\n"
        "a2,device,d,2026-04-22T05:10:00Z,2026-04-22T05:50:00Z\n"
        "a3,device,d,,\n"
    )
    (portion,) = fold_files([path], "sightings", Config(workspace=tmp_path))
    rows = portion.delta.sightings
    midnight = 20_565 * 24
    assert dict(zip(rows["account"], rows["hours"].to_list(), strict=True)) == {
        "a1": [midnight + 5, midnight + 9],
        "a2": [midnight + 5],
        "a3": [],
    }
