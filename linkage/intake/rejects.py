"""The rejects file: one JSON object a line with source, line, reason and row."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from linkage.errors import InputError
from linkage.records import Rejected

WITHHELD = "(withheld: privacy.hash is set)"


class RejectsFile:
    """Writes rejects as they come, readable by their owner only, and counts them by reason.

    The file is made with the first reject. Rows hold personal values in the clear, so with keyed
    hashing (``withhold``) they are left out. The JSON is printable ASCII: control, bidirectional
    and other odd characters stand as escapes, so that the file is harmless in any terminal.
    """

    def __init__(self, path: Path, *, withhold: bool = False) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()
        self.first: list[Rejected] = []
        self._withhold = withhold
        self._file: BinaryIO | None = None

    @property
    def total(self) -> int:
        """Rejects so far."""
        return self.counts.total()

    def write(self, rejects: Iterable[Rejected]) -> None:
        """Add rejects to the file; raise `InputError` if it cannot be written."""
        for reject in rejects:
            self.counts[reject.reason] += 1
            if len(self.first) < 3:
                self.first.append(reject)
            row = WITHHELD if self._withhold else reject.row
            record = {
                "source": reject.source,
                "line": reject.line,
                "reason": reject.reason,
                "row": row,
            }
            self._open().write(_ascii(record))

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> BinaryIO:
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                descriptor = os.open(self.path, flags, 0o600)
                os.fchmod(descriptor, 0o600)
            except OSError as error:
                raise InputError(
                    f"the rejects file {self.path} cannot be written: {error.strerror}"
                ) from error
            self._file = os.fdopen(descriptor, "wb")
        return self._file


def _ascii(record: dict[str, object]) -> bytes:
    """Return a record as a line of printable ASCII."""
    return json.dumps(record).replace("\x7f", "\\u007f").encode("ascii") + b"\n"
