"""Ask every agency that has a say, customs included. Pure: facts in, verdicts out."""

from agencies.contract import Evidence, HoldKind, Outcome, Verdict
from singlewindow.casework.house import House
from singlewindow.risk.selectivity import Lane, choose_lane
from wco_datamodel import Declaration

_BY_LANE = {
    "red": (Outcome.HOLD, HoldKind.INSPECTION),
    "yellow": (Outcome.HOLD, HoldKind.DOCUMENTS),
    "blue": (Outcome.CLEAR, None),
    "green": (Outcome.CLEAR, None),
}


def consult(house: House, declaration: Declaration, evidence: Evidence) -> tuple[Lane, tuple[Verdict, ...]]:
    """The lane that customs chose, and every concerned agency's verdict for every item, customs' own among them."""
    lane = choose_lane(declaration, house.lane_rules, evidence.on)
    verdicts = []
    for item in declaration.items:
        verdicts.append(customs_verdict(house, lane, item.sequence_numeric))
        for agency in house.agencies:
            verdict = agency.judge(item, declaration, evidence)
            if verdict.outcome is not Outcome.NOT_CONCERNED:
                verdicts.append(verdict)
    return lane, tuple(verdicts)


def customs_verdict(house: House, lane: Lane, item: int) -> Verdict:
    """Customs' verdict for an item, as the lane says it."""
    outcome, hold = _BY_LANE[lane.lane]
    return Verdict(agency=house.pack.customs.code, item=item, outcome=outcome, hold=hold, reasons=lane.reasons)
