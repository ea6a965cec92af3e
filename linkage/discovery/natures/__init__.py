"""What the identifiers that many accounts share may be: declared, loaded or guessed.

A declared nature (linkage.toml, lists of networks) counts before one that was loaded with the
data, and that before a guess from the accounts that have the identifier.
"""

from __future__ import annotations

from linkage.discovery.natures.declared import Exempt, declared_natures, exempt
from linkage.discovery.natures.table import Data, with_natures

__all__ = ["Data", "Exempt", "declared_natures", "exempt", "with_natures"]
