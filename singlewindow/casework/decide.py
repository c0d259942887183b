"""An officer decides for the agency: approve, approve with conditions, refuse, hold or detain, with a reason."""

from collections.abc import Sequence

from agencies.contract import HoldKind, Outcome, Reason, Verdict
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotAllowed
from singlewindow.store import audit
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.verdicts import Given

OUTCOMES = (Outcome.CLEAR, Outcome.CONDITIONAL, Outcome.REFUSE, Outcome.HOLD, Outcome.DETAIN)
LONGEST = 2000
MOST_CONDITIONS = 20


@again
def decide(
    house: House,
    actor: Actor,
    reference: str,
    *,
    items: Sequence[int],
    outcome: Outcome,
    reason: str,
    conditions: Sequence[str] = (),
    hold: HoldKind | None = None,
    revision: int | None = None,
) -> Answer:
    """Give the agency's verdict for these items; the decision follows from it.

    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, and Stale where the case changed meanwhile.
    """
    conditions = tuple(line for text in conditions if (line := text.strip()))
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "decide", revision)
        mine = own_items(opened, items)
        _require(mine, items, outcome, reason, conditions, hold)
        given = [
            Given(_verdict(opened, verdict, outcome, reason, conditions, hold), opened.at, by_id=actor.account_id)
            for verdict in mine
        ]
        return close(session, opened, given, _event(actor, items, outcome, reason, conditions))


def own_items(opened: Opened, items: Sequence[int]) -> list[Verdict]:
    """The current verdicts of the actor's agency for these items. Raises NotAllowed where it has no agency."""
    if opened.actor.agency is None:
        raise NotAllowed("Only an officer of an agency, or of customs, can do this.")
    wanted = frozenset(items)
    return [v for v in opened.verdicts if v.agency == opened.actor.agency and v.item in wanted]


def _require(
    mine: Sequence[Verdict],
    items: Sequence[int],
    outcome: Outcome,
    reason: str,
    conditions: Sequence[str],
    hold: HoldKind | None,
) -> None:
    tests = (
        (not items, "items", "Choose at least one item."),
        (len(mine) != len(frozenset(items)), "items", "Choose only items that concern your agency."),
        (outcome not in OUTCOMES, "outcome", "Choose one of the answers that an officer can give."),
        (not reason.strip(), "reason", "Enter the reason: the trader will read it."),
        (len(reason) > LONGEST, "reason", f"The reason must be {LONGEST} characters or less."),
        (outcome is Outcome.CONDITIONAL and not conditions, "conditions", "Enter at least one condition."),
        (
            outcome is not Outcome.CONDITIONAL and bool(conditions),
            "conditions",
            "Choose the approval with conditions, or delete the conditions.",
        ),
        (len(conditions) > MOST_CONDITIONS, "conditions", f"Enter at most {MOST_CONDITIONS} conditions."),
        (any(len(text) > LONGEST for text in conditions), "conditions", f"At most {LONGEST} characters each."),
        (outcome is Outcome.HOLD and hold is None, "hold", "Choose why the goods are held."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The verdict cannot be stored as it is.", faults)


def _verdict(
    opened: Opened,
    earlier: Verdict,
    outcome: Outcome,
    reason: str,
    conditions: tuple[str, ...],
    hold: HoldKind | None,
) -> Verdict:
    """The officer's verdict keeps the law and the place of the requirement that asked for it."""
    ground = earlier.reasons[0] if earlier.reasons else None
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=outcome,
        reasons=(
            Reason(
                rule="officer",
                sentence=reason.strip(),
                law=ground.law if ground else "",
                pointer=ground.pointer if ground else "42A",
                asks=ground.asks if ground else None,
            ),
        ),
        conditions=conditions,
        hold=hold if outcome is Outcome.HOLD else None,
        decided_by=opened.actor.name,
    )


def _event(actor: Actor, items: Sequence[int], outcome: Outcome, reason: str, conditions: Sequence[str]) -> audit.Event:
    return audit.Event(
        "verdict_given",
        {
            "agency": actor.agency,
            "items": sorted(items),
            "outcome": outcome.value,
            "reason": reason.strip(),
            "conditions": list(conditions),
        },
    )
