"""Customs releases items apart from the others of their declaration, where the country's law lets it."""

from collections.abc import Sequence

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.decision import LET_GO
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.store import audit, positions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor


@again
def release_items(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], revision: int | None = None
) -> Answer:
    """Let these items go although others of the declaration are not released. They are not decided again.

    Raises NotFound, NotAllowed, NotPossible, Stale, and Invalid where an item's own decision is no release.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "release_items", None)
        law = house.pack.partial_release
        if law is None:
            raise NotPossible(f"The law of {house.pack.name} does not let items go apart from the others.")
        new = _still_here(opened, items)
        if not new:
            return opened.stands
        opened.require_revision(revision)
        positions.release_apart(session, opened.case.id, new, by_id=actor.account_id, at=opened.at)
        return close(session, opened, (), audit.Event("items_released", {"items": new, "law": law.law}))


def _still_here(opened: Opened, items: Sequence[int]) -> list[int]:
    """Those of the items that have not left yet. Raises Invalid where one may not, or there is none."""
    outcomes = {item.item: item.outcome for item in opened.last.items}
    if not items or any(outcomes.get(item) not in LET_GO for item in items):
        sentence = "Choose items that every agency lets go."
        raise Invalid(sentence, (FieldError("items", sentence),))
    return sorted(set(items) - opened.standing.released_apart.keys())
