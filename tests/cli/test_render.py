import doctest
import io
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from linkage.cli.render import numbers
from linkage.cli.render.bars import bar, block, sparkline, waterfall
from linkage.cli.render.evidence import named
from linkage.cli.render.palette import THEME
from linkage.cli.render.progress import Reporter
from linkage.cli.render.ring_page import ring_page
from linkage.cli.render.ring_table import ring_table
from linkage.cli.render.tables import Column, print_table
from linkage.records import ABSENT, CIRCUMSTANCE, Contribution


@pytest.fixture
def terminal():
    """A console that believes it is a terminal of this width; its text is ``drawn()``."""

    def make(width, **options):
        console = Console(
            file=io.StringIO(), force_terminal=True, width=width, theme=THEME, **options
        )
        console.drawn = console.file.getvalue
        return console

    return make


@pytest.mark.parametrize("width", [60, 80, 120])
def test_pages_fit_the_terminal(terminal, ring, width):
    console = terminal(width, color_system=None)
    ring_table(console, [ring], total=1)
    enough = [item.name for item in ring.contributions]
    ring_page(console, ring, enough, [], [ring, replace(ring, id="R-OTHER")], sample=10)
    assert max(cell_len(line) for line in console.drawn().splitlines()) <= width


def test_the_stretching_column_gives_way_and_the_others_do_not(terminal):
    console = terminal(30, color_system=None)
    print_table(console, [Column("id"), Column("what", stretch=True)], [("x" * 12, "y" * 90)])
    assert "x" * 12 in console.drawn()
    assert "…" in console.drawn()


def test_without_colour_the_words_and_shapes_remain(terminal, ring):
    console = terminal(120, no_color=True)
    ring_table(console, [ring], total=1)
    assert "very likely" in console.drawn()
    assert "●" in console.drawn()


def test_bars_are_exact_to_an_eighth_of_a_cell():
    assert bar(0.5, 4).plain == "██  "
    assert bar(3 / 32, 4).plain == "▍" + "   "
    assert bar(7.0, 2).plain == "██"


def test_sparklines_show_none_as_a_dot_and_the_most_as_a_full_block():
    assert sparkline([0, 1, 4, 8]).plain == "·▁▄█"
    assert sparkline([]).plain == ""


def test_a_block_is_as_high_as_its_share():
    assert (block(0).plain, block(0.5).plain, block(2).plain) == ("▁", "▄", "█")


def test_the_waterfall_starts_each_bar_where_the_last_one_ended():
    bars = waterfall([4.0, 4.0, -2.0], 9)
    assert [each.plain for each in bars] == ["████     ", "    ████ ", "      ░░ "]


@given(st.lists(st.floats(-30, 30), max_size=8), st.integers(5, 60))
def test_waterfall_bars_fit_their_width(bits, width):
    bars = waterfall(bits, width)
    assert all(each.cell_len <= width for each in bars)
    assert all(each.plain.strip() for each in bars)


@given(st.floats(0, 1))
def test_a_probability_is_never_rounded_up_to_certainty(share):
    shown = numbers.percent(share)
    assert not shown.startswith("100")
    assert share >= 0.999 or "99.9" not in shown


@pytest.mark.parametrize(
    "name",
    [
        "linkage.cli.masking",
        "linkage.cli.render.numbers",
        "linkage.cli.render.palette",
        "linkage.cli.render.safe",
        "linkage.exports.pseudonyms",
        "linkage.exports.spreadsheet",
    ],
)
def test_the_examples_in_docstrings_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_progress_elsewhere_than_on_a_terminal_is_a_line_a_stage(capsys):
    with Reporter(quiet=False) as progress:
        progress("reading \x1b", 0, 10)
        progress("reading \x1b", 10, 10)
        progress("scoring")
    assert capsys.readouterr().err.splitlines() == [r"reading \x1b", "scoring"]


def test_quiet_progress_says_nothing(capsys):
    with Reporter(quiet=True) as progress:
        progress("reading", 1, 2)
    assert capsys.readouterr().err == ""


def test_a_high_probability_is_rounded_down():
    assert numbers.percent(0.9899) == "98%"


def test_the_prior_is_no_evidence(terminal, ring):
    console = terminal(200, color_system=None)
    ring_table(console, [replace(ring, contributions=(Contribution("prior", 9.0),))], total=1)
    assert "prior" not in console.drawn()


def test_evidence_by_absence_says_that_it_is_absent(terminal, ring):
    console = terminal(200, color_system=None)
    absent = Contribution("one_card", 2.0, 0.1, "Little of this: …", ABSENT)
    shown = replace(ring, contributions=(absent,))
    ring_table(console, [shown], total=1)
    assert "not one card" in console.drawn()
    ring_page(console, shown, [absent.name], [], [], sample=10)
    assert "enough without the rest: not one card" in console.drawn()


def test_the_size_of_a_ring_is_not_its_main_evidence(terminal, ring):
    lines = (
        Contribution("size", 4.0, role=CIRCUMSTANCE),
        Contribution("one_card", 2.0, role=ABSENT),
        Contribution("handover", 1.0),
    )
    console = terminal(200, color_system=None)
    ring_table(console, [replace(ring, contributions=lines)], total=1)
    row = console.drawn()
    assert row.index("handover") < row.index("not one card") < row.index("size")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("one_card", "not one card"),
        ("no_own_cards", "own cards"),
        ("nothing_of_their_own", "something of their own"),
    ],
)
def test_the_absence_of_a_lack_is_no_double_negation(name, shown):
    assert named(Contribution(name, 2.0, 0.1, role=ABSENT)) == shown


def test_a_ring_page_says_what_joins_the_shards(terminal, ring):
    console = terminal(100, no_color=True)
    shards = [ring, replace(ring, id="R-OTHER")]
    ring_page(console, ring, [], [], shards, [("device", "d1", 2, 7.5)], sample=10)
    joined = console.drawn().partition("What joins the shards")[2]
    assert "d1" in joined
    assert "2 of 2" in joined


def test_a_ring_page_lists_the_shards_of_its_campaign(terminal, ring):
    console = terminal(100, no_color=True)
    shards = [ring, replace(ring, id="R-OTHER")]
    ring_page(console, ring, [], [], shards, sample=10)
    listed = console.drawn().partition("Shards of its campaign")[2]
    assert "R-OTHER" in listed
    assert f"{ring.id}" in listed.partition("this one")[0]
