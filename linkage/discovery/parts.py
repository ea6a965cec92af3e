"""Parts: rings taken apart that hardly anything holds together.

Modularity does not see groups that are small beside the whole (Fortunato and Barthélemy, 2007,
"Resolution limit in community detection"): one script in common leaves a ring of five inside a
ring of sixty. So each ring is partitioned again, finer, and the parts are joined again while the
links between them are dense enough beside those within; a ring that was only split by the finer
partition comes together again, whatever its size, and one that is two does not.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from linkage.discovery.agglomeration import agglomerate
from linkage.discovery.inside import Inside
from linkage.discovery.tokens import Floats, Longs

DENSE = 0.05
"""Links between two parts over the geometric mean of those within, from which they are one ring.
Halves of one ring have a tenth and more; rings that share a script or a stolen card, some
hundredths."""
LONELY = 0.1
"""Part of its links that a part has within itself at least, for this measure: who is alone in a
part has none."""


def join_parts(inside: Inside, weights: Floats, rings: Longs, parts: Longs) -> Longs:
    """Return (n,) the rings, taken apart where their parts are hardly linked; -1 for none.

    ``rings`` and ``parts`` (n,) are two partitions of the same accounts, the second one finer;
    ``weights`` (t,) are those of the tokens.
    """
    accounts = inside.accounts
    many = np.int64(parts.max(initial=0) + 1)
    pieces, piece = np.unique(rings[accounts] * many + parts[accounts], return_inverse=True)
    ring = pieces // many
    between, within = links_between(inside, weights, piece, ring)
    joined = agglomerate(between, within, density, together, DENSE)
    result = np.full(len(rings), -1, dtype=np.int64)
    result[accounts] = joined[piece]
    return result


def links_between(
    inside: Inside, weights: Floats, piece: Longs, ring: Longs
) -> tuple[sparse.csr_matrix, Floats]:
    """Return (pieces, pieces) the links between those of one ring, and those within each piece.

    Each link to a token is spread over the token's other accounts, so that the links of a piece
    sum to the weights of its tokens. A token is one column for each ring, so that what many rings
    hold makes no pairs of theirs.
    """
    mine = piece[inside.member]
    codes = ring[mine] * np.int64(len(weights)) + inside.token
    columns, column = np.unique(codes, return_inverse=True)
    token = columns % len(weights)
    holds = sparse.csr_matrix((np.ones(len(mine)), (mine, column)), shape=(len(ring), len(columns)))
    spread = (weights / np.maximum(inside.count - 1, 1))[token]
    between = (holds @ sparse.diags(spread) @ holds.T).tocsr()
    within = between.diagonal() - holds @ spread  # An account is not linked to itself.
    return between, np.maximum(within, LONELY * (holds @ weights[token]))


def density(between: float, first: float, second: float) -> float:
    """Return the links between two groups over the geometric mean of those within."""
    return between / (first * second) ** 0.5 if first > 0.0 < second else 0.0


def together(between: float, first: float, second: float) -> float:
    """Return the links within two groups as one."""
    return first + second + 2.0 * between
