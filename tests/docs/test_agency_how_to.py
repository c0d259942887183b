"""The how-to for an agency without Python, followed to the letter: its file, its commands, and a declaration."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import add_actor
from documentation import DOCS, Document
from messages import Goods, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.accounts import find_account
from singlewindow.casework import House
from singlewindow.cli import main
from singlewindow.config import Settings
from singlewindow.countries import CountryPack

PAGE = Document(DOCS / "how-to" / "add-an-agency.md")


def test_the_file_and_the_commands_of_the_page_make_an_agency_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(CountryPack.load("lagoon").folder, pack)
    (pack / "agencies" / "energy.yaml").write_text(next(body for kind, body in PAGE.blocks if kind == "yaml"))
    monkeypatch.setenv("SINGLEWINDOW_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("SINGLEWINDOW_COUNTRY", str(pack))
    house = House.open(Settings.from_environment())
    house.upgrade()

    shown = [line for kind, body in PAGE.blocks if kind == "sh" for line in body.splitlines()]
    for line in shown:
        program, *words = shlex.split(line)
        assert program == "singlewindow"
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, (line, done.output)

    assert len(shown) == 3
    assert find_account(house.database, "officer@energy.lagoon.example").name == "Energy Officer"
    trader = add_actor(house, "Trader One", "trader", "trader")
    decision = casework.lodge(house, trader, message(Goods("841821", "Refrigerator")), "application/xml").decision
    asked = {verdict.agency: verdict.outcome for item in decision.items for verdict in item.verdicts}
    assert asked["ENE"] is Outcome.PENDING
    house.database.dispose()
