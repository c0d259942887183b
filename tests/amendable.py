"""A case that can be amended, and the people around it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from amending import XML, amendment
from conftest import add_actor
from messages import FISH, PLANTS, REFRIGERANT, declaration

from agencies.contract import Outcome, Verdict
from singlewindow import casework
from singlewindow.casework import House, answer
from singlewindow.store import cases, verdicts
from singlewindow.store.people import Actor
from wco_datamodel import Declaration, render

GOODS = declaration(PLANTS, FISH, REFRIGERANT, PLANTS)
"""Plants for biosecurity (items 1 and 4), a food for food safety (2), a refrigerant for environment (3)."""


class Told(NamedTuple):
    """A case of these goods, and the people around it."""

    house: House
    trader: Actor
    officer: Actor
    customs: Actor
    reference: str

    def amend(self, new: Declaration, *, old: Declaration = GOODS, name: str = "A-1") -> casework.Answer:
        return self.send(amendment(old, new, self.reference, name))

    def send(self, raw: bytes, **more: object) -> casework.Answer:
        return casework.amend(self.house, self.trader, self.reference, raw, XML, **more)  # type: ignore[arg-type]

    def approve(self, *items: int, reason: str = "The certificate is genuine.") -> casework.Answer:
        return casework.decide(
            self.house, self.officer, self.reference, items=items, outcome=Outcome.CLEAR, reason=reason
        )

    def decisions(self) -> list[casework.Answer]:
        """Every decision of the case, in order."""
        with self.house.database.reading() as session:
            case = cases.by_reference(session, self.reference)
            assert case is not None
            return [answer.recall(row, case.revision) for row in verdicts.decisions(session, case.id)]

    def verdicts(self) -> dict[tuple[str, int], Verdict]:
        decision = casework.read_decision(self.house, self.customs, self.reference).decision
        return {(verdict.agency, item.item): verdict for item in decision.items for verdict in item.verdicts}

    def settle(self, *, granted: bool, reason: str = "") -> casework.Answer:
        request = casework.read_case(self.house, self.customs, self.reference).requests[0]
        return casework.decide_request(
            self.house, self.customs, self.reference, request.id, granted=granted, reason=reason
        )


@pytest.fixture
def told(house_on: House) -> Told:
    trader = add_actor(house_on, "Trader One", "trader", "trader")
    officer = add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    customs = add_actor(house_on, "Customs Officer", "customs", "customs_officer", "CUS")
    lodged = casework.lodge(house_on, trader, render(GOODS, "xml"), XML)
    return Told(house_on, trader, officer, customs, lodged.decision.reference)
