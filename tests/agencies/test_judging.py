"""Reasons name the place in the trader's own message, and the facts that they rest upon."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from messages import PLANTS, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, Goods, declaration

from agencies import registry
from agencies.contract import Agency, Evidence, GoodsQuery, Outcome, Verdict
from wco_datamodel import Declaration
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import Classification, GovernmentAgencyGoodsItem
from wco_datamodel.pointers import read_pointer

TODAY = Evidence(dt.date(2026, 11, 24))


@pytest.fixture(scope="module")
def biosecurity() -> Agency:
    found = registry.load().get("BIO")
    assert found is not None
    return found


def judge_all(agency: Agency, declared: Declaration) -> list[Verdict]:
    return [agency.judge(item, declared, TODAY) for item in declared.items]


def with_item(declared: Declaration, item: GovernmentAgencyGoodsItem) -> Declaration:
    shipment = msgspec.structs.replace(declared.goods_shipment, government_agency_goods_item=(item,))
    return msgspec.structs.replace(declared, goods_shipment=shipment)


def test_a_missing_document_is_asked_for_at_the_commodity_code_of_its_item(biosecurity: Agency) -> None:
    verdict = judge_all(biosecurity, declaration(SHIRTS, PLANTS_WITHOUT_CERTIFICATE))[1]

    assert verdict.item == 2
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[2] > 23A > 21A[1]/145"


def test_a_named_document_is_pointed_at(biosecurity: Agency) -> None:
    plants = Goods("060290", "Palms", [("705", "BL-1"), ("851", "PHYTO-1")])

    verdict = judge_all(biosecurity, declaration(SHIRTS, plants))[1]

    assert verdict.reasons[0].pointer == "42A > 67A > 68A[2] > 02A[2]"
    assert "851 PHYTO-1" in verdict.reasons[0].sentence


def test_the_place_is_the_items_occurrence_and_not_its_number(biosecurity: Agency) -> None:
    declared = declaration(PLANTS_WITHOUT_CERTIFICATE)
    numbered = with_item(declared, msgspec.structs.replace(declared.items[0], sequence_numeric=7))

    (verdict,) = judge_all(biosecurity, numbered)

    assert verdict.item == 7
    assert verdict.reasons[0].pointer.startswith("42A > 67A > 68A[1] ")


def test_the_commodity_code_is_pointed_at_where_it_stands_after_other_codes(biosecurity: Agency) -> None:
    declared = declaration(PLANTS_WITHOUT_CERTIFICATE)
    codes = (Classification(id="1234"), Classification(id="06029000"))
    commodity = msgspec.structs.replace(declared.items[0].commodity, classification=codes)
    item = msgspec.structs.replace(declared.items[0], commodity=commodity)

    (verdict,) = judge_all(biosecurity, with_item(declared, item))

    assert verdict.reasons[0].pointer.endswith("> 21A[2]/145")


@pytest.mark.parametrize("number", [None, "", "  "])
def test_a_document_without_a_number_is_not_named(biosecurity: Agency, number: str | None) -> None:
    declared = declaration(PLANTS)
    document = AdditionalDocument(type_code="851", id=number)
    item = msgspec.structs.replace(declared.items[0], additional_document=(document,))

    (verdict,) = judge_all(biosecurity, with_item(declared, item))

    assert verdict.waits_for == "document"


def test_an_origin_that_is_not_stated_is_asked_for_where_it_belongs(biosecurity: Agency) -> None:
    declared = declaration(Goods("040900", "Honey", [("853", "VET-1")]))
    item = msgspec.structs.replace(declared.items[0], origin=())

    (verdict,) = judge_all(biosecurity, with_item(declared, item))

    assert verdict.outcome is Outcome.PENDING
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[1] > 92A[1]/063"
    assert "State the country of origin" in verdict.reasons[0].sentence


def test_goods_without_a_commodity_code_concern_nobody(biosecurity: Agency) -> None:
    declared = declaration(PLANTS)
    item = msgspec.structs.replace(declared.items[0], commodity=None)

    assert judge_all(biosecurity, with_item(declared, item))[0].outcome is Outcome.NOT_CONCERNED


def test_every_pointer_names_a_place_that_the_schema_knows() -> None:
    goods = [PLANTS, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, Goods("040900", "Honey", origin=""), Goods("681140", "")]
    declared = declaration(*goods)

    reasons = [r for agency in registry.load() for verdict in judge_all(agency, declared) for r in verdict.reasons]

    assert len(reasons) >= len(goods)
    assert all(read_pointer(reason.pointer).item for reason in reasons)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (GoodsQuery("120991", "import", dt.date(2026, 1, 1)), {"BIO-SEEDS-2024"}),
        (GoodsQuery("120991", "import", dt.date(2020, 1, 1)), {"BIO-SEEDS-2016"}),
        (GoodsQuery("1209910000", "import", dt.date(2026, 1, 1)), {"BIO-SEEDS-2024"}),
        (GoodsQuery("0602", "export", dt.date(2026, 1, 1)), {"BIO-X-PLANTS"}),
        (GoodsQuery("0409", "import", dt.date(2026, 1, 1)), {"BIO-HONEY", "BIO-HONEY-BAN"}),
        (GoodsQuery("0409", "import", dt.date(2026, 1, 1), origin="NZ"), {"BIO-HONEY"}),
        (GoodsQuery("100630", "import", dt.date(2026, 1, 1)), set()),
        (GoodsQuery("1006", "import", dt.date(2026, 1, 1)), {"BIO-GRAIN"}),
        (GoodsQuery("071440", "export", dt.date(2026, 1, 1), destination="WS"), {"BIO-X-PLANTS"}),
        (GoodsQuery("8433", "import", dt.date(2026, 1, 1), procedure="40"), set()),
    ],
)
def test_requirements_are_published_for_goods_without_a_declaration(
    biosecurity: Agency, query: GoodsQuery, found: set[str]
) -> None:
    assert {requirement.id for requirement in biosecurity.requirements_for(query)} == found
