"""A permit in writing: believed without a connection while it is in force, and refused once it ended or was changed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from conftest import add_actor
from granted import grant
from messages import Goods, message

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.permits.acting import act_on_permit
from singlewindow.casework.permits.applying import apply_for_permit
from singlewindow.casework.permits.asking import Wish
from singlewindow.casework.permits.granting import Changes
from singlewindow.casework.permits.record import PermitRecord, read_permit_record
from singlewindow.casework.record import published_revocations
from singlewindow.errors import NotPossible
from singlewindow.records import NotGenuine, PermitSaid, check
from singlewindow.store.people import Actor

WISH = Wish("BIO-SEEDS-2024", description="Vegetable seeds", goods=("120991",), quantity=Decimal(10))
LAST = dt.date(2099, 12, 31)


def faults(house: House, record: PermitRecord) -> tuple[str, ...]:
    """What a gate that is connected finds wrong with the slip."""
    return check(record.slip, house.keys.public(), house.now(), casework.revocations(house)).faults


@pytest.fixture
def issued(house: House, trader: Actor, biosecurity_officer: Actor) -> PermitRecord:
    number = apply_for_permit(house, trader, WISH).number
    act_on_permit(house, biosecurity_officer, number, "approve", changes=Changes(valid_to=LAST))
    return read_permit_record(house, trader, number)


def test_the_signed_permit_and_its_slip_say_the_same_to_whoever_has_the_public_key(
    house: House, issued: PermitRecord, trader: Actor
) -> None:
    whole, slip = (check(text, house.keys.public(), house.now()) for text in (issued.credential, issued.slip))

    assert isinstance(slip.said, PermitSaid)
    assert whole.faults == slip.faults == ()
    assert msgspec.structs.replace(slip.said, issued_at=whole.said.issued_at) == whole.said
    assert (slip.said.number, slip.said.holder) == (issued.permit.number, trader.organisation)
    assert (slip.said.quantity, slip.said.unit, slip.said.valid_until) == ("10", "KGM", house.end_of(LAST))
    assert len(issued.slip) < 800, "it must fit a code that is scanned from paper"
    with pytest.raises(NotGenuine):
        check(issued.slip[:-4] + "AAAA", house.keys.public(), house.now())


def test_what_the_agency_does_to_the_permit_is_on_the_list_of_revocations(
    house: House, issued: PermitRecord, biosecurity_officer: Actor, trader: Actor
) -> None:
    number = issued.permit.number
    assert faults(house, issued) == ()
    act_on_permit(house, biosecurity_officer, number, "suspend", reason="A moth was found.")
    assert faults(house, issued) == ("The permit is no longer in force: suspended.",)
    with pytest.raises(NotPossible, match="not in force"):
        read_permit_record(house, trader, number)
    act_on_permit(house, biosecurity_officer, number, "reinstate", reason="It is a harmless one.")
    assert faults(house, issued) == ()

    act_on_permit(house, biosecurity_officer, number, "vary", reason="Less.", changes=Changes(quantity=Decimal(5)))
    (changed,) = faults(house, issued)
    assert "was changed after this was signed" in changed
    assert faults(house, read_permit_record(house, trader, number)) == ()

    act_on_permit(house, trader, number, "surrender")
    assert faults(house, issued) == ("The permit is no longer in force: surrendered.",)


def test_a_permit_that_is_used_up_is_on_the_list(house_on: House) -> None:
    reef = add_actor(house_on, "Reef Trading", "trader", "trader")
    number = grant(house_on, reef, requirement="BIO-SEEDS-2024", quantity=Decimal(4), unit="KGM")
    other = grant(house_on, reef, requirement="BIO-SEEDS-2024", quantity=Decimal(40), unit="KGM")
    records = [read_permit_record(house_on, reef, one) for one in (number, other)]
    for reference, one in enumerate((number, other)):
        seeds = Goods("120991", "Seeds", [("911", one), ("851", "PHYTO-1")], "NZ", "4")
        casework.lodge(house_on, reef, message(seeds, reference=f"T-{reference}"), "application/xml")

    assert [faults(house_on, record) for record in records] == [("The permit is no longer in force: exhausted.",), ()]


def test_a_permit_is_not_valid_before_its_first_day(house: House, trader: Actor) -> None:
    number = grant(house, trader, valid_from=dt.date(2099, 1, 1))
    (early,) = faults(house, read_permit_record(house, trader, number))
    assert early.startswith("The permit is valid only from 2098-12-31")


def test_the_published_list_is_made_once_in_its_five_minutes(
    house: House, issued: PermitRecord, biosecurity_officer: Actor
) -> None:
    moment = dt.datetime(2027, 3, 1, 3, 1, tzinfo=dt.UTC)
    at = [msgspec.structs.replace(house, now=lambda m=m: moment + dt.timedelta(minutes=m)) for m in (0, 3, 5)]
    first = published_revocations(at[0])
    act_on_permit(house, biosecurity_officer, issued.permit.number, "revoke", reason="It was obtained by fraud.")
    assert published_revocations(at[1]) == first
    (revoked,) = check(issued.slip, house.keys.public(), at[2].now(), published_revocations(at[2])).faults[-1:]
    assert "revoked" in revoked
