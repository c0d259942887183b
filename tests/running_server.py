"""The real server as its own processes, for tests that stop it, kill it, or drive it from outside."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

START_SECONDS = 60


class RunningServer:
    """``singlewindow serve`` on a free port of 127.0.0.1, in a process group of its own."""

    def __init__(self, var: Path, **settings: str) -> None:
        self.environment = {**os.environ, "SINGLEWINDOW_VAR": str(var), **settings}
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``singlewindow WORDS`` with the same settings."""
        line = [sys.executable, "-m", "singlewindow.cli", *words]
        return subprocess.run(line, env=self.environment, capture_output=True, text=True, check=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        line = [sys.executable, "-m", "singlewindow.cli", "serve", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(line, env=self.environment, start_new_session=True)
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, "the server stopped at its start"
            assert time.monotonic() < until, "the server did not answer in time"
            time.sleep(0.1)

    def kill(self) -> None:
        """``kill -9`` of all its processes at once."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop, and wait."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
        self.process.wait(timeout=START_SECONDS)
        self.process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextlib.contextmanager
def running_server(var: Path, **settings: str) -> Iterator[RunningServer]:
    """A started server on an upgraded database in ``var``; stopped at the end, whatever happened."""
    server = RunningServer(var, **settings)
    assert server.command("upgrade").returncode == 0
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
