"""Compose a decision from what is stored: the declaration, the current verdicts and customs' position."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from agencies.contract import Appeal, Contact, Outcome, Verdict
from singlewindow.casework.consolidate import Consolidated, Position, consolidate
from singlewindow.casework.decision import AgencyAnswer, Awaited, CaseOutcome, Decision, ItemDecision, RequestAnswer
from singlewindow.casework.house import House
from singlewindow.casework.position import position_of
from singlewindow.store import positions
from wco_datamodel import Declaration

_SUMMARY = {
    CaseOutcome.CANCELLED: "The declaration is cancelled.",
    CaseOutcome.EXPIRED: "The goods did not arrive in time: the declaration is no longer valid.",
    CaseOutcome.DETAINED: "The goods are detained.",
    CaseOutcome.REFUSED: "At least one item is refused.",
    CaseOutcome.HELD: "The goods are held until a check is made or a question is answered.",
    CaseOutcome.PENDING: "The decision waits for an agency or for a document.",
    CaseOutcome.RELEASED_WITH_CONDITIONS: "The goods may leave customs control, on conditions.",
    CaseOutcome.RELEASED: "The goods may leave customs control.",
    CaseOutcome.CLEARED: "Every formality is done.",
}

_AWAITED = {
    (Awaited.ARRIVAL,): "Every agency lets the goods go. They are released when their arrival is recorded.",
    (Awaited.SECURITY,): "Every agency lets the goods go. They are released when the duty is secured or settled.",
    (Awaited.ARRIVAL, Awaited.SECURITY): (
        "Every agency lets the goods go. They are released when they have arrived and the duty is secured or settled."
    ),
}


class Facts(msgspec.Struct, frozen=True):
    """The facts of a case that its decision repeats."""

    reference: str
    functional_reference_id: str
    version: int
    number: int
    at: dt.datetime
    warnings: tuple[str, ...] = ()
    request: RequestAnswer | None = None


def compose(
    house: House, facts: Facts, declaration: Declaration, verdicts: Sequence[Verdict], standing: positions.Facts
) -> Decision:
    """Compute and spell out the decision. The same facts give the same decision, in whatever order verdicts came.

    ``standing`` is the case's position with customs as it is stored.
    """
    ordered = sorted(verdicts, key=lambda verdict: (verdict.item, verdict.agency))
    position = position_of(standing, ordered)
    result = consolidate((item.sequence_numeric for item in declaration.items), ordered, position)
    awaits = _awaits(position)
    return Decision(
        reference=facts.reference,
        functional_reference_id=facts.functional_reference_id,
        number=facts.number,
        version=facts.version,
        outcome=result.outcome,
        summary=_summary(result, awaits, ordered),
        decided_at=facts.at,
        items=_items(declaration, ordered, result, frozenset(standing.released_apart)),
        agencies=answers(house, ordered),
        conflicts=result.conflicts,
        warnings=facts.warnings,
        awaits=awaits,
        request=facts.request,
        settlements=standing.settled,
    )


def _awaits(position: Position) -> tuple[Awaited, ...]:
    if position.cancelled or position.expired:
        return ()
    asked = ((position.arrival_awaited, Awaited.ARRIVAL), (position.duty_open, Awaited.SECURITY))
    return tuple(awaited for is_so, awaited in asked if is_so)


def _summary(result: Consolidated, awaits: tuple[Awaited, ...], verdicts: Sequence[Verdict]) -> str:
    """One sentence. Where every agency has let the goods go, it names what customs alone still waits for."""
    answered = all(verdict.outcome.lets_go for verdict in verdicts)
    if result.outcome is CaseOutcome.PENDING and awaits and answered:
        return _AWAITED[awaits]
    return _SUMMARY[result.outcome]


def answers(house: House, verdicts: Sequence[Verdict]) -> tuple[AgencyAnswer, ...]:
    """Each agency's strictest answer over its items, customs last."""
    by_agency: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_agency.setdefault(verdict.agency, []).append(verdict)
    customs = house.pack.customs.code
    return tuple(
        _answer(house, agency, by_agency[agency])
        for agency in sorted(by_agency, key=lambda code: (code == customs, code))
    )


def _answer(house: House, agency: str, verdicts: Sequence[Verdict]) -> AgencyAnswer:
    name, contact, appeal = _header(house, agency)
    return AgencyAnswer(
        agency=agency,
        name=name,
        outcome=max((verdict.outcome for verdict in verdicts), key=_STRICTNESS.__getitem__),
        items=tuple(verdict.item for verdict in verdicts),
        contact=contact,
        appeal=appeal,
        review_by=min((verdict.review_by for verdict in verdicts if verdict.review_by), default=None),
    )


_STRICTNESS = {outcome: outcome.strictness for outcome in Outcome}


def _header(house: House, agency: str) -> tuple[str, Contact, Appeal]:
    """An agency's name, contact and appeal; customs' where the agency left the registry since."""
    customs = house.pack.customs
    if agency == customs.code:
        return customs.name, customs.contact, customs.appeal
    found = house.agencies.get(agency)
    if found is None:
        return agency, customs.contact, customs.appeal
    return found.name, found.contact, found.appeal


def _items(
    declaration: Declaration, verdicts: Sequence[Verdict], result: Consolidated, apart: frozenset[int]
) -> tuple[ItemDecision, ...]:
    by_item: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        by_item.setdefault(verdict.item, []).append(verdict)
    return tuple(
        ItemDecision(
            item=item.sequence_numeric,
            outcome=result.items[item.sequence_numeric],
            hs_code=item.hs_code,
            description=item.goods_description,
            verdicts=tuple(by_item.get(item.sequence_numeric, ())),
            released_apart=item.sequence_numeric in apart,
        )
        for item in declaration.items
    )
