"""Keyed hashes of personal values and fixed hashes of event ids.

A keyed hash is ``h:`` and the first 32 hexadecimal digits of HMAC-SHA256 (RFC 2104) of the
canonical value. Equal values still meet; without the key nobody can tell which value it was.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import numpy as np
import polars as pl

from linkage.config import Config
from linkage.errors import ConfigError

MINIMUM_KEY = 16
"""Bytes that a key must have."""


def read_key(config: Config) -> bytes:
    """Return the key of the keyed hash; raise `ConfigError` if there is none that can be used."""
    name = config.privacy.key_file
    if not name:
        raise ConfigError(
            "privacy.hash needs privacy.key_file",
            hint="make one: head -c 32 /dev/urandom > linkage.key, and keep it safe",
        )
    path = Path(name).expanduser()
    if not path.is_absolute() and config.path is not None:
        path = config.path.parent / path
    try:
        key = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"privacy.key_file {path} cannot be read: {error.strerror}") from error
    if len(key.strip()) < MINIMUM_KEY:
        raise ConfigError(f"privacy.key_file {path} is shorter than {MINIMUM_KEY} bytes")
    return key


def keyed_hashes(values: pl.Series, key: bytes) -> pl.Series:
    """Return ``h:`` and a keyed hash for each value; nulls stay."""
    return pl.Series(
        values.name,
        [
            None if v is None else "h:" + hmac.digest(key, v.encode(), "sha256").hex()[:32]
            for v in values
        ],
        dtype=pl.String,
    )


def event_hashes(events: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return a 64-bit BLAKE2b hash of each event id: shape (events,), the same on every machine."""
    joined = b"".join(hashlib.blake2b(e.encode(), digest_size=8).digest() for e in events)
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)
