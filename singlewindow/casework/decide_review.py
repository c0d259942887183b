"""Another officer decides a review: upholds the answer, or overturns it, which changes the case (WTO TFA Article 4)."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Outcome, Reason, Verdict
from singlewindow.casework import states
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import Brought, close, conclude
from singlewindow.casework.decide import LONGEST, MOST_CONDITIONS
from singlewindow.casework.decide_request import carry_out
from singlewindow.casework.decision import RequestAnswer
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.recourse import next_instance
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import audit, requests, reviews, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.oversight_tables import Review
from singlewindow.store.people import Actor
from singlewindow.store.request_tables import CaseRequest
from singlewindow.store.verdicts import Given


class Finding(msgspec.Struct, frozen=True):
    """What the reviewing officer finds. ``outcome`` and ``conditions`` are what stands instead, where it is overturned.

    A denied request that is overturned is carried out, and needs neither.
    """

    overturned: bool
    reason: str
    outcome: Outcome = Outcome.CLEAR
    conditions: tuple[str, ...] = ()


@again
def decide_review(
    house: House, actor: Actor, reference: str, review_id: int, finding: Finding, *, revision: int | None = None
) -> Answer:
    """Uphold or overturn, with a reason. Not by who gave the answer that is reviewed; a rule's, by any officer.

    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, Stale.
    """
    overturned = finding.overturned
    step = states.require("overturn_review", actor) if overturned else states.require("uphold_review", actor)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, step.act, revision)
        review = next((one for one in reviews.open_of(session, opened.case.id) if one.id == review_id), None)
        if review is None or review.agency != actor.agency:
            raise NotFound("There is no such review that waits for your agency.")
        _require(finding)
        request = _request(session, opened, review)
        if actor.account_id in deciders(session, review, request):
            raise NotAllowed("You gave the answer that is reviewed: another officer must review it.")
        state = "overturned" if overturned else "upheld"
        reviews.settle(session, review, state, at=opened.at, by_id=actor.account_id, answer=finding.reason.strip())
        return (
            _overturn(session, opened, review, request, finding)
            if overturned
            else _uphold(session, opened, review, request, finding)
        )


def deciders(session: Session, review: Review, request: CaseRequest | None) -> frozenset[int]:
    """The accounts of those who gave the answer that is reviewed: none where rules gave it."""
    if request is not None:
        return frozenset({request.settled_by_id} if request.settled_by_id else ())
    items = reviews.items_of(review)
    given = verdicts.standing(session, review.case_id)
    mine = (one for one in given if one.verdict.agency == review.agency and one.verdict.item in items)
    return frozenset(one.by_id for one in mine if one.by_id is not None)


def _require(finding: Finding) -> None:
    bare = finding.overturned and finding.outcome is Outcome.CONDITIONAL and not _conditions(finding)
    tests = (
        (not finding.reason.strip(), "reason", "Enter the reason: the trader will read it."),
        (len(finding.reason) > LONGEST, "reason", f"The reason must be {LONGEST} characters or less."),
        (
            not finding.outcome.lets_go,
            "outcome",
            "Choose whether it is approved, with conditions or without.",
        ),
        (bare, "conditions", "Enter at least one condition."),
        (len(finding.conditions) > MOST_CONDITIONS, "conditions", f"Enter at most {MOST_CONDITIONS} conditions."),
        (any(len(text) > LONGEST for text in finding.conditions), "conditions", f"At most {LONGEST} characters each."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The review cannot be decided as it is.", faults)


def _conditions(finding: Finding) -> tuple[str, ...]:
    stripped = (text.strip() for text in finding.conditions)
    return tuple(text for text in stripped if text) if finding.outcome is Outcome.CONDITIONAL else ()


def _request(session: Session, opened: Opened, review: Review) -> CaseRequest | None:
    return requests.of_id(session, opened.case.id, review.request_id) if review.request_id else None


def _uphold(session: Session, opened: Opened, review: Review, request: CaseRequest | None, finding: Finding) -> Answer:
    house, reason = opened.house, _stop(finding.reason)
    further = next_instance(house, review.agency, opened.at)
    sentence = f"{house.name_of(review.agency)} upheld its answer. {reason}"
    if further:
        sentence += f" You can appeal to {further.office} by {further.by} ({further.law})."
    told = RequestAnswer("review", "denied", sentence, agency=review.agency, reason=reason, appeal=further)
    event = audit.Event("review_upheld", _data(review, request, finding))
    return conclude(session, opened, declaration_of(session, opened.case), [event], Brought(told))


def _overturn(
    session: Session, opened: Opened, review: Review, request: CaseRequest | None, finding: Finding
) -> Answer:
    reason = _stop(finding.reason)
    sentence = f"{opened.house.name_of(review.agency)} overturned its answer. {reason}"
    told = RequestAnswer("review", "granted", sentence, agency=review.agency, reason=reason)
    event = audit.Event("review_overturned", _data(review, request, finding))
    if request is not None:
        if requests.waiting(session, opened.case.id):
            raise NotPossible("Another request about this declaration waits. Grant or deny that one first.")
        by_id, answer = opened.actor.account_id, finding.reason.strip()
        requests.settle(session, request, state="granted", by_id=by_id, at=opened.at, answer=answer)
        conclude(session, opened, declaration_of(session, opened.case), [event], Brought(told))
        return carry_out(session, opened, request)
    return close(session, opened, _instead(opened, review, finding), event, told)


def _instead(opened: Opened, review: Review, finding: Finding) -> Sequence[Given]:
    """What stands instead of the refusals."""
    items = reviews.items_of(review)
    refused = [one for one in opened.verdicts if one.agency == review.agency and one.item in items]
    return [Given(_verdict(opened, one, finding), opened.at, by_id=opened.actor.account_id) for one in refused]


def _verdict(opened: Opened, refused: Verdict, finding: Finding) -> Verdict:
    ground = refused.reasons[0] if refused.reasons else Reason("officer", "", "", "42A")
    sentence = f"On review: {finding.reason.strip()}"
    return Verdict(
        agency=refused.agency,
        item=refused.item,
        outcome=finding.outcome,
        reasons=(msgspec.structs.replace(ground, rule="officer", sentence=sentence),),
        conditions=_conditions(finding),
        decided_by=opened.actor.name,
    )


def _data(review: Review, request: CaseRequest | None, finding: Finding) -> dict[str, object]:
    items, kind = list(reviews.items_of(review)), request.kind if request else None
    return {"agency": review.agency, "items": items, "kind": kind, "reason": finding.reason.strip()}


def _stop(text: str) -> str:
    """A reason as a sentence that ends."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
