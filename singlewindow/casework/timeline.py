"""What happened to a case, in sentences, from its audit trail."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.store import audit


class TimelineEntry(msgspec.Struct, frozen=True):
    """One event of a case: when, by whom, its name, and a sentence."""

    at: dt.datetime
    actor: str
    event: str
    sentence: str


ANSWERS = {
    "clear": "approved",
    "conditional": "approved on conditions",
    "hold": "put on hold",
    "refuse": "refused",
    "detain": "detained",
}
DECISIONS = {
    "cancelled": "cancelled",
    "expired": "expired",
    "detained": "goods detained",
    "refused": "refused",
    "held": "on hold",
    "pending": "waiting for answers",
    "released_with_conditions": "released with conditions",
    "released": "released",
    "cleared": "cleared",
}
Tell = Callable[[House, dict[str, Any]], str]


def _items(data: dict[str, Any]) -> str:
    numbers = ", ".join(str(item) for item in data["items"])
    return f"item {numbers}" if len(data["items"]) == 1 else f"items {numbers}"


def _reviewed(data: dict[str, Any]) -> str:
    """What a review is about: items, or a request that was denied."""
    return _items(data) if data["items"] else f"the {data['kind']}"


def _note(data: dict[str, Any]) -> str:
    """What was noted, after a colon and without its own last point."""
    return f": {data['note'].rstrip('.')}" if data["note"] else ""


def _about(data: dict[str, Any]) -> str:
    return f" (about {_items(data)})" if data["items"] else ""


def _left(data: dict[str, Any]) -> str:
    """What went out of a gate: the containers, or the goods."""
    return ", ".join(data["containers"]) or _items(data).capitalize()


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number != 1 else ''}"


SENTENCES: dict[str, Tell] = {
    "lodged": lambda _, data: f"The declaration was lodged (version {data['version']}).",
    "decided": lambda _, data: f"The decision is now: {DECISIONS[data['outcome']]}.",
    "verdict_given": lambda house, data: (
        f"{house.name_of(data['agency'])} {ANSWERS[data['outcome']]} {_items(data)}: {data['reason']}"
    ),
    "verdict_proposed": lambda house, data: (
        f"{house.name_of(data['agency'])} looked at {_items(data)}: a second officer must countersign the answer."
    ),
    "verdict_countersigned": lambda house, data: (
        f"{house.name_of(data['agency'])} {ANSWERS[data['outcome']]} {_items(data)}, by two officers: {data['reason']}"
    ),
    "proposal_sent_back": lambda house, data: (
        f"{house.name_of(data['agency'])} looks at {_items(data)} again: the second officer did not countersign."
    ),
    "overdue": lambda house, data: (
        f"{house.name_of(data['agency'])} was to answer on {_items(data)} by {data['due_on']}. "
        "Its supervisors were told."
    ),
    "taken_over": lambda house, data: f"A supervisor of {house.name_of(data['agency'])} took over {_items(data)}.",
    "conflict_settled": lambda house, data: (
        f"Customs settled the conflict on {_items(data)}: the answer of {house.name_of(data['stands'])} stands, "
        f"that of {', '.join(house.name_of(one) for one in data['aside'])} is set aside. {data['reason']}"
    ),
    "review_asked": lambda house, data: (
        f"{house.name_of(data['agency'])} is asked to review its answer on {_reviewed(data)}: {data['grounds']}"
    ),
    "review_upheld": lambda house, data: (
        f"{house.name_of(data['agency'])} reviewed its answer on {_reviewed(data)}, and upheld it: {data['reason']}"
    ),
    "review_overturned": lambda house, data: (
        f"{house.name_of(data['agency'])} reviewed its answer on {_reviewed(data)}, and overturned it: {data['reason']}"
    ),
    "amended": lambda _, data: (
        f"The declaration was amended (version {data['version']}, {_count(data['changes'], 'change')}). "
        f"{data['reason']}"
    ),
    "asked_again": lambda house, data: f"{house.name_of(data['agency'])} is asked again about {_items(data)}.",
    "agency_asked": lambda house, data: f"{house.name_of(data['agency'])} is asked by computer about {_items(data)}.",
    "ask_withdrawn": lambda house, data: (
        f"What {house.name_of(data['agency'])} was asked by computer about {_items(data)} needs no answer any more."
    ),
    "answer_kept": lambda house, data: (
        f"An answer of {house.name_of(data['agency'])}'s system on {_items(data)} is kept, and changes nothing: "
        f"{data['why']}"
    ),
    "carried_over": lambda house, data: f"The answer of {house.name_of(data['agency'])} on {_items(data)} stands.",
    "amendment_requested": lambda _, data: f"An amendment was asked for. {data['consent']} {data['reason']}",
    "cancellation_requested": lambda _, data: f"The cancellation was asked for. {data['consent']} {data['reason']}",
    "request_granted": lambda _, data: f"Customs granted the {data['kind']}. {data['reason']}",
    "request_denied": lambda _, data: f"Customs denied the {data['kind']}: {data['reason']}",
    "cancelled": lambda _, data: f"The declaration was cancelled: {data['name']}. {data['reason']}",
    "question_asked": lambda house, data: f"{house.name_of(data['agency'])} asked about {_items(data)}: {data['text']}",
    "arrival_recorded": lambda _, data: f"The goods arrived{_note(data)}.",
    "security_required": lambda _, data: f"Customs asks for security before the goods are released{_note(data)}.",
    "security_taken": lambda _, data: (
        f"Security was taken: {data['kind']} {data['reference']}, {data['amount']} {data['currency']}."
    ),
    "security_returned": lambda _, data: f"The security was returned{_note(data)}.",
    "duty_settled": lambda _, data: f"The final duty is settled{_note(data)}.",
    "condition_discharged": lambda house, data: (
        f"{house.name_of(data['agency'])} found that the conditions of {_items(data)} were kept{_note(data)}."
    ),
    "items_released": lambda _, data: f"Customs released {_items(data)} apart from the others ({data['law']}).",
    "inspection_requested": lambda house, data: (
        f"{house.name_of(data['agency'])} asks to inspect {_items(data)}: {data['reason']}"
    ),
    "inspection_set": lambda house, data: (
        f"Inspection {data['number']} was {'moved' if data['moved'] else 'set'}: "
        f"{house.pack.place(data['place'])}, {data['time']}{_note(data)}."
    ),
    "other_time_asked": lambda _, data: f"Another time is asked for inspection {data['number']}: {data['text']}",
    "inspection_recorded": lambda house, data: (
        f"{house.name_of(data['agency'])} inspected {_items(data)}. {data['sentence']}"
    ),
    "absence_recorded": lambda house, data: (
        f"{house.name_of(data['absent'])} did not come to inspection {data['number']}{_note(data)}."
    ),
    "inspection_ended": lambda _, data: (
        f"Inspection {data['number']} {'is over' if data['held'] else 'is called off'}."
    ),
    "sample_result_recorded": lambda house, data: (
        f"{house.name_of(data['agency'])}, {_items(data)}: {data['sentence']}"
    ),
    "release_party_named": lambda _, data: f"{data['name']} is to be told of the release.",
    "release_party_dropped": lambda _, data: f"{data['name']} is no longer to be told of the release.",
    "gate_out_confirmed": lambda house, data: f"{_left(data)} left {house.pack.place(data['location'])}{_note(data)}.",
    "expired": lambda _, data: f"The goods did not arrive by {data['arrive_by']}.",
    "document_attached": lambda _, data: f"A document was attached: {data['name']}{_about(data)}.",
    "deadline_moved": lambda house, data: (
        f"{house.name_of(data['agency'])} waits for the answer until {data['answer_by']}{_note(data)}."
    ),
    "question_closed": lambda house, data: (
        f"{house.name_of(data['agency'])} needs no answer about {_items(data)} any more."
    ),
    "question_answered": lambda house, data: f"The question of {house.name_of(data['agency'])} was answered.",
}
"""Each event that a case can have, and how it is told. A test holds this against the state table."""


REQUESTS = frozenset({"amendment_requested", "cancellation_requested", "request_granted", "request_denied"})
"""What the lodger asks of customs, and how customs answers: no other agency reads it."""


def timeline(house: House, session: Session, case_id: int, agency: str | None) -> tuple[TimelineEntry, ...]:
    """The events of a case, newest first. With ``agency``, without what other agencies said and asked."""
    entries = ((entry, json.loads(entry.data)) for entry in audit.of_case(session, case_id))
    return tuple(
        TimelineEntry(entry.at, entry.actor, entry.event, SENTENCES[entry.event](house, data).rstrip())
        for entry, data in entries
        if agency is None or (_told_to(agency, data) and entry.event not in REQUESTS)
    )


def _told_to(agency: str, data: dict[str, Any]) -> bool:
    return data.get("agency", agency) == agency and agency in data.get("shared_with", (agency,))
