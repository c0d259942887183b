"""Judge an amended declaration: which agencies are asked again, and whose verdicts carry over. Pure, from stored facts.

An agency is asked again about an item where its rules answer otherwise than they did for the version before. An
officer looked at more than the rules: an officer's verdict also falls where anything but money and totals changed in
the item, or outside the items. Customs' officers look at those too. An amendment never makes customs' lane milder.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from agencies.contract import Evidence, Reason, Verdict, WaitsFor
from singlewindow.casework.clock import due_on
from singlewindow.casework.consult import consult, customs_verdict
from singlewindow.casework.house import House
from singlewindow.casework.recourse import with_deadline
from singlewindow.risk.selectivity import Lane, LaneColour
from singlewindow.store.verdicts import Given
from wco_datamodel import Declaration
from wco_datamodel.amending import Change

_ITEM = "GoodsShipment/GovernmentAgencyGoodsItem"
NO_AGENCY_LOOKS = (
    "CurrencyExchange",
    "GoodsItemQuantity",
    "InvoiceAmount",
    "ObligationGuarantee",
    "TotalGrossMassMeasure",
    "TotalPackageQuantity",
    "GoodsShipment/CustomsValuation",
    "GoodsShipment/Invoice",
    "GoodsShipment/TradeTerms",
    f"{_ITEM}/Commodity/DutyTaxFee",
    f"{_ITEM}/Commodity/InvoiceLine",
    f"{_ITEM}/CustomsValuation",
    f"{_ITEM}/StatisticalValueAmount",
)
"""Money and totals: facts for customs alone, unless an agency's rule looks at them."""

_STRICTNESS = {colour: rank for rank, colour in enumerate(LaneColour)}


class Standing(msgspec.Struct, frozen=True):
    """How a case stands before an amendment: its version, its verdicts, and its lane with the reasons for it.

    ``evidence`` is what is known now beside that version, such as the permits that it names.
    """

    version: int
    declaration: Declaration
    given: tuple[Given, ...]
    lane: Lane
    evidence: Evidence


class Judged(msgspec.Struct, frozen=True):
    """The verdicts of the next version. ``lost`` are those of the version before that no longer stand."""

    lane: str
    given: tuple[Given, ...]
    lost: tuple[Verdict, ...]

    def asked_again(self) -> tuple[Verdict, ...]:
        """The new verdicts."""
        return tuple(one.verdict for one in self.given if one.verdict.carried_over_from is None)

    def carried_over(self) -> tuple[Verdict, ...]:
        """The verdicts that stand as they were."""
        return tuple(one.verdict for one in self.given if one.verdict.carried_over_from is not None)


def judge_again(
    house: House, standing: Standing, new: Declaration, changes: Sequence[Change], evidence: Evidence, at: dt.datetime
) -> Judged:
    """Judge the next version by the law of the evidence's day, and carry over what the changes did not touch."""
    _, before = consult(house, standing.declaration, standing.evidence)
    chosen, after = consult(house, new, evidence)
    lane = max(chosen, standing.lane, key=lambda one: _STRICTNESS[one.lane])
    rules = _by_place(_with_lane(house, before, standing.lane))
    earlier = {(one.verdict.agency, one.verdict.item): one for one in standing.given}
    given: list[Given] = []
    for verdict in _with_lane(house, after, lane):
        place = (verdict.agency, verdict.item)
        old, rule = earlier.get(place), rules.get(place)
        said = old.verdict if old and old.verdict.decided_by == "rule" else rule
        if old and said and _same(said, verdict) and not _seen_otherwise(house, old.verdict, changes):
            given.append(_carried(old, verdict, standing.version))
        else:
            verdict = with_deadline(house, verdict, house.day_of(at))
            given.append(Given(verdict, at, due_on=due_on(house.day_of(at), verdict.clock, house.pack.holidays)))
    kept = {(one.verdict.agency, one.verdict.item) for one in given if one.verdict.carried_over_from is not None}
    lost = tuple(one.verdict for place, one in earlier.items() if place not in kept)
    return Judged(lane.lane, tuple(given), lost)


def _with_lane(house: House, verdicts: Iterable[Verdict], lane: Lane) -> tuple[Verdict, ...]:
    """The verdicts, with customs' as this lane says them."""
    own = house.pack.customs.code
    return tuple(customs_verdict(house, lane, one.item) if one.agency == own else one for one in verdicts)


def _by_place(verdicts: Iterable[Verdict]) -> dict[tuple[str, int], Verdict]:
    return {(verdict.agency, verdict.item): verdict for verdict in verdicts}


def _same(one: Verdict, other: Verdict) -> bool:
    """Whether two answers of the rules say the same. Places move when items come and go, and say nothing by that."""
    return _said(one) == _said(other)


def _said(verdict: Verdict) -> Verdict:
    return msgspec.structs.replace(_placed(verdict, ()), review_by=None)


def _placed(verdict: Verdict, pointers: Sequence[str]) -> Verdict:
    """The verdict with its reasons at these places; the first of them where there are not as many, or at none."""
    if len(pointers) != len(verdict.reasons):
        pointers = [pointers[0] if pointers else ""] * len(verdict.reasons)
    reasons = tuple(_at(reason, pointer) for reason, pointer in zip(verdict.reasons, pointers, strict=True))
    return msgspec.structs.replace(verdict, reasons=reasons, carried_over_from=None)


def _at(reason: Reason, pointer: str) -> Reason:
    return msgspec.structs.replace(reason, pointer=pointer)


def _seen_otherwise(house: House, verdict: Verdict, changes: Sequence[Change]) -> bool:
    """Whether an officer, or an agency's own system, looked at facts that changed."""
    if verdict.decided_by == "rule" and verdict.waits_for is not WaitsFor.COMPUTER:
        return False
    touching = [change for change in changes if change.item in (None, verdict.item)]
    if verdict.agency == house.pack.customs.code:
        return bool(touching)
    return any(not path.startswith(NO_AGENCY_LOOKS) for change in touching for path in change.paths)


def _carried(old: Given, fresh: Verdict, version: int) -> Given:
    """The old verdict at the places of the new version, saying for which version it was given."""
    placed = _placed(old.verdict, [reason.pointer for reason in fresh.reasons]) if fresh.reasons else old.verdict
    verdict = msgspec.structs.replace(placed, carried_over_from=old.verdict.carried_over_from or version)
    return msgspec.structs.replace(old, verdict=verdict)
