"""The command line: one file a command group; everything that draws is in ``render``."""

from linkage.cli.app import main

__all__ = ["main"]
