"""Verdicts and decisions: the current ones and their history."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Dialect, and_, bindparam, func, literal, or_, select, update
from sqlalchemy.orm import Session

from agencies.contract import Outcome, Verdict, WaitsFor
from singlewindow.store import escalations, questions, requests, reviews, rows
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.pen import Writing
from singlewindow.store.tables import Case, DecisionRow, Question, VerdictRow, core

_CASES = 2**40
"""A worklist's cursor is the day, and below this the case's id: together they fit 64 bits."""

_WAITING = (Outcome.PENDING.value, Outcome.HOLD.value)
_CLOSED = ("cancelled", "expired")
"""Outcomes of cases with which nothing more happens."""


class Given(msgspec.Struct, frozen=True):
    """A verdict with when it was given, by whom, and the day by which the agency's clock asks for an answer."""

    verdict: Verdict
    at: dt.datetime
    by_id: int | None = None
    due_on: dt.date | None = None


class Waiting(msgspec.Struct, frozen=True):
    """A case with items that wait for an agency, or with a request of this kind that does.

    ``proposers`` are the accounts whose proposals wait for a countersign. ``answer_by`` is the first day by which an
    answer to an open question is asked for. ``review``: the trader asks for one.
    ``its_own_due_on`` is the first day by which the agency itself is to answer; ``taken_by`` is the supervisor who took
    it over.
    """

    case: Case
    items: tuple[int, ...]
    outcome: str
    waits_for: str | None
    due_on: dt.date | None
    open_question: bool
    request: str | None
    proposers: tuple[int, ...] = ()
    answer_by: dt.date | None = None
    review: bool = False
    its_own_due_on: dt.date | None = None
    taken_by: str | None = None


class Told(NamedTuple):
    """A decision and the WCO response that says the same, as JSON: what was answered."""

    document: str
    response: str


def add(writing: Writing, case_id: int, version: int, given: Sequence[Given]) -> None:
    """Insert verdicts as current ones."""
    rows.insert(writing, VerdictRow, [_row(case_id, version, one) for one in given])


def replace(session: Session, case_id: int, version: int, given: Sequence[Given]) -> None:
    """Insert verdicts in place of the agency's current ones for the same items; the old ones stay as history."""
    for agency in {one.verdict.agency for one in given}:
        items = [one.verdict.item for one in given if one.verdict.agency == agency]
        session.execute(
            update(VerdictRow)
            .where(
                VerdictRow.case_id == case_id,
                VerdictRow.agency == agency,
                VerdictRow.current.is_(True),
                VerdictRow.item.in_(items),
            )
            .values(current=False)
        )
    add(session, case_id, version, given)


def retire(session: Session, case_id: int) -> None:
    """Make a case's current verdicts history, before those of its next version are added."""
    session.execute(
        update(VerdictRow).where(VerdictRow.case_id == case_id, VerdictRow.current.is_(True)).values(current=False)
    )


def standing(session: Session, case_id: int) -> tuple[Given, ...]:
    """A case's current verdicts with when and by whom they were given."""
    found = session.scalars(select(VerdictRow).where(VerdictRow.case_id == case_id, VerdictRow.current.is_(True)))
    return tuple(
        Given(msgspec.json.decode(row.document, type=Verdict), row.decided_at, row.decided_by_id, row.due_on)
        for row in found
    )


def by_officers(session: Session, case_id: int) -> bool:
    """Whether any officer ever gave a verdict in this case."""
    officers = select(VerdictRow.id).where(VerdictRow.case_id == case_id, VerdictRow.decided_by_id.is_not(None))
    return session.scalars(officers.limit(1)).first() is not None


def current(session: Session, case_id: int) -> tuple[Verdict, ...]:
    """A case's current verdicts, by item and agency."""
    return _verdicts(
        session.scalars(
            select(VerdictRow.document)
            .where(VerdictRow.case_id == case_id, VerdictRow.current.is_(True))
            .order_by(VerdictRow.item, VerdictRow.agency)
        )
    )


def first_by_rule(session: Session, case_id: int, agency: str) -> dict[int, Verdict]:
    """What the agency's rules answered for each item when it was asked last, whoever answered after that."""
    documents = session.scalars(
        select(VerdictRow.document)
        .where(VerdictRow.case_id == case_id, VerdictRow.agency == agency, VerdictRow.decided_by_id.is_(None))
        .order_by(VerdictRow.id)
    )
    return {verdict.item: verdict for verdict in _verdicts(documents) if verdict.decided_by == "rule"}


