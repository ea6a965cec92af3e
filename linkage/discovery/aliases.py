"""Aliases of one mailbox, name+test1@ and name+test2@: accounts of a person who does not hide it.

E-mail addresses are loaded in the form under which all aliases of a mailbox meet.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.holdings import Holdings
from linkage.discovery.tokens import Floats, Tokens

KIND = "email"
SEVERAL = 3
"""Members with one mailbox from which it counts: two may be a couple's."""


def aliased(tokens: Tokens, held: Holdings) -> Floats:
    """Return (groups,) the share of members who use aliases of common mailboxes; 0 if unknown."""
    if KIND not in tokens.kinds:
        return np.zeros(held.groups)
    mailbox = tokens.kind[held.token] == tokens.kinds.index(KIND)
    rows = mailbox & (held.members >= SEVERAL)
    members = np.bincount(held.group[rows], held.members[rows], minlength=held.groups)
    return np.minimum(members / np.maximum(held.sizes, 1), 1.0)
