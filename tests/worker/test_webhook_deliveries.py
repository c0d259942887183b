"""What was sent to a webhook can be seen, and sent again, under the id that it had."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from conftest import AddPerson
from receiver import Receiver
from worked import all_jobs, cleared, later, lodged, run_due

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.permits.acting import act_on_permit
from singlewindow.casework.permits.applying import draft_permit
from singlewindow.casework.permits.asking import Wish
from singlewindow.casework.webhooks import NewWebhook, list_deliveries, replay
from singlewindow.errors import NotFound, NotPossible
from singlewindow.store.people import Actor


def states(house: House, trader: Actor, hook: NewWebhook) -> list[tuple[str, str, int | None]]:
    """Each delivery's event, state and last status, newest first."""
    return [(line.event, line.state, line.status) for line in list_deliveries(house, trader, hook.id).rows]


def test_what_was_given_up_is_sent_again_from_the_list_with_its_id(
    house: House, trader: Actor, webhook: NewWebhook, receiver: Receiver
) -> None:
    receiver.status = 503
    reference = lodged(house, trader).reference
    assert states(house, trader, webhook) == [("declaration.pending", "waiting", None)]
    for day in range(12):
        run_due(later(house, day * dt.timedelta(hours=27)))
    (line,) = list_deliveries(house, trader, webhook.id).rows
    assert (line.state, line.status, line.tries, line.about) == ("given_up", 503, 10, reference)
    assert "answered 503" in str(line.error)

    receiver.status = 204
    replay(house, trader, webhook.id, line.id)
    run_due(house)
    assert states(house, trader, webhook) == [("declaration.pending", "delivered", 204)]
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1


def test_a_delivery_that_waits_for_its_next_try_is_sent_at_once(
    house: House, trader: Actor, webhook: NewWebhook, receiver: Receiver
) -> None:
    receiver.status = 500
    lodged(house, trader)
    run_due(house)
    receiver.status = 204
    replay(house, trader, webhook.id, list_deliveries(house, trader, webhook.id).rows[0].id)
    run_due(house)
    assert [request.headers["webhook-id"] for request in receiver.requests] == [
        receiver.requests[0].headers["webhook-id"]
    ] * 2
    assert len(all_jobs(house)) == 1, "the job that waited, and no other"


def test_what_was_delivered_can_be_sent_again(
    house: House, trader: Actor, webhook: NewWebhook, receiver: Receiver
) -> None:
    lodged(house, trader)
    run_due(house)
    replay(house, trader, webhook.id, list_deliveries(house, trader, webhook.id).rows[0].id)
    run_due(house)
    first, second = receiver.requests
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)


def test_others_deliveries_are_neither_seen_nor_sent_again(
    house: House, trader: Actor, webhook: NewWebhook, add_person: AddPerson
) -> None:
    lodged(house, trader)
    line = list_deliveries(house, trader, webhook.id).rows[0]
    other = add_person(house, "Broker One", "broker", "broker")
    with pytest.raises(NotFound):
        list_deliveries(house, other, webhook.id)
    with pytest.raises(NotFound):
        replay(house, other, webhook.id, line.id)
    with pytest.raises(NotFound):
        replay(house, trader, webhook.id, line.id + 1)


def test_nothing_is_sent_again_to_an_address_that_is_gone(
    house: House, trader: Actor, webhook: NewWebhook, receiver: Receiver
) -> None:
    receiver.status = 410
    lodged(house, trader)
    run_due(house)
    assert states(house, trader, webhook) == [("declaration.pending", "given_up", 410)]
    with pytest.raises(NotPossible, match="410"):
        replay(house, trader, webhook.id, list_deliveries(house, trader, webhook.id).rows[0].id)


@pytest.mark.usefixtures("webhook")
def test_a_question_is_an_event_of_its_own_besides_the_decision(
    house: House, trader: Actor, biosecurity_officer: Actor, receiver: Receiver
) -> None:
    reference = lodged(house, trader).reference
    casework.ask(house, biosecurity_officer, reference, items=[1], text="Which nursery grew them?")
    for _ in range(2):
        run_due(house)
    events = {event["type"]: event for event in (json.loads(request.body) for request in receiver.requests)}
    assert set(events) == {"declaration.pending", "declaration.held", "question.asked"}
    asked = events["question.asked"]
    assert asked["subject"] == reference
    assert asked["data"]["declaration"].endswith(f"/api/v1/declarations/{reference}")
    assert "nursery" not in json.dumps(asked)
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == len(receiver.requests) == 3


@pytest.mark.usefixtures("webhook")
def test_what_an_agency_does_with_a_permit_is_an_event_too(
    house: House, trader: Actor, biosecurity_officer: Actor, receiver: Receiver
) -> None:
    wish = Wish("BIO-SEEDS-2024", description="Vegetable seeds", goods=("120991",), quantity=Decimal(800))
    number = draft_permit(house, trader, wish).number
    act_on_permit(house, trader, number, "apply")
    act_on_permit(house, biosecurity_officer, number, "take")
    run_due(house)
    (event,) = [json.loads(request.body) for request in receiver.requests]
    assert (event["type"], event["subject"]) == ("permit.taken", number)
    assert event["data"]["permit"].endswith(f"/api/v1/permits/{number}")


@pytest.mark.usefixtures("webhook")
def test_a_decision_makes_one_delivery_and_no_second_one_for_its_notice(
    house: House, trader: Actor, biosecurity_officer: Actor, receiver: Receiver
) -> None:
    cleared(house, biosecurity_officer, lodged(house, trader).reference)
    run_due(house)
    assert len(receiver.requests) == 2
