"""One writer at a time: an advisory lock on a file of the workspace."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from linkage.errors import StoreBusyError
from linkage.store.manifest import disk_errors

FILE_NAME = "lock"


class WriterLock:
    """The right to write to a workspace; the kernel takes it back when the process dies."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace / FILE_NAME
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the lock at once, or raise `StoreBusyError` with the process that has it."""
        if self.held:
            return
        with disk_errors(self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
            os.close(descriptor)
            raise StoreBusyError(
                f"{self._path.parent} is being written by process {holder or 'unknown'}",
                hint="wait until it has finished; a killed process leaves no lock behind",
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
