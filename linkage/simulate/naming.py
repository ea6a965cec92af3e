"""How numbered identifiers are written: each number of a kind has one text, and no two the same."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from linkage.simulate.activity import Ints
from linkage.simulate.draft import ISSUERS, Draft
from linkage.simulate.hashing import mix
from linkage.simulate.places import COUNTRIES

_FIRST = (
    "anna ben carla david elena felix grace hugo irene jonas karin liam maria noah olga paul rosa "
    "samir tina umar vera wei yara zoe amina bruno chen diego"
)
_LAST = (
    "smith jones garcia silva kumar mueller rossi ivanov tanaka nguyen okafor santos martin dubois "
    "ahmed wang lee khan brown lopez"
)
_BRANDS = ("visa", "mastercard", "amex", "visa", "mastercard")
_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{version}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{version}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Gecko/20100101 Firefox/{version}.0",
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{version}.0.0.0 Mobile Safari/537.36",
)

_LETTERS = bytes.maketrans(b"0123456789", b"ghijklmnop")
"""Hexadecimal digits as letters, so that no name can be taken for a card number."""


def account_names(n: int) -> pl.Series:
    """Return the ids of the first n accounts; their order tells nothing."""
    number = (np.arange(n, dtype=np.int64) * 36_364_913 + 40_507) % 100_000_000
    return "acc_" + pl.Series(number).cast(pl.String).str.zfill(8)


def value_names(draft: Draft, kind: str) -> pl.Series:
    """Return the texts of all identifiers of a kind, in their canonical form."""
    n = draft.values[kind]
    if kind == "email":
        return mailbox_names(draft, np.arange(n))
    if kind == "email_domain":
        return pl.Series(draft.domains, dtype=pl.String)
    if kind == "phone":
        return _phones(draft.value_column("phone"))
    if kind == "ip":
        return dotted(addresses(draft))
    prefix = {"payment": "fp_", "device": "dev_", "template": "tpl_"}[kind]
    return prefix + _letters(mix(np.arange(n, dtype=np.uint64) ^ np.uint64(len(prefix) << 56)))


def mailbox_names(draft: Draft, boxes: Ints, tags: Ints | None = None) -> pl.Series:
    """Return mail addresses; a tag that is not -1 makes an alias (``name+tag@domain``)."""
    picked = mix(boxes.astype(np.uint64))
    firsts, lasts = pl.Series(_FIRST.split()), pl.Series(_LAST.split())
    first = firsts.gather((picked % np.uint64(len(firsts))).astype(np.int64))
    second = lasts.gather((picked // np.uint64(97) % np.uint64(len(lasts))).astype(np.int64))
    domain = pl.Series(draft.domains, dtype=pl.String).gather(draft.value_column("email")[boxes])
    local = first + second + pl.Series(boxes).cast(pl.String)
    if tags is not None:
        tag = pl.Series(tags)
        aliased = local + "+" + tag.cast(pl.String)
        local = aliased.zip_with(tag >= 0, local)
    return local + "@" + domain


def addresses(draft: Draft) -> NDArray[np.uint32]:
    """Return the IPv4 address of each address number, spread inside the blocks of its network."""
    network = draft.value_column("ip")
    blocks = np.array([count for _, count in draft.networks], np.int64)
    first_block = 23 * 256 + np.cumsum(blocks) - blocks
    size = blocks[network] * 65_536
    local = (_rank(network) * 40_503 + 12_345) % size
    return ((first_block[network] << 16) + local).astype(np.uint32)


def dotted(address: NDArray[np.uint32]) -> pl.Series:
    """Return IPv4 addresses as text."""
    number = pl.Series(address).cast(pl.Int64)
    parts = [(number // 256**i % 256).cast(pl.String) for i in (3, 2, 1, 0)]
    return parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[3]


def _phones(country: Ints) -> pl.Series:
    """Return numbers in E.164 form."""
    digits = np.array([c.digits for c in COUNTRIES])
    number = (_rank(country) * 7_368_787 + 1_234_567) % 10 ** digits[country]
    prefix = pl.Series([c.phone for c in COUNTRIES]).gather(country)
    text = pl.Series(number + 10 ** digits[country]).cast(pl.String).str.slice(1)
    return prefix + text


def _rank(column: Ints) -> Ints:
    """Return how many equal values stand before each value."""
    order = np.argsort(column, kind="stable")
    _, counts = np.unique(column, return_counts=True)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    rank = np.empty(len(column), np.int64)
    rank[order] = np.arange(len(column)) - starts
    return rank


def _letters(numbers: NDArray[np.uint64]) -> pl.Series:
    """Return each 64-bit number as 16 letters."""
    data = numbers.byteswap().tobytes().hex().encode().translate(_LETTERS)
    offsets = np.arange(len(numbers) + 1, dtype=np.int64) * 16
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(data)]
    text = pa.Array.from_buffers(pa.large_string(), len(numbers), buffers)
    return pl.Series(text)


def asn_of_network(draft: Draft) -> Ints:
    """Return the number of the autonomous system of each network."""
    return np.arange(len(draft.networks), dtype=np.int64) * 17 + 20_000


def issuers(issuer: Ints) -> pl.DataFrame:
    """Return brand, BIN and country of cards by their issuer; virtual cards come from vendors."""
    virtual = issuer >= len(COUNTRIES) * ISSUERS
    country = np.where(virtual, 0, np.minimum(issuer // ISSUERS, len(COUNTRIES) - 1))
    return pl.DataFrame(
        {
            "brand": pl.Series(list(_BRANDS)).gather(issuer % len(_BRANDS)),
            "bin": pl.Series(400_000 + issuer * 211).cast(pl.String),
            "country": pl.Series([c.code for c in COUNTRIES]).gather(country),
        }
    )


def client_names(client: Ints) -> pl.Series:
    """Return the user agents of devices."""
    agents = [
        template.format(version=version) for version in range(120, 126) for template in _AGENTS
    ]
    return pl.Series(agents).gather(client % len(agents))
