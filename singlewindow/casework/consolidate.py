"""Many verdicts, one decision: a pure function of stored facts (``docs/explanation/decisions.md``)."""

from collections.abc import Iterable, Mapping

import msgspec

from agencies.contract import Outcome, Verdict
from singlewindow.casework.decision import CaseOutcome, Conflict

_ANSWER = {
    Outcome.DETAIN: CaseOutcome.DETAINED,
    Outcome.REFUSE: CaseOutcome.REFUSED,
    Outcome.HOLD: CaseOutcome.HELD,
    Outcome.PENDING: CaseOutcome.PENDING,
    Outcome.CONDITIONAL: CaseOutcome.RELEASED_WITH_CONDITIONS,
    Outcome.CLEAR: CaseOutcome.RELEASED,
    Outcome.NOT_CONCERNED: CaseOutcome.RELEASED,
}
_STRICTNESS = {outcome: rank for rank, outcome in enumerate(CaseOutcome)}


class Position(msgspec.Struct, frozen=True):
    """Where the case stands with customs, beside the verdicts.

    ``duty_open``: duty is neither paid nor secured (TFA 7.3). ``arrival_awaited``: goods must arrive first (TFA 7.1).
    ``settled``: the final duty is settled and every condition discharged, so that release becomes clearance.
    ``expired``: the goods never arrived. ``set_aside``: the agency and the item of verdicts that customs' supervisor
    set aside, settling a conflict; they stay and are told, and nothing follows from them.
    """

    cancelled: bool = False
    duty_open: bool = False
    arrival_awaited: bool = False
    settled: bool = False
    expired: bool = False
    set_aside: frozenset[tuple[str, int]] = frozenset()


class Consolidated(msgspec.Struct, frozen=True):
    """The outcome of the whole, of each item by its number, and the contradictions a person must settle."""

    outcome: CaseOutcome
    items: Mapping[int, CaseOutcome]
    conflicts: tuple[Conflict, ...]


def consolidate(items: Iterable[int], verdicts: Iterable[Verdict], position: Position) -> Consolidated:
    """Compute the decision for each item and for the whole: the strictest answer stands.

    ``items`` are the declaration's item numbers. An item that no agency is concerned with is released.
    """
    by_item: dict[int, list[Verdict]] = {item: [] for item in items}
    for verdict in verdicts:
        if (verdict.agency, verdict.item) not in position.set_aside:
            by_item.setdefault(verdict.item, []).append(verdict)
    outcomes = {item: _with_position(_item_outcome(found), position) for item, found in by_item.items()}
    return Consolidated(
        outcome=strictest(outcomes.values()),
        items=outcomes,
        conflicts=tuple(conflict for item, found in by_item.items() if (conflict := _conflict(item, found))),
    )


def strictest(outcomes: Iterable[CaseOutcome]) -> CaseOutcome:
    """The strictest of several outcomes; ``cleared`` where there is none, as the mildest."""
    return min(outcomes, key=_STRICTNESS.__getitem__, default=CaseOutcome.CLEARED)


def _item_outcome(verdicts: list[Verdict]) -> CaseOutcome:
    if not verdicts:
        return CaseOutcome.RELEASED
    return strictest([_ANSWER[verdict.outcome] for verdict in verdicts])


def _with_position(outcome: CaseOutcome, position: Position) -> CaseOutcome:
    if position.cancelled:
        return CaseOutcome.CANCELLED
    if position.expired:
        return CaseOutcome.EXPIRED
    if position.duty_open or position.arrival_awaited:
        return strictest((outcome, CaseOutcome.PENDING))
    released = outcome in (CaseOutcome.RELEASED, CaseOutcome.RELEASED_WITH_CONDITIONS)
    return CaseOutcome.CLEARED if released and position.settled else outcome


def _conflict(item: int, verdicts: list[Verdict]) -> Conflict | None:
    """Two officers who contradict each other: one lets the goods in, another refuses or detains them."""
    entry, denial = sides(verdicts)
    if not entry or not denial:
        return None
    sentence = (
        f"{', '.join(entry)} would let item {item} go and {', '.join(denial)} would not: a supervisor must settle it."
    )
    return Conflict(item=item, agencies=(*entry, *denial), sentence=sentence)


def sides(verdicts: Iterable[Verdict]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agencies whose officers let an item go, and those whose officers refuse or detain it."""
    by_officers = [verdict for verdict in verdicts if verdict.decided_by != "rule"]
    entry = tuple(verdict.agency for verdict in by_officers if verdict.outcome.lets_go)
    return entry, tuple(verdict.agency for verdict in by_officers if verdict.outcome.denies)
