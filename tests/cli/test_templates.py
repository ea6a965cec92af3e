"""The pages of prompt templates."""

import io
import json
from datetime import timedelta

import polars as pl
import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from linkage.cli.app import app
from linkage.cli.render.palette import THEME
from linkage.cli.render.template_page import template_page
from linkage.cli.render.template_table import short_note, template_table
from linkage.cli.template_reading import Listed, Template, burst
from linkage.config import load_config
from linkage.records import ACCOUNTS, ATTRIBUTES, SIGHTINGS, Delta, LoadMark
from linkage.store import open_store

SKELETON = "write to operator@mail.example \x1b[2J\u202e about {…} in {…}"
NOTE = "invisible characters in 42% of prompts; varied wording (a prompt keeps 80% of the text)"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, world):
    """The small graph, a script that its ring sends, a popular one, and one without accounts."""
    folder = tmp_path_factory.mktemp("templates") / "workspace"
    start, hour = world.START, int(world.START.timestamp()) // 3600
    rows = [("acc_0", "T-RARE", 0, 9), ("acc_1", "T-RARE", 1, 4), ("acc_2", "T-RARE", 50, 3)]
    rows += [(f"fan_{n:02}", "tpl_popular", n, 3) for n in range(30)]
    seen = [
        (a, "template", t, start + timedelta(hours=h), start + timedelta(hours=h), n, [hour + h])
        for a, t, h, n in rows
    ]
    given = {"skeleton": SKELETON, "support": "000000016", "obfuscation": NOTE}
    texts = [("template", "T-RARE", name, text) for name, text in given.items()]
    texts += [("template", "T-NONE", "skeleton", "nobody {…}")]
    store = open_store(load_config(workspace=folder))
    store.apply(world.delta())
    store.apply(
        Delta(
            (LoadMark("cd" * 32, "templates", "prompts.jsonl", 40, 0),),
            ACCOUNTS.to_frame(),
            pl.DataFrame(seen, schema=SIGHTINGS, orient="row"),
            pl.DataFrame(texts, schema=ATTRIBUTES, orient="row"),
        )
    )
    store.apply(world.findings())
    store.close()
    return folder


@pytest.fixture
def linkage(workspace, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("LINKAGE_CONFIG", "COLUMNS", "LINKAGE_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, code=0):
        given = ["--workspace", str(workspace), *map(str, arguments)]
        result = CliRunner().invoke(app, given)
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.output

    return run


def ids(text):
    return [row["id"] for row in json.loads(text)["templates"]]


def test_templates_of_rings_stand_first(linkage):
    assert ids(linkage("templates", "--json")) == ["T-RARE", "tpl_popular"]
    assert ids(linkage("templates", "--json", "--sort", "accounts")) == ["tpl_popular", "T-RARE"]
    assert ids(linkage("templates", "--json", "--limit", 1)) == ["T-RARE"]


def test_templates_without_accounts_are_listed_when_asked_for(linkage):
    found = json.loads(linkage("templates", "--json", "--min-accounts", 0))
    assert [row["id"] for row in found["templates"]] == ["T-RARE", "tpl_popular", "T-NONE"]
    assert (found["total"], found["known"]) == (3, 3)
    assert "1 of fewer accounts" in linkage("templates")


def test_a_line_has_accounts_prompts_rings_and_burst(linkage):
    (rare, popular) = json.loads(linkage("templates", "--json"))["templates"]
    assert (rare["accounts"], rare["prompts"], rare["rings"], rare["ring_accounts"]) == (
        3,
        16,
        1,
        3,
    )
    assert rare["burst"] == pytest.approx(2 / 3)
    assert rare["support"] == 16
    assert (popular["rings"], popular["skeleton"]) == (0, "")
    assert popular["burst"] == pytest.approx(24 / 30)


def test_one_template_with_its_rings_days_and_senders(linkage):
    found = json.loads(linkage("template", "t-rare", "--json"))
    assert found["in_rings"] == [
        {"ring": "R-7F3K2", "members": 3, "accounts": 3, "score": pytest.approx(2**8 / (2**8 + 1))}
    ]
    assert [(day["day"], day["accounts"]) for day in found["days"]] == [
        ("2026-04-22", 2),
        ("2026-04-24", 1),
    ]
    assert [(row["account"], row["prompts"]) for row in found["senders"]] == [
        ("acc_0", 9),
        ("acc_1", 4),
        ("acc_2", 3),
    ]


def test_an_id_that_came_with_the_data_has_no_text(linkage):
    page = linkage("template", "tpl_popular")
    assert "its id came with the data" in page
    assert "12 of 30; --json lists all" in page


@pytest.mark.parametrize("form", [(), ("--json",), ("--plain",)])
@pytest.mark.parametrize("arguments", [("templates",), ("template", "T-RARE")])
def test_hostile_and_personal_texts_never_reach_the_stream(linkage, arguments, form):
    shown = linkage(*arguments, *form)
    assert not {"\x1b", "\u202e", "\r"} & set(shown)
    assert "operator@" not in shown
    if form == ("--plain",):
        assert len({line.count("\t") for line in shown.splitlines()}) == 1


def test_reveal_shows_the_text_in_full(linkage):
    assert "operator@mail.example" in linkage("template", "T-RARE", "--reveal")


def test_an_unknown_template_gets_the_nearest(linkage):
    said = linkage("template", "T-RAER", code=4)
    assert 'Did you mean "T-RARE"' in said


def test_a_graph_without_templates_says_so(world, tmp_path):
    store = open_store(load_config(workspace=tmp_path / "w"))
    store.apply(world.delta())
    store.close()
    result = CliRunner().invoke(app, ["--workspace", str(tmp_path / "w"), "templates"])
    assert result.exit_code == 0
    assert "there are no prompt templates" in result.output


@pytest.mark.parametrize("width", [60, 80, 140])
def test_pages_fit_the_terminal(world, width):
    console = Console(file=io.StringIO(), force_terminal=True, width=width, theme=THEME)
    template = Template(
        *("T-ABCDEFG", "do {…} " * 60, 1234567, 98765432, 12, 345, 200_000),
        *("software engineering", NOTE, world.START, world.START + timedelta(days=90), 7.5, False),
    )
    listed = Listed(template, 0.5)
    days = [(world.START + timedelta(days=n), n + 1) for n in range(90)]
    rings = [{"ring": "R-1", "members": 3, "accounts": 4, "score": 0.99}]
    row = {"account": "a" * 90, "prompts": 5, "first_seen": None, "last_seen": None, "ring": None}
    template_table(console, [listed] * 3, total=5, known=9)
    template_page(console, listed, rings, days, [row], ["see [link] " * 30], sample=10)
    text = console.file.getvalue()
    plain = "".join(part.partition("m")[2] for part in ("\x1b[m" + text).split("\x1b["))
    assert max(cell_len(line) for line in plain.splitlines()) <= width


def test_a_burst_is_the_busiest_24_hours(world):
    hours = [(world.START + timedelta(hours=h), n) for h, n in ((0, 1), (23, 2), (24, 4), (90, 3))]
    assert burst(hours) == 0.6
    assert burst([]) == 0.0


def test_a_note_is_shortened_to_its_disguises():
    assert short_note(NOTE) == "invisible characters, varied wording"
    assert short_note("") == ""
