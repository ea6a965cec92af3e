"""Which files a path stands for, and which loader a file is for."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linkage.config import Config
from linkage.errors import InputError, LinkageError, did_you_mean
from linkage.intake.columns import match_columns, missing_fields, plain_name
from linkage.intake.loading import Loader, configured, get_loader, loaders
from linkage.intake.sources import STDIN

SUFFIXES = (".csv", ".jsonl", ".ndjson", ".json", ".parquet", ".pq")
COMPRESSED = (".gz", ".zst", ".zstd")
_TRUTH = {"account", "cluster"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to load; ``listed`` is false if it only stood in a directory."""

    path: str
    listed: bool = True


def expand(paths: Sequence[str | Path]) -> list[Found]:
    """Return the files that paths, directories, patterns and ``-`` stand for, in order.

    Raises `InputError` for a path that is not there and a pattern or directory without files.
    """
    found: list[Found] = []
    for path in map(str, paths):
        if path == STDIN or Path(path).is_file():
            fresh = [Found(path)]
        elif Path(path).is_dir():
            inside = sorted(p for p in Path(path).iterdir() if p.is_file() and p.name[0] != ".")
            fresh = [Found(str(p), listed=False) for p in inside]
        else:
            names = map(Path, sorted(glob.glob(path, recursive=True)))  # noqa: PTH207 - absolute too
            fresh = [Found(str(p)) for p in names if p.is_file()]
        if not fresh:
            raise InputError(_missing(path))
        found.extend(fresh)
    return found


def _missing(path: str) -> str:
    """Say that nothing is there, and what in the same folder has a name like it."""
    if Path(path).is_dir():
        return f"{path}: the folder holds no files"
    if Path(path).exists():
        return f"{path} is neither a file nor a folder; pipe it in with - for standard input"
    if Path(path).is_symlink():
        return f"{path} is a link to nothing"
    folder = Path(path).parent
    beside = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    near = did_you_mean(Path(path).name, beside)
    found = near if "Did you mean" in near else ""
    return f"{path}: there is no such file, and no file fits it as a pattern.{found}"


def is_data(path: str) -> bool:
    """Say whether a file's name is that of a data file."""
    name = path.lower()
    for suffix in COMPRESSED:
        name = name.removesuffix(suffix)
    return name.endswith(SUFFIXES)


def is_truth(columns: Sequence[str]) -> bool:
    """Say whether the columns are those of a truth file (account, cluster)."""
    return {plain_name(column) for column in columns} >= _TRUTH


def recognise(name: str, columns: Sequence[str], config: Config) -> Loader:
    """Return the loader that understands most of a file's columns.

    Of equals, the one that the file is named after. Raises `InputError` if none or several fit.
    """
    scores: dict[str, int] = {}
    known: dict[str, Loader] = {}
    tried: list[str] = []
    for loader_name in sorted(loaders()):
        try:
            loader = get_loader(loader_name)
        except LinkageError as error:
            tried.append(str(error))
            continue
        fields = configured(loader, config)
        found = match_columns(fields, columns)
        missing = missing_fields(fields, found)
        if missing:
            tried.append(f"{loader_name} (no column for {', '.join(f.name for f in missing)})")
        else:
            scores[loader_name] = len(found)
            known[loader_name] = loader
    best = [n for n, score in scores.items() if score == max(scores.values())]
    named = [n for n in best if n.rstrip("s") in Path(name).name.lower()]
    choice = named if len(best) > 1 and named else best
    if len(choice) == 1:
        return known[choice[0]]
    seen = ", ".join(map(repr, columns[:30]))
    if choice:
        raise InputError(
            f"{name} fits several loaders: {', '.join(choice)}. Its columns: {seen}.",
            hint="name the loader: linkage load LOADER FILE",
        )
    raise InputError(
        f"{name} fits no loader. Its columns: {seen}. Tried: {'; '.join(tried)}.",
        hint="name the loader, and the file's columns under [load.columns.LOADER] in linkage.toml",
    )
