"""Apply an answer of an agency's own system: its verdicts, and the decision that follows.

What an officer of the agency decided at the window stands: the answer for such an item is kept, and the trail says so.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Outcome, Reason, Verdict
from singlewindow.casework.answer import named
from singlewindow.casework.conclude import conclude, replace
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.remote.contents import AnswerClaims, SaidItem, Taken
from singlewindow.store import asks, audit
from singlewindow.store.people import Actor
from singlewindow.store.remote_tables import AgencyAsk
from singlewindow.store.tables import Case
from singlewindow.store.verdicts import Given


def apply(house: House, session: Session, system: Actor, ask: AgencyAsk, case: Case, claims: AnswerClaims) -> Taken:
    """Store the verdicts of an answer that is in time. Raises NotPossible where a case would go back."""
    opened = open_case(house, session, system, case.reference, "decide", None)
    earlier = {one.item: one for one in opened.verdicts if one.agency == system.agency}
    may = _free(session, opened, ask, earlier.keys())
    given = {said.item: verdict_of(said, earlier[said.item], system) for said in claims.items if said.item in may}
    kept = tuple(sorted(said.item for said in claims.items if said.item not in given))
    _record(session, opened, ask, claims, earlier, given.keys())
    if given:
        replace(session, opened, [Given(one, opened.at) for one in given.values()])
        events = [*_told(system, given.values()), *_told_kept(system, ask, kept)]
        conclude(session, opened, declaration_of(session, case), events)
    else:
        audit.append(session, case.id, named(system), opened.at, _told_kept(system, ask, kept))
    return Taken(claims.jti, ask.name, tuple(sorted(given)), kept, _sentence(kept))


def verdict_of(said: SaidItem, earlier: Verdict, system: Actor) -> Verdict:
    """The verdict that the agency's system gives, with the place and, where it names none, the law of the ask."""
    ground = earlier.reasons[0] if earlier.reasons else None
    until = f" This answer is valid until {said.valid_until}." if said.valid_until else ""
    reasons = tuple(
        Reason(
            rule=reason.rule or "system",
            sentence=reason.sentence.strip() + (until if number == 0 else ""),
            law=reason.law or (ground.law if ground else ""),
            pointer=ground.pointer if ground else "42A",
            asks=ground.asks if ground else None,
        )
        for number, reason in enumerate(said.reasons)
    )
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=Outcome(said.outcome),
        reasons=reasons,
        conditions=said.conditions,
        hold=HoldKind(said.hold) if said.hold else None,
        decided_by=f"the system of {system.organisation}",
    )


def _free(session: Session, opened: Opened, ask: AgencyAsk, current: Iterable[int]) -> frozenset[int]:
    """The items that an answer may decide: not those that an officer decided, nor those that left already."""
    officers = asks.decided_by_officers(session, ask.case_id, ask.agency)
    gone = {item.item for item in opened.last.items if item.released_apart}
    return frozenset(current) - officers - gone


def _record(
    session: Session,
    opened: Opened,
    ask: AgencyAsk,
    claims: AnswerClaims,
    earlier: dict[int, Verdict],
    given: Collection[int],
) -> None:
    """Store that the ask was answered: whole, once none of its items waits any more."""
    waits = {item for item, one in earlier.items() if one.outcome is Outcome.PENDING and item in asks.items_of(ask)}
    whole = waits <= set(given)
    said_at = dt.datetime.fromtimestamp(claims.iat, dt.UTC)
    asks.record(
        session,
        ask.id,
        said_at=said_at if given else ask.said_at,
        taken_at=ask.taken_at or opened.at,
        answered_at=ask.answered_at or (opened.at if whole else None),
        error=None,
    )


def _told(system: Actor, given: Iterable[Verdict]) -> Iterator[audit.Event]:
    """An event for each answer that several items have in common."""
    alike: dict[tuple[object, ...], list[Verdict]] = {}
    for one in given:
        alike.setdefault((one.outcome, one.reasons[0].sentence, one.conditions), []).append(one)
    for same in alike.values():
        facts = {
            "agency": system.agency,
            "items": sorted(one.item for one in same),
            "outcome": same[0].outcome.value,
            "reason": same[0].reasons[0].sentence,
            "conditions": list(same[0].conditions),
        }
        yield audit.Event("verdict_given", facts)


def _told_kept(system: Actor, ask: AgencyAsk, kept: Sequence[int]) -> list[audit.Event]:
    if not kept:
        return []
    why = "an officer of the agency decided meanwhile."
    return [audit.Event("answer_kept", {"agency": system.agency, "items": list(kept), "ask": ask.name, "why": why})]


def _sentence(kept: Sequence[int]) -> str:
    if not kept:
        return "The answer was taken."
    items = f"item{'s' if len(kept) > 1 else ''} {', '.join(map(str, kept))}"
    return f"The answer is kept for {items}, and changes nothing there: an officer of the agency decided meanwhile."
