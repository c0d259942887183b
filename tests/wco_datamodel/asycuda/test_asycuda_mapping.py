"""The mapping table can be read, is shown as it is, and grows by a flavour's own rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from documentation import DOCS, Document

from wco_datamodel import asycuda
from wco_datamodel.asycuda import FLAVOURS, HEADER, ITEM, WORLD, Flavour, Row, mapping_table, read, write
from wco_datamodel.asycuda.converters import CODE
from wco_datamodel.asycuda.layout import Element, layout
from wco_datamodel.asycuda.places import steps_of
from wco_datamodel.asycuda.spelling import fold, key_of

PAGE = Document(DOCS / "how-to" / "exchange-with-asycuda.md")
UNLOADING = Row("Transport/Place_of_unloading/Code", "GoodsShipment/Consignment/UnloadingLocation/ID", CODE)


@pytest.mark.parametrize(("rows", "item"), [(HEADER, False), (ITEM, True)], ids=["header", "item"])
def test_every_place_of_the_table_is_one_of_the_schema(rows: tuple[Row, ...], *, item: bool) -> None:
    for row in rows:
        for place in row.places:
            _, steps = steps_of(place, item=item)
            assert steps[-1].facts.term, place


def test_a_place_that_the_schema_does_not_know_is_refused() -> None:
    with pytest.raises(LookupError, match="there is no Colour in Declaration"):
        steps_of("Colour", item=False)
    with pytest.raises(LookupError, match="Origin needs brackets"):
        steps_of("Origin/CountryCode", item=True)


def paths(element: Element, prefix: str = "") -> set[str]:
    own = {f"{prefix}{key_of(child.tag)}" for child in element.children}
    return own.union(*(paths(child, f"{prefix}{key_of(child.tag)}/") for child in element.children))


def test_every_row_that_is_written_has_its_element_in_the_layout() -> None:
    known = paths(layout(WORLD))
    written = [
        f"{prefix}{path}"
        for prefix, rows in (("", HEADER), ("Item/", ITEM))
        for row in rows
        if row.written
        for path in row.paths
    ]

    assert [path for path in written if key_of(path.replace("[*]", "")) not in known] == []


@pytest.mark.parametrize(
    ("spellings"),
    [
        ("A.I._code", "AI_code"),
        ("Suppplementary_unit_code", "Supplementary_unit_code"),
        ("Deffered_payment_reference", "Deferred_payment_reference"),
        ("Customs_Clearance_office_name", "Customs_clearance_office_name"),
        ("receipt", "Receipt", "reciept"),
        ("Rate_of_adjustement", "Rate_of_adjustment"),
        ("Code1", "code1", "Code_1"),
    ],
    ids=lambda names: names[0],
)
def test_names_are_told_alike_however_they_are_spelled(spellings: tuple[str, ...]) -> None:
    assert len({fold(name) for name in spellings}) == 1


def test_no_two_elements_of_the_layout_are_taken_for_each_other() -> None:
    def check(element: Element) -> None:
        names = [fold(child.tag) for child in element.children]
        assert len(names) == len(set(names)), element.tag
        for child in element.children:
            check(child)

    check(layout(WORLD))


def test_the_page_shows_the_table_as_it_is() -> None:
    assert PAGE.text.endswith(mapping_table()), "Write the table of the page anew: print(asycuda.mapping_table())"


def test_the_examples_of_the_page_run(sample: Callable[[str], bytes]) -> None:
    names: dict[str, Any] = {"data": sample("iso-dates"), "print": lambda *_: None, "asycuda": asycuda}

    for language, body in PAGE.blocks:
        assert language == "python"
        exec(body, names)  # noqa: S102 - the documentation's own lines

    assert names["writing"].unmapped == ()
    assert names["reading"].message.declaration.items


def test_a_flavours_row_is_read_written_and_shown() -> None:
    flavour = Flavour(name="own", header=(UNLOADING,))
    data = b"<ASYCUDA><Transport><Place_of_unloading><Code>XLLAG</Code></Place_of_unloading></Transport></ASYCUDA>"

    declaration = read(data, flavour=flavour).message.declaration
    assert declaration
    assert declaration.goods_shipment
    assert declaration.goods_shipment.consignment
    assert declaration.goods_shipment.consignment.unloading_location
    assert declaration.goods_shipment.consignment.unloading_location.id == "XLLAG"
    writing = write(declaration, flavour=flavour)
    assert read(writing.data, flavour=flavour).message.declaration == declaration
    assert "Place_of_unloading" in mapping_table(flavour)
    assert [value.value for value in read(data).unmapped] == ["XLLAG"], "the common table has no such row"


def test_a_flavours_row_stands_instead_of_the_common_row_of_its_path() -> None:
    row = Row("Transport/Location_of_goods", "GoodsShipment/Consignment/ExaminationPlace/ID", CODE)
    data = b"<ASYCUDA><Transport><Location_of_goods>SHED4</Location_of_goods></Transport></ASYCUDA>"

    declaration = read(data, flavour=Flavour(name="own", header=(row,))).message.declaration

    assert declaration
    assert declaration.goods_shipment
    assert declaration.goods_shipment.consignment
    assert declaration.goods_shipment.consignment.goods_location is None
    assert declaration.goods_shipment.consignment.examination_place
    assert declaration.goods_shipment.consignment.examination_place.id == "SHED4"


def test_the_flavours_that_come_with_the_library_can_be_named() -> None:
    assert sorted(FLAVOURS) == ["day-first", "iso", "world"]
