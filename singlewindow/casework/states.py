"""What may be done in which state, and by whom: one table."""

from typing import NamedTuple

from singlewindow.casework.decision import CaseOutcome
from singlewindow.errors import NotAllowed, NotPossible
from singlewindow.store.people import Actor

_OPEN = frozenset({CaseOutcome.PENDING, CaseOutcome.HELD, CaseOutcome.REFUSED, CaseOutcome.DETAINED})


class Step(NamedTuple):
    """One row: an act, the permission it needs, the outcomes in which it is possible, and the event it leaves."""

    act: str
    permission: str
    possible_in: frozenset[CaseOutcome]
    event: str
    refusal: str


STEPS: tuple[Step, ...] = (
    Step(
        "decide",
        "work",
        _OPEN,
        "verdict_given",
        "The goods are released or the case is closed: it cannot be decided again.",
    ),
    Step("ask", "work", _OPEN, "question_asked", "The goods are released or the case is closed: nothing can be asked."),
    Step("reply", "lodge", _OPEN, "question_answered", "The case is closed: the question needs no answer."),
)
_BY_ACT = {step.act: step for step in STEPS}


def require(act: str, actor: Actor, outcome: CaseOutcome) -> Step:
    """The table's row for this act. Raises NotAllowed for the wrong role, NotPossible in the wrong state."""
    step = _BY_ACT[act]
    if not actor.may(step.permission):
        raise NotAllowed("Your role does not allow this.")
    if outcome not in step.possible_in:
        raise NotPossible(step.refusal)
    return step


def possible(actor: Actor, outcome: CaseOutcome) -> frozenset[str]:
    """The acts that the table allows this actor in this state."""
    return frozenset(step.act for step in STEPS if actor.may(step.permission) and outcome in step.possible_in)
