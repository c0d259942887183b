"""Questions that nobody needs answered: the agency decided, asks anew, or the declaration is no longer valid."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import HoldKind
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.open_case import Opened
from singlewindow.store import audit, questions, verdicts
from singlewindow.store.tables import Question

_OVER = frozenset({CaseOutcome.CANCELLED, CaseOutcome.EXPIRED})


def items_of(question: Question) -> frozenset[int]:
    """The goods items that a question is about."""
    return frozenset(msgspec.json.decode(question.items, type=list[int]))


def close_idle(session: Session, opened: Opened, outcome: CaseOutcome) -> Sequence[audit.Event]:
    """Close the open questions for which no item is held by now, once the verdicts of an act are stored."""
    waiting = questions.open_ones(session, opened.case.id)
    if not waiting:
        return ()
    held = [one for one in verdicts.current(session, opened.case.id) if one.hold is HoldKind.QUERY]
    events = []
    for question in waiting:
        items = items_of(question)
        if outcome in _OVER or not any(one.agency == question.agency and one.item in items for one in held):
            questions.close(session, question, opened.at)
            told = {"agency": question.agency, "items": sorted(items), "question": question.id}
            events.append(audit.Event("question_closed", told))
    return events
