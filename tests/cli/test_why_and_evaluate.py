import json

import pytest


def test_why_sums_to_the_total(linkage):
    link = json.loads(linkage("why", "acc_0", "acc_1", "--json").stdout)
    assert sum(row["bits"] for row in link["rows"]) == pytest.approx(link["log_odds"])
    assert link["shared"] == 4


def test_why_shows_hubs_and_what_speaks_against(linkage):
    page = linkage("why", "acc_0", "acc_3").stdout
    assert "hub" in page
    assert "What speaks against it" in page


def test_why_masks_personal_values_and_escapes_hostile_ones(linkage):
    output = "".join(
        linkage("why", "acc_0", "acc_1", *form).output for form in ((), ("--json",), ("--plain",))
    )
    assert "operator@" not in output
    assert "2025550189" not in output
    assert not {"\x1b", "\u202e"} & set(output)


def test_why_of_an_unknown_account_names_the_nearest(linkage):
    result = linkage("why", "acc_0", "acc_7")
    assert result.exit_code == 4
    assert "Did you mean" in result.stderr


def test_why_of_one_account_is_refused(linkage):
    assert linkage("why", "acc_0", "acc_0").exit_code == 2


def test_an_account_page_explains_the_membership(linkage):
    page = json.loads(linkage("account", "acc_0", "--json").stdout)["membership"]
    assert page["ring"] == "R-7F3K2"
    assert sum(row["bits"] for row in page["rows"]) == pytest.approx(page["log_odds"])


TRUTH = "account,cluster,status\nacc_0,a,cluster\nacc_1,a,cluster\nacc_2,,single\nacc_3,,single\n"


@pytest.fixture
def truth(tmp_path):
    path = tmp_path / "truth.csv"
    path.write_text(TRUTH)
    return path


def test_evaluate_measures_the_last_run(linkage, truth):
    found = json.loads(linkage("evaluate", truth, "--json").stdout)
    assert found["accounts"]["precision"] == pytest.approx(2 / 3)
    assert found["accounts"]["recall"] == 1.0
    assert found["rings_found"] == 1


def test_evaluate_reads_a_members_file_without_its_apostrophes(linkage, tmp_path):
    (tmp_path / "truth.csv").write_text("account,cluster,status\n+1,a,cluster\n=2,a,cluster\n")
    (tmp_path / "members.csv").write_text("account,ring\n'+1,R\n'=2,R\n")
    result = linkage("evaluate", "truth.csv", "--members", "members.csv", "--json")
    assert json.loads(result.stdout)["accounts"]["recall"] == 1.0


def test_the_page_and_the_plain_form_tell_the_same(linkage, truth):
    assert "1 of 1 ring found" in linkage("evaluate", truth).stdout
    assert "rings_found\t1" in linkage("evaluate", truth, "--plain").stdout


def test_a_truth_file_without_its_columns_is_refused(linkage, tmp_path):
    (tmp_path / "truth.csv").write_text("acount,cluster\nx,y\n")
    result = linkage("evaluate", "truth.csv")
    assert result.exit_code == 3
    assert "account" in result.stderr


@pytest.mark.parametrize(
    ("name", "near"), [("acc_0x", "acc_0"), ("cc_1", "acc_1"), ("", ""), ("\x1b[2J", "")]
)
def test_a_misspelt_account_finds_the_nearest_or_none(linkage, name, near):
    result = linkage("account", name)
    assert result.exit_code == 4
    assert (f'Did you mean "{near}"' in result.stderr) == bool(near)
    assert "\x1b" not in result.stderr
