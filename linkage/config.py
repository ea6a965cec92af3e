"""``linkage.toml``: every setting, its default, and a sentence on each.

The file is looked for in the working directory and its parents; ``LINKAGE_CONFIG`` and
``--config`` name another one. An unknown key is an error with the nearest known one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from linkage.errors import ConfigError, did_you_mean
from linkage.kinds import KINDS, IdentifierKind, KindTable, declare
from linkage.natures import nature_named
from linkage.networks import Network, parse_network, read_networks

FILE_NAME = "linkage.toml"


def _setting(default: Any, meaning: str) -> Any:
    """Declare a setting with the sentence that documents it."""
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class GraphSettings:
    """``[graph]``: where the graph lives."""

    uri: str = _setting("", "Empty for the embedded engine, or bolt://… or neo4j+s://… for Neo4j.")
    database: str = _setting("neo4j", "Name of the Neo4j database.")
    user: str = _setting("neo4j", "Neo4j user; LINKAGE_NEO4J_USER overrides it.")
    password_file: str = _setting(
        "", "File that holds the Neo4j password; LINKAGE_NEO4J_PASSWORD overrides it."
    )
    timeout: float = _setting(60.0, "Seconds after which an analyst's query is stopped.")
    memory: int = _setting(2048, "Megabytes that the embedded engine may use for its buffer pool.")


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """``[load]``: how files are read."""

    reject_rate: float = _setting(
        0.05, "Share of rejected rows above which a file fails as a whole (0 to 1)."
    )
    rejects: str = _setting(
        "", "Folder for the files of rejected rows; empty for rejects/ in the workspace."
    )
    max_field: int = _setting(
        65536, "Bytes above which a field is rejected (prompts have their own limit)."
    )
    max_prompt: int = _setting(
        16777216, "Bytes above which a prompt is rejected; longer lines are rejected unread."
    )
    commit_prompts: int = _setting(
        4_000_000,
        "Raw prompts after which what a load has read is committed; templates are sought among"
        " that many at once.",
    )
    phone_region: str = _setting(
        "", "Two-letter country of phone numbers without a country code; empty keeps their digits."
    )
    not_cards: tuple[str, ...] = _setting(
        (),
        "Columns of long numbers that are never card numbers (one in ten passes the check digit).",
    )
    columns: dict[str, dict[str, str]] = field(
        default_factory=dict,
        metadata={"meaning": "[load.columns.LOADER]: the file's own name for each field."},
    )


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    """``[privacy]``: personal values at rest."""

    hash: tuple[str, ...] = _setting((), "Kinds whose values are stored as a keyed hash.")
    key_file: str = _setting("", "File that holds the key for the keyed hash; keep it safe.")
    keep_examples: int = _setting(
        0, "Redacted examples of prompts that are kept of each new template: 0 to 3."
    )


@dataclass(frozen=True, slots=True)
class DiscoverySettings:
    """``[discovery]``: none of these has to be guessed; the defaults suit small and large data."""

    seed: int = _setting(0, "Seed of every random choice; the same seed gives the same bytes.")
    minimum_accounts: int = _setting(
        4, "Smallest group that is called a ring; 2 finds duplicates of one person too."
    )
    minimum_score: float = _setting(
        0.9, "Probability from which a group is called a ring (0 to 1)."
    )
    goal: str = _setting(
        "auto",
        "What to look for: rings, identities (accounts of one owner), or auto, which is identities"
        " where the data have no device, payment, IP address or template.",
    )


@dataclass(frozen=True, slots=True)
class NatureSettings:
    """``[natures]``: what the analyst knows of identifiers; campus, office, carrier link nobody."""

    values: dict[str, str] = field(
        default_factory=dict,
        metadata={
            "meaning": 'Nature of an identifier, as "198.51.100.7" = "campus" or'
            ' "device:d-17" = "office": home, campus, carrier, office, hosting, vpn, farm, public.'
        },
    )
    networks: tuple[Network, ...] = _setting(
        (),
        'Natures of networks: a list of {cidr = "10.0.0.0/8", nature = "campus"} and of CSV files'
        " with cidr,nature rows; the narrowest network counts.",
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings in force."""

    path: Path | None = None
    workspace: Path = Path(".linkage")
    graph: GraphSettings = GraphSettings()
    load: LoadSettings = field(default_factory=LoadSettings)
    privacy: PrivacySettings = PrivacySettings()
    discovery: DiscoverySettings = DiscoverySettings()
    natures: NatureSettings = field(default_factory=NatureSettings)
    kinds: KindTable = field(default_factory=KindTable)


_NETWORK = {"cidr": str, "nature": str}
"""Keys and types of a network that stands in the configuration."""

