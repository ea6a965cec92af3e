"""A real Neo4j server for tests: start, stop, kill and start again on the same data."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j.launcher.artefacts import HERE, LTS, Release, fetch, plugins

FIRST_PASSWORD = "neo4j"  # noqa: S105 (what a new server begins with)
PASSWORD = "only-for-tests"  # noqa: S105
START_SECONDS = 120


def free_port() -> int:
    """Return a TCP port that was free a moment ago."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server process on a home folder of its own.

    ``auth`` switches authentication on: the user is ``neo4j`` and the password ``PASSWORD``.
    """

    home: Path
    auth: bool = False
    gds: bool = False
    read_only: bool = False
    release: Release = LTS
    heap: str = "1g"
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None
    _log: IO[bytes] | None = None

    @property
    def uri(self) -> str:
        """Return the address of the Bolt connector."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def credentials(self) -> tuple[str, str] | None:
        """Return user and password, or None where authentication is off."""
        return ("neo4j", PASSWORD) if self.auth else None

    def cpu_seconds(self) -> float:
        """Return the processor time that the process has used (Linux; for benchmarks)."""
        assert self._process is not None
        fields = (
            Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def start(self) -> Server:
        """Start the process and return when the database answers over Bolt."""
        self.launch()
        self.wait()
        return self

    def launch(self) -> None:
        """Start the process without waiting for it."""
        lib = fetch(self.release, gds=self.gds)
        self.home.mkdir(parents=True, exist_ok=True)
        command = [
            "java",
            f"-Xmx{self.heap}",
            "-XX:+UseParallelGC",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-cp",
            f"{lib}/*",
            str(HERE / "Server.java"),
            str(self.home),
            str(self.port),
            "auth" if self.auth else "open",
            "read-only" if self.read_only else "writable",
        ]
        if self.gds:
            command.append(str(plugins(lib)))
        self._log = (self.home / "server.log").open("ab")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=self._log, stderr=subprocess.STDOUT
        )

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Wait until the database answers; raise with the server's output if it does not."""
        deadline = time.monotonic() + seconds
        while not self._answers():
            stopped = self._process is not None and self._process.poll() is not None
            if stopped or time.monotonic() > deadline:
                log = (self.home / "server.log").read_text("utf-8", "replace")
                self.kill()
                raise RuntimeError(f"Neo4j did not start:\n{log[-4000:]}")
            time.sleep(0.25)

    def _answers(self) -> bool:
        with suppress(OSError, DriverError, Neo4jError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            if self.auth:
                self._change_first_password()
            with neo4j.GraphDatabase.driver(self.uri, auth=self.credentials) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
                return True
        return False

    def _change_first_password(self) -> None:
        """Set the password on the very first start; the old one is refused on later ones."""
        marker = self.home / "password-changed"
        if marker.exists():
            return
        first = ("neo4j", FIRST_PASSWORD)
        with neo4j.GraphDatabase.driver(self.uri, auth=first) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                {"old": FIRST_PASSWORD, "new": PASSWORD},
                database_="system",
            )
        marker.touch()

    def stop(self) -> None:
        """Stop the server cleanly; kill it if that takes longer than a minute."""
        if self._process is not None:
            assert self._process.stdin is not None
            with suppress(BrokenPipeError):
                self._process.stdin.close()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        self._forget()

    def kill(self) -> None:
        """End the process at once, as a power cut would (SIGKILL)."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(30)
        self._forget()

    def _forget(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        if self._log is not None:
            self._log.close()
        self._process = self._log = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
