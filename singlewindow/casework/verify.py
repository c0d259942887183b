"""Verify the audit trail: every case's chain of hashes, and what it says against what is stored."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import answer
from singlewindow.casework.house import House
from singlewindow.store import attachments, audit, cases, ledger, permits, verdicts


class AuditReport(msgspec.Struct, frozen=True):
    """How many cases, permits and entries were read, and each fault in words."""

    cases: int
    entries: int
    faults: tuple[str, ...]
    permits: int = 0


def verify_audit(
    house: House, *, reference: str | None = None, on_case: Callable[[], None] | None = None
) -> AuditReport:
    """Verify the case or the permit of this reference, or all. ``on_case`` is called after each, to show progress."""
    entries, faults, seen = 0, [], 0
    with house.database.reading() as session:
        for case_id, name in _chosen(session, reference):
            count, found = audit.verify(session, case_id)
            entries, seen = entries + count, seen + 1
            faults += [f"{name}: {fault.sentence}" for fault in found]
            if not found:
                faults += [f"{name}: {sentence}" for sentence in _against_store(session, case_id)]
            if on_case:
                on_case()
        kept = [one for one in permits.every_number(session) if reference in (None, one[1])]
        for permit_id, number in kept:
            told = (*permits.faults(session, permit_id), *ledger.faults(session, permit_id))
            entries += len(permits.history(session, permit_id))
            faults += [f"{number}: {sentence}" for sentence in told]
            if on_case:
                on_case()
    return AuditReport(seen, entries, tuple(faults), len(kept))


def count_cases(house: House) -> int:
    """How many cases and permits there are."""
    with house.database.reading() as session:
        return len(cases.all_ids(session)) + len(permits.every_number(session))


def _chosen(session: Session, reference: str | None) -> Sequence[tuple[int, str]]:
    if reference is None:
        return cases.all_ids(session)
    case = cases.by_reference(session, reference)
    return [(case.id, case.reference)] if case else []


def _against_store(session: Session, case_id: int) -> Iterator[str]:
    """What the trail tells must be what is stored: every decision, and every message byte for byte."""
    events = [(entry.event, json.loads(entry.data)) for entry in audit.of_case(session, case_id)]
    told = {data.get("number"): data.get("sha256") for event, data in events if event == "decided"}
    stored = {row.number: answer.digest(row.document) for row in verdicts.decisions(session, case_id)}
    if told != stored:
        yield "The stored decisions are not those that the audit trail tells."
    named = [data.get("sha256") for event, data in reversed(events) if event == "document_attached"]
    if named != attachments.digests(session, case_id):
        yield "The attached documents are not those that the audit trail tells."
    for version, raw in cases.raw_messages(session, case_id):
        told_by = [data for event, data in events if event in ("lodged", "amended") and data.get("version") == version]
        digests = [data.get("sha256") for data in told_by]
        if digests != [hashlib.sha256(raw).hexdigest()]:
            yield f"The stored message of version {version} is not the one that was lodged."
