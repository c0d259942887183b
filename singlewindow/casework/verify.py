"""Verify the audit trail: every case's chain of hashes, and what it says against what is stored."""

import json
from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.store import audit, cases, verdicts


class AuditReport(msgspec.Struct, frozen=True):
    """How many cases and entries were read, and each fault in words."""

    cases: int
    entries: int
    faults: tuple[str, ...]


def verify_audit(
    house: House, *, reference: str | None = None, on_case: Callable[[], None] | None = None
) -> AuditReport:
    """Verify one case, or all. ``on_case`` is called after each, to show progress."""
    entries, faults, seen = 0, [], 0
    with house.database.reading() as session:
        for case_id, name in _chosen(session, reference):
            count, found = audit.verify(session, case_id)
            entries, seen = entries + count, seen + 1
            faults += [f"{name}: {fault.sentence}" for fault in found]
            faults += [f"{name}: {sentence}" for sentence in _against_decisions(session, case_id)]
            if on_case:
                on_case()
    return AuditReport(seen, entries, tuple(faults))


def count_cases(house: House) -> int:
    """How many cases there are."""
    with house.database.reading() as session:
        return len(cases.all_ids(session))


def _chosen(session: Session, reference: str | None) -> Sequence[tuple[int, str]]:
    if reference is None:
        return cases.all_ids(session)
    case = cases.by_reference(session, reference)
    return [(case.id, case.reference)] if case else []


def _against_decisions(session: Session, case_id: int) -> list[str]:
    """The last decision that the trail tells must be the one that is stored."""
    told = [json.loads(entry.data) for entry in audit.of_case(session, case_id) if entry.event == "decided"]
    stored = verdicts.last_decision(session, case_id)
    if told and (told[0]["number"], told[0]["outcome"]) == (stored.number, stored.outcome):
        return []
    return [f"The stored decision {stored.number} ({stored.outcome}) is not the one that the audit trail tells."]
