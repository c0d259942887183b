"""What a trader was told stays true when the server is killed in the middle of its work."""

from __future__ import annotations

import http.client
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from messages import SHIRTS, message
from running_server import RunningServer, running_server

from singlewindow.casework import House
from singlewindow.cli.demo_accounts import keep_demo_accounts
from singlewindow.config import Settings

LODGEMENTS = 200
KILL_AFTER = 60
CONNECTIONS = 8


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "var") as started:
        yield started


def test_every_acknowledged_lodgement_survives_a_kill_and_none_is_there_twice(server: RunningServer) -> None:
    token = _token(server)
    before = _lodge_all(server, token, kill_after=KILL_AFTER)
    assert KILL_AFTER <= len(before) < LODGEMENTS, "the kill came in the middle"

    server.start()
    after = _lodge_all(server, token)

    assert len(after) == LODGEMENTS
    assert {name: after[name] for name in before} == before, "each acknowledged lodgement is the same case as before"
    assert len(set(after.values())) == LODGEMENTS, "and no two lodgements share a case"
    verified = server.command("audit", "verify")
    assert verified.returncode == 0, verified.stdout
    assert verified.stdout.startswith(f"{LODGEMENTS} cases,")


def _token(server: RunningServer) -> str:
    return keep_demo_accounts(House.open(Settings.from_environment(server.environment))).token


def _lodge_all(server: RunningServer, token: str, kill_after: int | None = None) -> dict[str, str]:
    """Lodge them all over a few connections; the case's reference of each that was acknowledged."""
    acknowledged: dict[str, str] = {}
    killed = threading.Lock()

    def lodge(number: int) -> None:
        name = f"KILL-{number:03}"
        try:
            acknowledged[name] = _lodge(server.url, token, name)
        except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
            return
        if kill_after is not None and len(acknowledged) >= kill_after and killed.acquire(blocking=False):
            server.kill()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lodge, range(LODGEMENTS)))
    return acknowledged


def _lodge(url: str, token: str, name: str) -> str:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/xml", "Accept": "application/json"}
    request = urllib.request.Request(f"{url}/api/v1/declarations", message(SHIRTS, reference=name), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(json.load(answer)["reference"])
