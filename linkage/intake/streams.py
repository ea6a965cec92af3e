"""Bytes of a file, decompressed, in blocks of whole lines.

Memory is bounded whatever the file holds: a line longer than the limit is skipped unread, and
reported with its number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from linkage.intake.decompress import BrokenStreamError, Readable, decompressed
from linkage.intake.rows import BLOCK, BadRow

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file; ``first_line`` is the number of the first."""

    data: bytes
    first_line: int
    bad: tuple[BadRow, ...] = ()
    final: bool = False


class CountedFile:
    """A binary file that counts and hashes the bytes read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = b""
        self._hash = hashlib.sha256()
        self.position = 0

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""
        if self._waiting:
            data, self._waiting = self._waiting[:size], self._waiting[size:]
            return data
        data = self._file.read(size)
        self.position += len(data)
        self._hash.update(data)
        return data

    def peek(self, size: int) -> bytes:
        """Return the next bytes and leave them to be read again."""
        self._waiting += self._file_read(size - len(self._waiting))
        return self._waiting[:size]

    def digest(self) -> str:
        """Return the SHA-256 of what was read so far, in hexadecimal."""
        return self._hash.hexdigest()

    def _file_read(self, size: int) -> bytes:
        data = self._file.read(size) if size > 0 else b""
        self.position += len(data)
        self._hash.update(data)
        return data


def text_stream(file: CountedFile) -> Readable:
    """Return the decompressed bytes of a file."""
    return decompressed(file, file.peek(4))


def blocks(stream: Readable, longest: int, size: int = BLOCK) -> Iterator[Block]:
    """Yield the lines of a stream in blocks of about ``size`` bytes; the last one is ``final``.

    A line above ``longest`` bytes, and the point where a compressed file breaks off, stand in the
    ``bad`` rows of a block.
    """
    rest, line = b"", 1
    skipping = False
    started = False
    while True:
        data, broken, ended = _read(stream, size)
        if not started:
            data, started = data.removeprefix(BOM), True
        if skipping:
            cut = data.find(b"\n") + 1
            if not cut and not ended:
                continue
            data = data[cut:] if cut else b""
            line, skipping = line + 1, False
        rest += data
        cut = len(rest) if ended and broken is None else rest.rfind(b"\n") + 1
        whole, rest = rest[:cut], rest[cut:]
        bad = []
        after = line + whole.count(b"\n")
        if len(rest) > longest:
            bad.append(BadRow(after, f"line longer than {longest} bytes", ""))
            rest, skipping = b"", True
        if broken is not None:
            bad.append(BadRow(after, f"the compressed file breaks off here: {broken}", ""))
        yield Block(whole, line, tuple(bad), ended)
        line = after
        if ended:
            return


def _read(stream: Readable, size: int) -> tuple[bytes, str | None, bool]:
    """Read about ``size`` bytes; say how a compressed stream breaks off, and whether it ended."""
    parts: list[bytes] = []
    left = size
    while left > 0:
        try:
            data = stream.read(min(left, 1 << 16))
        except BrokenStreamError as error:
            return b"".join(parts), str(error), True
        if not data:
            return b"".join(parts), None, True
        parts.append(data)
        left -= len(data)
    return b"".join(parts), None, False
