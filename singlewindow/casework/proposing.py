"""A verdict that lets goods go may take two officers: what one of them proposes waits until another countersigns it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Outcome, Reason, Verdict, WaitsFor
from singlewindow.casework.open_case import Opened
from singlewindow.store import audit, proposals, verdicts
from singlewindow.store.verdicts import Given


class HeldBack(msgspec.Struct, frozen=True):
    """What stands now of an officer's verdicts, and the events that tell it."""

    given: tuple[Given, ...]
    events: tuple[audit.Event, ...]


def hold_back(session: Session, opened: Opened, given: Sequence[Given], event: audit.Event) -> HeldBack:
    """Keep as proposals those verdicts of an officer that take a second one; the items wait for the countersign."""
    agencies = {one.verdict.agency for one in given if _lets_go(one)}
    asked = {agency: verdicts.first_by_rule(session, opened.case.id, agency) for agency in agencies}
    proposed = [one for one in given if _lets_go(one) and _takes_two(asked[one.verdict.agency], one.verdict)]
    if not proposed:
        return HeldBack(tuple(given), (event,))
    proposals.add(session, opened.case.id, proposed)
    standing = tuple(one for one in given if one not in proposed)
    due = {agency: verdicts.last_due(session, opened.case.id, agency) for agency in agencies}
    waits = (
        Given(_waiting(opened, one.verdict), one.at, one.by_id, due[one.verdict.agency].get(one.verdict.item))
        for one in proposed
    )
    return HeldBack((*standing, *waits), (*_without(event, standing), _proposed(proposed)))


def drop_stale(session: Session, opened: Opened) -> None:
    """End the proposals for items that no longer wait for a countersign: the agency answered otherwise meanwhile."""
    found = proposals.open_of(session, opened.case.id)
    if not found:
        return
    current = verdicts.current(session, opened.case.id)
    waits = {(one.agency, one.item) for one in current if one.waits_for is WaitsFor.COUNTERSIGN}
    newest = {(one.agency, one.item): one.id for one in found}
    standing = {row_id for place, row_id in newest.items() if place in waits}
    proposals.settle(session, [one for one in found if one.id not in standing], "dropped", at=opened.at)


def _lets_go(given: Given) -> bool:
    by_one_officer = given.by_id is not None and given.verdict.countersigned_by is None
    return by_one_officer and given.verdict.outcome.lets_go


def _takes_two(asked: dict[int, Verdict], verdict: Verdict) -> bool:
    ground = asked.get(verdict.item)
    return ground is not None and ground.countersign


def _waiting(opened: Opened, verdict: Verdict) -> Verdict:
    """The answer meanwhile: it does not say what is proposed, which is not the agency's word yet."""
    name = opened.house.name_of(verdict.agency)
    sentence = f"An officer has looked at it. A second officer of {name} must countersign the answer."
    ground = verdict.reasons[0] if verdict.reasons else Reason("officer", "", "", "42A")
    return Verdict(
        agency=verdict.agency,
        item=verdict.item,
        outcome=Outcome.PENDING,
        waits_for=WaitsFor.COUNTERSIGN,
        reasons=(msgspec.structs.replace(ground, rule="officer", sentence=sentence),),
        decided_by=verdict.decided_by,
        countersign=True,
    )


def _without(event: audit.Event, standing: Sequence[Given]) -> tuple[audit.Event, ...]:
    """The event of an officer's verdict, for those of its items that need no second officer."""
    if event.name != "verdict_given":
        return (event,)
    items = sorted(one.verdict.item for one in standing)
    return (audit.Event(event.name, {**event.data, "items": items}),) if items else ()


def _proposed(given: Sequence[Given]) -> audit.Event:
    first = given[0].verdict
    return audit.Event(
        "verdict_proposed",
        {
            "agency": first.agency,
            "items": sorted(one.verdict.item for one in given),
            "outcome": first.outcome.value,
            "reason": first.reasons[0].sentence if first.reasons else "",
            "conditions": list(first.conditions),
        },
    )
