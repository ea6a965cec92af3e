"""A user's first session, from a simulated world to an exported ring, on the embedded engine."""

import csv
import json

import pytest
from typer.testing import CliRunner

from linkage.cli.app import app


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A folder with a tiny world that was loaded and searched; returns ``linkage``."""
    folder = tmp_path_factory.mktemp("session")
    patch = pytest.MonkeyPatch()
    patch.chdir(folder)
    for name in ("LINKAGE_WORKSPACE", "LINKAGE_CONFIG", "COLUMNS", "LINKAGE_DEBUG"):
        patch.delenv(name, raising=False)

    def linkage(*arguments, code=0):
        result = CliRunner().invoke(app, [str(each) for each in arguments])
        assert result.exit_code == code, result.output
        return result.stdout

    linkage("simulate", "world", "--preset", "tiny", "--difficulty", "0")
    linkage("load", "world", "-q")
    linkage("discover", "-q")
    yield linkage
    patch.undo()


def read(session, *arguments):
    return json.loads(session(*arguments, "--json"))


@pytest.fixture(scope="module")
def ring(session):
    """Id of the strongest ring."""
    return read(session, "rings")["rings"][0]["id"]


@pytest.fixture(scope="module")
def members(session, ring):
    return [member["account"] for member in read(session, "ring", ring)["members"]]


def test_status_counts_what_was_simulated(session):
    status = read(session, "status")
    assert status["nodes"]["Account"] == 2000
    assert status["run"]["rings"] == status["nodes"]["Ring"]
    assert status["stale"] is False
    assert {load["loader"] for load in status["loads"]} == {
        "devices",
        "ips",
        "payments",
        "signups",
        "templates",
    }


def test_loading_the_same_files_again_changes_nothing(session):
    before = session("export", "all", "--format", "jsonl", "--reveal", "-q")
    assert "loaded before" in session("load", "world")
    assert session("export", "all", "--format", "jsonl", "--reveal", "-q") == before


def test_what_was_found_is_measured_against_the_truth(session):
    measures = read(session, "evaluate", "world/truth.csv")
    assert measures["accounts"]["recall"] > 0.5
    assert measures["rings_found"] > 0
    assert measures["flagged"] == read(session, "status")["run"]["members"]


def test_the_members_file_gives_the_same_evaluation(session):
    session("rings", "--members", "members.csv", "--force")
    from_file = read(session, "evaluate", "world/truth.csv", "--members", "members.csv")
    assert from_file == read(session, "evaluate", "world/truth.csv")


def test_the_ring_page_sums_to_its_score(session, ring):
    page = read(session, "ring", ring)
    total = sum(item["bits"] for item in page["contributions"])
    assert page["score"] == pytest.approx(1 / (1 + 2**-total))
    assert len(page["members"]) == page["accounts"]
    assert ring in session("ring", ring)


def test_an_account_page_names_its_ring_and_neighbours(session, ring, members):
    page = read(session, "account", members[0])
    assert page["ring"] == ring
    assert page["neighbours"]
    total = sum(row["bits"] for row in page["membership"]["rows"])
    assert page["membership"]["log_odds"] == pytest.approx(total)


def test_why_two_members_are_linked_sums_to_the_total(session, members):
    neighbour = read(session, "account", members[0])["neighbours"][0]["neighbour"]
    link = read(session, "why", members[0], neighbour)
    assert sum(row["bits"] for row in link["rows"]) == pytest.approx(link["log_odds"])
    assert link["probability"] > 0.5


def test_a_saved_query_and_own_cypher_agree(session):
    saved = read(session, "query", "shared_identifiers", "kind=device", "min_accounts=5")
    own = read(
        session,
        "cypher",
        "MATCH (a:Account)-[:USED_DEVICE]->(d:Device) WITH d, count(a) AS accounts "
        "WHERE accounts >= $least RETURN d.id AS value, accounts ORDER BY accounts DESC, value",
        "--param",
        "least=5",
    )
    assert own
    assert [(row["value"], row["accounts"]) for row in saved] == [
        (row["value"], row["accounts"]) for row in own
    ][: len(saved)]


@pytest.mark.parametrize("name", ["graphml", "json", "jsonl", "csv"])
def test_a_ring_is_exported_in_every_format(session, ring, members, name):
    text = session("export", ring, "--format", name, "-q")
    assert all(member in text for member in members)


def test_the_members_file_has_a_row_a_member(session, tmp_path):
    path = tmp_path / "members.csv"
    session("rings", "--members", path)
    with path.open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == read(session, "status")["run"]["members"]


def test_discovering_again_gives_the_same_rings(session):
    before = read(session, "rings", "--limit", "0")
    session("discover", "-q")
    assert read(session, "rings", "--limit", "0") == before
