"""``linkage why`` and ``linkage account`` after a run that resolved owners."""

import json

import pytest
from typer.testing import CliRunner

from linkage.cli.app import app
from tests.discovery.owners.people import register


@pytest.fixture(scope="module")
def linkage(tmp_path_factory):
    folder = tmp_path_factory.mktemp("owners")
    rows = register(people=60)[0].select("account", "kind", "value")
    rows.with_columns(first_seen=None, last_seen=None, count=1).write_csv(folder / "r.csv")

    def run(*arguments):
        done = CliRunner().invoke(app, ["--workspace", str(folder / "ws"), *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout

    run("load", "sightings", str(folder / "r.csv"), "--declare-kinds", "-q")
    run("discover", "-q")
    return run


@pytest.fixture
def pair(linkage):
    """The two records of one owner."""
    ring = json.loads(linkage("rings", "--json"))["rings"][0]["id"]
    return [m["account"] for m in json.loads(linkage("ring", ring, "--json"))["members"]]


def test_why_shows_the_alike_name(linkage, pair):
    link = json.loads(linkage("why", *pair, "--json"))
    assert link["probability"] > 0.99
    assert any(row["name"] == "name" and " ~ " in row["value"] for row in link["rows"])
    assert "The texts are alike" in linkage("why", *pair)


def test_account_shows_why_it_is_in_its_group_and_who_is_near(linkage, pair):
    page = json.loads(linkage("account", pair[0], "--json"))
    assert page["neighbours"][0]["neighbour"] == pair[1]
    assert sum(row["bits"] for row in page["membership"]["rows"]) == pytest.approx(
        page["membership"]["log_odds"]
    )
    assert page["membership"]["probability"] == pytest.approx(page["score"])
