"""Prompts may hold what is refused elsewhere, so that none is passed over for its oddities."""

import json

import pytest

from linkage.errors import InputError
from linkage.intake import fold_files
from linkage.records import ATTRIBUTES, PENDING, Mined


class Listener:
    def __init__(self):
        self.heard = []

    def add(self, prompts):
        self.heard += prompts["prompt"].to_list()

    def keep(self):
        pass

    def undo(self):
        pass

    def take(self):
        return Mined(PENDING.to_frame(), ATTRIBUTES.to_frame())


@pytest.fixture
def read(tmp_path, config):
    """Load lines of conversations; return the prompts that were heard, and the report."""

    def load(*lines, name="rows.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(lines))
        listener = Listener()
        (portion,) = fold_files([path], "templates", config, prompts=listener)
        return listener.heard, portion.reports[0]

    return load


GOOD = [json.dumps({"account": f"a{n}", "prompt": "plain"}) for n in range(100)]


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        (r"half \ud83d of a face", "half \ufffd of a face"),
        (r"the other \uDE00 half", "the other \ufffd half"),
        (r"wrong way round \ude00\ud83d", "wrong way round \ufffd\ufffd"),
        (r"whole \ud83d\ude00 and half \ud83d", "whole \U0001f600 and half \ufffd"),
        (r"no escape: \\ud800", r"no escape: \ud800"),
        (r"nul \u0000 byte", "nul \0 byte"),
        ("turned \u202e round", "turned \u202e round"),
    ],
)
def test_odd_characters_in_a_prompt(read, written, heard):
    found, report = read(f'{{"account": "odd", "prompt": "{written}"}}', *GOOD)
    assert found[0] == heard
    assert report.rejected == 0
    assert len(found) == 101


def test_half_a_surrogate_pair_in_an_account_is_rejected(read):
    found, report = read(r'{"account": "a\ud800", "prompt": "half \ud800"}', *GOOD)
    assert len(found) == 100
    assert "surrogate" in next(iter(report.reasons))


def test_a_long_prompt_is_read_and_one_beyond_the_limit_is_not(read, config):
    long = "word " * (config.load.max_prompt // 5 - 20)
    lines = [json.dumps({"account": "a", "prompt": text}) for text in (long, long + "x" * 200)]
    found, report = read(*lines, *GOOD)
    assert len(found) == 101
    assert report.rejected == 1


def test_a_first_line_beyond_the_limit_does_not_hide_the_rest(read, config):
    line = json.dumps({"account": "a", "prompt": "x" * 2 * config.load.max_prompt})
    found, report = read(line, *GOOD)
    assert len(found) == 100
    assert report.rejected == 1


def test_a_header_beyond_the_limit_is_named(read, config):
    with pytest.raises(InputError, match="line longer than"):
        read("account," + "x" * 2 * config.load.max_prompt, "a,b", name="rows.csv")


def test_a_prompt_on_several_lines_of_a_csv_file(read):
    rows = ["account,prompt", 'a,"one\ntwo ""three"""', *["b,x"] * 30]
    found, report = read(*rows, name="rows.csv")
    assert found[0] == 'one\ntwo "three"'
    assert report.rejected == 0
