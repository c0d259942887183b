"""Notices, how one is told, and what was sent to a webhook, through the API."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
import pytest
from caller import Caller
from receiver import Receiver
from worked import cleared, lodged, run_due

from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.store.people import Actor


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that let webhooks go to this machine."""
    return msgspec.structs.replace(settings, webhook_private=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that answers 204."""
    with Receiver() as started:
        yield started


def test_an_inbox_is_read_in_the_language_that_was_chosen_and_marked(
    house: House, trader: Actor, biosecurity_officer: Actor, as_trader: Caller
) -> None:
    reference = lodged(house, trader).reference
    cleared(house, biosecurity_officer, reference)
    run_due(house)
    page = as_trader.get("/notices").json
    assert (page["unread"], page["notices"][0]["subject"]) == (1, f"{reference}: released")
    kept = as_trader.call("PUT", "/notices/choice", json={"language": "fr", "email": True, "sms": False})
    assert (
        kept.json
        == as_trader.get("/notices/choice").json
        == {
            "language": "fr",
            "email": True,
            "sms": False,
            "phone": "",
        }
    )
    (notice,) = as_trader.get("/notices").json["notices"]
    assert notice["subject"] == f"{reference} : mainlevée accordée"
    assert as_trader.post("/notices/read", json={"id": notice["id"]}).status_code == 204
    assert as_trader.get("/notices").json["unread"] == 0


@pytest.mark.parametrize(
    ("command", "pointer"),
    [
        ({"language": "xx", "email": True, "sms": False}, "#/language"),
        ({"language": "en", "email": True, "sms": True}, "#/phone"),
        ({"language": "en", "email": 1, "sms": False}, "#/email"),
    ],
)
def test_a_choice_that_cannot_be_kept_is_refused_with_its_place(
    as_trader: Caller, command: dict[str, object], pointer: str
) -> None:
    response = as_trader.call("PUT", "/notices/choice", json=command)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


def test_an_event_is_found_in_the_list_and_sent_again(
    house: House, trader: Actor, as_trader: Caller, receiver: Receiver
) -> None:
    made = as_trader.post("/webhooks", json={"url": receiver.url}).json
    lodged(house, trader)
    run_due(house)
    address = f"/webhooks/{made['id']}/deliveries"
    (line,) = as_trader.get(address).json["deliveries"]
    assert (line["event"], line["state"], line["status"]) == ("declaration.pending", "delivered", 204)
    assert as_trader.post(f"{address}/{line['id']}/replay").status_code == 202
    run_due(house)
    ids = [json.loads(request.body)["id"] for request in receiver.requests]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert as_trader.get("/webhooks/999/deliveries").status_code == 404
