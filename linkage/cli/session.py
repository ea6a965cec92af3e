"""What one run of the program knows: its options, its settings, its store and its streams."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from linkage.cli.masking import Mask
    from linkage.config import Config
    from linkage.store import GraphStore


@dataclass
class Session:
    """Options given before or after the command, and what follows from them."""

    workspace: Path | None = None
    config_file: Path | None = None
    graph: str | None = None
    json: bool = False
    plain: bool = False
    quiet: bool = False
    no_input: bool = False
    reveal: bool = False
    _config: Config | None = field(default=None, repr=False)

    @property
    def config(self) -> Config:
        """Settings in force: the file's, with the options on top (raises `ConfigError`)."""
        if self._config is None:
            from linkage.config import load_config

            loaded = load_config(self.config_file, self.workspace)
            if self.graph is not None:
                loaded = replace(loaded, graph=replace(loaded.graph, uri=self.graph))
            self._config = loaded
        return self._config

    @cached_property
    def mask(self) -> Mask:
        """How personal values are shown."""
        from linkage.cli.masking import Mask

        return Mask(self.config.kinds, hashed=self.config.privacy.hash, reveal=self.reveal)

    @property
    def console(self) -> Console:
        """Console on stdout for results."""
        from linkage.cli.render.console import results

        return results()

    @contextmanager
    def store(self) -> Iterator[GraphStore]:
        """Open the graph store of these settings for reading, and close it."""
        from linkage.store import open_store

        store = open_store(self.config, read_only=True)
        try:
            yield store
        finally:
            store.close()

    def say(self, message: str) -> None:
        """Print a remark on stderr, unless --quiet."""
        if not self.quiet:
            from linkage.cli.render.console import messages

            messages().print(message, markup=False, highlight=False, soft_wrap=True)
