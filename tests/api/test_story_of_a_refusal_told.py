"""The story, through the API: a trader who reads French is told of a refusal although the mail server was down."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from caller import Caller
from mail_server import MailServer
from messages import PLANTS
from worked import later, run_due

from singlewindow.casework import House
from singlewindow.config import Settings

MAIL = MailServer()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A window with a mail server, which is down until the test lets it come up."""
    MAIL.up()
    MAIL.down()
    return msgspec.structs.replace(settings, smtp_host="127.0.0.1", smtp_port=MAIL.port, smtp_security="none")


def test_a_refusal_is_told_in_french_by_e_mail_once_the_server_is_back_and_once_in_the_inbox(
    house: House, as_trader: Caller, as_officer: Caller
) -> None:
    # The trader reads French, and wants e-mail.
    as_trader.call("PUT", "/notices/choice", json={"language": "fr", "email": True, "sms": False})
    case = as_trader.lodge(PLANTS).headers["Location"]
    reference = case.rsplit("/", 1)[-1]

    # Biosecurity refuses the plants while the mail server is down; it stays down for hours.
    verdict = {"items": [1], "outcome": "refuse", "reason": "Live insects were found."}
    refused = as_officer.post(f"{case}/verdicts", {"If-Match": as_officer.get(case).headers["ETag"]}, json=verdict)
    assert refused.json["outcome"] == "refused"
    for hours in (0, 1, 4):
        run_due(later(house, dt.timedelta(hours=hours)))
    assert MAIL.messages == []

    # The inbox told it at once, in French.
    inbox = as_trader.get("/notices").json
    assert (inbox["unread"], inbox["notices"][0]["subject"]) == (1, f"{reference} : refusée")

    # The server is back: the e-mail comes, once, with the link; the inbox has the notice once.
    MAIL.up()
    for hours in (12, 48):
        run_due(later(house, dt.timedelta(hours=hours)))
    MAIL.down()
    (letter,) = MAIL.messages
    assert letter["Subject"] == f"{reference} : refusée"
    assert f"{house.settings.base_url}/declarations/{reference}" in letter.get_content()
    assert len(as_trader.get("/notices").json["notices"]) == 1