def last_due(session: Session, case_id: int, agency: str) -> dict[int, dt.date]:
    """For each item, the day by which the agency was to answer when it last waited for it."""
    found = session.execute(
        select(VerdictRow.item, VerdictRow.due_on)
        .where(VerdictRow.case_id == case_id, VerdictRow.agency == agency, VerdictRow.due_on.is_not(None))
        .order_by(VerdictRow.id)
    )
    return {item: due_on for item, due_on in found if due_on is not None}


def waiting_for(
    session: Session,
    agency: str,
    today: dt.date,
    *,
    search: str | None,
    cursor: str | None,
    limit: int,
    overdue: bool = False,
) -> Page[Waiting]:
    """Cases with items that wait for this agency: what is due first comes first, what no clock runs for comes last.

    No clock runs while the trader has a question; once its answer is overdue, the case stands where that was due.
    With ``overdue``, only those that the agency should have answered before today.
    """
    limit = bounded(limit)
    due = _due(agency, today)
    statement = select(Case.id).where(_waits(agency)).order_by(due, Case.id).limit(limit + 1)
    if cursor:
        day, case_id = divmod(decode(cursor), _CASES)
        after = dt.date.fromordinal(max(1, min(day, dt.date.max.toordinal())))
        statement = statement.where(or_(due > after, and_(due == after, Case.id > case_id)))
    if overdue:
        statement = statement.where(_is_overdue(agency, today))
    if search:
        statement = statement.where(
            Case.reference.icontains(search.strip(), autoescape=True)
            | Case.importer.icontains(search.strip(), autoescape=True)
            | Case.goods.icontains(search.strip(), autoescape=True)
        )
    found = _waiting(session, session.scalars(statement).all(), agency)
    return Page.of(found, limit, key=lambda row: _place(row, today).toordinal() * _CASES + row.case.id)


def count_waiting(session: Session, agency: str, overdue: dt.date | None = None) -> int:
    """How many cases wait for this agency; with ``overdue``, how many it should have answered before that day."""
    waits = _waits(agency) if overdue is None else _is_overdue(agency, overdue)
    return session.scalar(select(func.count()).select_from(Case).where(waits)) or 0


def add_decision(writing: Writing, values: dict[str, object]) -> None:
    """Insert a decision."""
    rows.insert(writing, DecisionRow, [values])


def decision_id(writing: Writing, case_id: int, number: int) -> int:
    """The id of the decision of this number."""
    return int(rows.first(writing, _decision_id, {"case_id": case_id, "number": number})[0])


def as_told(writing: Writing, case_id: int, number: int) -> Told:
    """The decision of this number. Raises LookupError where there is none."""
    found = rows.first(writing, _as_told, {"case_id": case_id, "number": number})
    if found is None:
        raise LookupError(f"case {case_id} has no decision {number}")
    return Told(*found)


def decisions(session: Session, case_id: int) -> Sequence[DecisionRow]:
    """All decisions of a case, in order."""
    return session.scalars(select(DecisionRow).where(DecisionRow.case_id == case_id).order_by(DecisionRow.number)).all()


def last_decision(session: Session, case_id: int) -> DecisionRow:
    """The newest decision of a case."""
    return session.scalars(
        select(DecisionRow).where(DecisionRow.case_id == case_id).order_by(DecisionRow.number.desc()).limit(1)
    ).one()


def _waits(agency: str) -> ColumnElement[bool]:
    """Cases that have items, or a request, which wait for this agency."""
    items = select(VerdictRow.case_id).where(
        VerdictRow.agency == agency, VerdictRow.current.is_(True), VerdictRow.outcome.in_(_WAITING)
    )
    open_items = Case.id.in_(items) & Case.outcome.not_in(_CLOSED)
    asked = Case.id.in_(requests.cases_waiting_for(agency)) | Case.id.in_(reviews.cases_waiting_for(agency))
    return open_items | asked


def _is_overdue(agency: str, today: dt.date) -> ColumnElement[bool]:
    late = select(VerdictRow.case_id).where(VerdictRow.agency == agency, escalations.overdue(today))
    return Case.id.in_(late) & Case.outcome.not_in(_CLOSED)


