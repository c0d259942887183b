"""Asks follow the decision: an agency's own system is asked where a verdict waits for it, and told when none does.

An ask stands for as long as its answer could move the case. With a new version of the declaration it stands where the
facts of all its items stayed as they were; else it is withdrawn, and the agency is asked anew.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Outcome, Verdict, WaitsFor
from singlewindow.casework.decision import CaseOutcome, Decision
from singlewindow.store import asks, audit
from singlewindow.store.asks import OpenAsk
from singlewindow.store.pen import Writing

_ENDED = {CaseOutcome.CANCELLED: "cancelled", CaseOutcome.EXPIRED: "expired"}


class Waiting(NamedTuple):
    """What waits for an agency's own system: all its items, and whether any of them has new facts."""

    items: tuple[int, ...]
    fresh: bool


def follow(writing: Writing, case_id: int, decision: Decision) -> list[audit.Event]:
    """Ask and withdraw as the decision wants it; gives the events that tell it.

    A lodgement that waits for no other system runs no statement.
    """
    waiting = {} if decision.outcome in _ENDED else waiting_for_computers(decision)
    standing: Sequence[OpenAsk] = ()
    events: list[audit.Event] = []
    if isinstance(writing, Session):
        standing = asks.open_asks(writing, case_id)
        events += (event for ask in standing for event in _withdrawn(writing, ask, decision, waiting))
    for agency, found in waiting.items():
        known = any(ask.agency == agency and ask.version == decision.version for ask in standing)
        if found.fresh and not known:
            events.append(_asked(writing, case_id, decision, agency, found.items))
    return events


def waiting_for_computers(decision: Decision) -> dict[str, Waiting]:
    """For each agency, the items of which its verdict waits for its own system."""
    found: dict[str, Waiting] = {}
    for verdict in _verdicts(decision):
        if verdict.waits_for is WaitsFor.COMPUTER:
            before = found.get(verdict.agency, Waiting((), fresh=False))
            fresh = before.fresh or verdict.carried_over_from is None
            found[verdict.agency] = Waiting((*before.items, verdict.item), fresh)
    return found


def _asked(writing: Writing, case_id: int, decision: Decision, agency: str, items: Sequence[int]) -> audit.Event:
    name = f"{decision.reference}-{decision.version}-{agency}"
    values = {"case_id": case_id, "version": decision.version, "agency": agency, "name": name}
    asks.add(writing, values, items, decision.decided_at)
    return audit.Event("agency_asked", {"agency": agency, "items": list(items), "ask": name})


def _withdrawn(
    session: Session, ask: OpenAsk, decision: Decision, waiting: dict[str, Waiting]
) -> Iterator[audit.Event]:
    because = _because(ask, decision, waiting)
    if because:
        asks.withdraw(session, ask, because, decision.decided_at)
        facts = {"agency": ask.agency, "items": sorted(ask.items), "ask": ask.name, "because": because}
        yield audit.Event("ask_withdrawn", facts)


def _because(ask: OpenAsk, decision: Decision, waiting: dict[str, Waiting]) -> str | None:
    """Why an ask no longer stands; None where it does."""
    if decision.outcome in _ENDED:
        return _ENDED[decision.outcome]
    found = waiting.get(ask.agency)
    if ask.version < decision.version and found and found.fresh:
        return "amended"
    own = [verdict for verdict in _verdicts(decision) if verdict.agency == ask.agency and verdict.item in ask.items]
    if not own:
        return "amended"
    return None if ask.answered or any(_unsettled(verdict) for verdict in own) else "settled"


def _unsettled(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.PENDING or verdict.hold is HoldKind.QUERY


def _verdicts(decision: Decision) -> Iterator[Verdict]:
    return (verdict for item in decision.items for verdict in item.verdicts)
