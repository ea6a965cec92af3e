"""Agreement of two partitions, from counts of their cells: pairs of accounts are never made.

Pairwise and B-cubed precision and recall (Bagga and Baldwin, 1998, "Entity-based cross-document
coreferencing using the vector space model"), and the adjusted Rand index (Hubert and Arabie,
1985, "Comparing partitions").
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision (1 where nothing was said), recall (1 where there was nothing to find), F1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, precision: float, recall: float) -> Agreement:
        """Return the two with their harmonic mean."""
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)

    def to_dict(self) -> dict[str, float]:
        """Return the three numbers by name."""
        return asdict(self)


class Contingency:
    """Counts of accounts by (true cluster, predicted cluster).

    ``outside`` marks accounts that lie outside every true ring without being known to be
    unrelated to each other: a pair of two of them is not judged, a pair of one of them and
    another account is false. They have no true cluster of their own to be found.
    """

    def __init__(self, true: Codes, predicted: Codes, outside: NDArray[np.bool_]) -> None:
        inside = ~outside
        true_codes = np.unique(true[inside], return_inverse=True)[1].astype(np.int64)
        labels, predicted = np.unique(predicted, return_inverse=True)
        predicted = predicted.astype(np.int64)
        width = max(1, len(labels))
        cells, self.cells = np.unique(true_codes * width + predicted[inside], return_counts=True)
        self.accounts = int(inside.sum())
        self.true_sizes = np.bincount(true_codes, minlength=1)
        self.predicted_sizes = np.bincount(predicted, minlength=width)
        self.inside_sizes = np.bincount(predicted[inside], minlength=width)
        self.outside_sizes = np.bincount(predicted[outside], minlength=width)
        self._true_of, self._predicted_of = cells // width, cells % width

    def pairwise(self) -> Agreement:
        """Return precision and recall over pairs of accounts that stand together."""
        together = _pairs(self.cells)
        judged = _pairs(self.predicted_sizes) - _pairs(self.outside_sizes)
        wanted = _pairs(self.true_sizes)
        return Agreement.of(
            together / judged if judged else 1.0, together / wanted if wanted else 1.0
        )

    def b_cubed(self) -> Agreement:
        """Return the mean over accounts of their own cluster's precision and recall."""
        if not self.accounts:
            return Agreement.of(1.0, 1.0)
        squares = self.cells.astype(np.float64) ** 2
        precision = (squares / self.predicted_sizes[self._predicted_of]).sum() / self.accounts
        recall = (squares / self.true_sizes[self._true_of]).sum() / self.accounts
        return Agreement.of(float(precision), float(recall))

    def adjusted_rand(self) -> float:
        """Return the adjusted Rand index over the accounts that have a true cluster."""
        both = _pairs(self.cells)
        only_predicted = _pairs(self.inside_sizes) - both
        only_true = _pairs(self.true_sizes) - both
        neither = self.accounts * (self.accounts - 1) // 2 - both - only_predicted - only_true
        if not only_predicted and not only_true:
            return 1.0
        return (2 * (both * neither - only_true * only_predicted)) / (
            (both + only_true) * (only_true + neither)
            + (both + only_predicted) * (only_predicted + neither)
        )


def _pairs(sizes: Codes) -> int:
    """Return how many pairs groups of these sizes hold, as an integer that cannot overflow."""
    large = sizes.astype(np.int64)
    return int((large * (large - 1) // 2).sum())
