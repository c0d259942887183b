"""Conclude an act on a case: the decision that follows from what is stored, kept with its audit entries and jobs."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Evidence
from singlewindow.casework import answer, states
from singlewindow.casework.answer import Answer, Kept
from singlewindow.casework.compose import Facts, compose
from singlewindow.casework.decision import CaseOutcome, Decision, RequestAnswer
from singlewindow.casework.end_inspection import end_inspection
from singlewindow.casework.open_case import Opened, declaration_of
from singlewindow.casework.open_questions import close_idle
from singlewindow.casework.permits.finding import Lodger, find
from singlewindow.casework.proposing import drop_stale, hold_back
from singlewindow.casework.reviewing import date_denials, end_reviews, require_not_under_review
from singlewindow.casework.watching import end_escalations, require_not_taken, watch
from singlewindow.errors import NotPossible
from singlewindow.permits.writeoff import Draw
from singlewindow.permits.writeoff import positions as drawn_by
from singlewindow.store import audit, cases, inspections, ledger, positions, verdicts
from singlewindow.store.positions import Duty
from wco_datamodel import Declaration

_GIVEN_BACK = frozenset({CaseOutcome.REFUSED, CaseOutcome.CANCELLED, CaseOutcome.EXPIRED})


class Brought(msgspec.Struct, frozen=True):
    """What an act brings beside its verdicts: what became of a request, and a new version's remarks and draws.

    Without remarks or draws, those that the case has stand.
    """

    told: RequestAnswer | None = None
    warnings: tuple[str, ...] | None = None
    draws: Sequence[Draw] | None = None


def close(
    session: Session,
    opened: Opened,
    given: Sequence[verdicts.Given],
    event: audit.Event,
    told: RequestAnswer | None = None,
) -> Answer:
    """Store new verdicts in place of the agency's old ones, and the decision that follows.

    What an officer lets go where it takes two is stored as a proposal, and waits for the countersign. Raises
    NotPossible for items that are under review, that a supervisor took over, or of which a sample is tested.
    """
    require_tested(session, opened, given)
    require_not_under_review(session, opened, given)
    require_not_taken(session, opened, given)
    held = hold_back(session, opened, given, event)
    replace(session, opened, held.given)
    return conclude(session, opened, declaration_of(session, opened.case), held.events, Brought(told))


def require_tested(session: Session, opened: Opened, given: Sequence[verdicts.Given]) -> None:
    """Raise NotPossible for what is let go while a sample of it is tested: the result decides, and must not be late."""
    letting = {(one.verdict.agency, one.verdict.item) for one in given if one.verdict.outcome.lets_go}
    out = letting & inspections.samples_out(session, opened.case.id) if letting else ()
    for _, item in sorted(out):
        raise NotPossible(f"A sample of item {item} is being tested: record its result, which decides the item.")


def replace(session: Session, opened: Opened, given: Sequence[verdicts.Given]) -> None:
    """Store verdicts in place of the old ones: denials with their last day for a review, and a watch on the clocks."""
    dated = date_denials(session, opened, given)
    verdicts.replace(session, opened.case.id, opened.case.version, dated)
    watch(opened.house, session, opened.case.id, dated, opened.at)


def conclude(
    session: Session,
    opened: Opened,
    declaration: Declaration,
    events: Sequence[audit.Event],
    brought: Brought = Brought(),  # noqa: B008 - frozen
) -> Answer:
    """Store the decision that follows from what is stored, with the events that led to it.

    Release and clearance are two events (WTO TFA 7.3): where both follow at once, there are two decisions, and the
    second is the answer. Raises NotPossible where the case would go back.
    """
    drop_stale(session, opened)
    standing = positions.of_case(session, opened.case.id)
    decision = _decide(session, opened, declaration, standing, brought)
    events = (*events, *close_idle(session, opened, decision.outcome))
    events = (*events, *end_inspection(session, opened, decision, standing))
    end_reviews(session, opened, decision)
    end_escalations(session, opened.case.id, [one for item in decision.items for one in item.verdicts])
    draws = brought.draws if brought.draws is not None else _drawn_again(session, opened, declaration, decision)
    if not states.skips_release(opened.last.outcome, decision.outcome):
        return _keep(session, opened, decision, events, draws)
    unsettled = msgspec.structs.replace(standing, duty=Duty.SECURED)
    _keep(session, opened, _decide(session, opened, declaration, unsettled, brought), events, draws)
    cleared = msgspec.structs.replace(decision, number=decision.number + 1, request=None)
    return _keep(session, opened, cleared, [], None)


def note_down(session: Session, opened: Opened, events: Sequence[audit.Event]) -> Answer:
    """Store what changes no decision: the one that stands is the answer, and the case has a new revision."""
    cases.change_case(session, opened.case, outcome=opened.case.outcome, at=opened.at)
    audit.append(session, opened.case.id, answer.named(opened.actor), opened.at, events)
    return msgspec.structs.replace(opened.stands, revision=opened.case.revision, replayed=False)


def _decide(
    session: Session, opened: Opened, declaration: Declaration, standing: positions.Facts, brought: Brought
) -> Decision:
    case = opened.case
    number = verdicts.last_decision(session, case.id).number + 1
    warnings = opened.last.warnings if brought.warnings is None else brought.warnings
    facts = Facts(case.reference, case.functional_reference_id, case.version, number, opened.at, warnings, brought.told)
    decision = compose(opened.house, facts, declaration, verdicts.current(session, case.id), standing)
    _require_forward(opened.last, decision)
    return decision


def _keep(
    session: Session,
    opened: Opened,
    decision: Decision,
    events: Sequence[audit.Event],
    draws: Sequence[Draw] | None,
) -> Answer:
    case = opened.case
    cases.change_case(session, case, outcome=decision.outcome.value, at=opened.at)
    kept = Kept(case.id, case.lodger_organisation_id, case.revision)
    return answer.keep(session, kept, opened.actor, decision, events, draws)


def _require_forward(before: Decision, after: Decision) -> None:
    """Nothing that comes late or twice takes a case back, nor an item that left already. Raises NotPossible."""
    if not states.forward(before.outcome, after.outcome):
        raise NotPossible(f"The case is {before.outcome.value}: it does not go back to {after.outcome.value}.")
    for item in after.items:
        if item.released_apart and not states.forward(CaseOutcome.RELEASED, item.outcome):
            raise NotPossible(f"Item {item.item} was released apart from the others: it is not decided again.")


def _drawn_again(
    session: Session, opened: Opened, declaration: Declaration, decision: Decision
) -> Sequence[Draw] | None:
    """The case's draws where a refusal is reconsidered: what was given back is drawn anew. None where none is.

    Raises NotPossible where a permit that the item drew on has not enough left for it, or is no longer in force.
    """
    refused = {item.item for item in opened.last.items if item.outcome is CaseOutcome.REFUSED}
    again = {item.item for item in decision.items if item.item in refused and item.outcome not in _GIVEN_BACK}
    if not again:
        return None
    case, house = opened.case, opened.house
    had = drawn_by(ledger.of_case(session, case.id))
    lodger = Lodger(case.lodger_organisation_id, case.id, house.day_of(opened.at))
    found = find(house, session, declaration, Evidence(on=house.day_of(case.lodged_at)), lodger)
    for permit in found.evidence.permits:
        if permit.item in again and not permit.covers and any(item == permit.item for _, item in had):
            raise NotPossible(f"Item {permit.item} was refused, and its permit was free for others: {permit.sentence}")
    kept = (Draw(permit, item, position.drawn) for (permit, item), position in had.items() if item not in again)
    return (*kept, *(draw for draw in found.draws if draw.item in again))
