"""Worlds with rings and the truth about them, for tests, demonstrations and measurements."""

from linkage.simulate.rewiring import rewired
from linkage.simulate.settings import PRESETS, Dials, WorldSettings, preset
from linkage.simulate.world import TRUTH, World, null_world, simulate
from linkage.simulate.writing import write_world

__all__ = [
    "PRESETS",
    "TRUTH",
    "Dials",
    "World",
    "WorldSettings",
    "null_world",
    "preset",
    "rewired",
    "simulate",
    "write_world",
]
