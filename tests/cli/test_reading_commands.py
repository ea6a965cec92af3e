import json

import pytest

READING = {
    "status": ("status",),
    "rings": ("rings",),
    "ring": ("ring", "R-7F3K2"),
    "account": ("account", "acc_0"),
    "hubs": ("hubs", "--all"),
    "query list": ("query",),
    "query": ("query", "account_identifiers", "account=acc_0"),
    "query by kind": ("query", "shared_identifiers", "kind=email"),
    "cypher": ("cypher", "MATCH (a:Account)-[r]->(i) RETURN a.id, i, r ORDER BY a.id, i.id"),
    "kinds": ("kinds",),
    "config": ("config",),
    "members": ("rings", "--members", "-"),
    "export csv": ("export", "R-7F3K2", "--format", "csv"),
    "export graphml": ("export", "R-7F3K2", "--format", "graphml"),
    "export all": ("export", "all", "--format", "jsonl"),
}
EXPORTS = ("members", "export csv", "export graphml", "export all")
STRUCTURED = {name: READING[name] for name in READING if name not in EXPORTS}


@pytest.mark.parametrize("arguments", STRUCTURED.values(), ids=STRUCTURED)
def test_json_is_valid_before_and_after_the_command(linkage, arguments):
    after = linkage(*arguments, "--json")
    before = linkage("--json", *arguments)
    assert json.loads(after.stdout) == json.loads(before.stdout)


@pytest.mark.parametrize("arguments", STRUCTURED.values(), ids=STRUCTURED)
def test_plain_is_tab_separated_with_a_header(linkage, arguments):
    lines = linkage(*arguments, "--plain").stdout.splitlines()
    assert len(lines) > 1
    assert len({line.count("\t") for line in lines}) == 1


@pytest.mark.parametrize("arguments", READING.values(), ids=READING)
@pytest.mark.parametrize("form", [(), ("--json",), ("--plain",)])
def test_hostile_and_personal_values_never_reach_the_stream(linkage, arguments, form):
    result = linkage(*form, *arguments, "-q")
    assert result.exit_code == 0, result.output
    assert result.stdout
    assert not {"\x1b", "\u202e", "\x9b", "\r"} & set(result.output)
    assert "operator@" not in result.output
    assert "2025550189" not in result.output


@pytest.mark.parametrize("name", ["account", "ring", "query by kind", "cypher", "export csv"])
def test_reveal_shows_personal_values(linkage, name):
    assert "operator@mail.example" in linkage(*READING[name], "--reveal").stdout


def test_markup_in_the_data_is_shown_and_not_interpreted(linkage):
    assert "[red]" in linkage("ring", "R-7F3K2").stdout


def test_tables_are_not_cut_in_a_pipe(linkage):
    assert r"\x1b[2J\u202e[red]=cmd|" in linkage("account", "acc_0").stdout


def test_ring_contributions_sum_to_the_score(linkage):
    ring = json.loads(linkage("ring", "R-7F3K2", "--json").stdout)
    total = sum(item["bits"] for item in ring["contributions"])
    assert ring["score"] == pytest.approx(1 / (1 + 2**-total))


def test_the_members_file_has_one_row_a_member(linkage, tmp_path):
    assert linkage("rings", "--members", "members.csv").exit_code == 0
    assert (tmp_path / "members.csv").read_text() == (
        "account,ring,campaign,score\n"
        "acc_0,R-7F3K2,C-1,0.99\n"
        "acc_1,R-7F3K2,C-1,0.97\n"
        "acc_2,R-7F3K2,C-1,0.8\n"
    )


def test_rings_can_be_filtered_by_score(linkage):
    assert json.loads(linkage("rings", "--min-score", "0.999", "--json").stdout)["total"] == 0


def test_a_ring_id_may_be_lower_case(linkage):
    assert "R-7F3K2" in linkage("ring", "r-7f3k2").stdout


def test_cypher_takes_typed_parameters(linkage):
    text = "MATCH (a:Account) WHERE a.id = $name RETURN a.id AS id, $number AS number"
    result = linkage("cypher", text, "--param", "name=acc_1", "--param", "number=7", "--json")
    assert json.loads(result.stdout) == [{"id": "acc_1", "number": 7}]


def test_cypher_reads_standard_input(linkage):
    result = linkage("cypher", "-", "--plain", input="MATCH (r:Ring) RETURN r.id AS id")
    assert result.stdout == "id\nR-7F3K2\n"


def test_cypher_reads_a_file(linkage, tmp_path):
    (tmp_path / "rings.cypher").write_text("MATCH (r:Ring) RETURN r.id AS id")
    assert linkage("cypher", "rings.cypher", "--plain").stdout == "id\nR-7F3K2\n"


def test_status_says_that_the_run_is_fresh(linkage):
    state = json.loads(linkage("status", "--json").stdout)
    assert state["stale"] is False
    assert state["nodes"]["Account"] == 4
    assert state["run"]["notes"] == ["There are no prompt templates."]


def test_exported_files_are_private_and_never_replaced_by_accident(linkage, tmp_path):
    export = ("export", "R-7F3K2", "-o", "ring.graphml")
    assert linkage(*export).exit_code == 0
    path = tmp_path / "ring.graphml"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("mine")
    assert linkage(*export).exit_code == 2
    assert path.read_text() == "mine"
    assert linkage(*export, "--force").exit_code == 0
    assert path.read_text().startswith("<?xml")
    assert [each.name for each in tmp_path.iterdir()] == ["ring.graphml"]
