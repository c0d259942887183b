"""Cancel a declaration: freely until an officer acts or the goods are released, after that with customs' consent."""

import datetime as dt

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import consent, states
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import Brought, conclude
from singlewindow.casework.decision import CaseOutcome, RequestAnswer
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of
from singlewindow.casework.requesting import (
    Asked,
    Sent,
    ask_consent,
    digest_of,
    keep_request,
    open_for,
    own_case,
    recall,
)
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit, positions, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from wco_datamodel import MessageRejected
from wco_datamodel.amending import read_cancellation
from wco_datamodel.codelists import Code
from wco_datamodel.pointers import problem_at

REASONS = "cancellation-reasons"
"""The code list of reasons; a country changes it in its ``codes.yaml``."""

LONGEST = 512
_RELEASED = frozenset({CaseOutcome.RELEASED, CaseOutcome.RELEASED_WITH_CONDITIONS})


def cancellation_reasons(house: House, on: dt.date | None = None) -> tuple[Code, ...]:
    """The reasons for which a declaration is cancelled, as they hold on a day (today without one)."""
    day = on or house.day_of(house.now())
    return tuple(code for code in house.pack.lists.get(REASONS) if code.holds(day))


def cancel(
    house: House,
    actor: Actor,
    reference: str,
    *,
    reason_code: str,
    reason: str,
    revision: int | None = None,
) -> Answer:
    """Cancel one's own declaration, or ask customs to. The same request is given the same answer again.

    Raises Invalid naming the fields, NotFound, NotPossible, Stale, NotAllowed.
    """
    states.require("cancel", actor)
    code, words = reason_code.strip(), reason.strip()
    _require(house, code, words)
    return _cancel(house, actor, reference, Asked("cancellation", digest_of(code, words), words, code), revision)


def cancel_by(house: House, sent: Sent) -> Answer:
    """Cancel by a message (function 13, type INV). Raises MessageRejected, NotFound, NotPossible, KeyReused."""
    asked = read_cancellation(sent.examined.message)
    if asked.reason_code not in {code.code for code in cancellation_reasons(house)}:
        sentence = f"{asked.reason_code} is no reason for a cancellation. {_choose(house)}"
        raise MessageRejected((problem_at("SW-REASON", sentence, "42A > 06A[1]/099", sent.examined.message),))
    kept = Asked("cancellation", sent.examined.digest, asked.statement, asked.reason_code, sent.key)
    brought = msgspec.structs.replace(
        kept, raw=sent.raw, content_type=sent.content_type[:70], profile=sent.examined.message.profile.name
    )
    return _cancel(house, sent.actor, asked.id, brought, None)


@again
def _cancel(house: House, actor: Actor, reference: str, asked: Asked, revision: int | None) -> Answer:
    with house.database.writing() as session:
        case = own_case(session, actor, reference)
        given = recall(session, case, asked.sha256, asked.key, revision)
        if given is not None:
            return given
        opened = open_for(house, session, actor, case, "cancel", revision)
        why = _why_consent(session, opened)
        if why:
            return ask_consent(session, opened, asked, why)
        given = apply_cancellation(session, opened, asked.reason_code or "", asked.reason)
        keep_request(session, opened, asked, given, "applied")
        return given


def apply_cancellation(session: Session, opened: Opened, reason_code: str, reason: str) -> Answer:
    """Cancel the declaration. Its verdicts stay as they are; the decision no longer follows from them."""
    found = opened.house.pack.lists.get(REASONS).find(reason_code, opened.house.day_of(opened.at))
    name = found.name if found else reason_code
    told = RequestAnswer("cancellation", "applied", f"The declaration was cancelled: {name}. {reason}")
    event = audit.Event("cancelled", {"reason_code": reason_code, "name": name, "reason": reason})
    declaration = declaration_of(session, opened.case)
    positions.record(session, opened.case.id, cancelled_at=opened.at)
    return conclude(session, opened, declaration, [event], Brought(told))


def _why_consent(session: Session, opened: Opened) -> str | None:
    if CaseOutcome(opened.case.outcome) in _RELEASED:
        return "The goods are released already."
    if verdicts.by_officers(session, opened.case.id):
        return "An officer has acted in this case."
    return consent.under_check(opened.house, opened.verdicts)


def _require(house: House, code: str, words: str) -> None:
    faults = []
    if code not in {one.code for one in cancellation_reasons(house)}:
        faults.append(FieldError("reason_code", _choose(house)))
    if not words:
        faults.append(FieldError("reason", "Enter the reason in words: customs will read it."))
    elif len(words) > LONGEST:
        faults.append(FieldError("reason", f"The reason must be {LONGEST} characters or less."))
    if faults:
        raise Invalid("The cancellation cannot be sent as it is.", tuple(faults))


def _choose(house: House) -> str:
    return f"Choose one of these reasons: {', '.join(code.code for code in cancellation_reasons(house))}."
