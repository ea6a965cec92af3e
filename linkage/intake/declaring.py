"""A kind table that declares the kinds a file names."""

from __future__ import annotations

from linkage.errors import ConfigError
from linkage.kinds import IdentifierKind, KindTable, declare

MOST_KINDS = 100
"""Kinds that files may declare; the rows of further ones are rejected."""


class DeclaringKinds(KindTable):
    """A kind table in which every unknown name that can be a kind becomes one."""

    def __init__(self, kinds: KindTable) -> None:
        super().__init__(kinds.values())
        self._base = kinds
        self.declared: tuple[str, ...] = ()

    def canonical(self, name: str) -> str | None:
        """Return the kind's own name, declaring it if need be; None if it cannot be a kind."""
        known = super().canonical(name)
        if known is not None or len(self.declared) >= MOST_KINDS:
            return known
        try:
            self._base.with_declared([*self.declared, name])
        except ConfigError:
            return None
        fresh: IdentifierKind = declare(name)
        self._kinds[name] = fresh
        self.declared = (*self.declared, name)
        return name
