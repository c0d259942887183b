"""``singlewindow demo`` and ``serve``, as the processes that a person starts."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from running_server import RunningServer, free_port, running_server

REFERENCE = re.compile(r"\bXL\d{2}[A-Z0-9]+\b")


def demo(var: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "singlewindow.cli", "demo", "--once", *options]
    environment = {**os.environ, "SINGLEWINDOW_VAR": str(var)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)


class Shown(NamedTuple):
    """What two runs of the demo on one folder of data printed."""

    var: Path
    first: str
    second: str


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    var, port = tmp_path_factory.mktemp("demo") / "var", str(free_port())
    first, second = (demo(var, "--port", port) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    return Shown(var, first.stdout, second.stdout)


def test_the_demo_lodges_every_sample_and_some_are_rejected(shown: Shown) -> None:
    assert len(REFERENCE.findall(shown.first)) >= 8
    assert "rejected: " in shown.first


def test_the_demo_may_be_run_again_with_the_same_cases_and_accounts(shown: Shown) -> None:
    assert _steady(shown.first) == _steady(shown.second)


def test_the_demo_prints_what_the_readme_shows(shown: Shown) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()

    table = shown.first.partition("\n")[2].partition("\n\n")[0]
    assert len(table.splitlines()) > 8
    assert REFERENCE.sub("", _steady(table)) in REFERENCE.sub("", _steady(readme))


def _steady(text: str) -> str:
    """Without the count of errors, which is smaller where a busy machine had no time to look for all of them."""
    return re.sub(r"rejected: \d+ errors?", "rejected", "\n".join(line.rstrip() for line in text.splitlines()))


def test_the_demo_prints_and_keeps_how_to_sign_in(shown: Shown) -> None:
    kept = json.loads((shown.var / "demo" / "accounts.json").read_text())
    assert kept["token"] in shown.first
    assert {account["role"] for account in kept["accounts"]} == {
        "trader",
        "broker",
        "agency_officer",
        "customs_officer",
        "supervisor",
        "customs_supervisor",
        "keeper",
        "administrator",
    }
    assert all(account["password"] in shown.first for account in kept["accounts"])


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = demo(tmp_path / "var", "--port", port)

    assert result.returncode == 1
    assert result.stderr == f"Error: Port {port} is in use: choose another with --port.\n"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_demo_that_is_stopped_leaves_nothing_on_its_port(
    tmp_path: Path, shown: Shown, number: signal.Signals
) -> None:
    port = free_port()
    shutil.copytree(shown.var, tmp_path / "var")
    command = [sys.executable, "-u", "-m", "singlewindow.cli", "demo", "--port", str(port)]
    environment = {**os.environ, "SINGLEWINDOW_VAR": str(tmp_path / "var")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any(line.startswith("Serving on") for line in process.stdout)
        process.send_signal(number)
        try:
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for the tests that follow, of which the last stops it."""
    with running_server(tmp_path_factory.mktemp("server") / "var") as started:
        yield started


def test_a_worker_that_dies_is_started_again(server: RunningServer) -> None:
    first = _wait_for_worker(server)
    os.kill(first, signal.SIGKILL)

    assert _wait_for_worker(server, other_than=first) != first


def test_the_figures_of_all_processes_are_added_up(server: RunningServer) -> None:
    for _ in range(20):
        _get(f"{server.url}/healthz")

    counts = re.findall(r'singlewindow_requests_total\{.*healthz.*status="200"\} (\d+)', _get(f"{server.url}/metrics"))

    assert [int(count) >= 20 for count in counts] == [True]


def test_a_server_that_is_told_to_stop_leaves_no_process(server: RunningServer) -> None:
    assert server.process is not None
    worker, parent = _wait_for_worker(server), server.process.pid

    server.stop()

    assert not _lives(parent)
    assert not _lives(worker)


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def _wait_for_worker(server: RunningServer, other_than: int | None = None) -> int:
    """The process of the worker that ``serve`` started, once it works."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for pid in _children(server):
            if pid != other_than and b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        time.sleep(0.2)
    raise AssertionError("no worker was started")


def _children(server: RunningServer) -> list[int]:
    assert server.process is not None
    parent = server.process.pid
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _lives(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
