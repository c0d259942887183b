"""A decision on a case is sent to its lodger's webhooks, signed, until it is taken or given up."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from receiver import Received, Receiver
from worked import all_jobs, cleared, later, lodged, run_due

from singlewindow.casework import House
from singlewindow.casework.webhooks import NewWebhook, add_webhook, list_webhooks, remove_webhook
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store.notice_tables import WebhookDelivery
from singlewindow.store.people import Actor
from singlewindow.worker.retrying import DELAYS
from singlewindow.worker.signing import sign

A_DAY_AND_MORE = dt.timedelta(hours=27)


@pytest.mark.usefixtures("webhook")
def test_a_lodgement_and_each_later_decision_are_sent(
    house: House, trader: Actor, biosecurity_officer: Actor, receiver: Receiver
) -> None:
    decision = lodged(house, trader)
    cleared(house, biosecurity_officer, decision.reference)
    run_due(house)
    events = [json.loads(request.body) for request in receiver.requests]
    assert [event["type"] for event in events] == ["declaration.pending", "declaration.released"]
    assert [event["data"]["number"] for event in events] == [1, 2]
    assert {event["subject"] for event in events} == {decision.reference}


@pytest.mark.usefixtures("webhook")
def test_an_event_is_thin_and_tells_where_to_read_on(house: House, trader: Actor, receiver: Receiver) -> None:
    decision = lodged(house, trader)
    run_due(house)
    event = json.loads(receiver.requests[0].body)
    assert len(receiver.requests[0].body) < 20_000
    assert event["data"]["decision"] == f"http://127.0.0.1:8080/api/v1/declarations/{decision.reference}/decision"
    assert event["time"] == decision.decided_at.isoformat().replace("+00:00", "Z")
    assert {"specversion", "id", "source", "type", "time", "subject", "data"} <= set(event)


def test_the_signature_covers_id_time_and_body(
    house: House, trader: Actor, webhook: NewWebhook, receiver: Receiver
) -> None:
    lodged(house, trader)
    run_due(house)
    assert receiver.requests[0].headers["webhook-signature"] == _signature(webhook.secret, receiver.requests[0])


def test_the_signature_is_the_one_of_the_published_example() -> None:
    at = dt.datetime.fromtimestamp(1614265330, dt.UTC)
    headers = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}'
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.usefixtures("webhook")
def test_the_id_is_the_same_and_the_time_new_at_each_try(house: House, trader: Actor, receiver: Receiver) -> None:
    receiver.status = 500
    lodged(house, trader)
    run_due(house)
    run_due(later(house, dt.timedelta(minutes=1)))
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert int(second.headers["webhook-timestamp"]) > int(first.headers["webhook-timestamp"])
    assert first.body == second.body


@pytest.mark.usefixtures("webhook")
def test_a_delivery_that_was_taken_is_not_sent_again(house: House, trader: Actor, receiver: Receiver) -> None:
    lodged(house, trader)
    run_due(house)
    run_due(later(house, A_DAY_AND_MORE))
    assert len(receiver.requests) == 1
    assert _deliveries(house)[0].status == 204


@pytest.mark.usefixtures("webhook")
def test_it_is_tried_again_for_three_days_and_then_given_up(house: House, trader: Actor, receiver: Receiver) -> None:
    receiver.status = 503
    lodged(house, trader)
    for day in range(20):
        run_due(later(house, day * A_DAY_AND_MORE))
    job = all_jobs(house)[0]
    assert len(receiver.requests) == job.attempts == len(DELAYS) + 1
    assert job.done_at is not None
    assert "answered 503" in str(job.error)


@pytest.mark.usefixtures("webhook")
def test_gone_means_never_again(house: House, trader: Actor, receiver: Receiver) -> None:
    receiver.status = 410
    lodged(house, trader)
    run_due(house)
    lodged(house, trader, "T-2")
    run_due(later(house, A_DAY_AND_MORE))
    assert len(receiver.requests) == 1
    assert [hook.active for hook in list_webhooks(house, trader)] == [False]


@pytest.mark.usefixtures("webhook")
def test_a_redirect_is_not_followed(house: House, trader: Actor, receiver: Receiver) -> None:
    receiver.status, receiver.headers = 302, {"Location": f"{receiver.url}/elsewhere"}
    lodged(house, trader)
    run_due(house)
    assert len(receiver.requests) == 1
    assert all_jobs(house)[0].done_at is None


@pytest.mark.usefixtures("webhook")
def test_a_receiver_that_cannot_be_reached_is_tried_again(house: House, trader: Actor, receiver: Receiver) -> None:
    receiver.server.server_close()
    lodged(house, trader)
    run_due(house)
    job = all_jobs(house)[0]
    assert job.done_at is None
    assert job.due_at > house.now()
    assert "127.0.0.1" in str(job.error)


def test_a_removed_webhook_is_sent_nothing(
    house: House, trader: Actor, webhook: NewWebhook, receiver: Receiver
) -> None:
    lodged(house, trader)
    remove_webhook(house, trader, webhook.id)
    run_due(house)
    assert receiver.requests == []
    assert all(job.done_at for job in all_jobs(house))


def test_another_organisations_webhook_cannot_be_removed(
    house: House, webhook: NewWebhook, add_person: Callable[..., Actor]
) -> None:
    other = add_person(house, "Broker One", "broker", "broker")
    with pytest.raises(NotFound):
        remove_webhook(house, other, webhook.id)


def test_an_officer_has_no_webhooks(house: House, biosecurity_officer: Actor) -> None:
    with pytest.raises(NotAllowed):
        list_webhooks(house, biosecurity_officer)


def test_an_organisation_has_at_most_ten_webhooks(house: House, trader: Actor) -> None:
    for number in range(10):
        add_webhook(house, trader, f"https://example.org/{number}")
    with pytest.raises(NotPossible):
        add_webhook(house, trader, "https://example.org/one-more")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/#part",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[::1",
        "https://example.org/a b",
        "https://example.org/" + "x" * 500,
        "no address",
    ],
)
def test_an_address_that_nothing_can_be_sent_to_is_refused(house: House, trader: Actor, url: str) -> None:
    with pytest.raises(Invalid) as refused:
        add_webhook(house, trader, url)
    assert refused.value.fields[0].field == "url"


def _signature(secret: str, request: Received) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + request.body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _deliveries(house: House) -> list[WebhookDelivery]:
    with house.database.reading() as session:
        return list(session.scalars(sa.select(WebhookDelivery)))
