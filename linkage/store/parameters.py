"""Parameters of query files: their types, and values given as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from linkage.errors import UsageError

_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query file, as its header declares it."""

    name: str
    type: str
    """A key of `TYPES`."""
    doc: str
    required: bool = True
    default: object = None


def parse_value(parameter: Parameter, value: object) -> object:
    """Return the value in the parameter's type; text is parsed, a typed value is checked.

    Raises `UsageError` that names the parameter and the type that it wants.
    """
    wanted, read = TYPES[parameter.type]
    if wanted is object:
        return value
    if isinstance(value, str):
        try:
            return read(value)
        except (ValueError, KeyError) as error:
            raise _mismatch(parameter) from error
    if parameter.type == "float" and type(value) is int:
        return float(value)
    if parameter.type == "list of string" and isinstance(value, list | tuple):
        if all(isinstance(item, str) for item in value):
            return list(value)
    elif type(value) is wanted:
        return _utc(value) if isinstance(value, datetime) else value
    raise _mismatch(parameter)


def _mismatch(parameter: Parameter) -> UsageError:
    return UsageError(
        f"the parameter {parameter.name} must be a {parameter.type}",
        hint=f"{parameter.name}: {parameter.doc}",
    )


def _time(text: str) -> datetime:
    return _utc(datetime.fromisoformat(text))


def _utc(time: datetime) -> datetime:
    """Return the time in UTC; a time without a zone is UTC already."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _strings(text: str) -> list[str]:
    """Split at commas; empty text and ``[]`` are the empty list."""
    inner = text.strip().removeprefix("[").removesuffix("]")
    return [item.strip().strip('"') for item in inner.split(",") if item.strip()]


def _truth(text: str) -> bool:
    return _TRUTH[text.strip().lower()]


TYPES: Mapping[str, tuple[type, Callable[[str], object]]] = {
    "string": (str, str),
    "kind": (str, str),
    "int": (int, int),
    "float": (float, float),
    "bool": (bool, _truth),
    "time": (datetime, _time),
    "list of string": (list, _strings),
    "table": (object, str),
}
"""Type name in a header: the Python type, and the function that reads it from text.

``kind`` is the name or an alias of an identifier kind. ``table`` (columns for a bulk write) stands
only in the stores' own files and is not checked.
"""
