"""Store a decision, its response, its audit entries and its jobs: the end of every verb that changes a case."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.decision import Decision
from singlewindow.casework.respond import respond
from singlewindow.store import audit, jobs, verdicts
from singlewindow.store.people import Actor
from singlewindow.store.tables import DecisionRow
from wco_datamodel import Response


class Answer(msgspec.Struct, frozen=True):
    """What a door gives back: the decision, the WCO response that says the same, and the case's revision (ETag)."""

    decision: Decision
    response: Response
    revision: int
    replayed: bool = False


class Kept(msgspec.Struct, frozen=True):
    """What is known of the case that a decision is stored for."""

    case_id: int
    organisation_id: int
    revision: int


def named(actor: Actor) -> str:
    """How the audit trail names who acted."""
    return f"{actor.name} ({actor.organisation})"


def keep(session: Session, kept: Kept, decision: Decision) -> Answer:
    """Store a decision and its response, and the jobs that tell those concerned."""
    response = respond(decision)
    decision_id = verdicts.add_decision(
        session,
        {
            "case_id": kept.case_id,
            "number": decision.number,
            "version": decision.version,
            "outcome": decision.outcome.value,
            "decided_at": decision.decided_at,
            "document": msgspec.json.encode(decision).decode(),
            "response": msgspec.json.encode(response).decode(),
        },
    )
    _tell(session, kept, decision, decision_id)
    return Answer(decision, response, kept.revision)


def _tell(session: Session, kept: Kept, decision: Decision, decision_id: int) -> None:
    """The lodger had the first decision as its answer; each later one makes a notice. Webhooks get them all."""
    if decision.number > 1:
        jobs.add(session, "notice", decision_id, decision.decided_at)
    jobs.add_webhooks(
        session,
        organisation_id=kept.organisation_id,
        case_id=kept.case_id,
        decision_number=decision.number,
        event=f"declaration.{decision.outcome.value}",
        now=decision.decided_at,
    )


def decided(decision: Decision) -> audit.Event:
    """The audit event that tells a decision: its outcome, and each agency's part in it."""
    return audit.Event(
        "decided",
        {
            "number": decision.number,
            "outcome": decision.outcome.value,
            "agencies": {answer.agency: answer.outcome.value for answer in decision.agencies},
        },
    )


def recall(row: DecisionRow, revision: int, *, replayed: bool = False) -> Answer:
    """A stored decision, as it was answered."""
    return Answer(
        decision=msgspec.json.decode(row.document, type=Decision),
        response=msgspec.json.decode(row.response, type=Response),
        revision=revision,
        replayed=replayed,
    )


def record(session: Session, case_id: int, actor: Actor, at: dt.datetime, events: Sequence[audit.Event]) -> None:
    """Append what an actor did to the case's audit chain."""
    audit.append(session, case_id, named(actor), at, events)
