"""Query files: one question a file, with a header that is checked when the file is loaded.

::

    // Identifiers shared by at least $min_accounts accounts, busiest first.
    // param kind: kind - identifier kind, for example ip
    // param min_accounts: int = 2 - ignore rarer identifiers
    // returns value, accounts, first_seen, last_seen
    MATCH …

The path below ``cypher/`` is the name (``read/shared_identifiers``); a bare stem works where only
one question (read/ or investigate/) has it. ``x.neo4j.cypher`` beside ``x.cypher`` overrides it for
that dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from linkage.errors import NotFoundError, QueryError, UsageError, did_you_mean
from linkage.kinds import KindTable
from linkage.store.parameters import TYPES, Parameter, parse_value

DIALECTS = ("embedded", "neo4j")
"""Engines that read query files; ``embedded`` reads the plain ``x.cypher``."""

ASKED = ("read", "investigate")
"""Folders of the questions that users ask; the others are for the stores themselves."""

PLACEHOLDERS = ("label", "relationship", "attribute", "parent", "link")
"""Names that schema/ and write/ files may take from the table of kinds, as ``{label}``."""

_FILLED = ("schema", "write", "server")
_PARAM = re.compile(r"param +(\w+): *([a-z ]+?) *(?:= *(.*?) *)?- +(.+)")
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/""", re.DOTALL)
_USED = re.compile(r"\$(\w+)")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Query:
    """A query file: its question, what it takes and what it gives."""

    name: str
    """Path below ``cypher/`` without ending, for example ``read/ring``."""
    text: str
    description: str
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    dialect: str
    """``embedded`` for the plain file, or the dialect whose override this is."""
    path: Path

    @property
    def stem(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]

    def arguments(
        self, given: Mapping[str, object], kinds: KindTable | None = None
    ) -> dict[str, object]:
        """Return a value for every parameter: given (as text or typed) or default.

        With ``kinds``, the aliases of identifier kinds are resolved. Raises `UsageError` for an
        unknown parameter or kind, a missing one, or a value of another type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise UsageError(
                    f'the query {self.name} has no parameter "{name}".{did_you_mean(name, known)}'
                )
        missing = [p.name for p in self.parameters if p.required and p.name not in given]
        if missing:
            raise UsageError(
                f"the query {self.name} needs a value for {', '.join(missing)}",
                hint="; ".join(f"{p.name}: {p.doc}" for p in self.parameters if p.name in missing),
            )
        values = {
            name: parse_value(parameter, given.get(name, parameter.default))
            for name, parameter in known.items()
        }
        for name, parameter in known.items():
            if parameter.type == "kind" and kinds is not None:
                values[name] = kinds.resolve(str(values[name])).name
        return values

    def filled(self, **names: str) -> str:
        """Return the text with its placeholders filled; each name must be a plain identifier."""
        text = self.text
        for placeholder, name in names.items():
            if placeholder not in PLACEHOLDERS or not _NAME.fullmatch(name):
                raise QueryError(f"{self.name}: {placeholder}={name!r} cannot be filled in")
            text = text.replace("{" + placeholder + "}", name)
        if left := [p for p in PLACEHOLDERS if "{" + p + "}" in text]:
            raise QueryError(f"{self.name}: no value for {', '.join(left)}")
        return text


def queries(dialect: str = "embedded") -> tuple[Query, ...]:
    """Return the questions that users can ask (read/ and investigate/), sorted by name."""
    names = sorted(_files(dialect))
    return tuple(_load(n, dialect) for n in names if n.partition("/")[0] in ASKED)


def load_query(name: str, dialect: str = "embedded") -> Query:
    """Return the query of this name or bare stem; raise `NotFoundError` with the nearest one."""
    files = _files(dialect)
    if name in files:
        return _load(name, dialect)
    asked = [n for n in files if n.partition("/")[0] in ASKED]
    same = [full for full in asked if full.rpartition("/")[2] == name]
    if len(same) == 1:
        return _load(same[0], dialect)
    if same:
        raise NotFoundError(
            f'the query name "{name}" stands for several', hint=f"one of {', '.join(sorted(same))}"
        )
    stems = [full.rpartition("/")[2] for full in asked]
    raise NotFoundError(f'there is no query "{name}".{did_you_mean(name, stems)}')


def query_folder() -> Path:
    """Return the folder of the query files: inside the package, else beside it (editable)."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "cypher", package.parent / "cypher"):
        if (folder / "read").is_dir():
            return folder
    raise QueryError(
        "the query files are missing from this installation", hint="install linkage again"
    )


