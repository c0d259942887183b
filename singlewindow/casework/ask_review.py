"""A trader asks that another officer reviews a refusal, a detention, or the denial of a request (WTO TFA Article 4)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import Brought, conclude
from singlewindow.casework.decide import LONGEST
from singlewindow.casework.decision import RequestAnswer
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.recourse import Recourse, open_to
from singlewindow.casework.reference import no_case
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.store import audit, requests, reviews, verdicts
from singlewindow.store.people import Actor


def ask_review(
    house: House,
    actor: Actor,
    reference: str,
    *,
    grounds: str,
    agency: str | None = None,
    items: Sequence[int] = (),
    request_id: int | None = None,
    revision: int | None = None,
) -> Answer:
    """Ask for a review of what an agency refused or detained (``items``), or of a request that customs denied.

    The answer stands meanwhile. Raises Invalid naming the fields, NotFound, NotAllowed, Stale, and NotPossible where
    the last day has passed, or it was reviewed already.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "ask_review", revision)
        if opened.case.lodger_organisation_id != actor.organisation_id:
            raise no_case(reference)
        _require(grounds, agency, items, request_id)
        recourse = _recourse(session, opened, agency, frozenset(items), request_id)
        return _keep(session, opened, recourse, tuple(sorted(set(items))), grounds.strip())


def _require(grounds: str, agency: str | None, items: Sequence[int], request_id: int | None) -> None:
    tests = (
        (not grounds.strip(), "grounds", "Enter why the answer is wrong: the reviewing officer reads it."),
        (len(grounds) > LONGEST, "grounds", f"The grounds must be {LONGEST} characters or less."),
        (request_id is None and not agency, "agency", "Name the agency whose answer is to be reviewed."),
        (request_id is None and not items, "items", "Choose at least one item."),
        (request_id is not None and bool(items or agency), "request_id", "Name items of an agency, or a request."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The review cannot be asked for as it is.", faults)


def _recourse(
    session: Session, opened: Opened, agency: str | None, items: frozenset[int], request_id: int | None
) -> list[Recourse]:
    """What is open to a review and asked for here. Raises NotPossible where some of it is not."""
    case = opened.case
    asked = [one.request for one in requests.of_case(session, case.id)]
    asked = [one for one in asked if not requests.is_past(one, case.version)]
    had = [one.review for one in reviews.of_case(session, case.id)]
    day = opened.house.day_of(opened.at)
    found = open_to(opened.house, verdicts.standing(session, case.id), asked, had, day)
    if request_id is not None:
        mine = [one for one in found if one.request_id == request_id]
    else:
        mine = [one for one in found if one.agency == agency and items & set(one.items)]
        mine = mine if items <= {item for one in mine for item in one.items} else []
    if not mine:
        raise NotPossible(
            "There is nothing here that can be reviewed: it was not refused, it is or was under review, or the last "
            "day for it has passed."
        )
    return mine


def _keep(
    session: Session, opened: Opened, recourse: Sequence[Recourse], items: tuple[int, ...], grounds: str
) -> Answer:
    first = recourse[0]
    request = requests.of_id(session, opened.case.id, first.request_id) if first.request_id else None
    values = {
        "case_id": opened.case.id,
        "agency": first.agency,
        "items": items,
        "request_id": first.request_id,
        "grounds": grounds,
        "asked_by_id": opened.actor.account_id,
        "asked_at": opened.at,
    }
    reviews.add(session, values)
    sentence = f"{first.agency_name} reviews its answer: another officer than before decides. It stands meanwhile."
    told = RequestAnswer("review", "asked", sentence, agency=first.agency)
    kind = request.kind if request else None
    data = {"agency": first.agency, "items": list(items), "kind": kind, "grounds": grounds}
    event = audit.Event("review_asked", data)
    return conclude(session, opened, declaration_of(session, opened.case), [event], Brought(told))
