"""Answer in the WCO's words: a decision as a response message (RES, WCO class 07B)."""

import datetime as dt
from collections.abc import Iterable, Sequence

from agencies.contract import Appeal, HoldKind, Outcome, Verdict, WaitsFor
from singlewindow.casework.decision import AgencyAnswer, Awaited, CaseOutcome, Decision
from singlewindow.store.settlements import Settlement
from wco_datamodel import Problem, Response
from wco_datamodel.documents import AdditionalInformation, Amendment, AppealOffice, ContactOffice, Pointer
from wco_datamodel.parties import Communication
from wco_datamodel.pointers import pointer_structs
from wco_datamodel.response import Error, RespondedDeclaration, Status
from wco_datamodel.values import DateTime

STATUS = {
    Outcome.CLEAR: "CLR",
    Outcome.CONDITIONAL: "CON",
    Outcome.PENDING: "PEN",
    Outcome.HOLD: "HLD",
    Outcome.REFUSE: "REF",
    Outcome.DETAIN: "DET",
}
"""Status/NameCode (379) of one agency's answer: user codes, see ``docs/reference/status-codes.md``."""

_FUNCTION = {
    CaseOutcome.CANCELLED: "10",
    CaseOutcome.EXPIRED: "10",
    CaseOutcome.DETAINED: "11",
    CaseOutcome.REFUSED: "11",
    CaseOutcome.RELEASED_WITH_CONDITIONS: "08",
    CaseOutcome.RELEASED: "08",
    CaseOutcome.CLEARED: "09",
}
AWAITED = {
    Awaited.ARRIVAL: "The goods are released only when their arrival is recorded.",
    Awaited.SECURITY: "The goods are released only when the duty is secured or settled.",
}
"""What customs waits for, as it is told to the trader."""
_REQUEST = {
    ("amendment", "applied"): "07",
    ("cancellation", "applied"): "10",
    **{(kind, "asked"): "02" for kind in ("amendment", "cancellation", "review")},
    **{(kind, state): "11" for kind in ("amendment", "cancellation", "review") for state in ("granted", "denied")},
}
REQUEST_STATUS = {"granted": "39", "denied": "41"}
"""Status/NameCode of a request that was decided; it stands after those of the agencies."""

_REGULATORY = "REG"
_TEXT = 512
_DECLARATION = Pointer(document_section_code="42A")


def respond(decision: Decision, *, whole: Decision | None = None) -> Response:
    """The response that says what a decision says: one Status per agency, reasons with the places they speak of.

    ``whole`` is the decision of which this is an agency's part: places are those of the whole declaration.
    """
    order = [item.item for item in (whole or decision).items]
    moment = DateTime.of(decision.decided_at)
    statuses = (_status(answer, decision, order, moment) for answer in decision.agencies)
    return Response(
        function_code=_function(decision),
        functional_reference_id=f"{decision.reference}-{decision.number}",
        issue_date_time=moment,
        additional_information=tuple(_statements(decision)),
        amendment=_amendments(decision),
        appeal_office=_appeal_office(decision.agencies),
        contact_office=tuple(_contact(answer) for answer in decision.agencies),
        status=(*statuses, *_settled(decision, moment)),
        declaration=RespondedDeclaration(
            acceptance_date_time=moment if decision.number == 1 else None,
            cancellation_date_time=moment if decision.outcome is CaseOutcome.CANCELLED else None,
            functional_reference_id=decision.functional_reference_id,
            id=decision.reference,
            version_id=str(decision.version),
        ),
    )


def respond_rejected(problems: Iterable[Problem], functional_reference_id: str | None, at: DateTime) -> Response:
    """The response to a message that could not be accepted (function code 03): one Error for each problem."""
    return Response(
        function_code="03",
        issue_date_time=at,
        error=tuple(
            Error(
                description=problem.sentence[:_TEXT],
                validation_code=problem.code[:8],
                pointer=pointer_structs(problem.pointer) if problem.pointer else (),
            )
            for problem in problems
        ),
        declaration=RespondedDeclaration(functional_reference_id=functional_reference_id, rejection_date_time=at),
    )


def _function(decision: Decision) -> str:
    """What became of a request, if one led here; else 05 inspection intended, 06 documents required, 01 under way.

    The others follow from the outcome alone.
    """
    if decision.request:
        return _REQUEST[decision.request.kind, decision.request.state]
    if decision.outcome in _FUNCTION:
        return _FUNCTION[decision.outcome]
    verdicts = [verdict for item in decision.items for verdict in item.verdicts]
    if any(verdict.hold is HoldKind.INSPECTION for verdict in verdicts):
        return "05"
    asks = any(verdict.hold is not None or verdict.waits_for is WaitsFor.DOCUMENT for verdict in verdicts)
    return "06" if asks else "01"


def _settled(decision: Decision, moment: DateTime) -> Iterable[Status]:
    """The status of a request that was granted or denied."""
    if decision.request and decision.request.state in REQUEST_STATUS:
        code = REQUEST_STATUS[decision.request.state]
        yield Status(effective_date_time=moment, name_code=code, pointer=(_DECLARATION,))


