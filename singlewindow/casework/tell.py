"""Tell those concerned: which organisations get a notice of a decision, and what it says."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Outcome, Verdict
from singlewindow.casework.decision import Decision
from singlewindow.casework.house import House
from singlewindow.casework.timeline import ANSWERS
from singlewindow.store import telling
from singlewindow.store.telling import Step


class Letter(msgspec.Struct, frozen=True):
    """One notice: to whom, and its text."""

    organisation_id: int
    text: str


class Told(msgspec.Struct, frozen=True):
    """The notices of one decision."""

    case_id: int
    decision_number: int
    at: dt.datetime
    letters: tuple[Letter, ...]


def tell(house: House, decision_id: int) -> Told | None:
    """The notices that a decision makes; the same ones whenever it is asked. None where there is no such decision.

    The lodger is told what the agencies answered and asked, and what became of its requests, but not what it did
    itself. An agency is told that its question was answered or that it is asked again, and customs of requests.
    """
    with house.database.reading() as session:
        step = telling.step_to(session, decision_id)
        if step is None:
            return None
        letters = (*_to_lodger(house, step), *_to_agencies(house, session, step))
        return Told(step.case.id, step.decision.number, step.decision.decided_at, letters)


def _to_lodger(house: House, step: Step) -> Iterable[Letter]:
    request = _decision(step.decision.document).request
    if request and request.state in ("granted", "denied"):
        yield Letter(step.case.lodger_organisation_id, f"{step.case.reference}: {request.sentence}")
        return
    given = [verdict for verdict in _fresh(step) if not _waits(verdict)]
    if given:
        agencies = dict.fromkeys(verdict.agency for verdict in given)
        said = [_said(house, agency, [v for v in given if v.agency == agency]) for agency in agencies]
        text = " ".join((f"{step.case.reference}:", *said, _decision(step.decision.document).summary))
        yield Letter(step.case.lodger_organisation_id, text)
    elif _customs_moved(step):
        summary = _decision(step.decision.document).summary
        yield Letter(step.case.lodger_organisation_id, f"{step.case.reference}: {summary}")


def _customs_moved(step: Step) -> bool:
    """Whether the decision changed although no agency answered: the goods arrived, duty was secured, or it expired."""
    if step.before is None or _fresh(step):
        return False
    before, after = _decision(step.before.document), _decision(step.decision.document)
    return (before.outcome, before.awaits) != (after.outcome, after.awaits)


def _said(house: House, agency: str, given: Sequence[Verdict]) -> str:
    """What an agency said of these items, such as ``Lagoon Biosecurity approved items 1, 2.``."""
    numbers = ", ".join(str(verdict.item) for verdict in given)
    items = f"item{'s' if len(given) > 1 else ''} {numbers}"
    if any(verdict.hold is HoldKind.QUERY for verdict in given):
        return f"{house.name_of(agency)} asks a question about {items}."
    outcome = max((verdict.outcome for verdict in given), key=lambda outcome: outcome.strictness)
    return f"{house.name_of(agency)} {ANSWERS[outcome.value]} {items}."


def _to_agencies(house: House, session: Session, step: Step) -> Iterable[Letter]:
    asked = {verdict.agency for verdict in _fresh(step) if _waits(verdict)} if step.before else set()
    request, news = _decision(step.decision.document).request, "your question was answered"
    if request:
        news = "the declaration was amended"
    if request and request.state == "asked":
        asked, news = {house.pack.customs.code}, f"the trader asks for {_a(request.kind)}"
    for office in telling.offices_of(session, asked):
        yield Letter(office.organisation_id, f"{step.case.reference}: {news}, and waits for you.")


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "amendment" else f"a {kind}"


def _fresh(step: Step) -> list[Verdict]:
    """The verdicts that the decision before did not have; those that carry over are not new."""
    known = frozenset(_verdicts(step.before.document)) if step.before else frozenset()
    given = [verdict for verdict in _verdicts(step.decision.document) if verdict not in known]
    return [verdict for verdict in given if verdict.carried_over_from is None]


def _verdicts(document: str) -> Iterable[Verdict]:
    return (verdict for item in _decision(document).items for verdict in item.verdicts)


def _decision(document: str) -> Decision:
    return msgspec.json.decode(document, type=Decision)


def _waits(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.PENDING
