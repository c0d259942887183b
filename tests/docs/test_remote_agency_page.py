"""The how-to for a remote agency, followed to the letter: the example's own server is asked, and answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from conftest import add_actor
from documentation import DOCS, ROOT, Document
from messages import Goods, message
from running_server import free_port
from werkzeug.serving import make_server
from worked import run_due

from singlewindow import casework
from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.casework.remote.contents import AnswerClaims
from singlewindow.casework.remote.listing import list_agencies
from singlewindow.config import Settings
from singlewindow.countries import CountryPack
from singlewindow.store.people import Actor

PAGE = Document(DOCS / "how-to" / "connect-a-remote-agency.md")
EXAMPLE = DOCS / "examples" / "remote_agency"
SECONDS = 30


def block(language: str, number: int = 0) -> str:
    return [body for shown, body in PAGE.blocks if shown == language][number]


class Clerk(NamedTuple):
    """Who types at the office, with its settings."""

    environment: dict[str, str]

    def types(self, *words: str) -> str:
        line = [sys.executable, "-m", "vehicle_system", *words]
        done = subprocess.run(line, env=self.environment, cwd=EXAMPLE, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


class Connected(NamedTuple):
    """A window and the office, each listening."""

    house: House
    trader: Actor
    clerk: Clerk

    def lodge(self, certificate: str) -> str:
        raw = message(Goods("871200", "Bicycle", [("2", certificate)]), reference=certificate)
        return casework.lodge(self.house, self.trader, raw, "application/xml").decision.reference

    def outcome(self, reference: str) -> str:
        return casework.read_decision(self.house, self.trader, reference).decision.outcome.value


@pytest.fixture
def connected(tmp_path: Path) -> Iterator[Connected]:
    """Everything that the page says, at ports that are free."""
    port, window = free_port(), free_port()
    base, var = f"http://127.0.0.1:{window}", tmp_path / "vehicles"
    clerk = Clerk({**os.environ, "PYTHONPATH": str(EXAMPLE), "VEHICLES_VAR": str(var), "VEHICLES_WINDOW": base})
    key = json.loads(clerk.types("key"))
    (var / "register.csv").write_text(block("csv"))
    pack = _pack(tmp_path / "pack", key, port)
    house = House.open(
        Settings.from_environment(
            {
                "SINGLEWINDOW_VAR": str(tmp_path / "var"),
                "SINGLEWINDOW_COUNTRY": str(pack),
                "SINGLEWINDOW_BASE_URL": base,
                "SINGLEWINDOW_AGENCY_PRIVATE": "1",
            }
        )
    )
    house.upgrade()
    server = make_server("127.0.0.1", window, create_app(house.settings), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [sys.executable, "-m", "flask", "--app", "vehicle_system.app", "run", "--port", str(port)]
    office = subprocess.Popen(command, env=clerk.environment, cwd=EXAMPLE, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield Connected(house, add_actor(house, "Trader One", "trader", "trader"), clerk)
    finally:
        office.terminate()
        office.wait(timeout=SECONDS)
        server.shutdown()
        house.database.dispose()


def _pack(folder: Path, key: dict[str, str], port: int) -> Path:
    """The Lagoon's pack with the page's file, in which the example's key and port stand for the page's."""
    shutil.copytree(CountryPack.load("lagoon").folder, folder)
    shown = json.loads(block("json"))
    text = block("yaml").replace(shown["kid"], key["kid"]).replace(shown["x"], key["x"]).replace("8090", str(port))
    (folder / "agencies" / "vehicles.yaml").write_text(text)
    return folder


def _wait_for(address: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_the_example_is_asked_and_answers_at_once_or_by_its_clerk(connected: Connected) -> None:
    known, withdrawn, unknown = (connected.lodge(number) for number in ("CONF-1", "CONF-9", "CONF-5"))
    assert connected.outcome(known) == "pending"

    run_due(connected.house)
    assert [connected.outcome(one) for one in (known, withdrawn, unknown)] == ["released", "refused", "pending"]

    assert connected.clerk.types("list").startswith(f"{unknown}-1-VEH by ")
    said = connected.clerk.types("answer", f"{unknown}-1-VEH", "clear", "The bicycle was seen at the counter.")
    again = connected.clerk.types("answer", f"{unknown}-1-VEH", "clear", "The bicycle was seen at the counter.")
    assert (said, again) == ("The answer was taken.", "The answer was taken.")
    assert connected.outcome(unknown) == "released"
    (line,) = [line for line in list_agencies(connected.house) if line.url]
    assert (line.code, line.asked, line.answered, line.error) == ("VEH", 3, 3, None)


def test_the_answer_that_the_page_shows_is_one_that_the_window_reads() -> None:
    claims = msgspec.json.decode(block("json", 1).encode(), type=AnswerClaims)

    assert claims.items[0].conditions == ("Fit a bell before the bicycle is ridden.",)


def test_the_example_uses_no_code_of_the_window_and_stays_small() -> None:
    files = sorted((EXAMPLE / "vehicle_system").glob("*.py"))
    text = "".join(file.read_text(encoding="utf-8") for file in files)

    assert "singlewindow" not in text
    assert len(text.splitlines()) < 250
    assert (ROOT / "docs" / "examples" / "remote_agency" / "pyproject.toml").exists()
