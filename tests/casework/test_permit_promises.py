"""What the window promises of a permit: its clock, its fees, one application for one wish, a ledger that is true."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import msgspec
import pytest
import sqlalchemy as sa
from conftest import AddPerson, add_actor
from granted import account_of, grant
from messages import Goods, message
from sqlalchemy.exc import OperationalError
from worked import later, run_due

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.permits.acting import act_on_permit
from singlewindow.casework.permits.applying import apply_for_permit, draft_permit, renew_permit, save_permit
from singlewindow.casework.permits.asking import Wish
from singlewindow.casework.permits.file import read_permit
from singlewindow.casework.permits.granting import Changes
from singlewindow.casework.permits.listing import list_permits
from singlewindow.casework.permits.message import apply_by_message
from singlewindow.errors import Collided, Invalid, NotPossible, Stale
from singlewindow.store import permits
from singlewindow.store.colliding import again, telling_collisions
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import LedgerEntry
from wco_datamodel import MessageRejected

SEEDS = Wish("BIO-SEEDS-2024", description="Vegetable seeds", goods=("120991",), quantity=Decimal(10))
APPROVED = Changes(valid_to=dt.date(2099, 12, 31))
MONDAY = dt.datetime(2027, 3, 1, 3, tzinfo=dt.UTC)


def at(house: House, days: int) -> House:
    return msgspec.structs.replace(house, now=lambda: MONDAY + dt.timedelta(days=days))


def seeds(number: str, net_mass: str = "4") -> Goods:
    return Goods("120991", "Vegetable seeds", [("911", number), ("851", "PHYTO-1")], "NZ", net_mass)


def lodge(house: House, holder: Actor, number: str, reference: str = "T-1") -> casework.Answer:
    return casework.lodge(house, holder, message(seeds(number), reference=reference), "application/xml")


def said(answer: casework.Answer) -> str:
    return " ".join(reason.sentence for verdict in answer.decision.items[0].verdicts for reason in verdict.reasons)


def asking(house: House, **facts: object) -> House:
    """The house, with the requirement for seeds changed."""
    agency = house.agencies.get("BIO")
    changed = tuple(
        msgspec.structs.replace(one, **facts) if one.id == SEEDS.requirement else one for one in agency.requirements
    )
    others = [type(agency)(agency, changed) if one.code == "BIO" else one for one in house.agencies]
    return msgspec.structs.replace(house, agencies=type(house.agencies)(others))


def test_the_agencys_clock_goes_on_after_an_answer_with_the_days_that_it_had(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    asked = asking(house, clock=5)
    number = apply_for_permit(at(asked, 0), trader, SEEDS).number
    assert read_permit(house, trader, number).due_on == dt.date(2027, 3, 8)
    act_on_permit(at(asked, 2), biosecurity_officer, number, "query", reason="Which variety?")

    answered = act_on_permit(at(asked, 14), trader, number, "answer", reason="Tomatoes.")

    assert answered.due_on == dt.date(2027, 3, 18), "three working days were left on Wednesday, and a Monday came"


def test_the_fee_of_the_day_is_owed_from_the_application_on(house: House, trader: Actor) -> None:
    drafted = draft_permit(house, trader, SEEDS)
    assert (drafted.fee is not None, drafted.owed) == (True, ())
    (owed,) = act_on_permit(house, trader, drafted.number, "apply").owed
    assert (owed.amount, owed.currency) == (Decimal("80.00"), "NZD")


def test_an_extension_moves_the_last_day_and_nothing_else(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    number = apply_for_permit(house, trader, SEEDS).number
    act_on_permit(house, biosecurity_officer, number, "approve", changes=APPROVED)
    for changes, field in (
        (Changes(valid_to=dt.date(2100, 1, 31), quantity=Decimal(900)), "quantity"),
        (Changes(valid_to=dt.date(2100, 1, 31), conditions=("None.",)), "conditions"),
        (Changes(valid_to=dt.date(2098, 1, 31)), "valid_to"),
        (Changes(), "valid_to"),
    ):
        with pytest.raises(Invalid) as told:
            act_on_permit(house, biosecurity_officer, number, "extend", reason="Delayed.", changes=changes)
        assert [fault.field for fault in told.value.fields] == [field]
    with pytest.raises(Invalid):
        act_on_permit(house, biosecurity_officer, number, "suspend", reason="A moth.", changes=APPROVED)


def test_the_same_application_sent_twice_is_one(house_on: House) -> None:
    reef = add_actor(house_on, "Reef Trading", "trader", "trader")
    first = apply_for_permit(house_on, reef, SEEDS, key="form:1")
    assert apply_for_permit(house_on, reef, SEEDS, key="form:1").number == first.number
    with pytest.raises(NotPossible, match=f"sent before, as {first.number}"):
        apply_for_permit(house_on, reef, msgspec.structs.replace(SEEDS, quantity=Decimal(11)), key="form:1")
    assert len(list_permits(house_on, reef).rows) == 1


def test_an_application_that_cannot_be_sent_leaves_no_draft_behind(house: House, trader: Actor) -> None:
    needing = asking(house, needs_first=("ENV/626",))
    with pytest.raises(NotPossible, match="Lagoon Environment Agency first"):
        apply_for_permit(needing, trader, SEEDS)
    assert list_permits(house, trader).rows == ()


def test_a_permit_that_ended_is_no_permit_that_another_one_needs(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    needing = asking(house, needs_first=("ENV/626",), second_person=True)
    first = {"agency": "ENV", "requirement": "ENV-CITES-EXPORT", "documents": ("626",)}
    grant(house, trader, **first, valid_to=dt.date(2020, 1, 1))
    with pytest.raises(NotPossible):
        apply_for_permit(needing, trader, SEEDS)

    serving = grant(house, trader, **first)
    number = apply_for_permit(needing, trader, SEEDS).number
    act_on_permit(needing, biosecurity_officer, number, "approve", changes=APPROVED)
    environment = add_actor(house, "Env Officer", "agency", "agency_officer", "ENV")
    act_on_permit(house, environment, serving, "revoke", reason="The species was listed anew.")
    second = add_actor(house, "Bio Second", "agency", "agency_officer", "BIO")
    with pytest.raises(NotPossible, match="Lagoon Environment Agency first"):
        act_on_permit(needing, second, number, "countersign")


def test_a_draft_that_somebody_else_changed_is_not_overwritten(house: House, trader: Actor) -> None:
    opened = draft_permit(house, trader, SEEDS)
    save_permit(house, trader, opened.number, msgspec.structs.replace(SEEDS, quantity=Decimal(12)))
    with pytest.raises(Stale):
        save_permit(house, trader, opened.number, SEEDS, revision=opened.revision)


def test_renewing_twice_gives_the_draft_that_was_begun(house: House, trader: Actor) -> None:
    number = grant(house, trader, requirement=SEEDS.requirement)
    copied = renew_permit(house, trader, number)
    assert renew_permit(house, trader, number).number == copied.number
    assert copied.copied_from == number


def application(*items: str, reference: str = "OURS-1") -> bytes:
    goods = [
        {
            "SequenceNumeric": sequence,
            "Commodity": {
                "Description": "Seeds",
                "Classification": [{"ID": "120991"}],
                **({"GoodsMeasure": {"NetNetWeightMeasure": {"value": mass}}} if mass else {}),
            },
        }
        for sequence, mass in enumerate(items, start=1)
    ]
    said = {"FunctionCode": "9", "TypeCode": "911", "GovernmentAgencyGoodsItem": goods}
    return json.dumps({"LPCO": said | ({"FunctionalReferenceID": reference} if reference else {})}).encode()


def test_an_item_whose_quantity_cannot_be_told_is_named(house: House, trader: Actor) -> None:
    with pytest.raises(Invalid) as told:
        apply_by_message(house, trader, application("10", ""), "application/json")
    (fault,) = told.value.fields
    assert fault.sentence == "Item 2: this permit is counted in KGM. State the item's quantity in it."
    assert list_permits(house, trader).rows == ()


def test_a_message_sent_again_is_the_same_application_and_one_without_a_reference_is_none(
    house: House, trader: Actor
) -> None:
    first = apply_by_message(house, trader, application("10"), "application/json")
    assert apply_by_message(house, trader, application("10"), "application/json").number == first.number
    with pytest.raises(MessageRejected, match="reference of your own"):
        apply_by_message(house, trader, application("10", reference=""), "application/json")


def told(house: House, person: Actor) -> list[str]:
    """What a person finds in the inbox, oldest first, after the worker did what was due."""
    run_due(house)
    return [line.subject for line in reversed(casework.list_notices(house, person).rows) if line.permit]


def test_both_sides_are_told_of_every_step_and_the_holder_when_it_is_used_up_and_when_it_ends(
    house_on: House, add_person: AddPerson
) -> None:
    reef = add_person(house_on, "Reef Trading", "trader", "trader")
    officer = add_person(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    number = apply_for_permit(house_on, reef, msgspec.structs.replace(SEEDS, quantity=Decimal(4))).number
    act_on_permit(house_on, officer, number, "query", reason="Which variety?")
    act_on_permit(house_on, reef, number, "answer", reason="Tomatoes.")
    tomorrow = house_on.day_of(house_on.now()) + dt.timedelta(days=1)
    act_on_permit(house_on, officer, number, "approve", changes=Changes(valid_to=tomorrow))
    lodge(house_on, reef, number)

    assert told(house_on, officer) == [f"{number}: the permit was applied for", f"{number}: the applicant answered"]
    assert told(house_on, reef) == [
        f"{number}: the agency asks something",
        f"{number}: the permit was issued",
        f"{number}: nothing of it is left",
    ]
    assert told(later(house_on, dt.timedelta(days=3)), reef)[3:] == [f"{number}: its last day is past"]


def test_lists_say_how_a_permit_stands_today(house: House, trader: Actor) -> None:
    ended = grant(house, trader, valid_to=dt.date(2020, 1, 31))
    used = grant(house, trader, requirement=SEEDS.requirement, quantity=Decimal(4), unit="KGM")
    lodge(house, trader, used)
    assert {line.number: line.state for line in list_permits(house, trader).rows} == {
        ended: "expired",
        used: "exhausted",
    }
    assert [line.number for line in list_permits(house, trader, status="expired").rows] == [ended]
    assert [line.number for line in list_permits(house, trader, status="issued").rows] == [used]


def test_the_audit_finds_a_balance_that_is_not_the_sum_and_a_state_that_nobody_gave(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    number = apply_for_permit(house, trader, SEEDS).number
    act_on_permit(house, biosecurity_officer, number, "approve", changes=APPROVED)
    lodge(house, trader, number)
    report = casework.verify_audit(house)
    assert (report.permits, report.faults) == (1, ())

    with house.database.writing() as session:
        session.execute(sa.update(LedgerEntry).where(LedgerEntry.number == 2).values(balance=Decimal(600)))
    assert casework.verify_audit(house, reference=number).faults == (
        f"{number}: Entry 2 of its ledger says that 600 is left, and the sum is 6.",
    )
    with house.database.writing() as session:
        permit = permits.by_number(session, number)
        assert permit is not None
        permit.status = "revoked"
    assert f"{number}: Its state is not the one that its history tells." in casework.verify_audit(house).faults


def test_a_verb_whose_transaction_was_ended_for_anothers_sake_is_done_again() -> None:
    class Deadlock(Exception):
        sqlstate = "40P01"

    tries: list[int] = []

    @again
    def verb() -> str:
        tries.append(1)
        with telling_collisions():
            if len(tries) < 3:
                raise OperationalError("", None, Deadlock())
            return "done"

    assert (verb(), len(tries)) == ("done", 3)
    tries.clear()
    with pytest.raises(Collided, match="try again"), telling_collisions():
        raise OperationalError("", None, Deadlock())


def test_an_agency_with_a_long_code_numbers_its_permits_too(house_on: House) -> None:
    with house_on.database.writing() as session:
        serials = [permits.next_serial(session, "XL", 2027, "A" * 16) for _ in range(2)]
    assert serials == [1, 2]


def test_a_permit_for_a_value_is_drawn_by_the_price_of_the_goods(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    valued = asking(house, quantity_unit=None, value_currency="NZD", permit_kind="standing")
    number = apply_for_permit(valued, trader, msgspec.structs.replace(SEEDS, quantity=Decimal(2500))).number
    issued = act_on_permit(valued, biosecurity_officer, number, "approve", changes=APPROVED)
    assert (issued.unit, issued.left) == ("NZD", Decimal(2500))

    for reference in ("FIRST", "SECOND"):
        lodge(valued, trader, number, reference)
    assert account_of(house, number) == ("500", "0", "2000")
    assert "has 500 NZD left and the item is 1000 NZD" in said(lodge(valued, trader, number, "THIRD"))


def test_a_confirmation_serves_the_one_declaration_that_names_it_first(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    confirming = asking(house, quantity_unit=None, permit_kind="confirmation")
    number = apply_for_permit(confirming, trader, msgspec.structs.replace(SEEDS, quantity=None)).number
    act_on_permit(confirming, biosecurity_officer, number, "approve", changes=APPROVED)
    assert "covers the item" in said(lodge(confirming, trader, number, "FIRST"))
    assert "another declaration uses it" in said(lodge(confirming, trader, number, "SECOND"))
    assert read_permit(confirming, trader, number).state == "exhausted"
