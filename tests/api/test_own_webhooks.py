"""An organisation keeps its own webhooks through the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from caller import Caller
from flask import Flask

from singlewindow.casework import House
from singlewindow.store.people import Actor

URL = "https://broker.example/events"


def test_a_webhook_shows_its_secret_once(as_trader: Caller) -> None:
    made = as_trader.post("/webhooks", json={"url": URL})
    assert made.status_code == 201
    assert made.json["secret"].startswith("whsec_")
    assert made.headers["Cache-Control"] == "no-store"
    (listed,) = as_trader.get("/webhooks").json["webhooks"]
    assert (listed["url"], listed["active"], "secret" in listed) == (URL, True, False)


def test_a_webhook_can_be_removed(as_trader: Caller) -> None:
    address = as_trader.post("/webhooks", json={"url": URL}).headers["Location"]
    removed = as_trader.call("DELETE", address)
    assert (removed.status_code, removed.data) == (204, b"")
    assert as_trader.get("/webhooks").json["webhooks"] == []
    assert as_trader.call("DELETE", address).status_code == 404


def test_another_organisations_webhooks_are_not_there(
    app: Flask, house: House, as_trader: Caller, add_person: Callable[..., Actor]
) -> None:
    address = as_trader.post("/webhooks", json={"url": URL}).headers["Location"]
    stranger = Caller(app, house, add_person(house, "Broker One", "broker", "broker"))
    assert stranger.get("/webhooks").json["webhooks"] == []
    assert stranger.call("DELETE", address).status_code == 404
    assert len(as_trader.get("/webhooks").json["webhooks"]) == 1


@pytest.mark.parametrize("url", ["http://broker.example/", "file:///etc/passwd", "https://", "not an address"])
def test_an_address_that_cannot_be_one_is_refused_with_its_place(as_trader: Caller, url: str) -> None:
    response = as_trader.post("/webhooks", json={"url": url})
    assert (response.status_code, response.json["code"]) == (422, "invalid")
    assert [error["pointer"] for error in response.json["errors"]] == ["#/url"]


def test_an_eleventh_webhook_is_not_possible(as_trader: Caller) -> None:
    for number in range(10):
        assert as_trader.post("/webhooks", json={"url": f"{URL}/{number}"}).status_code == 201
    response = as_trader.post("/webhooks", json={"url": URL})
    assert (response.status_code, response.json["code"]) == (409, "not-possible")
