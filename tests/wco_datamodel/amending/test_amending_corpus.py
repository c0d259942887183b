"""The eight real amendments, each applied to the declaration that its own scenario lodged.

Publishers put a new reference (MRN) into each file, so scenarios tell which declaration is meant, not the reference.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from wco_datamodel import Declaration, Message, MessageRejected, parse
from wco_datamodel.amending import ALL, Amended, amend, changed_paths, compose, items_touched

SCENARIOS = {
    "Step2_TT_IM68a_Amendment.xml": "import/TT_IM068a.xml",
    "Step5_TT_EX009a_Amendment.xml": "export/TT_EX009a.xml",
    "TT_IM002b_Amendment.xml": "import/TT_IM002a.xml",
    "TT_IM002c_Complex_Multi_Amendment-2.xml": "import/TT_IM002a.xml",
    "TT_IM002c_Complex_Multi_Amendment.xml": "import/TT_IM002a.xml",
    "TT_IM003b_Amendment_(Step_3).xml": "import/TT_IM003a.xml",
    "TT_IM061b_Amendment.xml": "import/TT_IM061a.xml",
}
RESTATED = "TT_IM016a_Amendment.xml"
MULTI = {
    "Total number of packages": ("55", "53"),
    "Name of the exporter": ("Chicago Cocoa Company", "Detroit Cocoa Company"),
    "Town or city of the exporter": ("Chicago", "Detroit"),
    "Street and number of the exporter": ("10 Irwin Street", "101 Peterboro Avenue"),
    "Postcode of the exporter": ("H81 4RG", "48201"),
    "Number of packages (item 1, packages 1)": ("55", "53"),
}
CHANGES = {
    "Step2_TT_IM68a_Amendment.xml": {
        "Freight charge": ("13.75 GBP", "19.34 GBP"),
        "Customs value of the item (item 1)": ("103.33 GBP", "115.66 GBP"),
    },
    "Step5_TT_EX009a_Amendment.xml": {
        "Status of the supporting document (item 1, supporting document 1)": ("EE", "EP")
    },
    "TT_IM002b_Amendment.xml": {"Price of the item (item 1)": ("1,000 GBP", "999 GBP")},
    "TT_IM002c_Complex_Multi_Amendment-2.xml": MULTI,
    "TT_IM002c_Complex_Multi_Amendment.xml": MULTI,
    "TT_IM003b_Amendment_(Step_3).xml": {
        "Gross mass of the item (item 1)": ("1,500", "1,501"),
        "Net mass of the item (item 1)": ("1,000", "1,001"),
    },
    "TT_IM061b_Amendment.xml": {
        "Text of the statement (item 1, additional statement 1)": ("SDY=8/10", "SDY=9/10"),
        "Text of the statement (item 1, additional statement 2)": ("02/21=Y 2 01/21=Z 3", "02/21=Y 3 01/21=Z 2"),
        "Text of the statement (item 1, additional statement 3)": ("SDZ=5/5", "SDZ=6/6"),
    },
}


def message(shared: Path, name: str) -> Message:
    return parse((shared / "corpus" / "amendment" / name).read_bytes())


def lodged(shared: Path, name: str) -> Declaration:
    declaration = parse((shared / "corpus" / name).read_bytes()).declaration
    assert declaration
    return declaration


def applied(shared: Path, name: str) -> Amended:
    return amend(lodged(shared, SCENARIOS[name]), message(shared, name))


def test_every_real_amendment_is_looked_at(shared: Path) -> None:
    files = {file.name for file in (shared / "corpus" / "amendment").iterdir()}
    assert files == {*SCENARIOS, RESTATED}
    assert set(CHANGES) == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_real_amendment_makes_the_changes_that_it_means(shared: Path, name: str) -> None:
    amended = applied(shared, name)
    assert {change.label: (change.old, change.new) for change in amended.changes} == CHANGES[name]
    asked = message(shared, name).declaration
    assert asked
    assert len(amended.reasons) == len(asked.amendment) == len(CHANGES[name])
    assert all(reason.code and reason.statement for reason in amended.reasons)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_real_amendment_is_told_by_whose_facts_it_changed(shared: Path, name: str) -> None:
    touched = items_touched(applied(shared, name).changes)
    assert touched == (
        ALL if name in {"Step2_TT_IM68a_Amendment.xml", *filter(lambda n: "Multi" in n, CHANGES)} else {1}
    )


def test_two_real_amendments_follow_each_other(shared: Path) -> None:
    first = applied(shared, "TT_IM002b_Amendment.xml")
    second = amend(first.declaration, message(shared, "TT_IM002c_Complex_Multi_Amendment-2.xml"))
    assert len(second.changes) == 6
    invoiced = second.declaration.items[0].commodity
    assert invoiced
    assert invoiced.invoice_line
    assert str(invoiced.invoice_line.item_charge_amount.value) == "999"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", SCENARIOS)
def test_levels_counted_as_occurrences_are_warned_of_where_they_say_nothing_else(shared: Path, name: str) -> None:
    codes = [warning.code for warning in applied(shared, name).warnings]
    assert codes == (["AMD10"] * 4 if "Multi" in name else [])


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_amendment_composed_of_both_versions_says_the_same(shared: Path, name: str) -> None:
    before, after = lodged(shared, SCENARIOS[name]), applied(shared, name).declaration
    again = compose(before, after, reference="T-2", id="XL1", reason="Corrected")
    assert len(again.amendment) == len(CHANGES[name])
    other = Message("DEC", message(shared, name).metadata, declaration=again)
    assert amend(before, other).declaration == after


def test_one_real_amendment_restates_a_document_under_another_number_and_is_refused_there(shared: Path) -> None:
    with pytest.raises(MessageRejected) as caught:
        amend(lodged(shared, "import/TT_IM016a.xml"), message(shared, RESTATED))
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer) == ("AMD15", "42A > 67A > 68A[1] > 02A[2]/D005")
    lines = (shared / "corpus" / "amendment" / RESTATED).read_text(encoding="utf-8").splitlines()
    assert problem.line
    assert "12345/19.02.2021" in lines[problem.line - 1]


def test_with_that_number_declared_it_adds_documents_and_duties(shared: Path) -> None:
    before = lodged(shared, "import/TT_IM016a.xml")
    (item,) = before.items
    papers = list(item.additional_document)
    papers[1] = msgspec.structs.replace(papers[1], id="12345/19.02.2021")
    items = (msgspec.structs.replace(item, additional_document=tuple(papers)),)
    shipment = msgspec.structs.replace(before.goods_shipment, government_agency_goods_item=items)
    amended = amend(msgspec.structs.replace(before, goods_shipment=shipment), message(shared, RESTATED))
    assert len(amended.reasons) == 32
    after = amended.declaration.items[0]
    assert [each.type_code for each in after.additional_document] == ["506", "935", "505", "WKS", "55D"]
    assert after.commodity
    taxes = [(each.type_code, each.duty_regime_code) for each in after.commodity.duty_tax_fee]
    assert taxes == [("A00", "100"), ("A00", None), ("B00", None), ("B00", None)]
    assert "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/DutyTaxFee/Payment/PaymentAmount" in changed_paths(
        amended.changes
    )
