"""A file with broken rows of ten sorts, and the line of each."""

import gzip
import json

HEADER = ("account", "kind", "value", "first_seen", "last_seen", "count", "note")
CARD = "4111 1111 1111 1111"
HUGE = "x" * 70_000

SORTS = {
    "bad time": ("b", "ip", "10.0.0.1", "2024-13-45", "2024-04-22T10:00:00Z", "1", ""),
    "empty account": ("", "ip", "10.0.0.1", "2024-04-22", "2024-04-22", "1", ""),
    "wrong type": ("b", "ip", "10.0.0.1", "2024-04-22", "2024-04-22", "many", ""),
    "longer than": ("b", "ip", "10.0.0.1", "2024-04-22", "2024-04-22", "1", HUGE),
    "negative count": ("b", "ip", "10.0.0.1", "2024-04-22", "2024-04-22", "-3", ""),
    "unknown kind": ("b", "shoe_size", "44", "2024-04-22", "2024-04-22", "1", ""),
    "card number": ("b", "ip", "10.0.0.1", "2024-04-22", "2024-04-22", "1", CARD),
}
"""Sorts that look alike in every format: what the reason says, and a row."""


def good(number):
    day = f"2024-04-{1 + number % 28:02d}T{number % 24:02d}:00:00Z"
    return (f"acc_{number % 50}", "device", f"dev-{number % 30}", day, day, "2", "fine")


def csv_lines(rows=2000):
    """Return lines of a CSV file with 1% broken rows, and {line: what its reason says}."""
    lines = [",".join(HEADER).encode()]
    expected = {}
    raw = {
        "columns instead of": b"b,ip,10.0.0.1,2024-04-22,2024-04-22,1,fine,extra",
        "not UTF-8": b"b,ip,10.0.0.1,2024-04-22,2024-04-22,1,\xff\xfe",
    }
    raw |= {sort: ",".join(row).encode() for sort, row in SORTS.items()}
    sorts = list(raw) * 2
    for number in range(rows):
        if number % 100 == 50 and sorts:
            sort = sorts.pop()
            lines.append(raw[sort])
            expected[len(lines)] = sort
        else:
            lines.append(",".join(good(number)).encode())
    return lines, expected


def jsonl_lines(rows=2000):
    """Return lines of a JSONL file with 1% broken rows, and {line: what its reason says}."""
    lines, expected = [], {}
    raw = {
        "wrong type": b'{"account": {"id": "b"}, "kind": "ip", "value": "10.0.0.1"}',
        "not UTF-8": b'{"account": "b", "kind": "ip", "value": "\xff"}',
        "not JSON": b'{"account": "b", "kind": "ip"',
    }
    for sort, row in SORTS.items():
        raw.setdefault(sort, json.dumps(dict(zip(HEADER, row, strict=True))).encode())
    sorts = list(raw) * 2
    for number in range(rows):
        if number % 100 == 50 and sorts:
            sort = sorts.pop()
            lines.append(raw[sort])
            expected[len(lines)] = sort
        else:
            lines.append(json.dumps(dict(zip(HEADER, good(number), strict=True))).encode())
    return lines, expected


def truncated(lines):
    """Return the lines as a gzip file that breaks off, after all of them."""
    body = b"\n".join(lines) + b"\n"
    whole = gzip.compress(body, 0)
    # Stored, not compressed, so that cutting the tail cuts the last line only.
    return whole[:-30]
