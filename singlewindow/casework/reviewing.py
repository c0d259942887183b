"""How reviews bear on verdicts: denials have a last day, what is under review waits, and what fell needs no review."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Verdict
from singlewindow.casework.decision import CaseOutcome, Decision
from singlewindow.casework.open_case import Opened
from singlewindow.casework.recourse import with_deadline
from singlewindow.errors import NotPossible
from singlewindow.store import requests, reviews, verdicts
from singlewindow.store.oversight_tables import Review
from singlewindow.store.verdicts import Given

_CLOSED = frozenset({CaseOutcome.CANCELLED, CaseOutcome.EXPIRED, CaseOutcome.CLEARED})


def date_denials(session: Session, opened: Opened, given: Sequence[Given]) -> Sequence[Given]:
    """The verdicts, those that refuse or detain with the last day for a review, by the law that asked first."""
    agencies = {one.verdict.agency for one in given if one.verdict.outcome.denies}
    grounds = {agency: verdicts.first_by_rule(session, opened.case.id, agency) for agency in agencies}
    return [_dated(opened, one, grounds.get(one.verdict.agency, {})) for one in given]


def _dated(opened: Opened, given: Given, grounds: dict[int, Verdict]) -> Given:
    ground = grounds.get(given.verdict.item)
    rule = ground.reasons[0].rule if ground and ground.reasons else None
    dated = with_deadline(opened.house, given.verdict, opened.house.day_of(given.at), rule)
    return msgspec.structs.replace(given, verdict=dated)


def require_not_under_review(session: Session, opened: Opened, given: Sequence[Given]) -> None:
    """Raise NotPossible for an officer's verdict on an item whose refusal is under review: that is answered first.

    To let the goods go ends the refusal, and the review with it: so an agency of one officer can answer too.
    """
    keeping = (one for one in given if one.by_id is not None and not one.verdict.outcome.lets_go)
    by_officers = {(one.verdict.agency, one.verdict.item) for one in keeping}
    for review in reviews.open_of(session, opened.case.id) if by_officers else ():
        for item in reviews.items_of(review):
            if (review.agency, item) in by_officers:
                raise NotPossible(f"Item {item} is under review: answer the review.")


def _is_past(session: Session, opened: Opened, review: Review) -> bool:
    request = requests.of_id(session, opened.case.id, review.request_id) if review.request_id else None
    return request is not None and requests.is_past(request, opened.case.version)


def end_reviews(session: Session, opened: Opened, decision: Decision) -> None:
    """End the open reviews of what no longer stands: the refusal fell otherwise, or the case is closed.

    So it is of an amendment that was denied, where another one made a newer version since.
    """
    found = reviews.open_of(session, opened.case.id)
    denied = {(v.agency, v.item) for item in decision.items for v in item.verdicts if v.outcome.denies}
    for review in found:
        stands = {(review.agency, item) for item in reviews.items_of(review)} <= denied
        if decision.outcome in _CLOSED or not stands or _is_past(session, opened, review):
            reviews.settle(session, review, "ended", at=opened.at)
