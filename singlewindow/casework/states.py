"""The life of a case: one table of states, events, who may, and what must be so. Every verb asks it.

``docs/reference/case-states.md`` and its diagram are written from this table.
"""

from collections.abc import Callable
from enum import IntEnum, StrEnum
from typing import NamedTuple

from singlewindow.casework.decision import CaseOutcome
from singlewindow.errors import NotAllowed, NotPossible
from singlewindow.store.people import Actor
from singlewindow.store.positions import Duty, Facts


class State(StrEnum):
    """Where a case stands. From the first decision on, it is the decision's outcome."""

    LODGED = "lodged"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    UNDER_ASSESSMENT = "under_assessment"
    HELD = "held"
    PENDING = "pending"
    REFUSED = "refused"
    DETAINED = "detained"
    RELEASED_WITH_CONDITIONS = "released_with_conditions"
    RELEASED = "released"
    CLEARED = "cleared"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Stage(IntEnum):
    """How far a case has come. It never goes back to an earlier one, whatever comes late or twice."""

    RECEIVED = 0
    OPEN = 1
    RELEASED = 2
    CLEARED = 3
    CLOSED = 4


class Standing(NamedTuple):
    """One state: its stage, and what it means."""

    state: State
    stage: Stage
    meaning: str


STATES: tuple[Standing, ...] = (
    Standing(State.LODGED, Stage.RECEIVED, "A message came in and is examined."),
    Standing(State.REJECTED, Stage.CLOSED, "The message has errors. It is kept with them, and there is no case."),
    Standing(State.ACCEPTED, Stage.RECEIVED, "The message is a declaration that the window takes: it has a reference."),
    Standing(State.UNDER_ASSESSMENT, Stage.RECEIVED, "Customs and every agency that has a say are asked."),
    Standing(State.HELD, Stage.OPEN, "Somebody needs something first: documents, an inspection, an answer to a query."),
    Standing(State.PENDING, Stage.OPEN, "An agency has not answered, the goods have not arrived, or duty is open."),
    Standing(State.REFUSED, Stage.OPEN, "An agency does not let the goods through. It can think better of it."),
    Standing(State.DETAINED, Stage.OPEN, "An agency keeps the goods. It can think better of it."),
    Standing(State.RELEASED_WITH_CONDITIONS, Stage.RELEASED, "The goods may leave customs control, on conditions."),
    Standing(State.RELEASED, Stage.RELEASED, "The goods may leave customs control."),
    Standing(State.CLEARED, Stage.CLEARED, "Every formality is done, the final duty and every condition included."),
    Standing(State.CANCELLED, Stage.CLOSED, "The declaration was invalidated."),
    Standing(State.EXPIRED, Stage.CLOSED, "The goods were declared before they arrived, and never did."),
)
"""Every state, in the order in which a case may come to it."""

_STAGE = {standing.state: standing.stage for standing in STATES}


def at_stage(*stages: Stage) -> frozenset[State]:
    """The states of these stages."""
    return frozenset(standing.state for standing in STATES if standing.stage in stages)


OPEN = at_stage(Stage.OPEN)
RELEASED = at_stage(Stage.RELEASED)
DECIDED = OPEN | RELEASED | {State.CLEARED}
_LET_GO = RELEASED | {State.CLEARED}
HELD_FOR = ("documents", "inspection", "query")
"""What goods are held for: the strictest of the verdicts says it."""


class Passage(NamedTuple):
    """A way that a lodgement takes by itself, within the transaction that answers it."""

    event: str
    come_from: frozenset[State]
    leads_to: frozenset[State]


PASSAGES: tuple[Passage, ...] = (
    Passage("message rejected", frozenset({State.LODGED}), frozenset({State.REJECTED})),
    Passage("message accepted", frozenset({State.LODGED}), frozenset({State.ACCEPTED})),
    Passage("agencies asked", frozenset({State.ACCEPTED}), frozenset({State.UNDER_ASSESSMENT})),
    Passage("decided", frozenset({State.UNDER_ASSESSMENT}), OPEN | RELEASED),
)


