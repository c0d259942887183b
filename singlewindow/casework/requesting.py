"""What amendments and cancellations share: the same request has the same answer, and some wait for consent."""

import hashlib
from typing import Literal

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import answer
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import Brought, conclude
from singlewindow.casework.decision import RequestAnswer
from singlewindow.casework.examine import Examined
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.reference import no_case
from singlewindow.errors import KeyReused, NotPossible
from singlewindow.store import audit, cases, received, requests, verdicts
from singlewindow.store.people import Actor
from singlewindow.store.tables import Case

Kind = Literal["amendment", "cancellation"]


class Sent(msgspec.Struct, frozen=True):
    """A message about an earlier declaration, as it was received and understood."""

    actor: Actor
    raw: bytes
    content_type: str
    examined: Examined
    key: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """A trader's request. ``sha256`` tells the same one again; an amendment brings a message and makes a document."""

    kind: Kind
    sha256: str
    reason: str
    reason_code: str | None = None
    key: str | None = None
    content_type: str | None = None
    profile: str | None = None
    raw: bytes | None = None
    document: str | None = None
    warnings: str | None = None


def own_case(session: Session, actor: Actor, reference: str) -> Case:
    """The actor's own case, held for a change. Raises NotFound; to the actor, other people's cases are none."""
    case = cases.by_reference(session, reference, hold=True)
    if case is None or case.lodger_organisation_id != actor.organisation_id:
        raise no_case(reference)
    return case


def recall(session: Session, case: Case, sha256: str, key: str | None, revision: int | None) -> Answer | None:
    """The answer that the same request was given before; the lodgement itself counts as one. Raises KeyReused.

    Who read the case as it stands now, with that request settled long since, asks anew and is given None.
    """
    used = received.find_key(session, case.lodger_organisation_id, key) if key else None
    if used is not None and used.payload_sha256 != sha256:
        raise KeyReused("This Idempotency-Key was used for a different message. Use a new key.")
    anew = used is None and revision == case.revision
    earlier = requests.same(session, case.id, sha256)
    if earlier is not None:
        told = verdicts.as_told(session, case.id, earlier.decision_number)
        settled = anew and earlier.state != "asked"
        return None if settled else answer.recall(told, earlier.revision, replayed=True)
    if sha256 == case.declaration_sha256 and not (anew and case.version > 1):
        return answer.recall(verdicts.as_told(session, case.id, 1), 1, replayed=True)
    return None


def open_for(house: House, session: Session, actor: Actor, case: Case, act: str, revision: int | None) -> Opened:
    """The case opened for an act, where no other request waits. Raises NotAllowed, NotPossible, Stale."""
    opened = open_case(house, session, actor, case.reference, act, revision)
    if requests.waiting(session, case.id):
        raise NotPossible(f"A request about {case.reference} waits for customs. Send the next one when it is decided.")
    return opened


def ask_consent(session: Session, opened: Opened, asked: Asked, consent: str) -> Answer:
    """Keep the request for customs to grant or deny. Nothing of the case changes but that it waits."""
    customs = opened.house.pack.customs
    told = RequestAnswer(asked.kind, "asked", f"{customs.name} must consent to the {asked.kind}. {consent}")
    event = audit.Event(f"{asked.kind}_requested", {"reason": asked.reason, "consent": consent})
    given = conclude(session, opened, declaration_of(session, opened.case), [event], Brought(told))
    keep_request(session, opened, asked, given, "asked", consent)
    return given


def keep_request(
    session: Session, opened: Opened, asked: Asked, given: Answer, state: str, consent: str | None = None
) -> None:
    """Keep a request with the answer that it was given, so that the same one is given it again."""
    case_id, number = opened.case.id, given.decision.number
    row = msgspec.structs.asdict(asked)
    key = row.pop("key")
    waits = {
        "case_id": case_id,
        "state": state,
        "agency": opened.house.pack.customs.code,
        "version": opened.case.version,
        "asked_by_id": opened.actor.account_id,
        "asked_at": opened.at,
        "consent": consent,
        "decision_number": number,
        "revision": given.revision,
    }
    requests.add(session, row | waits)
    if key:
        received.add_key(
            session,
            {
                "organisation_id": opened.case.lodger_organisation_id,
                "key": key,
                "payload_sha256": asked.sha256,
                "case_id": case_id,
                "decision_number": number,
                "created_at": opened.at,
            },
        )


def digest_of(*parts: str) -> str:
    """What tells the same request again where it is no message."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
