"""Who may do which act on a permit now: the table of states decides, for every act alike."""

from singlewindow.casework.permits.file import side_of
from singlewindow.errors import NotAllowed, NotPossible, Stale
from singlewindow.permits.states import BY_ACT, STATES, Step
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit


def allowed(actor: Actor, permit: Permit, act: str, revision: int | None = None) -> Step:
    """The row of the table for this act. Raises NotAllowed, NotPossible, and Stale where the permit changed since."""
    step = BY_ACT[act]
    if side_of(actor, permit) != step.whose:
        raise NotAllowed(
            "Only the holder can do this." if step.whose == "applicant" else "Only its agency can do this."
        )
    if permit.status not in step.possible_in:
        raise NotPossible(f"{permit.number} is {STATES[permit.status]}: this cannot be done now.")
    if revision is not None and revision != permit.revision:
        raise Stale(f"{permit.number} was changed since you opened it. Read it again, then decide.")
    if act == "countersign" and permit.approved_by_id == actor.account_id:
        raise NotAllowed("You approved this: a second officer must sign it.")
    return step
