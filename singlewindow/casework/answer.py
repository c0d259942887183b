"""Store a decision, its response, its audit entries and its jobs: the end of every verb that changes a case."""

import hashlib
from collections.abc import Sequence

import msgspec

from singlewindow.casework.decision import LET_GO, CaseOutcome, Decision
from singlewindow.casework.permits import drawing
from singlewindow.casework.remote import following
from singlewindow.casework.respond import respond
from singlewindow.permits.writeoff import Draw
from singlewindow.store import audit, jobs, verdicts
from singlewindow.store.pen import Writing
from singlewindow.store.people import Actor
from singlewindow.store.tables import DecisionRow
from wco_datamodel import Response


class Answer(msgspec.Struct, frozen=True):
    """What a door gives back: the decision (typed, and as its JSON), the WCO response that says the same, the revision.

    The revision is the case's, for its ETag.
    """

    decision: Decision
    document: str
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


def keep(
    writing: Writing,
    kept: Kept,
    actor: Actor,
    decision: Decision,
    events: Sequence[audit.Event],
    draws: Sequence[Draw] | None = None,
) -> Answer:
    """Store what an actor did: a decision, its response, the audit entries that tell it, and the jobs that follow.

    What the case draws on permits follows the decision; ``draws`` are given with a new version of the declaration.
    """
    response = respond(decision)
    document = msgspec.json.encode(decision).decode()
    verdicts.add_decision(
        writing,
        {
            "case_id": kept.case_id,
            "number": decision.number,
            "version": decision.version,
            "outcome": decision.outcome.value,
            "decided_at": decision.decided_at,
            "document": document,
            "response": msgspec.json.encode(response).decode(),
        },
    )
    asked = following.follow(writing, kept.case_id, decision)
    write = audit.begin if decision.number == 1 else audit.append
    write(writing, kept.case_id, named(actor), decision.decided_at, [*events, *asked, _decided(decision, document)])
    drawing.follow(writing, kept.case_id, named(actor), decision, draws)
    _tell(writing, kept, decision)
    return Answer(decision, document, response, kept.revision)


def _tell(writing: Writing, kept: Kept, decision: Decision) -> None:
    """The lodger had the first decision as its answer; each later one makes a notice. Webhooks get them all.

    Who keeps the goods is told where they may go, or may no longer.
    """
    moved = decision.outcome in (*LET_GO, CaseOutcome.CANCELLED)
    if moved or any(item.released_apart for item in decision.items):
        jobs.add(writing, "release", kept.case_id, decision.decided_at)
    if decision.number > 1:
        decision_id = verdicts.decision_id(writing, kept.case_id, decision.number)
        jobs.add(writing, "notice", decision_id, decision.decided_at)
    jobs.add_webhooks(
        writing,
        organisation_id=kept.organisation_id,
        case_id=kept.case_id,
        decision_number=decision.number,
        event=f"declaration.{decision.outcome.value}",
        now=decision.decided_at,
    )


def _decided(decision: Decision, document: str) -> audit.Event:
    """The audit event that tells a decision: its outcome, each agency's part in it, and the digest of all of it."""
    return audit.Event(
        "decided",
        {
            "number": decision.number,
            "outcome": decision.outcome.value,
            "agencies": {answer.agency: answer.outcome.value for answer in decision.agencies},
            "sha256": digest(document),
        },
    )


def digest(document: str) -> str:
    """The SHA-256 of a stored decision."""
    return hashlib.sha256(document.encode()).hexdigest()


def recall(row: DecisionRow | verdicts.Told, revision: int, *, replayed: bool = False) -> Answer:
    """A stored decision, as it was answered."""
    return Answer(
        decision=msgspec.json.decode(row.document, type=Decision),
        document=row.document,
        response=msgspec.json.decode(row.response, type=Response),
        revision=revision,
        replayed=replayed,
    )
