"""Customs' supervisor settles a conflict: two officers of two agencies contradict each other on one item."""

from sqlalchemy.orm import Session

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import conclude
from singlewindow.casework.consolidate import sides
from singlewindow.casework.decide import LONGEST
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.errors import FieldError, Invalid, NotAllowed
from singlewindow.store import audit, settlements, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.settlements import Settlement


@again
def settle_conflict(
    house: House, actor: Actor, reference: str, *, item: int, agency: str, reason: str, revision: int | None = None
) -> Answer:
    """Settle the conflict on an item for one agency's side: its answer stands, the other side's is set aside.

    Nothing is lost: the other verdict stays and is shown, and a later one of these agencies on the item reopens the
    conflict. Not by who gave an answer on the item. Raises Invalid naming the fields, NotFound, NotAllowed,
    NotPossible, Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "settle_conflict", revision)
        if actor.agency != house.pack.customs.code:
            raise NotAllowed("A conflict between agencies is settled by the supervisor of customs.")
        _require_no_side(session, opened, item)
        aside = _other_side(opened, item, agency)
        _require(aside, reason)
        settled = Settlement(item, agency, aside, reason.strip(), actor.name, opened.at)
        settlements.add(session, opened.case.id, settled, actor.account_id)
        told = {"items": [item], "stands": agency, "aside": list(aside), "reason": reason.strip()}
        event = audit.Event("conflict_settled", {**told, "shared_with": [agency, *aside]})
        return conclude(session, opened, declaration_of(session, opened.case), [event])


def _require_no_side(session: Session, opened: Opened, item: int) -> None:
    given = verdicts.standing(session, opened.case.id)
    if any(one.by_id == opened.actor.account_id for one in given if one.verdict.item == item):
        raise NotAllowed(f"You gave an answer on item {item} yourself: another supervisor must settle the conflict.")


def _other_side(opened: Opened, item: int, agency: str) -> tuple[str, ...]:
    """The agencies that contradict this one on the item; none where there is no such conflict."""
    if not any(agency in conflict.agencies for conflict in opened.last.conflicts if conflict.item == item):
        return ()
    own = next(one for one in opened.verdicts if one.item == item and one.agency == agency)
    entry, denial = sides(one for one in opened.verdicts if one.item == item)
    return denial if own.outcome.lets_go else entry


def _require(aside: tuple[str, ...], reason: str) -> None:
    tests = (
        (not aside, "agency", "Choose one of the agencies that contradict each other on this item."),
        (not reason.strip(), "reason", "Enter the reason: the agencies and the trader will read it."),
        (len(reason) > LONGEST, "reason", f"The reason must be {LONGEST} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The conflict cannot be settled as it is.", faults)
