"""What agencies' own systems were asked, and what they answered: named queries."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from singlewindow.store import jobs, rows
from singlewindow.store.pen import Writing
from singlewindow.store.remote_tables import AgencyAsk, AgencyReply
from singlewindow.store.tables import Case, VerdictRow


class OpenAsk(NamedTuple):
    """An ask that was not withdrawn; ``items`` are numbers of goods items, ``sent`` whether it may have arrived."""

    id: int
    version: int
    agency: str
    name: str
    items: frozenset[int]
    answered: bool
    sent: bool


class Tally(NamedTuple):
    """How an agency's system stands: how many asks are not withdrawn, answered and open, and the oldest open one.

    ``untaken_since`` is when the oldest open ask was made that the other side never took. ``error`` is the newest.
    """

    asked: int
    answered: int
    waiting: int
    waiting_since: dt.datetime | None
    untaken_since: dt.datetime | None
    error: str | None


def add(writing: Writing, values: dict[str, Any], items: Sequence[int], now: dt.datetime) -> None:
    """Insert an ask, and the job that sends it."""
    document = msgspec.json.encode(sorted(items)).decode()
    ask_id = rows.insert_with_id(writing, AgencyAsk, {**values, "items": document, "asked_at": now})
    jobs.add(writing, "ask_agency", ask_id, now)


def open_asks(session: Session, case_id: int) -> Sequence[OpenAsk]:
    """A case's asks that were not withdrawn, oldest first."""
    found = select(AgencyAsk).where(AgencyAsk.case_id == case_id, AgencyAsk.withdrawn_at.is_(None))
    return [
        OpenAsk(
            row.id,
            row.version,
            row.agency,
            row.name,
            items_of(row),
            row.answered_at is not None,
            row.tried_at is not None,
        )
        for row in session.scalars(found.order_by(AgencyAsk.id))
    ]


def items_of(ask: AgencyAsk) -> frozenset[int]:
    """The numbers of the goods items that an ask is about."""
    return frozenset(msgspec.json.decode(ask.items, type=list[int]))


def withdraw(session: Session, ask: OpenAsk, because: str, now: dt.datetime) -> None:
    """Withdraw an ask; where it may have arrived, a job tells the other side."""
    record(session, ask.id, because=because, withdrawn_at=now)
    if ask.sent:
        jobs.add(session, "withdraw_ask", ask.id, now)


def find(session: Session, ask_id: int) -> AgencyAsk | None:
    """The ask of this id."""
    return session.get(AgencyAsk, ask_id)


def by_name(session: Session, agency: str, name: str) -> AgencyAsk | None:
    """The ask that this agency knows by this name."""
    return session.scalars(select(AgencyAsk).where(AgencyAsk.agency == agency, AgencyAsk.name == name)).first()


def case_of(session: Session, ask: AgencyAsk) -> Case:
    """The case that an ask is about."""
    return session.get_one(Case, ask.case_id)


def record(session: Session, ask_id: int, **values: Any) -> None:
    """Store what became of an ask."""
    session.execute(update(AgencyAsk).where(AgencyAsk.id == ask_id).values(**values))


def due_on(session: Session, ask: AgencyAsk) -> dt.date | None:
    """The day by which the agency's clock asks for an answer."""
    return session.scalar(
        select(func.min(VerdictRow.due_on)).where(
            VerdictRow.case_id == ask.case_id,
            VerdictRow.agency == ask.agency,
            VerdictRow.current.is_(True),
            VerdictRow.item.in_(items_of(ask)),
        )
    )


def decided_by_officers(session: Session, case_id: int, agency: str) -> frozenset[int]:
    """The items of which the agency's current verdict is an officer's."""
    return frozenset(
        session.scalars(
            select(VerdictRow.item).where(
                VerdictRow.case_id == case_id,
                VerdictRow.agency == agency,
                VerdictRow.current.is_(True),
                VerdictRow.decided_by_id.is_not(None),
            )
        )
    )


def reply_of(session: Session, agency: str, name: str) -> AgencyReply | None:
    """The answer that this agency gave under this name."""
    return session.scalars(select(AgencyReply).where(AgencyReply.agency == agency, AgencyReply.name == name)).first()


def add_reply(session: Session, reply: AgencyReply) -> None:
    """Keep an answer."""
    session.add(reply)
    session.flush()


def tally(session: Session, agency: str) -> Tally:
    """How an agency's system stands."""
    mine = AgencyAsk.agency == agency, AgencyAsk.withdrawn_at.is_(None)
    waits = (*mine, AgencyAsk.answered_at.is_(None))
    asked, answered = session.execute(select(func.count(), func.count(AgencyAsk.answered_at)).where(*mine)).one()
    oldest = select(func.min(AgencyAsk.asked_at))
    newest = select(AgencyAsk.error).where(*waits, AgencyAsk.error.is_not(None)).order_by(AgencyAsk.tried_at.desc())
    return Tally(
        asked,
        answered,
        asked - answered,
        session.scalar(oldest.where(*waits)),
        session.scalar(oldest.where(*waits, AgencyAsk.taken_at.is_(None))),
        session.scalars(newest.limit(1)).first(),
    )


def ask_again(session: Session, agency: str, now: dt.datetime, most: int) -> int:
    """Have the oldest open asks of an agency sent now, each once, and give how many."""
    waits = AgencyAsk.agency == agency, AgencyAsk.withdrawn_at.is_(None), AgencyAsk.answered_at.is_(None)
    found = session.scalars(select(AgencyAsk.id).where(*waits).order_by(AgencyAsk.id).limit(most)).all()
    for ask_id in found:
        jobs.hasten(session, "ask_agency", ask_id, now)
    return len(found)
