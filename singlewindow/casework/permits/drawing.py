"""A case's draws on permits follow its decision: reserved, written off at release, given back."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from singlewindow.casework.decision import CaseOutcome, Decision, ItemDecision
from singlewindow.casework.permits.announcing import announce_exhausted
from singlewindow.permits.terms import Terms
from singlewindow.permits.writeoff import Aim, Draw, Entry, positions, settle
from singlewindow.store import ledger, permits
from singlewindow.store.ledger import Maker
from singlewindow.store.pen import Writing

_GONE = frozenset({CaseOutcome.CANCELLED, CaseOutcome.EXPIRED, CaseOutcome.REFUSED})
_OUT = frozenset({CaseOutcome.RELEASED, CaseOutcome.RELEASED_WITH_CONDITIONS, CaseOutcome.CLEARED})
_OPEN = frozenset({CaseOutcome.PENDING, CaseOutcome.HELD})


def follow(writing: Writing, case_id: int, actor: str, decision: Decision, draws: Sequence[Draw] | None = None) -> None:
    """Add the entries that the decision makes of the case's draws. ``draws`` are those of a new version, or None.

    A first decision without draws runs no statement.
    """
    if decision.number == 1 and not draws:
        return
    had = positions(ledger.of_case(writing, case_id)) if decision.number > 1 else {}
    entries = settle(had, draws, aims(decision))
    if not entries:
        return
    touched = {entry.permit_id for entry in entries}
    held = permits.hold_ids(writing, touched)
    ledger.add(writing, entries, Maker(actor, decision.decided_at, case_id))
    _bind(writing, case_id, touched)
    _tell_exhausted(writing, held, entries, decision)


def _tell_exhausted(
    writing: Writing, held: Iterable[permits.Held], entries: Iterable[Entry], decision: Decision
) -> None:
    """Tell the holders of permits of which this decision drew the last."""
    drawn = {entry.permit_id for entry in entries if entry.change < 0}
    for permit in held:
        limited = msgspec.json.decode(permit.terms, type=Terms).quantity is not None
        if permit.id in drawn and limited and ledger.last(writing, permit.id)[1] <= 0:
            key = f"{decision.reference} decision {decision.number}"
            announce_exhausted(writing, permit, decision.decided_at, key)


def aims(decision: Decision) -> Mapping[int, Aim]:
    """What the decision makes of each item's draws.

    What an item drew is written off when the item is released and the case waits for nothing more; so the rest of a
    shipment of which one item was refused is written off too.
    """
    return {item.item: _aim(item, decision.outcome) for item in decision.items}


def _aim(item: ItemDecision, case: CaseOutcome) -> Aim:
    if item.outcome in _GONE:
        return Aim.GIVE_BACK
    out = item.outcome in _OUT and (case not in _OPEN or item.released_apart)
    return Aim.WRITE_OFF if out else Aim.KEEP


def _bind(writing: Writing, case_id: int, touched: Iterable[int]) -> None:
    """Bind the permits to the case that draws on them, or free those that it no longer draws on."""
    drawn = {place[0] for place, position in positions(ledger.of_case(writing, case_id)).items() if position.drawn}
    for permit_id in sorted(touched):
        permits.bind(writing, permit_id, case_id if permit_id in drawn else None)
