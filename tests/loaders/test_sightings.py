"""Folded sightings from a file."""

from linkage.config import Config
from linkage.intake import fold_files


def test_known_hours_are_those_of_the_first_and_the_last_sighting(tmp_path):
    path = tmp_path / "folded.csv"
    path.write_text(
        "account,kind,value,first_seen,last_seen\n"
        "two,device,d,1970-01-01T05:10:00Z,1970-01-01T09:00:00Z\n"
        "one,device,d,1970-01-01T05:10:00Z,1970-01-01T05:50:00Z\n"
        "none,device,d,,\n"
    )
    (portion,) = fold_files([path], "sightings", Config(workspace=tmp_path))
    rows = portion.delta.sightings
    assert dict(zip(rows["account"], rows["hours"].to_list(), strict=True)) == {
        "two": [5, 9],
        "one": [5],
        "none": [],
    }
