"""Lists: a trader's cases, an agency's work, and what was received and not accepted. Searched, filtered, paged."""

import datetime as dt
from collections.abc import Collection, Mapping

import msgspec

from singlewindow.casework.house import House
from singlewindow.errors import NotAllowed, NotFound
from singlewindow.store import cases, received, verdicts
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor
from singlewindow.store.tables import Case, RejectedMessage
from singlewindow.store.verdicts import Waiting
from wco_datamodel import Problem


class CaseLine(msgspec.Struct, frozen=True):
    """One line of a list of cases. ``goods`` is the first item's description."""

    reference: str
    functional_reference_id: str
    direction: str
    importer: str
    exporter: str
    goods: str
    item_count: int
    outcome: str
    lodged_at: dt.datetime
    changed_at: dt.datetime
    lodger: str


class WorkLine(msgspec.Struct, frozen=True):
    """One line of a worklist: the items of a case that wait for the viewer's agency.

    ``request`` is ``amendment`` or ``cancellation`` where the trader asked for one and the
    agency's consent is waited for. ``to_countersign`` says that another officer proposed an answer which the viewer can
    countersign. ``answer_by`` is the last day for the trader's answer to an open question; ``answer_overdue`` says that
    it has passed; ``review`` that the trader asks for a review of what the agency refused.
    ``overdue_since`` is the last day by which the agency itself was to answer, where it has passed;
    ``taken_over_by`` the supervisor who took it over.
    """

    reference: str
    direction: str
    importer: str
    goods: str
    items: tuple[int, ...]
    outcome: str
    waits_for: str | None
    due_on: dt.date | None
    lodged_at: dt.datetime
    open_question: bool
    request: str | None
    answer_by: dt.date | None
    answer_overdue: bool
    to_countersign: bool = False
    review: bool = False
    overdue_since: dt.date | None = None
    taken_over_by: str | None = None


class RejectedLine(msgspec.Struct, frozen=True):
    """A message that was not accepted, with every problem found in it."""

    id: int
    received_at: dt.datetime
    content_type: str
    lodger: str
    sha256: str
    problems: tuple[Problem, ...]


def list_cases(
    house: House,
    actor: Actor,
    *,
    search: str | None = None,
    outcome: str | Collection[str] | None = None,
    direction: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
) -> Page[CaseLine]:
    """The cases that are this actor's to see, newest first. Raises Invalid for a cursor that is not ours."""
    outcomes = (outcome,) if isinstance(outcome, str) else tuple(outcome or ())
    conditions = cases.visible(_scope(actor), search=search, outcomes=outcomes, direction=direction)
    with house.database.reading() as session:
        page = cases.page_of_cases(session, conditions, cursor=cursor, limit=limit)
    return Page([_case_line(case, lodger) for case, lodger in page.rows], page.next_cursor)


def count_cases(house: House, actor: Actor) -> dict[str, int]:
    """How many of the actor's cases stand at each outcome."""
    with house.database.reading() as session:
        return cases.count_by_outcome(session, cases.visible(_scope(actor)))


def list_work(
    house: House,
    actor: Actor,
    *,
    search: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
    overdue: bool = False,
) -> Page[WorkLine]:
    """What waits for the actor's agency, due first at the top; or only what is overdue there.

    Raises NotAllowed for those who are no officer.
    """
    if actor.agency is None or not actor.may("work"):
        raise NotAllowed("A worklist is for the officers of an agency.")
    today = house.day_of(house.now())
    with house.database.reading() as session:
        page = verdicts.waiting_for(
            session, actor.agency, today, search=search, cursor=cursor, limit=limit, overdue=overdue
        )
        first = {row.case.id: (row.case.version, min(row.items)) for row in page.rows if row.items}
        goods = cases.descriptions(session, first)
        return Page([_work_line(row, actor, today, goods) for row in page.rows], page.next_cursor)


def count_work(house: House, actor: Actor, *, overdue: bool = False) -> int:
    """How many cases wait for the actor's agency, or are overdue there."""
    if actor.agency is None:
        return 0
    with house.database.reading() as session:
        return verdicts.count_waiting(session, actor.agency, house.day_of(house.now()) if overdue else None)


def list_rejected(house: House, actor: Actor, *, cursor: str | None = None, limit: int = 25) -> Page[RejectedLine]:
    """Messages that were not accepted, newest first: the actor's own, or all where it sees all."""
    with house.database.reading() as session:
        page = received.page_of_rejected(session, organisation_id=_owner(actor), cursor=cursor, limit=limit)
        return Page([_rejected_line(*row) for row in page.rows], page.next_cursor)


def read_rejected(house: House, actor: Actor, rejected_id: int) -> tuple[RejectedLine, bytes]:
    """One message that was not accepted, and its bytes. Raises NotFound."""
    with house.database.reading() as session:
        found = received.find_rejected(session, rejected_id, _owner(actor))
        if found is None:
            raise NotFound("There is no such message.")
        return _rejected_line(*found), found[0].raw


def _owner(actor: Actor) -> int | None:
    if actor.may("read_all"):
        return None
    if not actor.may("read_own"):
        raise NotAllowed("Messages that were not accepted are for their lodger and for customs.")
    return actor.organisation_id


def _scope(actor: Actor) -> cases.Scope:
    if actor.may("read_all"):
        return cases.Scope()
    return cases.Scope(agency=actor.agency) if actor.agency else cases.Scope(actor.organisation_id)


def _case_line(case: Case, lodger: str) -> CaseLine:
    return CaseLine(
        reference=case.reference,
        functional_reference_id=case.functional_reference_id,
        direction=case.direction,
        importer=case.importer,
        exporter=case.exporter,
        goods=case.goods,
        item_count=case.item_count,
        outcome=case.outcome,
        lodged_at=case.lodged_at,
        changed_at=case.changed_at,
        lodger=lodger,
    )


def _work_line(row: Waiting, actor: Actor, today: dt.date, goods: Mapping[int, str]) -> WorkLine:
    return WorkLine(
        reference=row.case.reference,
        direction=row.case.direction,
        importer=row.case.importer,
        goods=goods.get(row.case.id) or row.case.goods,
        items=row.items,
        outcome=row.outcome,
        waits_for=row.waits_for,
        due_on=row.due_on,
        lodged_at=row.case.lodged_at,
        open_question=row.open_question,
        request=row.request,
        review=row.review,
        overdue_since=row.its_own_due_on if row.its_own_due_on and row.its_own_due_on < today else None,
        taken_over_by=row.taken_by,
        to_countersign=any(proposer != actor.account_id for proposer in row.proposers),
        answer_by=row.answer_by,
        answer_overdue=row.answer_by is not None and row.answer_by < today,
    )


def _rejected_line(row: RejectedMessage, lodger: str) -> RejectedLine:
    problems = msgspec.json.decode(row.errors, type=tuple[Problem, ...])
    return RejectedLine(row.id, row.received_at, row.content_type, lodger, row.raw_sha256, problems)
