import pytest
import typer
from typer.testing import CliRunner

from linkage.cli.app import EXIT_CODES, app

COMMANDS = sorted(typer.main.get_command(app).commands)


@pytest.fixture
def helped(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: CliRunner().invoke(app, [*arguments, "--help"]).stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(helped, name):
    examples = helped(name).partition("Examples:")[2]
    assert f"linkage {name}" in examples or f" {name}" in examples


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_common_options(helped, name):
    assert {"--json", "--plain", "--quiet"} <= set(helped(name).split())


def test_the_help_names_every_command_and_exit_code(helped):
    words = helped().split()
    assert set(COMMANDS) <= set(words)
    assert {str(code) for code, _ in EXIT_CODES} <= set(words)


def test_the_version_is_printed():
    assert CliRunner().invoke(app, ["--version"]).stdout.startswith("linkage 0.")
