"""The audit trail: one chain of hashes for each case, written in the transaction of the change it tells."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Dialect, bindparam, func, select
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.pen import Writing
from singlewindow.store.tables import AuditEntry, core

START = "0" * 64


class Event(msgspec.Struct, frozen=True):
    """What happened: its name in the past tense, and the facts that tell it again."""

    name: str
    data: Mapping[str, Any]


class Fault(msgspec.Struct, frozen=True):
    """A place where the chain of a case does not hold."""

    case_id: int
    number: int
    sentence: str


def append(writing: Writing, case_id: int, actor: str, at: dt.datetime, events: Sequence[Event]) -> None:
    """Append events to a case's chain. The caller holds the case: no other writer is between."""
    number, previous = rows.first(writing, _last, {"case_id": case_id}) or (0, START)
    begin(writing, case_id, actor, at, events, number=number, previous=previous)


def begin(
    writing: Writing,
    case_id: int,
    actor: str,
    at: dt.datetime,
    events: Sequence[Event],
    *,
    number: int = 0,
    previous: str = START,
) -> None:
    """Write events after entry ``number``, whose hash is ``previous``; without them, as a case's first."""
    entries = []
    for event in events:
        number += 1
        data = spelled(event.data)
        digest = chained(previous, case_id, number, at, actor, event.name, data)
        row = {"case_id": case_id, "number": number, "at": at, "actor": actor, "event": event.name, "data": data}
        entries.append({**row, "previous_hash": previous, "hash": digest})
        previous = digest
    rows.insert(writing, AuditEntry, entries)


def of_case(session: Session, case_id: int) -> Sequence[AuditEntry]:
    """The entries of a case, newest first."""
    return session.scalars(
        select(AuditEntry).where(AuditEntry.case_id == case_id).order_by(AuditEntry.number.desc())
    ).all()


def verify(session: Session, case_id: int) -> tuple[int, tuple[Fault, ...]]:
    """Recompute a case's chain. Gives the number of entries and each place where it does not hold."""
    entries = list(reversed(of_case(session, case_id)))
    return len(entries), tuple(_faults(case_id, entries))


def spelled(data: Mapping[str, Any]) -> str:
    """An event's facts as they are stored and hashed."""
    return msgspec.json.encode(data, order="sorted").decode()


def chained(previous: str, subject_id: int, number: int, at: dt.datetime, actor: str, event: str, data: str) -> str:
    """The hash of an entry about a case or a permit, which covers the hash before it."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    text = "\n".join((previous, str(subject_id), str(number), moment, actor, event, data))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _last(dialect: Dialect) -> rows.Plan:
    entry, any_entry = core(AuditEntry).c, core(AuditEntry).alias().c
    newest = select(func.max(any_entry.number)).where(any_entry.case_id == bindparam("case_id")).scalar_subquery()
    statement = select(entry.number, entry.hash).where(entry.case_id == bindparam("case_id"), entry.number == newest)
    return rows.written(statement, dialect, core(AuditEntry))


def _faults(case_id: int, entries: Sequence[AuditEntry]) -> Iterator[Fault]:
    if not entries:
        yield Fault(case_id, 0, "The case has no audit entry at all.")
    previous = START
    for expected, entry in enumerate(entries, start=1):
        if entry.number != expected:
            yield Fault(case_id, entry.number, f"Entry {expected} is missing.")
            return
        digest = chained(previous, case_id, entry.number, entry.at, entry.actor, entry.event, entry.data)
        if entry.previous_hash != previous or entry.hash != digest:
            yield Fault(
                case_id, entry.number, f"Entry {entry.number} ({entry.event}) was changed after it was written."
            )
            return
        previous = entry.hash
