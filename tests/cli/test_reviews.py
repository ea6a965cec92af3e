"""``linkage review`` and ``linkage reviews``, as a reviewer types them."""

import json
import shutil
from dataclasses import replace

import pytest

from linkage.config import load_config
from linkage.store import open_store


@pytest.fixture
def desk(linkage, workspace, world, tmp_path, monkeypatch):
    """The program on a workspace of its own, whose run the model for rich data has scored."""
    own = tmp_path / "workspace"
    shutil.copytree(workspace, own)
    findings = world.findings()
    store = open_store(load_config(workspace=own))
    store.apply(replace(findings, run=replace(findings.run, data="rich")))
    store.close()
    monkeypatch.setenv("LINKAGE_WORKSPACE", str(own))
    return linkage


def test_a_ring_is_reviewed_and_listed(desk):
    result = desk("review", "r-7f3k2", "ring", "--note", "we know them")
    assert result.stdout.startswith("R-7F3K2 ring; 1 reviewed ring in all")
    desk("review", "U-9QX1Z", "honest")
    page = desk("reviews").stdout
    for words in ("R-7F3K2", "we know them", "U-9QX1Z", "honest", "2 decisions, 1 of them rings"):
        assert words in page


def test_reviews_as_json(desk):
    desk("review", "R-7F3K2", "honest")
    found = json.loads(desk("reviews", "--json").stdout)
    assert found["total"] == 1
    assert found["reviews"][0] == {
        "ring": "R-7F3K2",
        "run": "run-1",
        "data": "rich",
        "log_odds": 8.0,
        "decision": "honest",
        "note": "",
        "accounts": 3,
        "score": pytest.approx(2**8 / (2**8 + 1)),
        "corrected": found["reviews"][0]["corrected"],
    }
    assert found["reviews"][0]["corrected"] < found["reviews"][0]["score"]
    (table,) = found["reliability"]
    assert (table["data"], table["reviews"], table["rings"]) == ("rich", 1, 0)
    assert [(each["low"], each["reviews"]) for each in table["bins"]] == [(0.99, 1)]


def test_reviews_as_text_without_control_characters(desk):
    desk("review", "R-7F3K2", "ring", "--note", "\x1b[2J\u202ehello")
    for shown in (desk("reviews").stdout, desk("reviews", "--plain").stdout):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert r"\x1b[2J\u202ehello" in shown


def test_a_file_of_decisions(desk, tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text("ring,decision,note\nR-7F3K2,ring,\nU-9QX1Z,unsure,ask again\n")
    assert json.loads(desk("review", "--file", path, "--json").stdout) == {
        "added": [
            {"ring": "R-7F3K2", "decision": "ring", "note": ""},
            {"ring": "U-9QX1Z", "decision": "unsure", "note": "ask again"},
        ],
        "total": 2,
    }
    assert desk("review", "--file", path, "--plain").stdout == (
        "ring\tdecision\nR-7F3K2\tring\nU-9QX1Z\tunsure\n"
    )


@pytest.mark.parametrize(
    ("rows", "code", "message"),
    [
        ("R-7F3K2,ring\nU-9QX1Z,perhaps\n", 3, 'line 3: "perhaps" is not a decision'),
        ("R-7F3K2,ring\nR-7F3K9,ring\n", 4, 'line 3: there is no ring "R-7F3K9"'),
        ("R-7F3K2,ring\n\x1b[2J,ring\n", 4, r"there is no ring "),
    ],
)
def test_a_file_with_a_bad_row_adds_nothing(desk, tmp_path, rows, code, message):
    path = tmp_path / "decisions.csv"
    path.write_text(f"ring,decision\n{rows}")
    result = desk("review", "--file", path)
    assert result.exit_code == code
    assert message in result.output
    assert "\x1b" not in result.output
    assert desk("reviews").stdout.startswith("No reviews")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("R-7F3K2",), 2),
        (("R-7F3K2", "ring", "--file", "d.csv"), 2),
        (("--note", "x", "--file", "d.csv"), 2),
        (("R-7F3K2", "perhaps"), 2),
        (("R-NONE1", "ring"), 4),
        (("--file", "none.csv"), 3),
    ],
)
def test_wrong_use_has_its_exit_code(desk, arguments, code):
    assert desk("review", *arguments).exit_code == code


def test_a_run_before_this_version_must_be_repeated(linkage):
    result = linkage("review", "R-7F3K2", "ring")
    assert result.exit_code == 2
    assert "run linkage discover again" in result.output


def test_nothing_is_made_where_nothing_was_loaded(linkage, tmp_path, monkeypatch):
    monkeypatch.setenv("LINKAGE_WORKSPACE", str(tmp_path / "none"))
    assert linkage("review", "R-7F3K2", "ring").exit_code == 4
    assert not (tmp_path / "none").exists()