def _amendments(decision: Decision) -> tuple[Amendment, ...]:
    """Where an amendment changes the declaration."""
    pointers = decision.request.pointers if decision.request else ()
    return tuple(Amendment(pointer=pointer_structs(pointer)) for pointer in pointers)


def _status(answer: AgencyAnswer, decision: Decision, order: Sequence[int], moment: DateTime) -> Status:
    positions = {item: index for index, item in enumerate(order, start=1)}
    every = len(answer.items) == len(order)
    pointers = (_DECLARATION,) if every else tuple(p for i in answer.items for p in _item_path(positions[i]))
    released = moment if decision.outcome in _RELEASING else None
    return Status(
        effective_date_time=moment,
        name_code=STATUS[answer.outcome],
        release_date_time=released,
        pointer=pointers,
    )


_RELEASING = frozenset({CaseOutcome.RELEASED, CaseOutcome.RELEASED_WITH_CONDITIONS, CaseOutcome.CLEARED})


def _item_path(position: int) -> tuple[Pointer, ...]:
    return (
        _DECLARATION,
        Pointer(document_section_code="67A"),
        Pointer(document_section_code="68A", sequence_numeric=position),
    )


def _statements(decision: Decision) -> Iterable[AdditionalInformation]:
    """First each agency's name under its Status, then the reasons and conditions of what is not simply clear."""
    for index, answer in enumerate(decision.agencies, start=1):
        here = (
            Pointer(document_section_code="07B"),
            Pointer(document_section_code="12B", sequence_numeric=index),
        )
        yield _statement(answer.agency, f"{answer.name}: {answer.outcome.value}", here)
        if not answer.outcome.lets_go:
            yield _statement("APPEAL", recourse(answer.appeal, answer.review_by), here)
    yield from (_statement(awaited.value.upper(), AWAITED[awaited], (_DECLARATION,)) for awaited in decision.awaits)
    if decision.request:
        yield _statement(decision.request.kind.upper(), decision.request.sentence, (_DECLARATION,))
        yield from _appeal_of_denial(decision)
    for position, item in enumerate(decision.items, start=1):
        for settled in (one for one in decision.settlements if one.item == item.item):
            yield _statement("SETTLED", settlement_told(settled), _item_path(position))
        if item.released_apart:
            yield _statement("RELEASE", f"Item {item.item} was released apart from the others.", _item_path(position))
        for verdict in item.verdicts:
            if verdict.outcome is not Outcome.CLEAR:
                yield from _explain(verdict)


def recourse(appeal: Appeal, until: dt.date | None) -> str:
    """Where a review is asked for, until when, by which form, under which law (WTO TFA Article 4)."""
    when = f"by {until.isoformat()}" if until else f"within {appeal.days} days"
    form = f"or by form {appeal.form}" if appeal.form else "or by letter"
    return f"{appeal.office}, {when}, in this window {form}: {appeal.law}"


def _appeal_of_denial(decision: Decision) -> Iterable[AdditionalInformation]:
    request = decision.request
    if request and request.review_by:
        for answer in decision.agencies:
            if answer.agency == request.agency:
                yield _statement("APPEAL", recourse(answer.appeal, request.review_by), (_DECLARATION,))


def settlement_told(settled: Settlement) -> str:
    """How a conflict was settled, in a sentence."""
    aside = ", ".join(settled.aside)
    return f"Item {settled.item}: the answer of {settled.agency} stands, that of {aside} is set aside. {settled.reason}"


def _explain(verdict: Verdict) -> Iterable[AdditionalInformation]:
    for reason in verdict.reasons:
        text = f"{verdict.agency}: {reason.sentence} ({reason.law}){_carried(verdict)}"
        yield _statement(reason.rule, text, pointer_structs(reason.pointer))
    where = pointer_structs(verdict.reasons[0].pointer) if verdict.reasons else ()
    for condition in verdict.conditions:
        yield _statement("CONDITION", f"{verdict.agency}: {condition}", where)


def _carried(verdict: Verdict) -> str:
    return f" Carried over from version {verdict.carried_over_from}." if verdict.carried_over_from else ""


def _statement(code: str, text: str, pointer: tuple[Pointer, ...]) -> AdditionalInformation:
    return AdditionalInformation(
        statement_code=code[:17], statement_description=text[:_TEXT], statement_type_code=_REGULATORY, pointer=pointer
    )


def _appeal_office(answers: tuple[AgencyAnswer, ...]) -> AppealOffice | None:
    """The office of the strictest answer: where a trader asks for a review first."""
    if not answers:
        return None
    return AppealOffice(id=max(answers, key=lambda answer: answer.outcome.strictness).agency)


def _contact(answer: AgencyAnswer) -> ContactOffice:
    channels = ((answer.contact.email, "EM"), (answer.contact.phone, "TE"))
    return ContactOffice(
        id=answer.agency,
        communication=tuple(Communication(id=address[:50], type_code=kind) for address, kind in channels if address),
    )
