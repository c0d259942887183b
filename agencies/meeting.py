"""Whether goods meet a requirement: its day, its movement, and its conditions on the facts of an item."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from agencies.contract import Countries, GoodsQuery, Offices, Procedures, Requirement
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem


class Facts(msgspec.Struct, frozen=True):
    """What requirements ask about an item. None is a fact that is not stated."""

    on: dt.date
    origin: str | None = None
    destination: str | None = None
    procedure: str | None = None
    office: str | None = None
    item: GovernmentAgencyGoodsItem | None = None

    def quantity(self, unit: str) -> Decimal | None:
        """The item's quantity in a unit of UN/ECE Rec 20: its net mass for KGM, its tariff quantity otherwise."""
        if self.item is None:
            return None
        if unit == "KGM":
            return self.item.net_mass
        measures = self.item.commodity.goods_measure if self.item.commodity else None
        stated = measures.tariff_quantity if measures else None
        return stated.value if stated and stated.unit == unit else None


def facts_of(item: GovernmentAgencyGoodsItem, declaration: Declaration, on: dt.date) -> Facts:
    """The facts of an item of a declaration; its own destination goes before the shipment's."""
    own = item.destination.country_code if item.destination else None
    return Facts(
        on=on,
        origin=item.origin_country,
        destination=own or declaration.destination_country,
        procedure=item.requested_procedure,
        office=_office(declaration),
        item=item,
    )


def facts_asked(query: GoodsQuery) -> Facts:
    """The facts of goods described without a declaration."""
    return Facts(on=query.on, origin=query.origin, destination=query.destination, procedure=query.procedure)


def in_force(requirement: Requirement, on: dt.date) -> bool:
    """Whether the requirement is the law of that day; both its first and its last day count."""
    return requirement.valid_from <= on and (requirement.valid_to is None or on <= requirement.valid_to)


def meets(requirement: Requirement, facts: Facts) -> bool:
    """Whether the requirement is in force and its conditions are met. A fact that is not stated meets a condition."""
    return (
        in_force(requirement, facts.on)
        and _holds(requirement.origin, facts.origin)
        and _holds(requirement.destination, facts.destination)
        and _holds(requirement.procedure, facts.procedure)
        and _holds(requirement.office, facts.office)
        and _above(requirement, facts)
    )


def not_stated(requirement: Requirement, facts: Facts) -> tuple[str, ...]:
    """The facts that the requirement's conditions are about and that are not stated: ``origin``, ``quantity`` ..."""
    return tuple(_open_facts(requirement, facts))


def _open_facts(requirement: Requirement, facts: Facts) -> Iterator[str]:
    conditions = (
        ("origin", requirement.origin, facts.origin),
        ("destination", requirement.destination, facts.destination),
        ("procedure", requirement.procedure, facts.procedure),
        ("office", requirement.office, facts.office),
    )
    for name, condition, value in conditions:
        if not value and (condition.only or condition.but):
            yield name
    if requirement.threshold and facts.quantity(requirement.threshold.unit) is None:
        yield "quantity"


def _office(declaration: Declaration) -> str | None:
    """Where the goods leave (56A) or are presented (15C); without either, where the declaration is lodged (065)."""
    export = declaration.direction == "export"
    named = declaration.exit_office if export else declaration.presentation_office
    return (named.id if named else None) or declaration.declaration_office_id


def _holds(condition: Countries | Procedures | Offices, value: str | None) -> bool:
    if not value:
        return True
    return (not condition.only or value in condition.only) and value not in condition.but


def _above(requirement: Requirement, facts: Facts) -> bool:
    if requirement.threshold is None:
        return True
    quantity = facts.quantity(requirement.threshold.unit)
    return quantity is None or quantity > requirement.threshold.over
