"""Values of identifiers in one canonical form each, so that equal things are equal texts.

Each kind has a function from a column of distinct, trimmed texts to a column of canonical texts,
null where the value cannot be one of its kind. It is a row of `NORMALISERS`; every other kind is
`text.plain`. Placeholders ("n/a", "null", "-", zero addresses, …) name nothing: they never link
accounts and are dropped before.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from linkage.intake.normalise.email import canonical_email, email_domain, plain_domain
from linkage.intake.normalise.ip import canonical_ip, network_of
from linkage.intake.normalise.phone import canonical_phone
from linkage.intake.normalise.text import device_id, is_placeholder, plain

__all__ = ["NORMALISERS", "email_domain", "is_placeholder", "network_of", "normalise"]

Normaliser = Callable[[pl.Series], pl.Series]

NORMALISERS: dict[str, tuple[Normaliser, str]] = {
    "email": (canonical_email, "not an e-mail address"),
    "email_domain": (plain_domain, "not a domain"),
    "ip": (canonical_ip, "not an IP address"),
    "device": (device_id, "not a device id"),
}
"""Kind to its function and to what is said of a value that does not fit."""


def normalise(kind: str, values: pl.Series, phone_region: str = "") -> pl.DataFrame:
    """Return ``raw``, ``value`` and ``reason`` for the distinct values of a column.

    ``value`` is null where the raw value is refused (``reason`` says why) or a placeholder
    (``reason`` is null too).
    """
    raw = values.drop_nulls().unique()
    real = raw.filter(~is_placeholder(raw))
    if kind == "phone":
        clean, why = canonical_phone(real, phone_region), "not a phone number"
    else:
        function, why = NORMALISERS.get(kind, (plain, f"not a {kind}"))
        clean = function(real)
    refused = pl.when(pl.col("value").is_null()).then(pl.lit(why)).alias("reason")
    found = pl.DataFrame({"raw": real, "value": clean}).with_columns(refused)
    rest = pl.DataFrame({"raw": raw.filter(is_placeholder(raw))}).with_columns(
        value=pl.lit(None, pl.String), reason=pl.lit(None, pl.String)
    )
    return pl.concat([found, rest])
