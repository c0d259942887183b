"""Administrators see how agencies' own systems stand, on the command line and in the doctor's words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from command_line import Run
from messages import message
from remote_agency import BIKE, RemoteAgency
from worked import later, run_due

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.store.people import Actor


@pytest.fixture
def away(house: House, trader: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house whose vehicle office could not be reached for more than a day."""
    with RemoteAgency() as office:
        office.status = 503
        joined = office.joined(house)
        casework.lodge(joined, trader, message(BIKE), "application/xml")
        run_due(joined)
        tomorrow = later(joined, dt.timedelta(hours=30))
        monkeypatch.setattr(House, "open", lambda _: tomorrow)
        yield tomorrow


@pytest.mark.usefixtures("away")
def test_the_list_shows_what_is_asked_and_the_doctor_that_nobody_answers(run: Run) -> None:
    (line,) = [one for one in json.loads(run("agencies", "list", "--json").output) if one["url"]]
    assert (line["code"], line["asked"], line["answered"], line["waiting"]) == ("VEH", 1, 0, 1)
    assert "answered 503" in line["error"]

    told = run("doctor").output
    assert "FAULT Lagoon Vehicle Office's system has 1 open ask," in told
    assert "It could not be reached for a day" in told

    assert run("agencies", "ask-again", "VEH").output == "1 ask is sent again to VEH.\n"
    refused = run("agencies", "ask-again", "BIO")
    assert (refused.exit_code, "no agency BIO whose own system answers" in refused.output) == (1, True)