class Who(StrEnum):
    """Who acts."""

    LODGER = "the lodger's organisation"
    OFFICER = "an officer, for the items of the officer's agency"
    REVIEWER = "another officer of the agency than the one who refused"
    SECOND = "another officer of the same agency than the one who proposed it"
    CUSTOMS = "an officer of customs"
    KEEPER = "the keeper of the goods location"
    CUSTOMS_SUPERVISOR = "the supervisor of customs"
    SUPERVISOR = "a supervisor, for the officer's agency"
    WINDOW = "the window itself"


class Guard(NamedTuple):
    """What must be so beside the state: a sentence, the test of the stored facts, and what is said where it fails."""

    sentence: str = ""
    holds: Callable[[Facts], bool] = lambda _: True
    refusal: str = ""


class Step(NamedTuple):
    """One row: an act, who may do it, in which states, what must be so, the event it leaves, where that may lead.

    Any act may leave the state as it is: another agency, or customs, is not done yet.

    ``repeated`` says that the stored facts hold the act's effect already: to ask again changes nothing, and is
    answered as the case stands, whatever its state is by then.
    """

    act: str
    who: Who
    permission: str
    possible_in: frozenset[State]
    event: str
    leads_to: frozenset[State]
    refusal: str
    guard: Guard = Guard()
    repeated: Callable[[Facts], bool] = lambda _: False


_AMENDABLE = OPEN - {State.DETAINED}
_NONE_APART = Guard(
    "no item was released apart from the others",
    lambda facts: not facts.released_apart,
    "Some items were released apart from the others already: write to the customs office.",
)
_APPOINTED = Guard(
    "an inspection is set",
    lambda facts: facts.inspection is not None,
    "No inspection is set for these goods.",
)
_NOT_DECIDED_AGAIN = "The goods are released or the case is closed: it cannot be decided again."
_NOT_ASKED = "The goods are released or the case is closed: nothing can be asked."

