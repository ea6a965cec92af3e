"""linkage.toml."""

from dataclasses import fields
from pathlib import Path

import pytest

from linkage.config import (
    DiscoverySettings,
    GraphSettings,
    LoadSettings,
    PrivacySettings,
    load_config,
)
from linkage.errors import ConfigError


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINKAGE_CONFIG", raising=False)
    monkeypatch.delenv("LINKAGE_WORKSPACE", raising=False)


def written(text: str) -> Path:
    path = Path("linkage.toml")
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    config = load_config()
    assert (config.path, config.workspace, config.load.reject_rate) == (
        None,
        Path(".linkage"),
        0.05,
    )


def test_the_nearest_file_above_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written("[load]\nreject_rate = 0.2\n")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    config = load_config()
    assert config.load.reject_rate == 0.2
    assert config.workspace == tmp_path / ".linkage"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[laod]\n", 'unknown setting "laod". Did you mean "load"'),
        ("[load]\nreject_rat = 1\n", 'unknown setting "load.reject_rat". Did you mean'),
        ("[load]\nreject_rate = 'much'\n", "load.reject_rate must be float, not str"),
        ("[load]\nreject_rate = true\n", "load.reject_rate must be float, not bool"),
        ("[load]\nnot_cards = 'account'\n", "load.not_cards must be a list of texts, not str"),
        ("load = 3\n", r"\[load\] must be a table"),
        ("[kinds.plate]\ncolour = 'red'\n", 'unknown setting "kinds.plate.colour"'),
        ("[kinds.plate]\nlabel = 'A`) DETACH'\n", "kinds.plate.label must be letters"),
        ("[kinds.Plate]\n", "the kind name 'Plate' cannot be used"),
        ("[load\n", "not valid TOML"),
        ("natures = 3\n", r"\[natures\] must be a table"),
        ("[natures]\nd1 = 'camps'\n", 'natures."d1": there is no nature "camps"'),
        ("[natures]\nd1 = 3\n", 'natures."d1" must be the name of a nature'),
        ("[natures]\nnetworks = [{cidr = '10.0.0.0/8'}]\n", "networks, item 1 is neither"),
        ("[natures]\nnetworks = [{cidr = 'x', nature = 'vpn'}]\n", 'item 1: "x" is not a net'),
        ("[natures]\nnetworks = 'absent.csv'\n", "absent.csv cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(written(text))


def test_an_absent_named_file_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"absent.toml cannot be read"):
        load_config(Path("absent.toml"))


def test_a_kind_can_be_declared_and_a_built_in_one_changed() -> None:
    config = load_config(
        written("[kinds.plate]\ngroup = 'vehicle'\ncap = 9\n[kinds.ip]\ncap = 500\n")
    )
    assert (config.kinds["plate"].group, config.kinds["plate"].cap) == ("vehicle", 9)
    assert (config.kinds["ip"].cap, config.kinds["ip"].label) == (500, "IPAddress")


def test_the_environment_names_the_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKAGE_WORKSPACE", "elsewhere")
    assert load_config(written("workspace = 'here'\n")).workspace == Path("elsewhere")


def test_an_argument_is_stronger_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKAGE_WORKSPACE", "elsewhere")
    assert load_config(workspace=Path("named")).workspace == Path("named")


@pytest.mark.parametrize(
    "section", [GraphSettings, LoadSettings, PrivacySettings, DiscoverySettings]
)
def test_every_setting_has_a_sentence(section: type) -> None:
    for setting in fields(section):
        meaning = setting.metadata["meaning"]
        assert meaning[0].isupper() or meaning.startswith("[load.")
        assert meaning.endswith(".")


def test_natures_of_identifiers_and_networks(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("192.0.2.0/24,hosting\n")
    found = load_config(
        written(
            "[natures]\n'device:d-1' = 'Company'\n'203.0.113.9' = 'vpn'\n"
            "networks = [{cidr = '10.0.0.0/8', nature = 'campus'}, 'n.csv']\n"
        )
    ).natures
    assert found.values == {"device:d-1": "office", "203.0.113.9": "vpn"}
    assert [(n.cidr, n.nature) for n in found.networks] == [
        ("10.0.0.0/8", "campus"),
        ("192.0.2.0/24", "hosting"),
    ]
