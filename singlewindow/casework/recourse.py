"""Until when a trader may ask for a review of a refusal, and what is reviewed already (WTO TFA Article 4)."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from agencies.contract import Appeal, Requirement, Verdict
from singlewindow.casework.decision import NextInstance
from singlewindow.casework.house import House
from singlewindow.store.oversight_tables import Review
from singlewindow.store.request_tables import CaseRequest
from singlewindow.store.reviews import items_of
from singlewindow.store.verdicts import Given


class Recourse(msgspec.Struct, frozen=True):
    """What a review can be asked of: an agency's refusal of items, or a denied request; until which day."""

    agency: str
    agency_name: str
    items: tuple[int, ...]
    request_id: int | None
    until: dt.date
    appeal: Appeal


def with_deadline(house: House, verdict: Verdict, on: dt.date, rule: str | None = None) -> Verdict:
    """The verdict with the last day on which a review can be asked for, where it refuses or detains.

    ``on`` is the day on which it was given, ``rule`` the requirement on whose ground an officer gave it.
    """
    if not verdict.outcome.denies or verdict.review_by is not None:
        return verdict
    ground = rule or (verdict.reasons[0].rule if verdict.reasons else "")
    days = _days(house, verdict.agency, ground)
    return msgspec.structs.replace(verdict, review_by=on + dt.timedelta(days=days))


def until_of(house: House, request: CaseRequest) -> dt.date | None:
    """The last day on which a review of a denied request can be asked for; None where it was not denied."""
    if request.state != "denied" or request.settled_at is None:
        return None
    return house.day_of(request.settled_at) + dt.timedelta(days=appeal_of(house, request.agency).days)


def appeal_of(house: House, agency: str) -> Appeal:
    """Where a trader asks for a review of what this agency says; of customs where it left the registry."""
    found = house.agencies.get(agency)
    return found.appeal if found else house.pack.customs.appeal


def next_instance(house: House, agency: str, decided_at: dt.datetime) -> NextInstance | None:
    """Where to appeal against what a review of this agency upheld then; None where the pack names no instance."""
    further = appeal_of(house, agency).further
    if further is None:
        return None
    return NextInstance(further.office, house.day_of(decided_at) + dt.timedelta(days=further.days), further.law)


def open_to(
    house: House,
    given: Iterable[Given],
    requests: Iterable[CaseRequest],
    reviews: Sequence[Review],
    today: dt.date,
) -> tuple[Recourse, ...]:
    """What a review can be asked of today, the items of one agency with one last day together."""
    alike: dict[tuple[str, dt.date], list[int]] = {}
    for one in given:
        verdict, until = one.verdict, one.verdict.review_by
        if until is not None and verdict.outcome.denies and today <= until and not reviewed(reviews, one):
            alike.setdefault((verdict.agency, until), []).append(verdict.item)
    of_items = (_recourse(house, agency, until, tuple(items)) for (agency, until), items in alike.items())
    asked = {review.request_id for review in reviews}
    denied = ((one, until_of(house, one)) for one in requests if one.id not in asked)
    of_requests = (
        _recourse(house, one.agency, until, (), one.id) for one, until in denied if until is not None and today <= until
    )
    return (*of_items, *of_requests)


def reviewed(reviews: Iterable[Review], given: Given) -> bool:
    """Whether a review of this very verdict waits, or upheld it; one that was given anew can be reviewed anew."""
    verdict = given.verdict
    about = (one for one in reviews if one.agency == verdict.agency and verdict.item in items_of(one))
    return any(one.state == "asked" or (one.state == "upheld" and _later(one, given)) for one in about)


def _later(review: Review, given: Given) -> bool:
    return review.decided_at is not None and review.decided_at >= given.at


def _recourse(
    house: House, agency: str, until: dt.date, items: tuple[int, ...], request_id: int | None = None
) -> Recourse:
    return Recourse(agency, house.name_of(agency), items, request_id, until, appeal_of(house, agency))


def _days(house: House, agency: str, rule: str) -> int:
    """The days of the requirement where it has its own, else the agency's."""
    known = getattr(house.agencies.get(agency), "by_id", {})
    found = known.get(rule)
    own = found.review_days if isinstance(found, Requirement) else None
    return own or appeal_of(house, agency).days
