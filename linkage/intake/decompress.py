"""Decompression in small steps, so that a bomb cannot fill memory and a broken end is noticed."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, Protocol

import zstandard

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, or some more; none at the end."""
        ...


class BrokenStreamError(Exception):
    """The compressed data end too early or are damaged."""


class Decompressed:
    """The decompressed bytes of a stream of one or more gzip members or zstd frames.

    ``step`` is how many compressed bytes are fed at a time: with gzip's largest ratio (1,032) and
    zstd's (128 KiB from 4 bytes) one step makes at most tens of megabytes.
    """

    def __init__(self, source: Readable, new: Callable[[], Any], step: int) -> None:
        self._source = source
        self._new = new
        self._step = step
        self._member: Any = None
        self._input = b""

    def read(self, size: int, /) -> bytes:  # noqa: ARG002 - a step decides how much comes
        """Return the bytes of the next step that yields any; none at the end."""
        while True:
            data = self._input or self._source.read(self._step)
            self._input = b""
            if not data:
                if self._member is not None:
                    raise BrokenStreamError("it ends too early")
                return b""
            if self._member is None:
                self._member = self._new()
            try:
                made: bytes = self._member.decompress(data)
            except (zlib.error, zstandard.ZstdError) as error:
                raise BrokenStreamError(str(error)) from error
            if self._member.eof:
                self._input = self._member.unused_data
                self._member = None
            if made:
                return made


def decompressed(source: Readable, start: bytes) -> Readable:
    """Return the decompressed bytes of a source, told by its first bytes and not by its name."""
    if start.startswith(GZIP):
        return Decompressed(source, lambda: zlib.decompressobj(wbits=31), 1 << 14)
    if start.startswith(ZSTD):
        return Decompressed(source, lambda: zstandard.ZstdDecompressor().decompressobj(), 1 << 11)
    return source