_SECTIONS: Mapping[str, type] = {
    "graph": GraphSettings,
    "load": LoadSettings,
    "privacy": PrivacySettings,
    "discovery": DiscoverySettings,
}


def load_config(path: Path | None = None, workspace: Path | None = None) -> Config:
    """Read the settings; without a file, the defaults.

    The workspace is the given one, else ``LINKAGE_WORKSPACE``, else the file's ``workspace`` or
    ``.linkage`` beside the file, else ``.linkage`` in the working directory.
    """
    if path is None:
        named = os.environ.get("LINKAGE_CONFIG")
        path = Path(named) if named else _nearest()
    table = _read(path) if path else {}
    base = path.parent if path else Path()
    known = [*_SECTIONS, "kinds", "natures", "workspace"]
    for name in sorted(set(table) - set(known)):
        raise _unknown(path, name, known)
    sections = {
        name: _section(path, name, cls, table.get(name, {})) for name, cls in _SECTIONS.items()
    }
    chosen = workspace or os.environ.get("LINKAGE_WORKSPACE")
    return Config(
        path=path,
        workspace=Path(chosen) if chosen else base / str(table.get("workspace", ".linkage")),
        kinds=_kinds(path, table.get("kinds", {})),
        natures=_natures(path, table.get("natures", {})),
        **sections,
    )


def _nearest() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error


def _section(path: Path | None, name: str, cls: type, given: Any) -> Any:
    if not isinstance(given, dict):
        raise ConfigError(f"{path}: [{name}] must be a table")
    known = {f.name: f for f in fields(cls)}
    values: dict[str, Any] = {}
    default = cls()
    for key, value in given.items():
        if key not in known:
            raise _unknown(path, f"{name}.{key}", [f"{name}.{k}" for k in known])
        values[key] = _value(path, f"{name}.{key}", value, getattr(default, key))
    return cls(**values)


def _value(path: Path | None, name: str, value: Any, default: Any) -> Any:
    if isinstance(default, tuple) and isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return tuple(value)
    elif isinstance(default, float) and isinstance(value, int | float) and value is not True:
        return float(value)
    elif type(value) is type(default):
        return value
    names = {"tuple": "a list of texts", "dict": "a table"}
    wanted = names.get(type(default).__name__, type(default).__name__)
    raise ConfigError(f"{path}: {name} must be {wanted}, not {type(value).__name__}")


def _kinds(path: Path | None, given: Any) -> KindTable:
    """Build the kind table: ``[kinds.NAME]`` declares a kind or changes a built-in one."""
    built_in = {kind.name: kind for kind in KINDS}
    keys = {f.name for f in fields(IdentifierKind)} - {"name", "attributes", "parents"}
    for name, row in given.items():
        if not isinstance(row, dict):
            raise ConfigError(f"{path}: [kinds.{name}] must be a table")
        start = built_in.get(name) or declare(name)
        values = {f.name: getattr(start, f.name) for f in fields(IdentifierKind)}
        for key, value in row.items():
            if key not in keys:
                raise _unknown(path, f"kinds.{name}.{key}", [f"kinds.{name}.{k}" for k in keys])
            values[key] = _value(path, f"kinds.{name}.{key}", value, values[key])
        for key in ("label", "relationship"):
            if not values[key].isidentifier():
                raise ConfigError(f"{path}: kinds.{name}.{key} must be letters, digits and _")
        built_in[name] = IdentifierKind(**values)
    return KindTable(built_in.values())


def _natures(path: Path | None, given: Any) -> NatureSettings:
    """Read ``[natures]``: texts are natures of identifiers, ``networks`` those of networks."""
    if not isinstance(given, dict):
        raise ConfigError(f"{path}: [natures] must be a table")
    values = dict(given)
    listed = values.pop("networks", [])
    for value, nature in values.items():
        if not isinstance(nature, str):
            raise ConfigError(f'{path}: natures."{value}" must be the name of a nature')
        values[value] = nature_named(nature, f'{path}: natures."{value}"').name
    networks: list[Network] = []
    for number, item in enumerate([listed] if isinstance(listed, str) else listed, 1):
        where = f"{path}: natures.networks, item {number}"
        if isinstance(item, str):
            networks += read_networks((path or Path()).parent / item)
        elif isinstance(item, dict) and {k: type(v) for k, v in item.items()} == _NETWORK:
            networks.append(parse_network(item["cidr"], item["nature"], where, FILE_NAME))
        else:
            raise ConfigError(
                f"{where} is neither a network nor a file",
                hint='{cidr = "10.0.0.0/8", nature = "campus"} or "networks.csv"',
            )
    return NatureSettings(values, tuple(networks))


def _unknown(path: Path | None, name: str, known: list[str]) -> ConfigError:
    return ConfigError(f'{path}: unknown setting "{name}".{did_you_mean(name, known)}')
