"""Characters that a terminal or a reader may obey instead of showing."""

from __future__ import annotations

import re

HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Control characters (without tab and line ends), bidirectional and zero-width ones."""
