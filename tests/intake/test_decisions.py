"""Files of reviewers' decisions: what is read, and what each bad row is told."""

import json

import pytest

from linkage.errors import InputError, UsageError
from linkage.intake.decisions import LONGEST_NOTE, decided, read_decisions


@pytest.fixture
def read(tmp_path):
    """Write a file and read its decisions as (ring, decision, note)."""

    def run(content, name="decisions.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return [(d.ring, d.decision, d.note) for d in read_decisions(path)]

    return run


def test_a_csv_file_with_other_columns(read):
    text = '\ufeffwho,Ring,decision ,note\nme, r-7f3k2 , Ring,"a ""b"", c"\r\nyou,U-9QX1Z,HONEST,\n'
    assert read(text) == [("R-7F3K2", "ring", 'a "b", c'), ("U-9QX1Z", "honest", "")]


def test_json_lines_with_a_line_separator_in_a_note(read):
    rows = [
        {"ring": "R-1", "decision": "unsure", "note": "a\u2028b"},
        {"ring": "R-2"} | {"decision": "ring"},
    ]
    text = "\n" + "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert read(text, "decisions.jsonl") == [("R-1", "unsure", "a\u2028b"), ("R-2", "ring", "")]


def test_a_decision_knows_its_line(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text('ring,decision,note\nR-1,ring,"two\nlines"\nR-2,honest,\n')
    assert [d.where for d in read_decisions(path)] == [f"{path}, line 3", f"{path}, line 4"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ring,verdict\nR-1,ring\n", 'line 1: the column "decision" is missing'),
        ("ring,decison\nR-1,ring\n", 'Did you mean "decison"'),
        (
            "ring,decision\nR-1,ring\nR-2,rung\n",
            'line 3: "rung" is not a decision. Did you mean "ring"',
        ),
        ("ring,decision\nR-1\n", 'line 2: "decision" is missing'),
        ("ring,decision\n ,ring\n", "line 2: the id of the ring is missing"),
        ("ring,decision\nR-1,ring,x\n", "line 2: more fields than columns"),
        ('ring,decision\nR-1,"ring\n', "line 2: unexpected end of data"),
        ("ring,decision\nR-1,ring\nr-1,honest\n", "line 3: R-1 was ring in .*line 2"),
        ("ring,decision\n", "holds no decision"),
        ("", 'the column "ring" is missing'),
        ('{"ring": "R-1"', "line 1: this is not JSON"),
        ('{"ring": "R-1", "decision": "ring"}\n[1]', "line 2: this is not a JSON object"),
        ('{"ring": 7, "decision": "ring"}', 'line 1: "ring" is not a text'),
        ('{"ring": "R-1", "decision": null}', 'line 1: "decision" is missing'),
        ('{"ring": "R-\\ud800", "decision": "ring"}', "line 1: .*lone surrogate"),
        (b"ring,decision\nR-\xff,ring\n", "is not UTF-8"),
        (
            f"ring,decision,note\nR-1,ring,{'x' * (LONGEST_NOTE + 1)}\n",
            "line 2: the note has 2,001",
        ),
    ],
)
def test_a_bad_row_is_an_error_with_its_line(read, text, message):
    with pytest.raises(InputError, match=message):
        read(text)


def test_the_same_decision_twice_is_one(read):
    assert read("ring,decision\nR-1,ring\nR-1,ring\n") == [("R-1", "ring", "")]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv cannot be read: No such file"):
        read_decisions(tmp_path / "none.csv")


def test_deep_json_is_refused_and_not_followed(read):
    with pytest.raises(InputError, match="line 1: this is not JSON"):
        read('{"ring":' + "[" * 100_000)


def test_a_decision_from_the_command_line():
    assert decided("r-1", "Honest", " why ").note == "why"
    with pytest.raises(UsageError, match="Known: honest, ring, unsure"):
        decided("R-1", "perhaps")
