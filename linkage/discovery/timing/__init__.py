"""Temporal evidence: handover, rotation, days and hours in lockstep, shifts of subject."""

from linkage.discovery.timing.effect import Effect
from linkage.discovery.timing.groups import Timing, timing
from linkage.discovery.timing.patterns import time_patterns
from linkage.discovery.timing.times import Times, build_times

__all__ = ["Effect", "Times", "Timing", "build_times", "time_patterns", "timing"]
