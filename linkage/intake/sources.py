"""Files and standard input as streams of chunks with lines.

The format is told by the first bytes, decompressed: Parquet by its magic number, JSON lines by an
opening brace, else CSV. Compression (gzip, zstd) is told by its magic number too.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from linkage.config import LoadSettings
from linkage.errors import InputError
from linkage.intake.columns import require_columns, to_chunk
from linkage.intake.csv_rows import read_csv, read_header
from linkage.intake.jsonl_rows import first_names, read_jsonl
from linkage.intake.loading import Chunk, Field
from linkage.intake.parquet_rows import open_parquet, read_parquet
from linkage.intake.rows import BadRow, Rows
from linkage.intake.streams import BOM, Block, CountedFile, blocks, text_stream

STDIN = "-"
_PARQUET = b"PAR1"

Progress = Callable[[str, int, int, int], None]
"""Told the source's name, bytes done, bytes in all (0 if unknown) and rows done."""


class FileSource:
    """One file, or standard input under the name ``-``. It is read once, from start to end."""

    def __init__(
        self, path: Path | str, settings: LoadSettings, progress: Progress | None = None
    ) -> None:
        self.name = "standard input" if str(path) == STDIN else str(path)
        self.settings = settings
        self.rows = 0
        self._all_rows = 0
        self._path = None if str(path) == STDIN else Path(path)
        self._progress = progress
        self._size = self._path.stat().st_size if self._path and self._path.is_file() else 0
        self._file: BinaryIO | None = None
        self._digest: str | None = None
        self._columns: list[str] | None = None
        self._rows: Callable[[Sequence[str], Collection[str]], Iterator[Rows]] | None = None
        self._counted: CountedFile | None = None

    def digest(self) -> str:
        """Return the SHA-256 of the file's bytes; of standard input once it has been read."""
        if self._digest is None and self._path is not None:
            with _open(self._path, self.name) as file:
                self._digest = hashlib.file_digest(file, "sha256").hexdigest()
        elif self._digest is None and self._counted is not None:
            return self._counted.digest()
        return self._digest or ""

    def columns(self) -> list[str]:
        """Return the names of the file's columns; raise `InputError` if it has none."""
        if self._columns is None:
            self._start()
        return self._columns or []

    def chunks(self, fields: Sequence[Field]) -> Iterator[Chunk]:
        """Yield the rows with their columns mapped to these fields, checked and parsed."""
        mapping = require_columns(fields, self.columns(), self.name)
        read, self._rows = self._rows, None
        if read is None:
            raise InputError(f"{self.name} was read already")
        prompts = {mapping[f.name] for f in fields if f.type == "prompt" and f.name in mapping}
        for rows in read(list(mapping.values()), prompts):
            self.rows += len(rows.lines) + len(rows.bad)
            yield to_chunk(rows, fields, mapping, self.settings, self.name)
            self._tell()
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None and self._path is not None:
            self._file.close()

    def _tell(self) -> None:
        if self._progress is not None:
            share = self.rows / self._all_rows if self._all_rows else 0
            done = self._counted.position if self._counted else round(share * self._size)
            self._progress(self.name, done, self._size, self.rows)

    def _start(self) -> None:
        self._file = _open(self._path, self.name) if self._path else sys.stdin.buffer
        self._counted = CountedFile(self._file)
        start = self._counted.peek(4)
        if start == _PARQUET:
            self._start_parquet()
            return
        stream = blocks(text_stream(self._counted), self.settings.max_prompt)
        first = _first_with_lines(stream)
        is_json = first.data.lstrip()[:1] in {b"{", b"["}
        headless = bool(first.bad) and first.bad[0].line < first.first_line and not is_json
        if headless or not first.data.strip():
            why = first.bad[0].reason if first.bad else "it is empty"
            raise InputError(f"{self.name} holds no rows: {why}")
        if is_json:
            self._columns = first_names(first.data, self.name)
            self._rows = lambda wanted, prompts: read_jsonl(_again(first, stream), wanted, prompts)
            return
        header, rest = _split_header(first)
        self._columns = read_header(header, self.name)
        names = self._columns
        limit = self.settings.max_prompt
        self._rows = lambda *_: read_csv(_again(rest, stream), names, limit)

    def _start_parquet(self) -> None:
        if self._path is None:
            file: Path | BinaryIO = io.BytesIO(_read_all(cast("CountedFile", self._counted)))
        else:
            file, self._counted = self._path, None
        parquet = open_parquet(file, self.name)
        self._all_rows = parquet.metadata.num_rows
        self._columns = [str(name) for name in parquet.schema_arrow.names]
        self._rows = lambda wanted, _: read_parquet(parquet, self.name, wanted)


def open_source(
    path: Path | str, settings: LoadSettings, progress: Progress | None = None
) -> FileSource:
    """Open a file, or standard input for ``-``; raise `InputError` if it cannot be read."""
    source = FileSource(path, settings, progress)
    source.columns()
    return source


def _open(path: Path, name: str) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}") from error


def _first_with_lines(stream: Iterator[Block]) -> Block:
    """Return the first block that holds a line, with the bad rows before it; else the last one."""
    bad: tuple[BadRow, ...] = ()
    while True:
        block = next(stream)
        bad += block.bad
        if block.data.strip() or block.final:
            return Block(block.data, block.first_line, bad, block.final)


def _read_all(file: CountedFile) -> bytes:
    return b"".join(iter(lambda: file.read(1 << 20), b""))


def _again(first: Block, rest: Iterator[Block]) -> Iterator[Block]:
    yield first
    yield from rest


def _split_header(block: Block) -> tuple[bytes, Block]:
    """Take the header off the first block; blank lines before it are passed over."""
    data, line = block.data.removeprefix(BOM), block.first_line
    while True:
        header, _, data = data.partition(b"\n")
        line += 1
        if header.strip():
            return header, Block(data, line, block.bad, block.final)
