"""What an officer found becomes the agency's verdict: its outcome, its law, and a reason naming the check."""

from collections.abc import Sequence

import msgspec

from agencies.contract import HoldKind, Outcome, Reason, Verdict
from singlewindow.casework.decide import LONGEST, MOST_CONDITIONS
from singlewindow.errors import FieldError

LETS_GO = (Outcome.CLEAR, Outcome.CONDITIONAL)
KEEPS = (Outcome.CONDITIONAL, Outcome.REFUSE, Outcome.DETAIN)
LONGEST_LAW = 280
_ACTS = {
    Outcome.CLEAR: "approve",
    Outcome.CONDITIONAL: "approve on conditions",
    Outcome.REFUSE: "refuse",
    Outcome.DETAIN: "detain",
}


class Concluded(msgspec.Struct, frozen=True):
    """What the officer concludes: the outcome, conditions of a conditional one, the law, and a note for the trader.

    Without a law, that of the requirement which asked for the check stands.
    """

    outcome: Outcome | None = None
    conditions: tuple[str, ...] = ()
    law: str = ""
    note: str = ""


def faults_of(concluded: Concluded, possible: Sequence[Outcome], earlier: Sequence[Verdict]) -> list[FieldError]:
    """What is wrong with a conclusion, by field. ``possible`` are the outcomes that the result allows."""
    outcome, conditions = concluded.outcome, concluded.conditions
    without_law = not concluded.law.strip() and not all(
        verdict.reasons and verdict.reasons[0].law for verdict in earlier
    )
    tests = (
        (outcome not in possible, "outcome", f"This result allows you to {_listed(possible)}."),
        (outcome is Outcome.CONDITIONAL and not conditions, "conditions", "Enter at least one condition."),
        (outcome is not Outcome.CONDITIONAL and bool(conditions), "conditions", "Only an approval has conditions."),
        (len(conditions) > MOST_CONDITIONS, "conditions", f"Enter at most {MOST_CONDITIONS} conditions."),
        (any(len(text) > LONGEST for text in conditions), "conditions", f"At most {LONGEST} characters each."),
        ((outcome is not None and outcome.denies) and without_law, "law", "Enter the law that you act under."),
        (len(concluded.law) > LONGEST_LAW, "law", f"Use {LONGEST_LAW} characters or less."),
        (len(concluded.note) > LONGEST, "note", f"The note must be {LONGEST} characters or less."),
    )
    return [FieldError(field, sentence) for wrong, field, sentence in tests if wrong]


def _listed(possible: Sequence[Outcome]) -> str:
    """What an officer may do, as ``approve on conditions, refuse or detain``."""
    *first, last = (_ACTS[outcome] for outcome in possible)
    return f"{', '.join(first)} or {last}"


def verdict_of(earlier: Verdict, concluded: Concluded, sentence: str, officer: str) -> Verdict:
    """The verdict, on the ground of the one that it takes the place of."""
    assert concluded.outcome is not None
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=concluded.outcome,
        reasons=(reason_of(earlier, sentence, concluded.law),),
        conditions=concluded.conditions,
        decided_by=officer,
    )


def held_for_sample(earlier: Verdict, sentence: str, officer: str) -> Verdict:
    """The verdict while a sample is tested: the item stays where it is."""
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=Outcome.HOLD,
        hold=HoldKind.INSPECTION,
        reasons=(reason_of(earlier, sentence),),
        decided_by=officer,
    )


def reason_of(earlier: Verdict, sentence: str, law: str = "") -> Reason:
    """A reason in the place, and without another law under the law, of the requirement that asked."""
    ground = earlier.reasons[0] if earlier.reasons else None
    pointer = ground.pointer if ground else "42A"
    return Reason("officer", sentence, law.strip() or (ground.law if ground else ""), pointer)
