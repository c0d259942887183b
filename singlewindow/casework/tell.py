"""Tell those concerned: who is told of a decision, and what."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from agencies.contract import HoldKind, Outcome, Verdict, WaitsFor
from singlewindow.casework.announce import Recipient
from singlewindow.casework.decision import Decision, RequestAnswer
from singlewindow.casework.house import House
from singlewindow.store import telling
from singlewindow.store.telling import Step


class Letter(msgspec.Struct, frozen=True):
    """One thing to announce: to whom, the event, and what its wording needs."""

    to: Recipient
    event: str
    data: dict[str, str]


class Told(msgspec.Struct, frozen=True):
    """What a decision has announced. ``key`` names the decision, so that it is announced once."""

    case_id: int
    key: str
    at: dt.datetime
    letters: tuple[Letter, ...]


def tell(house: House, decision_id: int) -> Told | None:
    """What a decision has announced; the same whenever it is asked. None where there is no such decision.

    The lodger is told what the agencies answered and asked, and what became of its requests, but not what it did
    itself. An agency is told that its question was answered or that it is asked again, and customs of requests.
    """
    with house.database.reading() as session:
        step = telling.step_to(session, decision_id)
        if step is None:
            return None
        letters = (*_to_lodger(house, step), *_to_agencies(house, step))
        key = f"{step.case.reference} decision {step.decision.number}"
        return Told(step.case.id, key, step.decision.decided_at, letters)


def _to_lodger(house: House, step: Step) -> Iterable[Letter]:
    decision, lodger = _decision(step.decision.document), Recipient(organisation_id=step.case.lodger_organisation_id)
    data = {"reference": step.case.reference, "outcome": decision.outcome.value, "summary": decision.summary}
    if decision.request and decision.request.kind == "review":
        if decision.request.state != "asked":
            yield _of_review(house, lodger, decision.request, data)
        return
    if decision.request and decision.request.state in ("granted", "denied"):
        yield Letter(lodger, f"request_{decision.request.state}", {**data, **_answered(house, decision.request)})
        return
    given = [verdict for verdict in _fresh(step) if not _waits(verdict)]
    if given:
        agencies = dict.fromkeys(verdict.agency for verdict in given)
        said = [_said(house, agency, [v for v in given if v.agency == agency]) for agency in agencies]
        asks = any(verdict.hold is HoldKind.QUERY for verdict in given)
        yield Letter(lodger, "agencies_asked" if asks else "agencies_answered", {**data, "answers": "\n".join(said)})
    elif _customs_moved(step):
        yield Letter(lodger, "decision_changed", data)


def _answered(house: House, request: RequestAnswer) -> dict[str, str]:
    """Who granted or denied what, and why."""
    return {"agency": house.name_of(request.agency or ""), "kind": request.kind, "reason": request.reason}


def _of_review(house: House, lodger: Recipient, request: RequestAnswer, data: dict[str, str]) -> Letter:
    """What a review came to, and where to appeal against it."""
    told = {**data, **_answered(house, request)}
    if request.state == "granted":
        return Letter(lodger, "review_overturned", told)
    if request.appeal is None:
        return Letter(lodger, "review_upheld", told)
    instance = {"office": request.appeal.office, "by": f"{request.appeal.by}", "law": request.appeal.law}
    return Letter(lodger, "review_upheld_with_appeal", {**told, **instance})


def _customs_moved(step: Step) -> bool:
    """Whether the decision changed although no agency answered: the goods arrived, duty was secured, or it expired."""
    if step.before is None or _fresh(step):
        return False
    before, after = _decision(step.before.document), _decision(step.decision.document)
    return (before.outcome, before.awaits) != (after.outcome, after.awaits)


def _said(house: House, agency: str, given: Sequence[Verdict]) -> str:
    """What an agency said of these items, as its name, a word of the vocabulary, and the items, between tabs."""
    items = ", ".join(str(verdict.item) for verdict in given)
    outcome = max((verdict.outcome for verdict in given), key=lambda outcome: outcome.strictness).value
    asks = any(verdict.hold is HoldKind.QUERY for verdict in given)
    return "\t".join((house.name_of(agency), "query" if asks else outcome, items))


def _to_agencies(house: House, step: Step) -> Iterable[Letter]:
    asked = {verdict.agency for verdict in _fresh(step) if _waits(verdict)} if step.before else set()
    request, event = _decision(step.decision.document).request, "question_answered"
    data = {"reference": step.case.reference}
    if request:
        event = "declaration_amended"
    if request and request.kind == "review":
        asked, event = {request.agency or ""} if request.state == "asked" else set(), "review_asked"
    elif request and request.state == "asked":
        asked, event, data = {house.pack.customs.code}, "request_asked", {**data, "kind": request.kind}
    signs = {verdict.agency for verdict in _fresh(step) if verdict.waits_for is WaitsFor.COUNTERSIGN}
    for agency in sorted(signs):
        yield Letter(Recipient(agency=agency), "countersign_asked", {"reference": step.case.reference})
    for agency in sorted(asked - signs):
        yield Letter(Recipient(agency=agency), event, data)


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
