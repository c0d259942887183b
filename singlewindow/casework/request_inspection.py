"""An officer asks to look at goods: the items are held, and the wish joins the case's one appointment."""

from collections.abc import Sequence

from agencies.contract import HoldKind, Outcome, Reason, Verdict
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.decide import LONGEST, own_items
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.verdicts import Given


@again
def request_inspection(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], reason: str, revision: int | None = None
) -> Answer:
    """Ask to look at these items of the actor's agency. Raises Invalid, NotFound, NotAllowed, NotPossible, Stale."""
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "request_inspection", revision)
        mine = own_items(opened, items)
        if not items or len(mine) != len(frozenset(items)):
            sentence = "Choose items that concern your agency."
            raise Invalid(sentence, (FieldError("items", sentence),))
        if not reason.strip() or len(reason) > LONGEST:
            sentence = f"Enter the reason, in {LONGEST} characters or less: the trader will read it."
            raise Invalid(sentence, (FieldError("reason", sentence),))
        given = [Given(_held(earlier, reason, actor), opened.at, by_id=actor.account_id) for earlier in mine]
        told = {"agency": actor.agency, "items": sorted(items), "reason": reason.strip()}
        return close(session, opened, given, audit.Event("inspection_requested", told))


def _held(earlier: Verdict, reason: str, actor: Actor) -> Verdict:
    ground = earlier.reasons[0] if earlier.reasons else None
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=Outcome.HOLD,
        hold=HoldKind.INSPECTION,
        reasons=(Reason("officer", reason.strip(), ground.law if ground else "", ground.pointer if ground else "42A"),),
        decided_by=actor.name,
    )
