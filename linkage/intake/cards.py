"""Card numbers: found wherever they stand, never loaded, never shown whole.

A card number is a value of 12 to 19 digits, once spaces and dashes are taken out, whose check
digit is right (ISO/IEC 7812-1, the Luhn algorithm). One number in ten passes by chance: columns of
long numbers that are known to be something else are listed in ``load.not_cards``.
"""

from __future__ import annotations

import re

import polars as pl
from stdnum import luhn

REASON = (
    "card number: send a fingerprint of the card instead, or list the column under "
    "load.not_cards if its numbers are something else"
)

_SHAPE = r"^\s*[0-9][0-9 \-]{10,36}[0-9]\s*$"
_RUN = re.compile(r"(?<![0-9])[0-9](?:[ \-]?[0-9]){11,18}(?![0-9])")
_SEPARATORS = re.compile(r"[\s\-]")


def is_card_number(value: str) -> bool:
    """Say whether the whole value is a card number.

    >>> is_card_number("4111 1111-1111 1111"), is_card_number("4111111111111112")
    (True, False)
    """
    digits = _SEPARATORS.sub("", value)
    return (
        digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19 and luhn.is_valid(digits)
    )


def card_numbers(column: pl.Series) -> pl.Series:
    """Return a mask of the card numbers in a column of texts or whole numbers."""
    if column.dtype.is_integer():
        column = column.cast(pl.String)
    suspects = column.str.contains(_SHAPE).fill_null(value=False)
    if not suspects.any():
        return suspects
    seen = column.filter(suspects).unique()
    cards = [value for value in seen if is_card_number(value)]
    return column.is_in(cards).fill_null(value=False)


def mask_card_numbers(text: str) -> str:
    """Cut each run of 12 to 19 digits to its last four.

    >>> mask_card_numbers("acc_1,4111 1111 1111 1111")
    'acc_1,****1111'
    """
    return _RUN.sub(lambda run: "****" + _SEPARATORS.sub("", run[0])[-4:], text)
