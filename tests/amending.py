"""Amendments for tests: what changes in a declaration, as a message that says so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec

from wco_datamodel import Declaration, render
from wco_datamodel.amending import cancellation, compose
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.values import Amount, Measure

XML = "application/xml"
Item = GovernmentAgencyGoodsItem
Edit = Callable[[Item], Item]


def amendment(old: Declaration, new: Declaration, case: str, reference: str = "A-1", why: str = "Misread.") -> bytes:
    """The message (COR) that makes ``new`` of ``old``."""
    return render(compose(old, new, reference=reference, id=case, reason=why, reason_code="32"), "xml")


def withdrawal(case: str, code: str = "10", why: str = "Lodged twice.") -> bytes:
    """The message (INV) that cancels a declaration."""
    return render(cancellation(id=case, statement=why, reason_code=code, reference="C-1"), "xml")


def with_item(declaration: Declaration, number: int, edit: Edit) -> Declaration:
    """The declaration with one of its items edited."""
    return with_items(declaration, *(edit(i) if i.sequence_numeric == number else i for i in declaration.items))


def with_items(declaration: Declaration, *items: Item) -> Declaration:
    """The declaration with these items, and as many counted."""
    shipment = declaration.goods_shipment
    assert shipment is not None
    return msgspec.structs.replace(
        declaration,
        goods_item_quantity=Measure(Decimal(len(items))),
        goods_shipment=msgspec.structs.replace(shipment, government_agency_goods_item=tuple(items)),
    )


def weighing(kilograms: str) -> Edit:
    """Another net mass, and a gross mass ten kilograms above it."""
    measure = {"net_net_weight_measure": kilograms, "gross_mass_measure": str(Decimal(kilograms) + 10)}
    return lambda item: _commodity(
        item,
        goods_measure=msgspec.structs.replace(
            item.commodity.goods_measure,  # type: ignore[union-attr]
            **{name: Measure(Decimal(value), "KGM") for name, value in measure.items()},
        ),
    )


def netting(kilograms: str) -> Edit:
    """Another net mass, beside the gross mass as it was."""
    return lambda item: _commodity(
        item,
        goods_measure=msgspec.structs.replace(
            item.commodity.goods_measure,  # type: ignore[union-attr]
            net_net_weight_measure=Measure(Decimal(kilograms), "KGM"),
        ),
    )


def costing(price: str, currency: str = "NZD") -> Edit:
    """Another price."""
    return lambda item: _commodity(
        item,
        invoice_line=msgspec.structs.replace(
            item.commodity.invoice_line,  # type: ignore[union-attr]
            item_charge_amount=Amount(Decimal(price), currency),
        ),
    )


def naming(number: str) -> Edit:
    """Another number of its first document."""
    return lambda item: msgspec.structs.replace(
        item,
        additional_document=(
            msgspec.structs.replace(item.additional_document[0], id=number),
            *item.additional_document[1:],
        ),
    )


def _commodity(item: Item, **changes: Any) -> Item:
    return msgspec.structs.replace(item, commodity=msgspec.structs.replace(item.commodity, **changes))
