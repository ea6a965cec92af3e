"""Explanations as data: tables of evidence, in bits, that sum to what they explain."""

from __future__ import annotations

from linkage.explain.evidence import EvidenceRow, probability_of
from linkage.explain.links import SHARED, LinkExplanation, why
from linkage.explain.meetings import meetings
from linkage.explain.members import MemberExplanation, explain_member
from linkage.explain.rings import RingExplanation, explain_ring

__all__ = [
    "SHARED",
    "EvidenceRow",
    "LinkExplanation",
    "MemberExplanation",
    "RingExplanation",
    "explain_member",
    "explain_ring",
    "meetings",
    "probability_of",
    "why",
]