STEPS: tuple[Step, ...] = (
    Step(
        "lodge", Who.LODGER, "lodge", frozenset(), "lodged", frozenset({State.LODGED}),
        "Your role does not lodge declarations.",
    ),
    Step("decide", Who.OFFICER, "work", OPEN, "verdict_given", OPEN | _LET_GO, _NOT_DECIDED_AGAIN),
    Step(
        "countersign", Who.SECOND, "work", OPEN, "verdict_countersigned", OPEN | _LET_GO,
        "The goods are released or the case is closed: nothing waits for a countersign.",
    ),
    Step(
        "send_back", Who.SECOND, "work", OPEN, "proposal_sent_back", OPEN,
        "The goods are released or the case is closed: nothing waits for a countersign.",
    ),
    Step(
        "escalate", Who.WINDOW, "escalate", OPEN, "overdue", frozenset(),
        "The goods are released or the case is closed: nothing is overdue.",
        Guard("a day has passed by which an agency was to answer, and the trader owes it nothing"),
    ),
    Step(
        "take_over", Who.SUPERVISOR, "supervise", OPEN, "taken_over", frozenset(),
        "The goods are released or the case is closed: nothing is overdue.",
        Guard("the agency's answer is overdue, or a supervisor took it over and it is not given yet"),
    ),
    Step(
        "settle_conflict", Who.CUSTOMS_SUPERVISOR, "supervise", OPEN, "conflict_settled", OPEN | _LET_GO,
        "The goods are released or the case is closed: no conflict is left to settle.",
    ),
    Step(
        "ask_review", Who.LODGER, "lodge", OPEN | RELEASED, "review_asked", frozenset(),
        "The case is closed: write to the office of appeal.",
        Guard("an answer was refused, detained or denied, and the last day for a review has not passed"),
    ),
    Step(
        "uphold_review", Who.REVIEWER, "work", OPEN | RELEASED, "review_upheld", frozenset(),
        "The case is closed: nothing is left to review.",
    ),
    Step(
        "overturn_review", Who.REVIEWER, "work", OPEN | RELEASED, "review_overturned",
        OPEN | _LET_GO | {State.CANCELLED},
        "The case is closed: nothing is left to review.",
    ),
    Step("ask", Who.OFFICER, "work", OPEN, "question_asked", frozenset({State.HELD}), _NOT_ASKED),
    Step(
        "reply", Who.LODGER, "lodge", OPEN, "question_answered", OPEN,
        "The case is closed: the question needs no answer.",
    ),
    Step(
        "extend", Who.OFFICER, "work", OPEN, "deadline_moved", frozenset(),
        "The case is closed: no question waits for an answer.",
    ),
    Step(
        "attach", Who.LODGER, "lodge", OPEN | RELEASED, "document_attached", OPEN | _LET_GO,
        "The case is closed: nothing is attached to it any more.",
    ),
    Step(
        "amend", Who.LODGER, "lodge", _AMENDABLE, "amended", OPEN | _LET_GO,
        "The goods are released or detained, or the case is closed: what was declared is no longer amended here.",
        _NONE_APART,
    ),
    Step(
        "cancel", Who.LODGER, "lodge", _AMENDABLE | RELEASED, "cancelled", frozenset({State.CANCELLED}),
        "The goods are detained, or the case is closed: the declaration is no longer cancelled.",
        _NONE_APART,
    ),
    Step(
        "grant", Who.CUSTOMS, "control", _AMENDABLE | RELEASED, "request_granted",
        OPEN | _LET_GO | {State.CANCELLED},
        "The goods are detained, or the case is closed: the request can only be denied.",
    ),
    Step(
        "deny", Who.CUSTOMS, "control", frozenset(State(outcome) for outcome in CaseOutcome), "request_denied",
        frozenset(),
        "A request can always be denied.",
    ),
    Step(
        "record_arrival", Who.CUSTOMS, "control", OPEN, "arrival_recorded", _LET_GO,
        "The declaration is no longer valid: the goods must be declared again.",
        repeated=lambda facts: not facts.arrival_awaited,
    ),
    Step(
        "require_security", Who.CUSTOMS, "control", OPEN, "security_required", frozenset({State.PENDING}),
        "The goods are released or the case is closed: security cannot be asked for any more.",
        Guard(
            "duty is neither secured nor settled",
            lambda facts: facts.duty in (Duty.NONE, Duty.OPEN),
            "Security stands already, or the final duty is settled.",
        ),
        repeated=lambda facts: facts.duty is Duty.OPEN,
    ),
    Step(
        "take_security", Who.CUSTOMS, "control", DECIDED, "security_taken", RELEASED,
        "The case is closed: no security can be taken for it.",
        Guard(
            "the final duty is not settled",
            lambda facts: facts.duty is not Duty.SETTLED,
            "The final duty is settled: nothing is left to secure.",
        ),
    ),
    Step(
        "return_security", Who.CUSTOMS, "control", DECIDED | {State.CANCELLED, State.EXPIRED}, "security_returned",
        frozenset(),
        "No security was taken for this case.",
        Guard(
            "security was taken, and the final duty is settled or the declaration is no longer valid",
            lambda facts: facts.security is not None
            and (facts.duty is Duty.SETTLED or facts.cancelled_at is not None or facts.expired_at is not None),
            "Security stays until the final duty is settled, and there must be one.",
        ),
        repeated=lambda facts: facts.security_returned_at is not None,
    ),
    Step(
        "settle", Who.CUSTOMS, "control", DECIDED, "duty_settled", _LET_GO,
        "The case is closed: no duty is left to settle.",
        repeated=lambda facts: facts.duty is Duty.SETTLED,
    ),
    Step(
        "discharge", Who.OFFICER, "work", RELEASED, "condition_discharged", frozenset({State.CLEARED}),
        "Conditions are discharged once the goods are released.",
    ),
    Step(
        "release_items", Who.CUSTOMS, "control", OPEN, "items_released", frozenset(),
        "The case is closed, or its goods are released as a whole.",
        Guard(
            "the law of the country pack lets items go apart, and the arrival is recorded where it was awaited",
            lambda facts: not facts.arrival_awaited,
            "The goods have not arrived: nothing can be released yet.",
        ),
    ),
    Step(
        "request_inspection", Who.OFFICER, "work", OPEN, "inspection_requested",
        frozenset({State.HELD, State.REFUSED, State.DETAINED}),
        "The goods are released or the case is closed: nothing is left to inspect.",
    ),
    Step(
        "set_inspection", Who.CUSTOMS, "control", OPEN, "inspection_set", frozenset(),
        "The goods are released or the case is closed: nothing is left to inspect.",
    ),
    Step(
        "ask_other_time", Who.LODGER, "lodge", OPEN, "other_time_asked", frozenset(),
        "The goods are released or the case is closed: nothing is left to inspect.", _APPOINTED,
    ),
    Step(
        "record_finding", Who.OFFICER, "work", OPEN, "inspection_recorded", OPEN | _LET_GO, _NOT_DECIDED_AGAIN,
        _APPOINTED,
    ),
    Step(
        "record_absence", Who.CUSTOMS, "control", OPEN, "absence_recorded", frozenset(), _NOT_DECIDED_AGAIN,
        _APPOINTED,
    ),
    Step(
        "record_sample", Who.OFFICER, "work", OPEN, "sample_result_recorded", OPEN | _LET_GO, _NOT_DECIDED_AGAIN,
        Guard("a sample is out", lambda facts: bool(facts.samples_out), "No sample of these goods is being tested."),
    ),
    Step(
        "name_party", Who.LODGER, "lodge", DECIDED, "release_party_named", frozenset(),
        "The case is closed: nobody is told of its release any more.",
    ),
    Step(
        "drop_party", Who.LODGER, "lodge", DECIDED, "release_party_dropped", frozenset(),
        "The case is closed: nobody is told of its release any more.",
    ),
    Step(
        "gate_out", Who.KEEPER, "keep", DECIDED, "gate_out_confirmed", frozenset(),
        "The declaration is no longer valid: the goods must not leave.",
        Guard("the keeper has a release notice for the goods that was not withdrawn"),
    ),
    Step(
        "expire", Who.WINDOW, "expire", OPEN, "expired", frozenset({State.EXPIRED}),
        "Only a case whose goods have not arrived can expire.",
        Guard(
            "arrival is awaited, and the last day for it has passed",
            lambda facts: facts.arrival_awaited,
            "The goods have arrived: the case does not expire.",
        ),
        repeated=lambda facts: facts.expired_at is not None,
    ),
)  # fmt: skip
"""Every act on a case. Where an act leads is computed by the decision; the table says where it may."""

