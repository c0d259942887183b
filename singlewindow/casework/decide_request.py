"""Customs grants or denies what a trader asked: an amendment, or a cancellation."""

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import conclude, states
from singlewindow.casework.amend import Brought, apply, judge
from singlewindow.casework.answer import Answer
from singlewindow.casework.cancel import apply_cancellation
from singlewindow.casework.decision import CaseOutcome, RequestAnswer
from singlewindow.casework.house import House
from singlewindow.casework.next_version import NextVersion
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.recourse import until_of
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import audit, requests
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.request_tables import CaseRequest
from wco_datamodel import Declaration

LONGEST = 512
_ACTS = {"amendment": "amend", "cancellation": "cancel"}


@again
def decide_request(
    house: House,
    actor: Actor,
    reference: str,
    request_id: int,
    *,
    granted: bool,
    reason: str,
    revision: int | None = None,
) -> Answer:
    """Grant a request, which is then carried out at once, or deny it with a reason.

    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, Stale.
    """
    step = states.require("grant", actor) if granted else states.require("deny", actor)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, step.act, revision)
        request = requests.waiting(session, opened.case.id)
        if request is None or request.id != request_id:
            raise NotFound("There is no such request that waits.")
        if actor.agency != request.agency:
            raise NotAllowed(f"{house.name_of(request.agency)} decides on this request.")
        _require(granted, reason.strip())
        given = _tell(session, opened, request, reason.strip(), granted)
        return carry_out(session, opened, request) if granted else given


def _require(granted: bool, reason: str) -> None:
    wrong = "Enter the reason: the trader will read it." if not reason and not granted else ""
    wrong = f"The reason must be {LONGEST} characters or less." if len(reason) > LONGEST else wrong
    if wrong:
        raise Invalid("The answer cannot be sent as it is.", (FieldError("reason", wrong),))


def _tell(session: Session, opened: Opened, request: CaseRequest, reason: str, granted: bool) -> Answer:
    """The decision that says what became of the request (function code 11): nothing else changes by it."""
    state = "granted" if granted else "denied"
    requests.settle(session, request, state=state, by_id=opened.actor.account_id, at=opened.at, answer=reason)
    sentence = f"{opened.house.name_of(request.agency)} {state} the {request.kind}. {reason}".rstrip()
    told = RequestAnswer(
        request.kind,  # type: ignore[arg-type]
        state,  # type: ignore[arg-type]
        sentence,
        agency=request.agency,
        review_by=until_of(opened.house, request),
        reason=reason,
    )
    event = audit.Event(f"request_{state}", {"kind": request.kind, "reason": reason})
    return conclude.conclude(session, opened, declaration_of(session, opened.case), [event], conclude.Brought(told))


def carry_out(session: Session, opened: Opened, request: CaseRequest) -> Answer:
    """Do what was granted. Raises NotPossible where the declaration cannot be amended or cancelled any more.

    An amendment is the whole declaration: it is of the version that was asked about, and would undo a newer one.
    """
    states.require_possible(_ACTS[request.kind], CaseOutcome(opened.case.outcome), opened.standing)
    if requests.is_past(request, opened.case.version):
        raise NotPossible("The declaration was amended since. The trader must ask for this amendment anew.")
    if request.kind == "cancellation":
        return apply_cancellation(session, opened, request.reason_code or "", request.reason)
    document = request.document or ""
    new = msgspec.json.decode(document, type=Declaration)
    made = NextVersion.of(declaration_of(session, opened.case), new, reason=request.reason)
    warnings = msgspec.json.decode(request.warnings or "[]", type=tuple[str, ...])
    made = msgspec.structs.replace(made, warnings=warnings)
    brought = Brought(request.raw or b"", request.content_type or "", request.profile or "", document)
    judged, draws = judge(session, opened, made)
    return apply(session, opened, made, judged, draws, brought)
