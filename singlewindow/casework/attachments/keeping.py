"""Store what was taken in: a row for each document, the event that tells it, and what it changes for the agencies."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Evidence, Outcome, Verdict, WaitsFor
from singlewindow.casework.attachments.taking import Taken, require_room
from singlewindow.casework.clock import due_on
from singlewindow.casework.conclude import Brought
from singlewindow.casework.open_case import Opened, declaration_of
from singlewindow.casework.permits.finding import Lodger, find
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import attachments, audit
from singlewindow.store.attachments import Kept
from singlewindow.store.tables import Question
from singlewindow.store.verdicts import Given
from wco_datamodel import Declaration
from wco_datamodel.ephyto import SPSCertificate


class Stored(NamedTuple):
    """The ids of the documents, in their order, and the events of those that were not there before."""

    ids: tuple[int, ...]
    events: tuple[audit.Event, ...]


class Judged(NamedTuple):
    """Verdicts that were given anew, and what they bring to the decision."""

    given: tuple[Given, ...]
    brought: Brought


def store(session: Session, opened: Opened, taken: Sequence[Taken], question: Question | None = None) -> Stored:
    """Store documents of a case, or of the answer to a question. One that is there already is not stored again.

    Raises Invalid for items that the declaration does not have, and NotPossible where there are too many.
    """
    had = attachments.of_case(session, opened.case.id)
    there = {_identity(one): one.attachment.id for one in had}
    _require_items(opened, taken)
    ids, events = [], []
    for one in taken:
        row = _row(opened, one, question)
        identity = tuple(row[name] for name in _SAME)
        same = there.get(identity)
        if same is None:
            same = there[identity] = attachments.add(session, row)
            events.append(_event(opened, one, question))
        ids.append(same)
    require_room(opened.house, len(had) + len(events))
    return Stored(tuple(ids), tuple(events))


def known_certificates(session: Session, case_id: int) -> tuple[SPSCertificate, ...]:
    """The electronic certificates that were attached to a case: evidence for its agencies."""
    found = attachments.certificates(session, case_id)
    return tuple(msgspec.json.decode(text, type=SPSCertificate) for text in found)


def judge_waiting(session: Session, opened: Opened, taken: Sequence[Taken]) -> Judged:
    """Judge anew what waits for a document by rule, where a certificate came. Officers' verdicts are not touched."""
    waiting = [verdict for verdict in opened.verdicts if _waits(verdict)]
    if not waiting or not any(one.certificate for one in taken):
        return Judged((), Brought())
    case, house = opened.case, opened.house
    declaration = declaration_of(session, case)
    evidence = Evidence(house.day_of(case.lodged_at), known_certificates(session, case.id))
    lodger = Lodger(case.lodger_organisation_id, case.id, house.day_of(opened.at))
    found = find(house, session, declaration, evidence, lodger)
    given = tuple(_given(opened, one) for one in _anew(opened, waiting, declaration, found.evidence))
    return Judged(given, Brought(draws=found.draws if given else None))


def _waits(verdict: Verdict) -> bool:
    by_rule = verdict.decided_by == "rule"
    return by_rule and verdict.outcome is Outcome.PENDING and verdict.waits_for is WaitsFor.DOCUMENT


def _anew(
    opened: Opened, waiting: Sequence[Verdict], declaration: Declaration, evidence: Evidence
) -> Iterator[Verdict]:
    """The verdicts that say something else now."""
    items = {item.sequence_numeric: item for item in declaration.items}
    for old in waiting:
        agency = opened.house.agencies.get(old.agency)
        if agency is None or old.item not in items:
            continue
        new = agency.judge(items[old.item], declaration, evidence)
        if new.outcome is not Outcome.NOT_CONCERNED and new != msgspec.structs.replace(old, carried_over_from=None):
            yield new


def _given(opened: Opened, verdict: Verdict) -> Given:
    house = opened.house
    return Given(verdict, opened.at, due_on=due_on(house.day_of(opened.at), verdict.clock, house.pack.holidays))


_SAME = ("sha256", "question_id", "type_code", "document_id", "items")


def _identity(kept: Kept) -> tuple[object, ...]:
    return tuple(getattr(kept.attachment, name) for name in _SAME)


def _row(opened: Opened, taken: Taken, question: Question | None) -> dict[str, object]:
    return {
        "case_id": opened.case.id,
        "question_id": question.id if question else None,
        "name": taken.name,
        "content_type": taken.content_type,
        "size": taken.size,
        "sha256": taken.sha256,
        "type_code": taken.type_code,
        "document_id": taken.document_id,
        "items": msgspec.json.encode(taken.items).decode(),
        "certificate": msgspec.json.encode(taken.certificate).decode() if taken.certificate else None,
        "attached_by_id": opened.actor.account_id,
        "attached_at": opened.at,
    }


def _event(opened: Opened, taken: Taken, question: Question | None) -> audit.Event:
    """The event tells the file by its digest, and which agencies may read it."""
    concerned = {verdict.agency for verdict in opened.verdicts if not taken.items or verdict.item in taken.items}
    told = msgspec.structs.asdict(taken)
    del told["certificate"]
    shared = [question.agency] if question else sorted(concerned)
    return audit.Event("document_attached", told | {"shared_with": shared})


def _require_items(opened: Opened, taken: Sequence[Taken]) -> None:
    known = {item.item for item in opened.last.items}
    for number in sorted({number for one in taken for number in one.items} - known):
        sentence = f"The declaration has no item {number}."
        raise Invalid(sentence, (FieldError("items", sentence),))
