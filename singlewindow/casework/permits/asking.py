"""What an applicant asks for: checked against the requirement that asks for the permit."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from agencies.contract import Agency, Asks, Fee, PermitKind, Requirement
from agencies.meeting import in_force
from singlewindow.casework.house import House
from singlewindow.casework.measured import is_measure
from singlewindow.errors import FieldError, Invalid
from singlewindow.permits.terms import Terms
from singlewindow.store.people import Actor

_HS = re.compile(r"\d{2,10}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LONGEST = 2000
_MOST = 50


class Wish(msgspec.Struct, frozen=True):
    """What an applicant fills in: ``goods`` are HS codes or their beginnings, the quantity is in the permit's unit."""

    requirement: str
    description: str = ""
    goods: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    quantity: Decimal | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    statement: str = ""
    functional_reference_id: str = ""


class Offer(msgspec.Struct, frozen=True):
    """A permit that can be applied for: whose, on which requirement, what it costs, how long it takes.

    ``unit`` is that in which its quantity is counted (UN/ECE Rec 20), ``currency`` (ISO 4217) that of its value.
    """

    agency: str
    agency_name: str
    requirement: str
    title: str
    kind: PermitKind
    unit: str | None
    currency: str | None
    fee: Fee | None
    clock: int | None
    needs_first: tuple[str, ...]
    sentence: str
    law: str

    @property
    def measure(self) -> str | None:
        """The unit or the currency; None where it is for no quantity."""
        return self.currency or self.unit


def list_offers(house: House) -> tuple[Offer, ...]:
    """Every permit that can be applied for today, by agency."""
    on = house.day_of(house.now())
    return tuple(_offer(agency, one) for agency, one in _offered(house, on))


def offered(house: House, requirement: str) -> tuple[Agency, Requirement]:
    """The requirement, where a permit can be applied for under it today. Raises Invalid."""
    found = [(a, one) for a, one in _offered(house, house.day_of(house.now())) if one.id == requirement]
    if not found:
        sentence = "Choose one of the permits that can be applied for."
        raise Invalid(sentence, (FieldError("requirement", sentence),))
    return found[0]


def terms_wished(house: House, actor: Actor, wish: Wish, asked: Requirement) -> Terms:
    """The terms that the applicant wishes. Raises Invalid naming the fields."""
    faults = tuple(FieldError(field, sentence) for field, sentence in _faults(house, wish, asked))
    if faults:
        raise Invalid("The application cannot be taken as it is.", faults)
    return Terms(
        title=asked.title,
        documents=asked.documents,
        direction=asked.direction,
        holder_code=actor.organisation_code,
        holder_name=actor.organisation,
        description=wish.description.strip(),
        goods=wish.goods,
        origins=wish.origins,
        offices=wish.offices,
        quantity=wish.quantity,
        unit=asked.quantity_unit if wish.quantity is not None else None,
        currency=asked.value_currency if wish.quantity is not None else None,
        tolerance_percent=asked.tolerance_percent or Decimal(0),
        valid_from=wish.valid_from,
        valid_to=wish.valid_to,
        conditions=asked.conditions,
        statement=wish.statement.strip(),
        functional_reference_id=wish.functional_reference_id.strip(),
    )


def _faults(house: House, wish: Wish, asked: Requirement) -> Iterator[tuple[str, str]]:
    offices = {office.code for office in house.pack.offices}
    tests = (
        (not wish.description.strip(), "description", "Describe the goods."),
        (len(wish.description) > 256, "description", "Describe the goods in 256 characters or less."),
        (any(not _HS.fullmatch(one) for one in wish.goods), "goods", "Enter commodity codes of 2 to 10 digits."),
        (
            any(not _COUNTRY.fullmatch(one) for one in wish.origins),
            "origins",
            "Enter countries by two capital letters.",
        ),
        (not offices.issuperset(wish.offices), "offices", f"Choose from the offices: {', '.join(sorted(offices))}."),
        (any(len(many) > _MOST for many in (wish.goods, wish.origins)), "goods", f"Enter at most {_MOST}."),
        (len(wish.statement) > _LONGEST, "statement", f"Use {_LONGEST} characters or less."),
        (len(wish.functional_reference_id) > 35, "functional_reference_id", "Use 35 characters or less."),
        (asked.measured_in is not None and wish.quantity is None, "quantity", "Enter the quantity that you need."),
        (asked.measured_in is None and wish.quantity is not None, "quantity", "This permit is for no quantity."),
        (wrong_quantity(wish.quantity), "quantity", "Enter a quantity of more than 0, such as 12.5."),
        (ends_first(wish.valid_from, wish.valid_to), "valid_to", "The last day must not be before the first."),
    )
    yield from ((field, sentence) for wrong, field, sentence in tests if wrong)


def wrong_quantity(quantity: Decimal | None) -> bool:
    """Whether a quantity that is given cannot be one: it has at most six decimals."""
    if quantity is None:
        return False
    return not is_measure(quantity) or quantity == 0


def ends_first(valid_from: dt.date | None, valid_to: dt.date | None) -> bool:
    """Whether the last day is before the first."""
    return valid_from is not None and valid_to is not None and valid_to < valid_from


def _offered(house: House, on: dt.date) -> Iterator[tuple[Agency, Requirement]]:
    """A permit is applied for here; a certificate mostly comes from abroad."""
    for agency in house.agencies:
        for one in getattr(agency, "requirements", ()):
            if one.asks is Asks.PERMIT and in_force(one, on):
                yield agency, one


def _offer(agency: Agency, one: Requirement) -> Offer:
    return Offer(
        agency.code,
        agency.name,
        one.id,
        one.title,
        one.permit_kind or "standing",
        one.quantity_unit,
        one.value_currency,
        one.fee,
        one.clock,
        one.needs_first,
        one.sentence,
        one.law.citation,
    )
