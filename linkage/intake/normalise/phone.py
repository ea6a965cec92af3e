"""Phone numbers as E.164, or their bare digits where the country is not known."""

from __future__ import annotations

import re

import phonenumbers
import polars as pl

_E164 = r"^\+[1-9][0-9]{7,14}$"
_NOT_DIGITS = re.compile(r"[^0-9]")
_EXTENSION = re.compile(r"(?i)\s*(?:ext\.?|x|#)\s*[0-9]{1,6}$")
MINIMUM_DIGITS = 5


def canonical_phone(values: pl.Series, region: str = "") -> pl.Series:
    """Return E.164 numbers; null where there are fewer than five digits.

    A number without a country code is read as one of ``region`` (two letters); without a region,
    or where it cannot be one, its digits are kept, so that equal local numbers still meet. Numbers
    that are E.164 already are not looked up.
    """
    done = values.str.contains(_E164)
    odd = values.filter(~done).unique()
    fixed = pl.Series([_canonical(text, region or None) for text in odd], dtype=pl.String)
    return values.replace(odd, fixed) if len(odd) else values


def _canonical(text: str, region: str | None) -> str | None:
    text = "+" + text[2:] if text.startswith("00") else text
    if region or text.startswith("+"):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            pass
        else:
            if phonenumbers.is_possible_number(number):
                form = phonenumbers.PhoneNumberFormat.E164
                return str(phonenumbers.format_number(number, form))
    digits = _NOT_DIGITS.sub("", _EXTENSION.sub("", text))
    return digits if len(digits) >= MINIMUM_DIGITS and digits.strip("0") else None