_BY_ACT = {step.act: step for step in STEPS}


def require(act: str, actor: Actor, outcome: CaseOutcome | None = None, facts: Facts | None = None) -> Step:
    """The table's row for this act. Raises NotAllowed for the wrong role, NotPossible in the wrong state.

    ``outcome`` is where the case stands, None where there is no case yet; ``facts`` is its position as it is stored.
    """
    step, facts = _BY_ACT[act], facts or Facts()
    if not actor.may(step.permission):
        raise NotAllowed("Your role does not allow this." if step.possible_in else step.refusal)
    if outcome is not None and not step.repeated(facts):
        require_possible(act, outcome, facts)
    return step


def require_possible(act: str, outcome: CaseOutcome, facts: Facts) -> None:
    """Raise NotPossible where the table does not allow the act in this state, whoever does it."""
    step = _BY_ACT[act]
    if State(outcome) not in step.possible_in:
        raise NotPossible(step.refusal)
    if not step.guard.holds(facts):
        raise NotPossible(step.guard.refusal)


def possible(actor: Actor, outcome: CaseOutcome, facts: Facts | None = None) -> frozenset[str]:
    """The acts that the table allows this actor in this state, and that would change something."""
    found = facts or Facts()
    return frozenset(
        step.act
        for step in STEPS
        if actor.may(step.permission)
        and State(outcome) in step.possible_in
        and step.guard.holds(found)
        and not step.repeated(found)
    )


def skips_release(before: CaseOutcome, after: CaseOutcome) -> bool:
    """Whether a case would be cleared without having been released: these are two events, and the first is due too."""
    return _STAGE[State(before)] < Stage.RELEASED and _STAGE[State(after)] is Stage.CLEARED


def forward(before: CaseOutcome, after: CaseOutcome) -> bool:
    """Whether a case may go from one outcome to the other: to the same stage or a later one, and never out of a close.

    From one open state to another it may go either way: a hold is lifted, a refusal reconsidered.
    """
    stage = _STAGE[State(before)]
    return before == after if stage is Stage.CLOSED else _STAGE[State(after)] >= stage
