"""Networks whose nature is declared: CIDR ranges, from the configuration or from CSV files.

The narrowest network wins where one lies inside another. IPv4 and IPv6 stand in one space of
17-byte numbers (the version first), so that one binary search finds both.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from linkage.errors import ConfigError
from linkage.natures import nature_named

_BYTES = 17
_V6 = 2**128
"""What is added to an IPv6 address, to stand after all IPv4 addresses."""
_LAST = 2**129 - 1


@dataclass(frozen=True, slots=True)
class Network:
    """A declared network, its nature, and who says so."""

    cidr: str
    nature: str
    source: str

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last address as numbers."""
        found = ipaddress.ip_network(self.cidr)
        first = int(found.network_address) + (_V6 if found.version == 6 else 0)
        return first, first + found.num_addresses - 1


def parse_network(cidr: str, nature: str, where: str, source: str = "") -> Network:
    """Return a declared network; raise `ConfigError` that says ``where`` it stands.

    A single address is a network of one. ``source`` is what pages name in place of ``where``, so
    that findings do not depend on the folder.
    """
    try:
        found = ipaddress.ip_network(cidr.strip())
    except ValueError as error:
        raise ConfigError(
            f'{where}: "{cidr}" is not a network: {error}', hint="write 10.0.0.0/8 or 2001:db8::/32"
        ) from error
    return Network(str(found), nature_named(nature, where).name, source or where)


def read_networks(path: Path) -> list[Network]:
    """Read a CSV file of ``cidr,nature`` rows, with or without a header; ``#`` begins a remark.

    Raises `ConfigError` with the file and the line of what is wrong.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8: {error.reason}") from error
    found: list[Network] = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.partition("#")[0].split(",")]
        if not any(cells) or (not found and [cell.lower() for cell in cells] == ["cidr", "nature"]):
            continue
        where = f"{path}, line {number}"
        if len(cells) != 2:
            raise ConfigError(f"{where}: {len(cells)} fields", hint="write cidr,nature")
        found.append(parse_network(cells[0], cells[1], where, f"{path.name}, line {number}"))
    return found


class NetworkTable:
    """Finds the narrowest network of many addresses at once.

    >>> table = NetworkTable([parse_network("10.0.0.0/8", "office", "here")])
    >>> table.find(["10.1.2.3", "192.0.2.1", "no address"]).tolist()
    [0, -1, -1]
    """

    def __init__(self, networks: Sequence[Network]) -> None:
        starts, owners = _segments(networks)
        packed = [start.to_bytes(_BYTES) for start in starts]
        self._starts = np.array(packed, dtype=f"S{_BYTES}")
        self._owners = np.array(owners, dtype=np.int64)

    def find(self, addresses: Iterable[str]) -> NDArray[np.int64]:
        """Return the place of each address's network in the list, -1 for none."""
        packed = [_packed(address) for address in addresses]
        known = np.array([each is not None for each in packed], dtype=np.bool_)
        found = np.full(len(packed), -1, dtype=np.int64)
        if len(self._starts) and known.any():
            numbers = np.array([each for each in packed if each is not None], dtype=f"S{_BYTES}")
            found[known] = self._owners[np.searchsorted(self._starts, numbers, side="right") - 1]
        return found


def _segments(networks: Sequence[Network]) -> tuple[list[int], list[int]]:
    """Return where each stretch of addresses begins and which network owns it, -1 for none.

    Networks are nested or apart, never crossed, so that a stack of open ones is enough. Of two
    equal ones the later counts.
    """
    spans = [network.span for network in networks]
    starts, owners, open_ones = [0], [-1], [-1]

    def close(before: int) -> None:
        """End the open networks that lie before an address; what encloses them goes on."""
        while open_ones[-1] >= 0 and spans[open_ones[-1]][1] < before:
            last = spans[open_ones.pop()][1]
            if last < _LAST:
                _begin(last + 1, open_ones[-1], starts, owners)

    for i in sorted(range(len(spans)), key=lambda i: (spans[i][0], -spans[i][1], i)):
        close(spans[i][0])
        _begin(spans[i][0], i, starts, owners)
        open_ones.append(i)
    close(_LAST + 1)
    return starts, owners


def _begin(start: int, owner: int, starts: list[int], owners: list[int]) -> None:
    if starts[-1] == start:
        owners[-1] = owner
    else:
        starts.append(start)
        owners.append(owner)


def _packed(address: str) -> bytes | None:
    """Return an address as a number of 17 bytes, None for what is no address."""
    for family, before in ((socket.AF_INET, b"\0" * 13), (socket.AF_INET6, b"\1")):
        try:
            return before + socket.inet_pton(family, address)
        except (OSError, ValueError):  # A null byte is a ValueError.
            continue
    return None
