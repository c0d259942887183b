"""Stories of release: the keeper of the wharf and further parties are told, and the goods leave through the gate."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa
from conftest import add_actor
from messages import PLANTS, SHIRTS, Goods, declaration
from sqlalchemy.orm import Session
from worked import run_due

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import cases, releases
from singlewindow.store.notice_tables import Announcement
from singlewindow.store.people import Actor
from singlewindow.store.release_tables import ReleaseNotice, ReleaseParty
from singlewindow.store.tables import Case
from wco_datamodel import render
from wco_datamodel.transport import Consignment, GoodsLocation, TransportEquipment

CONTAINERS = ("MSKU1234565", "TGHU7654320")


class Premises:
    """A wharf with its keeper, a trader whose goods lie there, and the officers who let them go."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        self.biosecurity = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
        self.keeper = self.keeps("Wharf Keeper", "XLLAGMAINWHARF")
        self.reference = ""

    def keeps(self, name: str, location: str) -> Actor:
        keeper = add_actor(self.house, name, "keeper", "keeper")
        with self.house.database.writing() as session:
            releases.keep_location(session, keeper.organisation_id, [location])
        return keeper

    def lodge(self, *goods: Goods) -> casework.Decision:
        made = declaration(*goods)
        assert made.goods_shipment is not None
        consignment = Consignment(
            goods_location=GoodsLocation(id="XLLAGMAINWHARF"),
            transport_equipment=tuple(
                TransportEquipment(sequence_numeric=number, id=name) for number, name in enumerate(CONTAINERS, start=1)
            ),
        )
        shipment = msgspec.structs.replace(made.goods_shipment, consignment=consignment)
        raw = render(msgspec.structs.replace(made, goods_shipment=shipment), "xml")
        decision = casework.lodge(self.house, self.trader, raw, "application/xml").decision
        self.reference = decision.reference
        return decision

    def approve(self, *items: int) -> casework.Answer:
        words = {"items": items, "outcome": Outcome.CLEAR, "reason": "The certificate is genuine."}
        return casework.decide(self.house, self.biosecurity, self.reference, **words)  # type: ignore[arg-type]

    def leaving(self, state: str = "may_leave") -> tuple[casework.LeavingLine, ...]:
        """What the keeper sees, once the worker has done what is due."""
        run_due(self.house)
        return casework.list_leaving(self.house, self.keeper, state=state).rows

    def told(self, event: str) -> list[tuple[str, str]]:
        with self.house.database.reading() as session:
            told = sa.select(Announcement).where(Announcement.event == event).order_by(Announcement.id)
            return [(one.recipient_kind, one.recipient) for one in session.scalars(told)]


@pytest.fixture
def premises(house: House) -> Premises:
    return Premises(house)


def test_the_keeper_is_told_of_the_release_and_lets_the_containers_out(house_on: House) -> None:
    premises = Premises(house_on)
    premises.lodge(PLANTS, SHIRTS)
    assert premises.leaving() == ()
    premises.approve(1)

    (notice,) = premises.leaving()
    assert premises.told("goods_released") == [("organisation", str(premises.keeper.organisation_id))]
    assert (notice.items, notice.containers, notice.remaining) == ((1, 2), CONTAINERS, CONTAINERS)
    assert (notice.marks, notice.packages) == ("T1 1-10", "10 CT; 10 CT")
    assert "value" not in msgspec.json.encode(notice).decode()

    first = casework.gate_out(house_on, premises.keeper, notice.id, containers=CONTAINERS[:1], vehicle="Truck 7")
    assert (first.state, first.remaining) == ("may_leave", CONTAINERS[1:])
    last = casework.gate_out(house_on, premises.keeper, notice.id)
    again = casework.gate_out(house_on, premises.keeper, notice.id)
    assert (last.state, last.remaining) == ("left", ())
    assert again == last
    assert (premises.leaving(), len(premises.leaving("left"))) == ((), 1)
    history = casework.read_case(house_on, premises.trader, premises.reference).timeline
    assert history[0].sentence == "TGHU7654320 left Main Wharf, Lagoon Town."
    assert history[1].sentence == "MSKU1234565 left Main Wharf, Lagoon Town."
    assert premises.told("goods_left") == [("organisation", str(premises.trader.organisation_id))] * 2


def test_items_released_apart_may_leave_before_the_others_but_not_their_container(premises: Premises) -> None:
    premises.lodge(PLANTS, SHIRTS)
    casework.release_items(premises.house, premises.customs, premises.reference, items=[2])
    assert [(line.items, line.containers) for line in premises.leaving()] == [((2,), ())]
    premises.approve(1)
    assert [(line.items, line.containers) for line in premises.leaving()] == [((1,), CONTAINERS), ((2,), ())]


def test_a_release_is_withdrawn_where_the_declaration_is_cancelled_and_nothing_leaves_then(premises: Premises) -> None:
    house = premises.house
    premises.lodge(SHIRTS)
    (notice,) = premises.leaving()
    casework.cancel(house, premises.trader, premises.reference, reason_code="10", reason="Lodged twice.")
    request = casework.read_case(house, premises.customs, premises.reference).requests[0]
    granted = casework.decide_request(
        house, premises.customs, premises.reference, request.id, granted=True, reason="Agreed."
    )
    assert granted.decision.outcome is CaseOutcome.CANCELLED

    with pytest.raises(NotPossible):
        casework.gate_out(house, premises.keeper, notice.id)
    assert premises.leaving() == ()
    assert [line.state for line in premises.leaving("withdrawn")] == ["withdrawn"]
    assert premises.told("release_withdrawn") == [("organisation", str(premises.keeper.organisation_id))]


