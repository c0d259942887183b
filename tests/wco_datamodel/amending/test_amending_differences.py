"""What changed is told as people read it, and as a program can ask whose facts it was."""

from __future__ import annotations

from decimal import Decimal
from time import process_time
from typing import Any

import msgspec
import pytest

from wco_datamodel import Declaration
from wco_datamodel.amending import ALL, changed_paths, compose, difference, items_touched
from wco_datamodel.amending.telling import value_text
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import Destination, Manufacturer
from wco_datamodel.values import Amount, DateTime, Measure

ITEM = "GoodsShipment/GovernmentAgencyGoodsItem"


def with_shipment(declaration: Declaration, **parts: Any) -> Declaration:
    shipment = msgspec.structs.replace(declaration.goods_shipment, **parts)
    return msgspec.structs.replace(declaration, goods_shipment=shipment)


def with_items(declaration: Declaration, *items: Any) -> Declaration:
    return with_shipment(declaration, government_agency_goods_item=items)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Amount(Decimal("1250.50"), "NZD"), "1,250.50 NZD"),
        (Amount(Decimal(7)), "7"),
        (Measure(Decimal("0.5"), "KGM"), "0.5 KGM"),
        (DateTime("20261124", "102"), "24 November 2026"),
        (DateTime("20261124153000Z"), "24 November 2026, 15:30 UTC"),
        (DateTime("20261124153005+13"), "24 November 2026, 15:30:05 UTC+13"),
        (DateTime("20269999", "102"), "20269999"),
        (Decimal("1.25"), "1.25"),
        (1000, "1000"),
        ("Yams", "Yams"),
    ],
)
def test_a_value_is_told_as_people_write_it(value: object, told: str) -> None:
    assert value_text(value) == told


def test_equal_versions_have_no_difference(version: Declaration) -> None:
    assert difference(version, msgspec.structs.replace(version)) == ()
    assert items_touched(()) == frozenset()


def test_an_item_in_the_middle_is_one_addition_and_touches_no_other(version: Declaration, item_of: Any) -> None:
    one, two, five = version.items
    changes = difference(version, with_items(version, one, two, item_of(3, "Ginger"), five))
    (change,) = changes
    assert (change.kind, change.pointer, change.label) == ("added", "42A > 67A > 68A[3]", "Goods item (item 3)")
    assert change.old is None
    assert change.new
    assert "Description of the goods: Ginger" in change.new
    assert items_touched(changes) == {3}
    assert f"{ITEM}/Commodity/GoodsMeasure/GrossMassMeasure" in changed_paths(changes)


def test_a_document_put_first_is_one_addition(version: Declaration) -> None:
    one, *rest = version.items
    papers = (AdditionalDocument(id="CO-1"), *one.additional_document)
    changes = difference(version, with_items(version, msgspec.structs.replace(one, additional_document=papers), *rest))
    assert [(change.kind, change.label, change.new) for change in changes] == [
        (
            "added",
            "Supporting document (item 1, supporting document 1)",
            "Number of the supporting document: CO-1",
        )
    ]


def test_one_of_very_many_documents_is_told_by_itself(version: Declaration) -> None:
    one, *rest = version.items
    papers = tuple(AdditionalDocument(id=f"D-{number % 7}") for number in range(2000))
    many, fewer = (
        msgspec.structs.replace(one, additional_document=each) for each in (papers, papers[:900] + papers[901:])
    )
    (change,) = difference(with_items(version, many, *rest), with_items(version, fewer, *rest))
    assert (change.kind, change.old) == ("removed", "Number of the supporting document: D-4")


def test_the_same_items_in_another_order_are_told(version: Declaration) -> None:
    (change,) = difference(version, with_items(version, *version.items[::-1]))
    assert (change.label, change.old, change.new) == ("Order: Goods item", "1, 2, 5", "5, 2, 1")


def test_a_fact_of_the_whole_shipment_touches_every_item(version: Declaration) -> None:
    changes = difference(version, with_shipment(version, destination=Destination(country_code="FJ")))
    assert [(change.label, change.old, change.new) for change in changes] == [("Country of destination", "XL", "FJ")]
    assert items_touched(changes) == ALL
    assert changed_paths(changes) == {"GoodsShipment/Destination/CountryCode"}


def test_the_paths_of_what_was_removed_are_those_of_the_old_version(version: Declaration) -> None:
    changes = difference(version, with_items(version, *version.items[1:]))
    assert [(change.kind, change.item) for change in changes] == [("removed", 1)]
    assert changes[0].json_pointer.endswith("/GovernmentAgencyGoodsItem/0")


def test_an_amendment_composed_brings_what_differs_and_nothing_else(version: Declaration) -> None:
    one, two, five = version.items
    commodity = msgspec.structs.replace(two.commodity, description="Cassava")
    after = with_items(version, one, msgspec.structs.replace(two, commodity=commodity), five)
    message = compose(version, after, reference="T-2", id="XL26LAG1", reason="Misread", reason_code="21")
    assert (message.function_code, message.type_code, message.id) == ("13", "COR", "XL26LAG1")
    assert [each.change_reason_code for each in message.amendment] == ["21"]
    assert [item.sequence_numeric for item in message.items] == [2]
    assert message.items[0].commodity == type(commodity)(description="Cassava")
    assert message.total_package_quantity is None


def test_what_has_no_id_is_amended_by_the_class_that_holds_it(version: Declaration) -> None:
    one, *rest = version.items
    after = with_items(version, msgspec.structs.replace(one, manufacturer=Manufacturer(name="Apia Foods")), *rest)
    message = compose(version, after, reference="T-2", id="XL26LAG1", reason="Forgotten")
    assert [len(each.pointer) for each in message.amendment] == [3]
    assert message.items == (after.items[0],)


@pytest.mark.parametrize("part", ["functional_reference_id", "id", "type_code"])
def test_what_is_never_amended_cannot_be_composed(version: Declaration, part: str) -> None:
    with pytest.raises(ValueError, match="never amended"):
        compose(version, msgspec.structs.replace(version, **{part: "X"}), reference=None, id="X", reason="Misread")


def test_a_thousand_items_are_compared_in_a_moment(version: Declaration, item_of: Any) -> None:
    old = with_items(version, *(item_of(number) for number in range(1, 1000)))
    new = with_items(version, *(item_of(number, "Taro") for number in range(1, 1000)))
    started = process_time()
    assert len(difference(old, new)) == 999
    assert process_time() - started < 5
