"""An amendment changes what its pointers say, all of it and nothing else; a wrong pointer is refused at its place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from wco_datamodel import Declaration, MessageRejected, Problem, parse, render
from wco_datamodel.amending import amend, compose
from wco_datamodel.documents import AdditionalDocument, AdditionalInformation
from wco_datamodel.goods import Commodity, Destination, GoodsMeasure, GoodsShipment, Packaging
from wco_datamodel.parties import Exporter, Submitter
from wco_datamodel.pointers import pointer_structs
from wco_datamodel.values import DateTime, Measure

MASS = "42A > 67A > 68A[2] > 23A > 65A/126"


def weighed(kilograms: int) -> Commodity:
    return Commodity(goods_measure=GoodsMeasure(gross_mass_measure=Measure(Decimal(kilograms), "KGM")))


def refused(version: Declaration, message: Any, **words: Any) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as caught:
        amend(version, message, **words)
    return caught.value.problems


def numbers(declaration: Declaration) -> list[int]:
    return [item.sequence_numeric for item in declaration.items]


def test_a_value_that_is_pointed_at_is_taken_from_the_message(
    version: Declaration, amendment: Any, item_of: Any
) -> None:
    amended = amend(version, amendment(MASS, items=(item_of(2, commodity=weighed(120)),)))
    (change,) = amended.changes
    assert (change.label, change.old, change.new) == ("Gross mass of the item (item 2)", "100 KGM", "120 KGM")
    assert amended.declaration.items[1].goods_description == "Taro"
    assert amended.declaration.items[0] == version.items[0]
    assert version.items[1].commodity != amended.declaration.items[1].commodity


def test_the_version_keeps_its_own_references_and_function(version: Declaration, amendment: Any) -> None:
    after = amend(version, amendment("42A/146", total_package_quantity=Measure(Decimal(6)))).declaration
    kept = ("function_code", "functional_reference_id", "id", "type_code")
    assert [getattr(after, field) for field in kept] == [getattr(version, field) for field in kept]
    assert after.amendment == ()


def test_an_item_is_known_by_its_number_not_by_its_position(version: Declaration, amendment: Any, item_of: Any) -> None:
    amended = amend(version, amendment("42A > 67A > 68A[5] > 23A > 65A/126", items=(item_of(5, commodity=weighed(7)),)))
    assert [change.item for change in amended.changes] == [5]
    assert amended.changes[0].pointer == "42A > 67A > 68A[5] > 23A > 65A/126"
    assert "GovernmentAgencyGoodsItem[3]" in amended.changes[0].xpath
    assert "/GovernmentAgencyGoodsItem/2/" in amended.changes[0].json_pointer


def test_a_new_item_takes_the_place_that_its_number_gives_it(
    version: Declaration, amendment: Any, item_of: Any
) -> None:
    amended = amend(version, amendment("42A > 67A > 68A[3]", items=(item_of(3, "Ginger"),)))
    assert numbers(amended.declaration) == [1, 2, 3, 5]
    assert [(change.kind, change.item) for change in amended.changes] == [("added", 3)]


def test_an_item_that_is_pointed_at_and_left_out_is_removed(version: Declaration, amendment: Any) -> None:
    amended = amend(version, amendment("42A > 67A > 68A[2]", items=()))
    assert numbers(amended.declaration) == [1, 5]
    assert [(change.kind, change.item, change.new) for change in amended.changes] == [("removed", 2, None)]


def test_a_value_that_is_pointed_at_and_left_out_of_its_class_is_removed(
    version: Declaration, amendment: Any, item_of: Any
) -> None:
    message = amendment("42A > 67A > 68A[2] > 23A/137", items=(item_of(2, commodity=Commodity()),))
    after = amend(version, message).declaration.items[1]
    assert after.goods_description == ""
    assert after.commodity
    assert after.commodity.goods_measure


def test_a_class_that_is_pointed_at_is_taken_as_a_whole(version: Declaration, amendment: Any, item_of: Any) -> None:
    after = amend(version, amendment("42A > 67A > 68A[2] > 23A", items=(item_of(2, commodity=weighed(1)),))).declaration
    assert after.items[1].commodity == weighed(1)


def test_a_document_one_beyond_the_last_is_added(version: Declaration, amendment: Any, item_of: Any) -> None:
    papers = (*version.items[0].additional_document, AdditionalDocument(id="CO-1", type_code="861"))
    message = amendment("42A > 67A > 68A[1] > 02A[3]", items=(item_of(1, commodity=None, additional_document=papers),))
    amended = amend(version, message)
    assert [each.id for each in amended.declaration.items[0].additional_document] == ["INV-1", "PHYTO-1", "CO-1"]
    assert amended.changes[0].new == "Number of the supporting document: CO-1; Type of the supporting document: 861"


def test_a_document_is_added_value_by_value_too(version: Declaration, amendment: Any, item_of: Any) -> None:
    papers = (*version.items[0].additional_document, AdditionalDocument(id="CO-1", type_code="861"))
    pointers = [f"42A > 67A > 68A[1] > 02A[3]/{tag}" for tag in ("D006", "D005")]
    message = amendment(*pointers, items=(item_of(1, commodity=None, additional_document=papers),))
    assert amend(version, message).declaration.items[0].additional_document == papers


@pytest.mark.parametrize(("gone", "left"), [(1, "PHYTO-1"), (2, "INV-1")])
def test_a_document_is_removed_where_the_message_brings_none(
    version: Declaration, amendment: Any, item_of: Any, gone: int, left: str
) -> None:
    message = amendment(f"42A > 67A > 68A[1] > 02A[{gone}]", items=(item_of(1, commodity=None),))
    assert [each.id for each in amend(version, message).declaration.items[0].additional_document] == [left]


def test_packages_are_known_by_their_number(version: Declaration, amendment: Any, item_of: Any) -> None:
    brought = item_of(1, commodity=None, packaging=(Packaging(sequence_numeric=2, type_code="PX"),))
    after = amend(version, amendment("42A > 67A > 68A[1] > 93A[2]/141", items=(brought,))).declaration
    assert [(each.sequence_numeric, each.type_code) for each in after.items[0].packaging] == [(1, "BX"), (2, "PX")]


def test_the_order_of_the_amendments_does_not_matter(version: Declaration, amendment: Any, item_of: Any) -> None:
    pointers = ["42A > 67A > 68A[4]", "42A > 67A > 68A[2]", "42A > 67A > 68A[3]"]
    brought = (item_of(3, "Ginger"), item_of(4, "Copra"))
    one, other = (amend(version, amendment(*each, items=brought)).declaration for each in (pointers, pointers[::-1]))
    assert one == other
    assert numbers(one) == [1, 3, 4, 5]


def test_what_only_repeats_the_version_need_not_be_pointed_at(version: Declaration, amendment: Any) -> None:
    assert amend(version, amendment(MASS, items=version.items[1:2])).changes == ()


def test_what_the_message_says_about_itself_is_not_taken_for_a_change(version: Declaration, amendment: Any) -> None:
    own = {"submitter": Submitter(id="1000009"), "issue_date_time": DateTime("20261124", "102")}
    amended = amend(version, amendment("42A/146", total_package_quantity=Measure(Decimal(6)), **own))
    assert [change.label for change in amended.changes] == ["Total number of packages"]


def test_the_number_of_what_occurs_once_is_read_past_with_a_warning(version: Declaration, amendment: Any) -> None:
    amended = amend(version, amendment("42A > 57A[2]/R031", exporter=Exporter(name="Suva Exports Ltd")))
    assert amended.declaration.exporter == Exporter(name="Suva Exports Ltd")
    (warning,) = amended.warnings
    assert (warning.code, warning.severity, warning.pointer) == ("AMD10", "warning", "42A > 06A[1]")


def test_a_pointer_without_a_number_means_the_only_one_there_is(
    version: Declaration, amendment: Any, item_of: Any
) -> None:
    one = msgspec.structs.replace(
        version, goods_shipment=GoodsShipment(government_agency_goods_item=version.items[1:2])
    )
    message = amendment(MASS.replace("[2]", ""), items=(item_of(2, commodity=weighed(3)),))
    assert amend(one, message).declaration.items[0].commodity.goods_measure == weighed(3).goods_measure  # type: ignore[union-attr]


WRONG = {
    "no class of that id there": ("42A > 67A > 57A/R031", "AMD08"),
    "no element of that id in the class": ("42A > 57A/126", "AMD08"),
    "not from the declaration down": ("67A > 68A[2]", "AMD08"),
    "into a response": ("07B > 53A[1]", "AMD08"),
    "nothing": ("", "AMD07"),
    "the whole declaration": ("42A", "AMD11"),
    "the reference of the declaration": ("42A/D014", "AMD11"),
    "the trader's own reference": ("42A/D026", "AMD11"),
    "the function": ("42A/017", "AMD11"),
    "the type": ("42A/D013", "AMD11"),
    "an amendment": ("42A > 06A[1]/099", "AMD11"),
    "the number of an item": ("42A > 67A > 68A[2]/006", "AMD11"),
    "an item that is nowhere": ("42A > 67A > 68A[9]", "AMD12"),
    "a value of an item that is nowhere": ("42A > 67A > 68A[9]/108", "AMD12"),
    "a document beyond the end": ("42A > 67A > 68A[2] > 02A[2]", "AMD12"),
    "a value that is nowhere": ("42A > 67A > 68A[2]/108", "AMD12"),
    "an item that the message does not bring": ("42A > 67A > 68A[1] > 23A/137", "AMD13"),
    "a class that the message does not bring": ("42A > 57A/R031", "AMD13"),
    "an item without its number": ("42A > 67A > 68A > 23A/137", "AMD09"),
    "levels counted where occurrences belong": ("42A > 67A[2] > 68A[3] > 23A[4]/137", "AMD09"),
}


@pytest.mark.parametrize(("pointer", "code"), WRONG.values(), ids=WRONG)
def test_a_wrong_pointer_is_refused_at_its_place(
    version: Declaration, amendment: Any, item_of: Any, pointer: str, code: str
) -> None:
    message = amendment(MASS, pointer, items=(item_of(2, commodity=weighed(120)),))
    (problem,) = refused(version, message)
    assert (problem.code, problem.pointer) == (code, "42A > 06A[2]")
    assert problem.sentence.startswith("Amendment 2 ")
    assert problem.hint
    assert message.source
    assert problem.line


def test_a_tag_above_the_last_level_is_no_place(version: Declaration, amendment: Any) -> None:
    message = amendment("42A > 57A/R031", exporter=Exporter(name="Suva Exports Ltd"))
    levels = message.declaration.amendment[0].pointer
    odd = msgspec.structs.replace(levels[0], tag_id="146"), levels[1]
    changed = msgspec.structs.replace(message.declaration.amendment[0], pointer=odd)
    declaration = msgspec.structs.replace(message.declaration, amendment=(changed,))
    (problem,) = refused(version, parse(render(declaration)))
    assert problem.code == "AMD08"


@pytest.mark.parametrize("brought", ["value", "item", "document", "header"])
def test_a_change_that_nothing_points_at_is_named_and_not_made(
    version: Declaration, amendment: Any, item_of: Any, brought: str
) -> None:
    paper = AdditionalDocument(id="INV-2", type_code="380")
    other: dict[str, Any] = {
        "value": {"items": (item_of(2, "Cassava", commodity=Commodity(description="Cassava")),)},
        "item": {"items": (item_of(3, "Ginger"),)},
        "document": {"items": (item_of(1, commodity=None, additional_document=(paper,)),)},
        "header": {"goods_shipment": GoodsShipment(destination=Destination(country_code="FJ"))},
    }[brought]
    places = {
        "value": "42A > 67A > 68A[1] > 23A/137",
        "item": "42A > 67A > 68A[1]",
        "document": "42A > 67A > 68A[1] > 02A[1]/D005",
        "header": "42A > 67A > 99B/465",
    }
    (problem,) = refused(version, amendment("42A/146", total_package_quantity=Measure(Decimal(6)), **other))
    assert (problem.code, problem.pointer) == ("AMD15", places[brought])
    assert problem.line


def test_every_problem_is_named_at_once(version: Declaration, amendment: Any, item_of: Any) -> None:
    message = amendment("42A > 57A/R031", "42A > 67A > 68A[9]", items=(item_of(2, "Cassava"),))
    assert [(each.code, each.pointer) for each in refused(version, message)] == [
        ("AMD13", "42A > 06A[1]"),
        ("AMD12", "42A > 06A[2]"),
        ("AMD15", "42A > 67A > 68A[1] > 23A/137"),
    ]


def test_a_wrong_pointer_in_json_has_its_line_too(version: Declaration, amendment: Any) -> None:
    message = parse(render(amendment("42A/146", "42A > 67A > 68A[9]").declaration, "json", pretty=True))
    (problem,) = refused(version, message)
    assert problem.json_pointer == "/MetaData/Declaration/Amendment/1"
    assert problem.line
    assert message.source
    around = message.source.data.decode().splitlines()[problem.line - 1 :]
    assert "".join(around).count("ChangeReasonCode") == 1


def test_of_very_many_wrong_pointers_the_first_are_named(version: Declaration, amendment: Any) -> None:
    told = refused(version, amendment(*["42A > 67A > 68A[9]"] * 1900))
    assert len(told) == 201
    assert told[-1].code == "MSG07"


def test_numbers_that_stand_twice_cannot_be_pointed_at(version: Declaration, amendment: Any, item_of: Any) -> None:
    twice = GoodsShipment(government_agency_goods_item=(version.items[1], version.items[1]))
    message = amendment(MASS, items=(item_of(2, commodity=weighed(120)),))
    (problem,) = refused(msgspec.structs.replace(version, goods_shipment=twice), message)
    assert problem.code == "AMD09"


def test_no_more_items_are_added_than_a_declaration_may_have(
    version: Declaration, amendment: Any, item_of: Any
) -> None:
    full = GoodsShipment(government_agency_goods_item=tuple(item_of(number) for number in range(1, 1000)))
    message = amendment("42A > 67A > 68A[1000]", items=(item_of(1000),))
    (problem,) = refused(msgspec.structs.replace(version, goods_shipment=full), message)
    assert problem.code == "AMD14"
    assert "999" in problem.sentence


def test_another_declarations_amendment_is_refused(version: Declaration, amendment: Any) -> None:
    message = amendment("42A/146", id="XL26LAG2", total_package_quantity=Measure(Decimal(6)))
    (problem,) = refused(version, message)
    assert (problem.code, problem.pointer) == ("AMD03", "42A/D014")
    assert refused(msgspec.structs.replace(version, id=None), message, reference="XL26LAG1")[0].code == "AMD03"
    assert amend(version, message, reference="XL26LAG2").changes


@pytest.mark.parametrize(
    ("parts", "code"),
    [({"function_code": "9"}, "AMD01"), ({"type_code": "INV"}, "AMD01"), ({"id": None}, "AMD02"), ({}, "AMD06")],
)
def test_what_is_no_amendment_is_refused(
    version: Declaration, amendment: Callable[..., Any], parts: dict[str, Any], code: str
) -> None:
    assert [problem.code for problem in refused(version, amendment(**parts))] == [code]


def statement(text: str, pointer: str = "", kind: str = "AES") -> AdditionalInformation:
    return AdditionalInformation(
        statement_description=text, statement_type_code=kind, pointer=pointer_structs(pointer) if pointer else ()
    )


def test_each_amendment_has_its_reason(version: Declaration, amendment: Any) -> None:
    said = statement("Misread", "42A > 06A[2]"), statement("Checked again")
    packages = {"total_package_quantity": Measure(Decimal(6)), "exporter": Exporter(name="Suva Exports Ltd")}
    amended = amend(version, amendment("42A/146", "42A > 57A/R031", additional_information=said, **packages))
    assert [(each.pointer, each.code, each.statement) for each in amended.reasons] == [
        ("42A/146", "21", "Checked again"),
        ("42A > 57A/R031", "21", "Misread"),
    ]
    assert amended.declaration.additional_information == ()


def test_a_reason_for_an_amendment_that_is_not_there_is_named(version: Declaration, amendment: Any) -> None:
    said = (statement("Misread", "42A > 06A[2]"),)
    message = amendment("42A/146", additional_information=said, total_package_quantity=Measure(Decimal(6)))
    (warning,) = amend(version, message).warnings
    assert (warning.code, warning.pointer) == ("AMD16", "42A > 03A[1]")


def test_a_declared_statement_is_amended_as_any_other_part(version: Declaration) -> None:
    after = msgspec.structs.replace(version, additional_information=(statement("Fragile", kind="ACB"),))
    message = parse(render(compose(version, after, reference="T-2", id="XL26LAG1", reason="Forgotten")))
    assert amend(version, message).declaration == after


def test_a_statement_that_nothing_points_at_is_named_where_it_stands(version: Declaration, amendment: Any) -> None:
    said = statement("Misread", "42A > 06A[1]"), statement("Fragile", kind="ACB")
    message = amendment("42A/146", additional_information=said, total_package_quantity=Measure(Decimal(6)))
    assert [each.pointer for each in refused(version, message)] == ["42A > 03A[2]"]
