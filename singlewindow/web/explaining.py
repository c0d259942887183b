"""A decision arranged for reading: each agency's answer once, with the items that share it, the strictest first."""

from collections.abc import Iterable
from typing import NamedTuple

from agencies.contract import Reason, Verdict, WaitsFor
from singlewindow.casework import AgencyAnswer, Decision
from wco_datamodel.pointers import PointerUnreadable, read_pointer

PLACES = 3
"""So many places in the message are named with a reason; more would bury it."""


WHOLE = "42A"
"""The pointer of the whole declaration, which tells nobody where to look."""


_FROM_TRADER = (WaitsFor.DOCUMENT, WaitsFor.PAYMENT)


class Explained(NamedTuple):
    """A reason, its law, and the places in the trader's message that it speaks of: label and WCO pointer."""

    sentence: str
    law: str
    places: tuple[tuple[str, str], ...]
    further_places: int


class Answer(NamedTuple):
    """What one agency says about some items, in the same words for each of them."""

    verdict: Verdict
    items: tuple[int, ...]
    reasons: tuple[Explained, ...]


class AgencyPart(NamedTuple):
    """One agency: its strictest answer, how to reach it, and its answers by items."""

    agency: AgencyAnswer
    answers: tuple[Answer, ...]


def wait_for_trader(decision: Decision) -> tuple[str, ...]:
    """The names of the agencies that wait for a document or a payment."""
    waiting = {
        verdict.agency for item in decision.items for verdict in item.verdicts if verdict.waits_for in _FROM_TRADER
    }
    return tuple(answer.name for answer in decision.agencies if answer.agency in waiting)


def by_agency(decision: Decision) -> tuple[AgencyPart, ...]:
    """Each agency with its answers; verdicts that say the same of several items are told once."""
    found: dict[str, list[Verdict]] = {}
    for item in decision.items:
        for verdict in item.verdicts:
            found.setdefault(verdict.agency, []).append(verdict)
    return tuple(AgencyPart(agency, _answers(found.get(agency.agency, []))) for agency in decision.agencies)


def _answers(verdicts: list[Verdict]) -> tuple[Answer, ...]:
    alike: dict[object, list[Verdict]] = {}
    for verdict in verdicts:
        alike.setdefault(_what_it_says(verdict), []).append(verdict)
    answers = [Answer(same[0], tuple(v.item for v in same), _reasons(same)) for same in alike.values()]
    return tuple(sorted(answers, key=lambda answer: -answer.verdict.outcome.strictness))


def _what_it_says(verdict: Verdict) -> object:
    reasons = tuple((reason.sentence, reason.law) for reason in verdict.reasons)
    given = verdict.decided_by, verdict.countersigned_by, verdict.carried_over_from
    return verdict.outcome, reasons, verdict.conditions, verdict.waits_for, verdict.hold, *given


def _reasons(alike: list[Verdict]) -> tuple[Explained, ...]:
    """The reasons of verdicts that say the same: one each, with the places of all."""
    return tuple(_explained(same) for same in zip(*(verdict.reasons for verdict in alike), strict=True))


def _explained(same: Iterable[Reason]) -> Explained:
    reasons = tuple(same)
    pointers = list(dict.fromkeys(reason.pointer for reason in reasons if reason.pointer not in ("", WHOLE)))
    places = tuple((_label(pointer), pointer) for pointer in pointers[:PLACES])
    return Explained(reasons[0].sentence, reasons[0].law, places, len(pointers) - len(places))


def _label(pointer: str) -> str:
    try:
        return read_pointer(pointer).label
    except PointerUnreadable:
        return "Place"
