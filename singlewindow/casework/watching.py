"""Watch the agencies' clocks: a job for each last day, and what a supervisor took over is that supervisor's."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Outcome, Verdict, WaitsFor
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened
from singlewindow.errors import NotPossible
from singlewindow.store import escalations, jobs
from singlewindow.store.pen import Writing
from singlewindow.store.verdicts import Given

JOB = "escalate"
_WAITS = frozenset({Outcome.PENDING, Outcome.HOLD})
_WITH_THE_TRADER = frozenset({WaitsFor.DOCUMENT, WaitsFor.PAYMENT})


def watch(house: House, writing: Writing, case_id: int, given: Iterable[Given], at: dt.datetime) -> None:
    """Have somebody look at the end of each last day by which these verdicts are to be given, in their transaction."""
    days = {one.due_on for one in given if one.due_on is not None and with_the_agency(one.verdict)}
    for day in sorted(days):
        jobs.add(writing, JOB, case_id, at, due_at=house.end_of(day))


def with_the_agency(verdict: Verdict) -> bool:
    """Whether the agency itself must answer: the trader owes it no document, no payment and no answer."""
    if verdict.outcome is Outcome.PENDING:
        return verdict.waits_for not in _WITH_THE_TRADER
    return verdict.outcome is Outcome.HOLD and verdict.hold is not HoldKind.QUERY


def require_not_taken(session: Session, opened: Opened, given: Sequence[Given]) -> None:
    """Raise NotPossible for an answer to what waits, where another took the agency's part over. A countersign may be.

    A review is no answer to what waits, and so is anybody's.
    """
    places = {_place(one.verdict) for one in given if one.by_id and not one.verdict.countersigned_by}
    waits = {_place(one) for one in opened.verdicts if one.outcome in _WAITS}
    agencies = {agency for agency, _ in places & waits}
    for taken in escalations.of_case(session, opened.case.id) if agencies else ():
        if taken.row.agency in agencies and taken.row.taken_by_id not in (None, opened.actor.account_id):
            raise NotPossible(f"{taken.taken_by} took this over: leave the answer to them.")


def waits_in(standing: Iterable[Verdict], agency: str) -> tuple[int, ...]:
    """The items on which this agency still owes its answer, in order."""
    return tuple(sorted(one.item for one in standing if one.agency == agency and one.outcome in _WAITS))


def end_escalations(session: Session, case_id: int, standing: Iterable[Verdict]) -> None:
    """Where none of these verdicts of an agency waits, it is not overdue any more, and nobody has its part."""
    waits = {one.agency for one in standing if one.outcome in _WAITS}
    over = {one.row.agency for one in escalations.of_case(session, case_id)} - waits
    if over:
        escalations.end(session, case_id, over)


def _place(verdict: Verdict) -> tuple[str, int]:
    return verdict.agency, verdict.item
