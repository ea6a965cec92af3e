import json

import pytest

HEADER = "account,created_at,email\n"
GOOD = [f"acc_{n},2026-04-22T10:00:{n:02}Z,user{n}@mail.example\n" for n in range(30)]


@pytest.fixture
def fresh(linkage, monkeypatch, tmp_path):
    """``linkage`` on a workspace of its own, and a file with one bad row in thirty-one."""
    monkeypatch.setenv("LINKAGE_WORKSPACE", str(tmp_path / "workspace"))
    bad = "acc_x,not a time,\x1b[2Jhostile@mail.example\n"
    (tmp_path / "signups.csv").write_text(HEADER + "".join(GOOD) + bad)
    return linkage


def test_a_load_counts_rows_rejects_and_gains(fresh):
    report = json.loads(fresh("load", "signups", "signups.csv", "--json").stdout)
    assert report["accounts"] == 30
    assert report["files"][0]["rejected"] == 1
    assert sum(report["files"][0]["reasons"].values()) == 1


def test_the_page_names_reasons_and_the_rejects_file(fresh):
    result = fresh("load", "signups.csv")
    assert result.exit_code == 0, result.output
    assert "Rejected rows" in result.stdout
    assert "rejected rows are in" in result.stdout
    assert "\x1b" not in result.output


def test_rejects_go_to_the_named_folder(fresh, tmp_path):
    fresh("load", "signups.csv", "--rejects", "bad")
    (file,) = (tmp_path / "bad").iterdir()
    assert json.loads(file.read_text())["line"] == 32


def test_too_many_rejects_fail_the_file(fresh):
    result = fresh("load", "signups.csv", "--reject-rate", "0.01")
    assert result.exit_code == 3
    assert "signups.csv" in result.stderr


def test_the_same_file_again_changes_nothing(fresh):
    fresh("load", "signups.csv")
    again = json.loads(fresh("load", "signups.csv", "--json").stdout)
    assert (again["accounts"], again["sightings"]) == (0, 0)
    assert again["files"][0]["skipped"]


def test_a_dry_run_keeps_nothing(fresh):
    assert "--dry-run" in fresh("load", "signups.csv", "--dry-run").stdout
    assert fresh("status").exit_code == 4


def test_a_missing_file_is_named(fresh):
    result = fresh("load", "signups", "nowhere.csv")
    assert result.exit_code == 3
    assert "nowhere.csv" in result.stderr


def test_unknown_kinds_are_declared_on_demand(fresh, tmp_path):
    rows = "".join(f"acc_{n},license_plate,plate_{n % 2},2026-04-22\n" for n in range(4))
    (tmp_path / "plates.csv").write_text("account,kind,value,time\n" + rows)
    assert fresh("load", "sightings", "plates.csv", "--declare-kinds").exit_code == 0
    kinds = {kind["name"] for kind in json.loads(fresh("kinds", "--json").stdout)}
    assert "license_plate" in kinds


def test_rings_before_a_discovery_say_what_to_do(fresh):
    fresh("load", "signups.csv", "-q")
    result = fresh("rings")
    assert result.exit_code == 0
    assert "linkage discover" in result.stderr


def test_progress_goes_to_stderr_and_quiet_silences_it(fresh):
    loud = fresh("load", "signups.csv", "--dry-run")
    quiet = fresh("load", "signups.csv", "--dry-run", "-q")
    assert "read signups.csv" in loud.stderr
    assert quiet.stderr == ""


def test_standard_input_is_read(fresh):
    rows = HEADER + GOOD[0]
    result = fresh("load", "signups", "-", "--json", input=rows)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["accounts"] == 1
