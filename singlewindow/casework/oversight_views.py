"""What a viewer sees of who looks a second time: proposals, reviews, and what can be reviewed."""

import datetime as dt

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Outcome
from singlewindow.casework.decide_review import deciders
from singlewindow.casework.decision import NextInstance
from singlewindow.casework.house import House
from singlewindow.casework.recourse import Recourse, next_instance, open_to
from singlewindow.casework.watching import waits_in
from singlewindow.store import escalations, proposals, requests, reviews, verdicts
from singlewindow.store.escalations import Escalated
from singlewindow.store.people import Actor
from singlewindow.store.proposals import Proposed
from singlewindow.store.reviews import Reviewed
from singlewindow.store.tables import Case, VerdictRow


class ProposalView(msgspec.Struct, frozen=True):
    """What an officer proposed for some items, as the agency's officers and customs see it.

    ``state`` is ``open``, ``sent_back`` (with the second officer's ``reason``), ``countersigned`` or ``dropped``. The
    viewer's ``own`` proposal is another officer's to countersign.
    """

    agency: str
    items: tuple[int, ...]
    state: str
    outcome: Outcome
    sentence: str
    conditions: tuple[str, ...]
    proposed_by: str
    proposed_at: dt.datetime
    own: bool
    settled_by: str | None
    settled_at: dt.datetime | None
    reason: str | None


class ReviewView(msgspec.Struct, frozen=True):
    """A review that the trader asked for, of items of an agency, or of a request that was denied.

    ``state`` is ``asked``, ``upheld``, ``overturned``, or ``ended`` where what it was about no longer stands. ``own``
    says that the viewer gave the answer that is reviewed: another officer decides. ``appeal`` is the next instance
    after a review that upheld the answer.
    """

    id: int
    agency: str
    agency_name: str
    items: tuple[int, ...]
    request_id: int | None
    grounds: str
    state: str
    asked_by: str
    asked_at: dt.datetime
    own: bool
    decided_by: str | None
    decided_at: dt.datetime | None
    answer: str | None
    appeal: NextInstance | None


def proposals_seen(session: Session, case: Case, actor: Actor, agency: str | None) -> tuple[ProposalView, ...]:
    """What officers proposed, the same of several items once: for the agency's officers and for customs alone."""
    if not actor.may("work"):
        return ()
    alike: dict[object, list[Proposed]] = {}
    for one in proposals.of_case(session, case.id, agency):
        verdict, row = one.verdict, one.row
        said = (row.agency, row.state, row.proposed_at, verdict.outcome, verdict.reasons[0].sentence)
        alike.setdefault((*said, row.settled_at), []).append(one)
    return tuple(_proposal(actor, same) for same in alike.values())


def _proposal(actor: Actor, same: list[Proposed]) -> ProposalView:
    row, verdict = same[0].row, same[0].verdict
    return ProposalView(
        agency=row.agency,
        items=tuple(sorted(one.row.item for one in same)),
        state=row.state,
        outcome=verdict.outcome,
        sentence=verdict.reasons[0].sentence,
        conditions=verdict.conditions,
        proposed_by=same[0].proposed_by,
        proposed_at=row.proposed_at,
        own=row.proposed_by_id == actor.account_id,
        settled_by=same[0].settled_by,
        settled_at=row.settled_at,
        reason=row.reason,
    )


def reviews_seen(
    house: House, session: Session, case: Case, actor: Actor, agency: str | None
) -> tuple[ReviewView, ...]:
    """The reviews of a case, newest first; for an agency, its own."""
    found = reviews.of_case(session, case.id)
    return tuple(_review(house, session, case, actor, one) for one in found if agency in (None, one.review.agency))


def _review(house: House, session: Session, case: Case, actor: Actor, found: Reviewed) -> ReviewView:
    row = found.review
    request = requests.of_id(session, case.id, row.request_id) if row.request_id else None
    return ReviewView(
        id=row.id,
        agency=row.agency,
        agency_name=house.name_of(row.agency),
        items=reviews.items_of(row),
        request_id=row.request_id,
        grounds=row.grounds,
        state=row.state,
        asked_by=found.asked_by,
        asked_at=row.asked_at,
        own=row.state == "asked" and actor.account_id in deciders(session, row, request),
        decided_by=found.decided_by,
        decided_at=row.decided_at,
        answer=row.answer,
        appeal=next_instance(house, row.agency, row.decided_at) if row.state == "upheld" and row.decided_at else None,
    )


class OverdueView(msgspec.Struct, frozen=True):
    """An agency that is overdue: the last day on which it was to answer, and the supervisor who took its part over.

    What was taken over is shown until the agency answers, whether its clock runs on or not.
    """

    agency: str
    agency_name: str
    items: tuple[int, ...]
    since: dt.date
    taken_over_by: str | None


def overdue_seen(
    house: House, session: Session, case: Case, actor: Actor, agency: str | None
) -> tuple[OverdueView, ...]:
    """What is overdue in a case, for the agency's officers and for customs."""
    if not actor.may("work"):
        return ()
    told = {one.row.agency: one for one in escalations.of_case(session, case.id)}
    late: dict[str, list[VerdictRow]] = {}
    for row in escalations.overdue_in(session, case.id, house.day_of(house.now())):
        late.setdefault(row.agency, []).append(row)
    found = [
        OverdueView(code, house.name_of(code), tuple(row.item for row in rows), _since(rows), _taker(told.get(code)))
        for code, rows in late.items()
    ]
    standing = verdicts.current(session, case.id) if told else ()
    found += [
        OverdueView(code, house.name_of(code), waits_in(standing, code), one.row.due_on, one.taken_by)
        for code, one in told.items()
        if code not in late and one.taken_by is not None
    ]
    return tuple(one for one in found if agency in (None, one.agency))


def _since(rows: list[VerdictRow]) -> dt.date:
    return min(row.due_on for row in rows if row.due_on is not None)


def _taker(told: Escalated | None) -> str | None:
    return told.taken_by if told else None


def recourse_of(house: House, session: Session, case: Case, actor: Actor) -> tuple[Recourse, ...]:
    """What the lodger can have reviewed today."""
    if case.lodger_organisation_id != actor.organisation_id or not actor.may("lodge"):
        return ()
    asked = [one.request for one in requests.of_case(session, case.id)]
    asked = [one for one in asked if not requests.is_past(one, case.version)]
    had = [one.review for one in reviews.of_case(session, case.id)]
    return open_to(house, verdicts.standing(session, case.id), asked, had, house.day_of(house.now()))


def idle_acts(
    actor: Actor,
    proposed: tuple[ProposalView, ...],
    reviewed: tuple[ReviewView, ...],
    recourse: tuple[Recourse, ...],
    overdue: tuple[OverdueView, ...],
) -> frozenset[str]:
    """The acts of a second officer, and of a trader who asks for one, for which there is nothing to act on."""
    signs = any(one.state == "open" and not one.own and one.agency == actor.agency for one in proposed)
    reviews_it = any(one.state == "asked" and not one.own and one.agency == actor.agency for one in reviewed)
    idle = {
        "countersign": not signs,
        "send_back": not signs,
        "uphold_review": not reviews_it,
        "overturn_review": not reviews_it,
        "ask_review": not recourse,
        "take_over": not any(one.agency == actor.agency and one.taken_over_by != actor.name for one in overdue),
    }
    return frozenset(act for act, is_so in idle.items() if is_so)
