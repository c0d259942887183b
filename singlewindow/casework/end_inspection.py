"""An appointment is over once nobody is awaited at it: each has recorded a result or was absent, or the wish fell."""

from sqlalchemy.orm import Session

from agencies.contract import Verdict
from singlewindow.casework import states
from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.decision import Decision
from singlewindow.casework.inspection import awaited, wishes
from singlewindow.casework.open_case import Opened
from singlewindow.store import audit, inspections, positions


def end_inspection(
    session: Session, opened: Opened, decision: Decision, standing: positions.Facts
) -> tuple[audit.Event, ...]:
    """End the appointment that nobody is awaited at any more, and give the event that tells it.

    Where nobody found anything the appointment is called off: those who were to come are told.
    """
    appointed = standing.inspection
    if appointed is None:
        return ()
    given = [verdict for item in decision.items for verdict in item.verdicts]
    if states.State(decision.outcome) in states.OPEN and awaited(given, standing):
        return ()
    inspections.change(session, appointed.id, closed_at=opened.at)
    held = inspections.was_held(session, appointed.id)
    if not held and not appointed.absent:
        _call_off(session, opened, appointed.number, opened.verdicts)
    return (audit.Event("inspection_ended", {"number": appointed.number, "held": held or bool(appointed.absent)}),)


def _call_off(session: Session, opened: Opened, number: int, before: tuple[Verdict, ...]) -> None:
    case, house = opened.case, opened.house
    agencies = {house.pack.customs.code, *wishes(before, opened.standing)}
    told = [Recipient(organisation_id=case.lodger_organisation_id), *(Recipient(agency=one) for one in agencies)]
    for recipient in told:
        announce(
            session,
            to=recipient,
            event="inspection_called_off",
            key=f"{case.reference} inspection {number} called off",
            data={"reference": case.reference},
            at=opened.at,
            case_id=case.id,
        )