def _due(agency: str, today: dt.date) -> ColumnElement[dt.date]:
    """The day by which this agency answers a case; the last of all days where no clock runs."""
    overdue = select(func.min(Question.answer_by)).where(
        Question.case_id == Case.id, Question.agency == agency, Question.answer_by < today, *questions.waits()
    )
    first = select(func.min(VerdictRow.due_on)).where(
        VerdictRow.case_id == Case.id,
        VerdictRow.agency == agency,
        VerdictRow.current.is_(True),
        VerdictRow.outcome.in_(_WAITING),
    )
    days = (one.correlate(Case).scalar_subquery() for one in (first, overdue))
    return func.coalesce(*days, literal(dt.date.max))


def _place(row: Waiting, today: dt.date) -> dt.date:
    """The same day, of a row that was read."""
    overdue = row.answer_by if row.answer_by and row.answer_by < today else None
    return row.due_on or overdue or dt.date.max


@cache
def _decision_id(dialect: Dialect) -> rows.Plan:
    decision = core(DecisionRow).c
    statement = select(decision.id).where(
        decision.case_id == bindparam("case_id"), decision.number == bindparam("number")
    )
    return rows.written(statement, dialect, core(DecisionRow))


@cache
def _as_told(dialect: Dialect) -> rows.Plan:
    decision = core(DecisionRow).c
    statement = select(decision.document, decision.response).where(
        decision.case_id == bindparam("case_id"), decision.number == bindparam("number")
    )
    return rows.written(statement, dialect, core(DecisionRow))


def _waiting(session: Session, case_ids: Sequence[int], agency: str) -> list[Waiting]:
    """What waits in these cases, in their order: as many statements for a page as for one case."""
    found = session.scalars(
        select(VerdictRow)
        .where(
            VerdictRow.case_id.in_(case_ids),
            VerdictRow.agency == agency,
            VerdictRow.current.is_(True),
            VerdictRow.outcome.in_(_WAITING),
        )
        .order_by(VerdictRow.item)
    ).all()
    known = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(case_ids)))}
    asked = questions.open_in(session, case_ids, agency)
    requested = requests.waiting_in(session, case_ids, agency)
    reviewed = reviews.waiting_in(session, case_ids, agency)
    taken = escalations.takers(session, case_ids, agency)
    rows_of: dict[int, list[VerdictRow]] = {case_id: [] for case_id in case_ids}
    for row in found:
        rows_of[row.case_id].append(row)
    lines = (_line(known[case_id], rows_of[case_id], asked.get(case_id, [])) for case_id in case_ids)
    return [
        msgspec.structs.replace(
            line,
            request=requested.get(line.case.id),
            review=line.case.id in reviewed,
            taken_by=taken.get(line.case.id),
        )
        for line in lines
    ]


def _line(case: Case, waiting: Sequence[VerdictRow], asked: Sequence[Question]) -> Waiting:
    outcomes = [Outcome(row.outcome) for row in waiting]
    return Waiting(
        case=case,
        items=tuple(row.item for row in waiting),
        outcome=max(outcomes, key=lambda outcome: outcome.strictness, default=Outcome.PENDING).value,
        waits_for=next((row.waits_for for row in waiting if row.waits_for), None),
        due_on=min((row.due_on for row in waiting if row.due_on), default=None),
        open_question=bool(asked),
        request=None,
        its_own_due_on=min((row.due_on for row in waiting if row.due_on and escalations.its_own(row)), default=None),
        proposers=tuple(row.decided_by_id for row in waiting if _to_countersign(row) and row.decided_by_id),
        answer_by=min((one.answer_by for one in asked if one.answer_by), default=None),
    )


def _to_countersign(row: VerdictRow) -> bool:
    return row.waits_for == WaitsFor.COUNTERSIGN.value


def _row(case_id: int, version: int, given: Given) -> dict[str, object]:
    verdict = given.verdict
    return {
        "case_id": case_id,
        "version": version,
        "item": verdict.item,
        "agency": verdict.agency,
        "outcome": verdict.outcome.value,
        "waits_for": verdict.waits_for.value if verdict.waits_for else None,
        "document": msgspec.json.encode(verdict).decode(),
        "decided_by_id": given.by_id,
        "decided_at": given.at,
        "due_on": given.due_on,
        "current": True,
    }


def _verdicts(documents: Iterable[str]) -> tuple[Verdict, ...]:
    return tuple(msgspec.json.decode(document, type=Verdict) for document in documents)