@cache
def _files(dialect: str) -> Mapping[str, Path]:
    """Return name to file, overrides of the dialect before plain files."""
    if dialect not in DIALECTS:
        raise UsageError(f'unknown query dialect "{dialect}".{did_you_mean(dialect, DIALECTS)}')
    folder = query_folder()
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.cypher")):
        stem, _, override = path.name.removesuffix(".cypher").partition(".")
        name = (path.relative_to(folder).parent / stem).as_posix()
        if override == dialect or (not override and name not in found):
            found[name] = path
    return found


@cache
def _load(name: str, dialect: str) -> Query:
    path = _files(dialect)[name]
    return parse_query(name, path, path.read_text("utf-8"))


def parse_query(name: str, path: Path, source: str) -> Query:
    """Read a query file; raise `QueryError` with file and line for a header that is wrong."""
    description: list[str] = []
    parameters: dict[str, Parameter] = {}
    returns: list[str] = []
    for number, line in _header(source):
        place = f"{path}, line {number}"
        if line.startswith("param "):
            parameter = _parameter(line, place)
            if parameter.name in parameters:
                raise QueryError(f"{place}: the parameter {parameter.name} is declared twice")
            parameters[parameter.name] = parameter
        elif line.startswith("returns "):
            returns += [column.strip() for column in line.removeprefix("returns ").split(",")]
        else:
            description.append(line)
    body = source.split("\n")
    text = "\n".join(body[sum(1 for _ in _header(source)) :]).strip()
    stem, _, override = path.name.removesuffix(".cypher").partition(".")
    query = Query(
        name,
        text,
        " ".join(description),
        tuple(parameters.values()),
        tuple(returns),
        override or "embedded",
        path,
    )
    _check(query, stem)
    return query


def _header(source: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of the comment lines that the file begins with."""
    for number, line in enumerate(source.split("\n"), 1):
        if not line.startswith("//"):
            return
        yield number, line.removeprefix("//").strip()


def _parameter(line: str, place: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None:
        raise QueryError(f'{place}: write "param NAME: TYPE = DEFAULT - what it is"')
    name, kind, default, doc = match.groups()
    if kind not in TYPES:
        raise QueryError(f'{place}: unknown type "{kind}".{did_you_mean(kind, TYPES)}')
    parameter = Parameter(name, kind, doc, required=default is None)
    if default is None:
        return parameter
    try:
        value = parse_value(parameter, default[1:-1] if default[:1] == '"' else default)
    except UsageError as error:
        raise QueryError(f"{place}: {error}") from error
    return Parameter(name, kind, doc, required=False, default=value)


def _check(query: Query, stem: str) -> None:
    """Check what can be known without an engine: description, parameters, columns, braces."""
    folder = query.name.partition("/")[0]
    code = _QUOTED.sub(" ", query.text)
    used = set(_USED.findall(code))
    declared = {parameter.name for parameter in query.parameters}
    problems = [f"${name} is used but not declared" for name in sorted(used - declared)]
    problems += [f"{name} is declared but not used" for name in sorted(declared - used)]
    if not query.text:
        problems.append(f"{stem} holds no query")
    if not query.description:
        problems.append("the first line must be a comment that says what is asked")
    if folder in ASKED and not query.returns:
        problems.append('a line "// returns column, column" is missing')
    if len(set(query.returns)) < len(query.returns) or "" in query.returns:
        problems.append("a returned column is empty or stands twice")
    if folder not in _FILLED:
        filled = [p for p in PLACEHOLDERS if "{" + p + "}" in code]
        problems += [f"the placeholder {{{p}}} is not allowed in {folder}/" for p in filled]
    if problems:
        raise QueryError(f"{query.path}: {'; '.join(problems)}")
