"""Measures of what was found, against a known truth."""

from linkage.evaluate.clustering import Agreement, Contingency
from linkage.evaluate.evaluation import Clustering, Evaluation, HonestKind, TrueRing, evaluate
from linkage.evaluate.frames import STATUSES, read_members, read_truth

__all__ = [
    "STATUSES",
    "Agreement",
    "Clustering",
    "Contingency",
    "Evaluation",
    "HonestKind",
    "TrueRing",
    "evaluate",
    "read_members",
    "read_truth",
]
