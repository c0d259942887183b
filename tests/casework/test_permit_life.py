"""The life of a permit: applied for, asked about, approved with conditions, signed twice, varied, ended, renewed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
import sqlalchemy as sa
from conftest import add_actor
from granted import account_of, grant
from messages import Goods, message

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.permits.acting import ACTS, Changes, act_on_permit
from singlewindow.casework.permits.applying import draft_permit, renew_permit, save_permit
from singlewindow.casework.permits.asking import Wish, list_offers
from singlewindow.casework.permits.file import PermitFile, read_permit
from singlewindow.casework.permits.listing import check_permit, list_permit_work, list_permits
from singlewindow.casework.permits.message import apply_by_message, respond_permit
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible, Stale
from singlewindow.permits.number import compose, is_number
from singlewindow.permits.states import STATES, STEPS
from singlewindow.store import permits
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import PermitEvent
from wco_datamodel import parse, render

SEEDS = Wish(
    "BIO-SEEDS-2024",
    description="Vegetable seeds",
    goods=("120991",),
    origins=("NZ",),
    quantity=Decimal(10),
    statement="For planting on Outer Islet.",
)
NEXT_YEAR = dt.date.today() + dt.timedelta(days=365)  # noqa: DTZ011 - any day to come
APPROVED = Changes(quantity=Decimal(8), valid_to=NEXT_YEAR, conditions=("Sow them on Outer Islet only.",))


@pytest.fixture
def reef(house_on: House) -> Actor:
    return add_actor(house_on, "Reef Trading", "trader", "trader")


@pytest.fixture
def officer(house_on: House) -> Actor:
    return add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")


def applied(house: House, holder: Actor, wish: Wish = SEEDS) -> str:
    number = draft_permit(house, holder, wish).number
    act_on_permit(house, holder, number, "apply")
    return number


def test_a_permit_is_applied_for_asked_about_approved_drawn_upon_and_suspended(
    house_on: House, reef: Actor, officer: Actor
) -> None:
    drafted = draft_permit(house_on, reef, SEEDS)
    number = drafted.number
    assert is_number(number)
    assert (drafted.state, drafted.fee is not None) == ("draft", True)
    with pytest.raises(NotFound):
        read_permit(house_on, officer, number)

    act_on_permit(house_on, reef, number, "apply")
    assert [line.number for line in list_permit_work(house_on, officer).rows] == [number]
    assert read_permit(house_on, officer, number).due_on is not None

    act_on_permit(house_on, officer, number, "take")
    asked = act_on_permit(house_on, officer, number, "query", reason="Which variety?")
    assert asked.due_on is None, "the clock stands while the applicant has it"
    assert list_permit_work(house_on, officer).rows == ()
    act_on_permit(house_on, reef, number, "answer", reason="Tomatoes.")

    granted = act_on_permit(house_on, officer, number, "approve", changes=APPROVED)
    assert (granted.state, granted.left, granted.terms.conditions) == (
        "issued",
        Decimal(8),
        ("Sow them on Outer Islet only.",),
    )
    assert check_permit(house_on, number.lower()).in_force

    act_on_permit(house_on, officer, number, "suspend", reason="A moth was found.")
    assert not check_permit(house_on, number).in_force
    assert "is suspended" in str(lodge(house_on, reef, number, "1", "A"))
    act_on_permit(house_on, officer, number, "reinstate", reason="The moth is a harmless one.")

    lodge(house_on, reef, number, "5", "B")
    drawn = read_permit(house_on, reef, number)
    assert [(line.kind, str(line.change), line.item) for line in drawn.ledger] == [
        ("written_off", "0", 1),
        ("reserved", "-5", 1),
        ("granted", "8", None),
    ]
    assert (drawn.left, drawn.written_off) == (Decimal(3), Decimal(5))
    assert drawn.state == "exhausted", "it was for a single shipment"
    assert "another declaration uses it" in str(lodge(house_on, reef, number, "3", "C"))
    assert [line.event for line in reversed(read_permit(house_on, reef, number).history)] == [
        "drafted",
        "applied",
        "taken",
        "queried",
        "answered",
        "issued",
        "suspended",
        "reinstated",
    ]


def lodge(house: House, holder: Actor, number: str, net_mass: str, reference: str) -> casework.Decision:
    goods = Goods("120991", "Vegetable seeds", [("911", number), ("851", "PHYTO-1")], "NZ", net_mass)
    return casework.lodge(house, holder, message(goods, reference=reference), "application/xml").decision


@pytest.mark.parametrize(
    ("act", "whose", "then"),
    [
        ("revoke", "officer", "revoked"),
        ("surrender", "holder", "surrendered"),
    ],
)
def test_a_permit_ends_and_is_renewed_by_copying(house: House, trader: Actor, act: str, whose: str, then: str) -> None:
    officer = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
    number = applied(house, trader)
    act_on_permit(house, officer, number, "approve", changes=APPROVED)
    ended = act_on_permit(house, officer if whose == "officer" else trader, number, act, reason="It is over.")
    assert ended.state == then
    assert not check_permit(house, number).in_force

    copied = renew_permit(house, trader, number)
    assert copied.state == "draft"
    assert copied.number != number
    assert (copied.terms.goods, copied.terms.quantity, copied.terms.valid_to) == (("120991",), Decimal(8), None)


def test_a_permit_is_varied_and_extended(house: House, trader: Actor, biosecurity_officer: Actor) -> None:
    number = applied(house, trader)
    act_on_permit(house, biosecurity_officer, number, "approve", changes=APPROVED)
    lodge(house, trader, number, "5", "A")

    with pytest.raises(Invalid) as less:
        act_on_permit(
            house, biosecurity_officer, number, "vary", reason="Less.", changes=Changes(quantity=Decimal("4.9"))
        )
    assert less.value.fields[0].sentence == "Declarations have drawn more than that."

    act_on_permit(house, biosecurity_officer, number, "vary", reason="More.", changes=Changes(quantity=Decimal(20)))
    assert account_of(house, number) == ("15", "0", "5")
    later = NEXT_YEAR + dt.timedelta(days=30)
    extended = act_on_permit(
        house, biosecurity_officer, number, "extend", reason="Delayed.", changes=Changes(valid_to=later)
    )
    assert extended.terms.valid_to == later


def test_a_permit_past_its_last_day_is_expired(house: House, trader: Actor) -> None:
    number = grant(house, trader, valid_to=dt.date(2020, 1, 31))
    assert check_permit(house, number).state == "expired"
    assert read_permit(house, trader, number).state == "expired"


def test_an_application_is_refused_with_a_reason_and_where_to_ask_for_a_review(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    number = applied(house, trader)
    with pytest.raises(Invalid):
        act_on_permit(house, biosecurity_officer, number, "refuse")
    refused = act_on_permit(house, biosecurity_officer, number, "refuse", reason="The variety is a weed here.")
    assert (refused.state, refused.reason) == ("refused", "The variety is a weed here.")
    assert refused.appeal.days > 0
    with pytest.raises(NotFound):
        check_permit(house, number)


def test_a_second_officer_signs_and_nobody_signs_their_own(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    second = add_actor(house, "Bio Second", "agency", "agency_officer", "BIO")
    house = _with_second_person(house)
    number = applied(house, trader)

    approved = act_on_permit(house, biosecurity_officer, number, "approve", changes=APPROVED)
    assert approved.state == "approved"
    assert "countersign" not in approved.may
    with pytest.raises(NotAllowed, match="a second officer must sign it"):
        act_on_permit(house, biosecurity_officer, number, "countersign")
    assert "is approved and not signed yet" in str(lodge(house, trader, number, "1", "A"))

    assert act_on_permit(house, second, number, "countersign").state == "issued"
    assert account_of(house, number) == ("8", "0", "0")
    more = Changes(quantity=Decimal(1000))
    for signer in (biosecurity_officer, second):
        with pytest.raises(NotAllowed, match="it takes two"):
            act_on_permit(house, signer, number, "vary", reason="They ask for more.", changes=more)
    third = add_actor(house, "Bio Third", "agency", "agency_officer", "BIO")
    assert act_on_permit(house, third, number, "vary", reason="They ask for more.", changes=more).state == "issued"
    longer = Changes(valid_to=dt.date(2100, 1, 31))
    with pytest.raises(NotAllowed, match="it takes two"):
        act_on_permit(house, third, number, "extend", reason="Delayed.", changes=longer)


def test_another_agencys_permit_is_needed_first(house: House, trader: Actor) -> None:
    needing = _changed(house, needs_first=("ENV/626",))
    number = draft_permit(needing, trader, SEEDS).number
    with pytest.raises(NotPossible, match="This needs a permit of Lagoon Environment Agency first"):
        act_on_permit(needing, trader, number, "apply")

    grant(needing, trader, agency="ENV", requirement="ENV-CITES-EXPORT", documents=("626",))
    assert act_on_permit(needing, trader, number, "apply").state == "applied"


def test_what_is_wrong_with_an_application_is_told_by_field(house: House, trader: Actor) -> None:
    wrong = Wish("BIO-SEEDS-2024", goods=("12 09",), origins=("New Zealand",), quantity=Decimal(0))
    with pytest.raises(Invalid) as told:
        draft_permit(house, trader, wrong)
    assert {fault.field for fault in told.value.fields} == {"description", "goods", "origins", "quantity"}
    with pytest.raises(Invalid):
        draft_permit(house, trader, Wish("BIO-NO-SUCH"))


def test_a_draft_is_changed_until_it_is_applied_for(house: House, trader: Actor) -> None:
    number = draft_permit(house, trader, SEEDS).number
    more = msgspec.structs.replace(SEEDS, quantity=Decimal(12))
    assert save_permit(house, trader, number, more).terms.quantity == 12
    act_on_permit(house, trader, number, "apply")
    with pytest.raises(NotPossible):
        save_permit(house, trader, number, more)


def test_each_act_is_for_its_own_side_and_its_own_states(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    people = {"applicant": trader, "officer": biosecurity_officer}
    steps = {step.act: step for step in STEPS}
    for status in STATES:
        number = grant(house, trader, status=status, requirement="BIO-SEEDS-2024")
        for side, person in people.items():
            if (side, status) == ("officer", "draft"):
                continue
            may = read_permit(house, person, number).may
            for act in ACTS:
                allowed = status in steps[act].possible_in and steps[act].whose == side
                assert (act in may) is allowed
                if not allowed:
                    with pytest.raises((NotAllowed, NotPossible)):
                        act_on_permit(house, person, number, act, reason="Because.")


def test_strangers_see_no_permit_and_no_application(house: House, trader: Actor, customs_officer: Actor) -> None:
    number = applied(house, trader)
    rival = add_actor(house, "Rival Trading", "trader", "trader")
    other_agency = add_actor(house, "Food Officer", "agency", "agency_officer", "FOO")
    for stranger in (rival, other_agency):
        assert list_permits(house, stranger).rows == ()
        with pytest.raises(NotFound):
            read_permit(house, stranger, number)
        with pytest.raises(NotFound):
            act_on_permit(house, stranger, number, "take")
    assert read_permit(house, customs_officer, number).may == ()
    assert [line.number for line in list_permits(house, trader, search="vegetable").rows] == [number]


def test_whoever_saw_an_older_permit_must_look_again(house: House, trader: Actor, biosecurity_officer: Actor) -> None:
    number = applied(house, trader)
    seen = read_permit(house, biosecurity_officer, number).revision
    act_on_permit(house, biosecurity_officer, number, "take", revision=seen)
    with pytest.raises(Stale):
        act_on_permit(house, biosecurity_officer, number, "refuse", reason="No.", revision=seen)


def test_the_public_check_tells_a_slip_from_a_number_that_was_never_given(house: House, trader: Actor) -> None:
    number = grant(house, trader)
    assert check_permit(house, f" {number} ").in_force
    assert not any(trader.organisation in str(value) for value in msgspec.structs.astuple(check_permit(house, number)))
    with pytest.raises(NotFound, match="one of its characters is wrong"):
        check_permit(house, number[:-2] + "-" + ("0" if number[-1] != "0" else "1"))
    with pytest.raises(NotFound, match="There is no permit"):
        check_permit(house, compose("BIO", 2001, 77))


def test_an_application_comes_as_a_message_and_is_answered_by_one(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    raw = b"""{"LPCO": {"FunctionCode": "9", "FunctionalReferenceID": "OURS-1", "TypeCode": "911",
      "GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1, "Commodity": {"Description": "Vegetable seeds",
      "Classification": [{"ID": "120991"}], "GoodsMeasure": {"NetNetWeightMeasure": {"value": "10"}}},
      "Origin": [{"CountryCode": "NZ"}]}]}}"""
    found = apply_by_message(house, trader, raw, "application/json")
    assert (found.state, found.requirement, found.terms.quantity) == ("applied", "BIO-SEEDS-2024", Decimal(10))
    assert _answered(found).function_code == "02"

    granted = act_on_permit(house, biosecurity_officer, found.number, "approve", changes=APPROVED)
    answer = _answered(granted)
    (item,) = answer.lpco.government_agency_goods_item
    assert (answer.function_code, answer.lpco.id, answer.lpco.functional_reference_id) == ("11", found.number, "OURS-1")
    assert item.write_off is not None
    assert item.write_off.quantity_quantity is not None
    assert item.write_off.quantity_quantity.value == 8
    assert answer.additional_information[0].statement_description == "Sow them on Outer Islet only."


def test_a_changed_history_of_a_permit_shows(house: House, trader: Actor) -> None:
    number = applied(house, trader)
    with house.database.writing() as session:
        permit = permits.by_number(session, number)
        assert permit is not None
        assert permits.faults(session, permit.id) == ()
        session.execute(sa.update(PermitEvent).where(PermitEvent.number == 1).values(actor="Somebody else"))
        assert permits.faults(session, permit.id) != ()


def test_every_permit_that_can_be_applied_for_says_whose_it_is_and_under_which_law(house: House) -> None:
    offers = list_offers(house)
    assert {"BIO", "ENV", "FOO"} <= {offer.agency for offer in offers}
    assert all(offer.title and offer.law for offer in offers)


def _answered(found: PermitFile) -> object:
    (answer,) = parse(render(respond_permit(found), "xml")).answers
    assert answer == respond_permit(found)
    return answer


def _with_second_person(house: House) -> House:
    return _changed(house, second_person=True)


def _changed(house: House, **facts: object) -> House:
    """The house, with the requirement for seeds changed."""
    agency = house.agencies.get("BIO")
    requirements = tuple(
        msgspec.structs.replace(one, **facts) if one.id == "BIO-SEEDS-2024" else one for one in agency.requirements
    )
    changed = type(agency)(agency, requirements)
    others = [changed if one.code == "BIO" else one for one in house.agencies]
    return msgspec.structs.replace(house, agencies=type(house.agencies)(others))
