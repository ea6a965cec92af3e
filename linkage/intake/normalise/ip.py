"""IP addresses and the networks they stand in.

Private and reserved addresses are kept as they are: in a log they mean a proxy in front of the
service, and discovery shows them as the hubs that they are. ``0.0.0.0`` and ``::`` are
placeholders.
"""

from __future__ import annotations

import ipaddress
import re

import polars as pl

V4_PREFIX = 24
V6_PREFIX = 64

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_V4 = rf"^{_OCTET}(?:\.{_OCTET}){{3}}$"
_WITH_PORT = re.compile(r"^(?:\[([^\]]+)\]|([0-9.]+))(?::[0-9]{1,5})?$")


def canonical_ip(values: pl.Series) -> pl.Series:
    """Return addresses in canonical form; null where a value is not an address.

    IPv6 is compressed and in lower case, an IPv4-mapped address becomes IPv4, zones and ports
    are taken off.
    """
    odd = values.filter(~values.str.contains(_V4)).unique()
    fixed = pl.Series([_canonical(text) for text in odd], dtype=pl.String)
    return values.replace(odd, fixed) if len(odd) else values


def network_of(addresses: pl.Series) -> pl.Series:
    """Return the /24 of each IPv4 and the /64 of each IPv6 address (both canonical)."""
    distinct = addresses.drop_nulls().unique()
    v6 = distinct.filter(distinct.str.contains(":", literal=True))
    networks = pl.Series(
        [str(ipaddress.ip_network((text, V6_PREFIX), strict=False)) for text in v6], dtype=pl.String
    )
    v4 = addresses.str.replace(r"\.[0-9]+$", f".0/{V4_PREFIX}")
    return v4.replace(v6, networks) if len(v6) else v4


def _canonical(text: str) -> str | None:
    found = _WITH_PORT.match(text)
    if found:
        text = found[1] or found[2]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
