"""The values of features, where a caution asks for one."""

from __future__ import annotations

import numpy as np

from linkage.discovery.features import FEATURES, Feature
from linkage.discovery.tokens import Floats


def values(matrix: Floats, feature: Feature, unknown: float = 0.0) -> Floats:
    """Return (groups,) a feature's values out of a (groups, features) matrix."""
    return np.nan_to_num(matrix[:, FEATURES.index(feature)], nan=unknown, posinf=np.inf)