def test_further_parties_that_the_trader_names_are_told_once(premises: Premises) -> None:
    house, trader = premises.house, premises.trader
    carrier = add_actor(house, "Carrier Two", "broker", "broker")
    premises.lodge(PLANTS)
    for _ in range(2):
        casework.name_party(house, trader, premises.reference, name="Warehouse", email="Gate@Store.example")
    casework.name_party(house, trader, premises.reference, organisation=carrier.organisation_code)
    premises.approve(1)
    premises.leaving()
    late = casework.name_party(house, trader, premises.reference, email="late@store.example")

    told = premises.told("goods_released")
    assert told[1:] == [
        ("address", "gate@store.example"),
        ("organisation", str(carrier.organisation_id)),
        ("address", "late@store.example"),
    ]
    assert not late.replayed
    shown = casework.read_case(house, trader, premises.reference).release
    assert [party.name for party in shown.parties] == ["Warehouse", carrier.organisation_code, "late@store.example"]
    assert casework.read_case(house, premises.biosecurity, premises.reference).release.parties == ()
    casework.drop_party(house, trader, premises.reference, shown.parties[0].id)
    assert len(casework.read_case(house, trader, premises.reference).release.parties) == 2


def test_a_party_that_cannot_be_told_is_refused(premises: Premises) -> None:
    premises.lodge(PLANTS)
    wrong = [
        ({}, "email"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.example\nBcc: x@y.example"}, "email"),
        ({"email": "a(b)@example.org"}, "email"),
        ({"email": f"a@{'b' * 60}.{'c' * 128}.org"}, "email"),
        ({"organisation": "N" * 36}, "organisation"),
        ({"email": "a@b.example", "organisation": "TRADER"}, "email"),
    ]
    for named, field in wrong:
        with pytest.raises(Invalid) as refused:
            casework.name_party(premises.house, premises.trader, premises.reference, **named)
        assert [fault.field for fault in refused.value.fields] == [field]


def test_whether_an_organisation_has_a_code_is_not_told(premises: Premises) -> None:
    house, trader = premises.house, premises.trader
    carrier = add_actor(house, "Carrier Two", "broker", "broker")
    premises.lodge(PLANTS)
    for code in (carrier.organisation_code, "NOBODY", "nobody"):
        casework.name_party(house, trader, premises.reference, organisation=code)
    premises.approve(1)
    premises.leaving()
    shown = casework.read_case(house, trader, premises.reference)
    assert [party.name for party in shown.release.parties] == [carrier.organisation_code, "NOBODY"]
    assert "Carrier Two" not in repr((shown.release.parties, shown.timeline))
    assert premises.told("goods_released")[1:] == [("organisation", str(carrier.organisation_id))]


def test_parties_that_were_removed_count_among_those_that_a_case_may_name(premises: Premises) -> None:
    house, trader = premises.house, premises.trader
    premises.lodge(PLANTS)
    for number in range(10):
        casework.name_party(house, trader, premises.reference, email=f"gate{number}@store.example")
        (party,) = casework.read_case(house, trader, premises.reference).release.parties
        casework.drop_party(house, trader, premises.reference, party.id)
    with pytest.raises(Invalid, match="At most 10"):
        casework.name_party(house, trader, premises.reference, email="gate10@store.example")


def test_a_party_that_cannot_be_reached_keeps_no_keeper_from_being_told(premises: Premises) -> None:
    premises.lodge(PLANTS)
    casework.name_party(premises.house, premises.trader, premises.reference, email="gate@store.example")
    with premises.house.database.writing() as session:
        session.execute(sa.update(ReleaseParty).values(email="gate(1)@store.example"))
    premises.approve(1)
    assert len(premises.leaving()) == 1
    assert premises.told("goods_released") == [("organisation", str(premises.keeper.organisation_id))]


def test_goods_that_left_while_the_keeper_waited_for_the_case_leave_once(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    premises.lodge(SHIRTS)
    (notice,) = premises.leaving()
    hold = cases.hold

    def held_after_another(session: Session, case_id: int) -> Case | None:
        left = sa.update(ReleaseNotice.__table__).values(left_at=premises.house.now())  # type: ignore[arg-type]
        session.connection().execute(left)
        return hold(session, case_id)

    monkeypatch.setattr(cases, "hold", held_after_another)
    out = casework.gate_out(premises.house, premises.keeper, notice.id)
    assert (out.state, out.gone) == ("left", ())


def test_a_keeper_sees_its_own_premises_alone_and_no_case(premises: Premises) -> None:
    house, stranger = premises.house, premises.keeps("Store Keeper", "XLLAGCOLDSTORE")
    premises.lodge(SHIRTS)
    (notice,) = premises.leaving()

    assert casework.list_leaving(house, stranger).rows == ()
    with pytest.raises(NotFound):
        casework.gate_out(house, stranger, notice.id)
    with pytest.raises(NotFound):
        casework.read_case(house, premises.keeper, premises.reference)
    with pytest.raises(NotAllowed):
        casework.list_leaving(house, premises.trader)
    with pytest.raises(Invalid):
        casework.gate_out(house, premises.keeper, notice.id, containers=["ABCU0000000"])
