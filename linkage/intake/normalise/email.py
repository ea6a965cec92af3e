"""E-mail addresses in the form under which all their aliases meet.

Lower case; for providers that ignore them, tags after a plus (or the provider's own sign) and dots
are taken out, and the provider's other domains become its main one. Sources: the providers' help
pages, as gathered by the library email-normalize.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from email_validator import EmailNotValidError, validate_email


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider treats the part before the @."""

    domains: tuple[str, ...]
    """Its domains, the main one first; only those where one mailbox answers to all of them."""
    tag: str = "+"
    dots_ignored: bool = False


PROVIDERS = (
    Provider(("gmail.com", "googlemail.com"), dots_ignored=True),
    Provider(("icloud.com", "me.com", "mac.com")),
    Provider(("proton.me", "protonmail.com", "pm.me"), dots_ignored=True),
    Provider(("yandex.ru", "yandex.com", "ya.ru", "yandex.by", "yandex.kz", "yandex.ua")),
    Provider(("fastmail.com",)),
    Provider(("outlook.com",)),
    Provider(("hotmail.com",)),
    Provider(("live.com",)),
    Provider(("yahoo.com",), tag="-"),
    Provider(("ymail.com",), tag="-"),
    Provider(("rocketmail.com",), tag="-"),
    Provider(("zoho.com",)),
    Provider(("mailbox.org",)),
    Provider(("posteo.de",)),
    Provider(("tuta.com",)),
)

_WORD = r"[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
_PLAIN = rf"^[a-z0-9!#$%&'*+/=?^_`{{|}}~.\-]{{1,64}}@{_WORD}(?:\.{_WORD})+$"
_LOOSE = r"^[^@\s]+@[^@\s]+$"


def canonical_email(values: pl.Series) -> pl.Series:
    """Return the canonical forms; null where there is no single @ between two texts.

    Addresses of a plain shape are not validated further. Others go through email-validator
    (without DNS), which also writes domains in one form; those that it refuses but that look like
    an address (``user@localhost``) are kept in lower case.
    """
    lower = values.str.strip_chars().str.strip_prefix("mailto:").str.to_lowercase()
    odd = lower.filter(~lower.str.contains(_PLAIN)).unique()
    fixed = pl.Series([_validated(text) for text in odd], dtype=pl.String)
    lower = lower.replace(odd, fixed) if len(odd) else lower
    parts = pl.DataFrame({"mail": lower}).with_columns(
        pl.col("mail").str.replace(r"@[^@]*$", "").alias("local"),
        pl.col("mail").str.extract(r"@([^@]*)$").alias("domain"),
    )
    main = {name: p.domains[0] for p in PROVIDERS for name in p.domains}
    parts = parts.with_columns(pl.col("domain").replace(main))
    return parts.select(pl.concat_str(_local(), pl.lit("@"), "domain")).to_series()


def email_domain(canonical: pl.Series) -> pl.Series:
    """Return the domains of canonical addresses."""
    return canonical.str.extract(r"@([^@]*)$")


def plain_domain(values: pl.Series) -> pl.Series:
    """Return domains in lower case, without a leading @ or a final dot."""
    texts = values.str.strip_chars().str.to_lowercase().str.strip_chars_start("@")
    texts = texts.str.strip_chars_end(".")
    return texts.set(~texts.str.contains(r"^[^\s@]+$"), None)


def _local() -> pl.Expr:
    """Take tags and dots out of the local part, by provider; never all of it."""
    whole = pl.col("local")
    local = whole
    for tag in sorted({p.tag for p in PROVIDERS}):
        domains = [p.domains[0] for p in PROVIDERS if p.tag == tag]
        cut = whole.str.split_exact(tag, 1).struct.field("field_0")
        local = pl.when(pl.col("domain").is_in(domains) & (cut != "")).then(cut).otherwise(local)
    dotless = [p.domains[0] for p in PROVIDERS if p.dots_ignored]
    bare = local.str.replace_all(".", "", literal=True)
    return pl.when(pl.col("domain").is_in(dotless) & (bare != "")).then(bare).otherwise(local)


def _validated(text: str) -> str | None:
    try:
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        loose = pl.Series([text]).str.contains(_LOOSE)[0]
        return text if loose else None
    return str(found.normalized).lower()
