"""A trader opens a declaration that was lodged as a form, changes it, sees the difference, and sends it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from amending import amendment, naming, weighing, with_item
from messages import FISH, PLANTS, declaration

from singlewindow import casework
from singlewindow.errors import NotPossible
from singlewindow.web.drafting.merging import amended, require_form
from singlewindow.web.static_files import STATIC
from wco_datamodel import Declaration, parse, render
from wco_datamodel.amending import difference
from wco_datamodel.values import Measure

SAMPLES = sorted((Path(__file__).parents[3] / "singlewindow" / "countries" / "lagoon" / "samples").glob("*.xml"))


def lodged(window, name: str) -> tuple[str, Declaration]:
    goods = declaration(PLANTS, FISH, PLANTS, reference=name)
    raw = render(goods, "xml")
    return casework.lodge(window.house, window.actors["trader"], raw, "text/xml").decision.reference, goods


def opened(window, reference: str):
    """The trader's browser at the form, and the form's address."""
    trader = window.browser("trader").open(f"/declarations/{reference}/amend")
    assert "Amend by the form" in trader.text
    trader.send(f"/declarations/{reference}/amend/form")
    return trader, trader.path


def item(**answers: str) -> dict[str, str]:
    """An item's page as a browser sends it: plants as in the messages of these tests, but for these answers."""
    said = {
        "description": "Potted palms",
        "commodity_code": "060290",
        "origin": "NZ",
        "procedure": "4000",
        "gross": "110",
        "net": "100",
        "packages": "10",
        "package_kind": "CT",
        "marks": "T1 1-10",
        "price": "1000.00",
    }
    return said | answers


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_form_that_nobody_touched_changes_nothing(sample: Path) -> None:
    declared = parse(sample.read_bytes(), "application/xml").declaration
    assert declared is not None
    assert amended(declared, require_form(declared)) == declared


def test_a_trader_amends_a_declaration_by_its_form(window) -> None:
    reference, goods = lodged(window, "FORM-1")
    trader, draft = opened(window, reference)
    assert trader.heading.startswith(f"Amendment of {reference}")
    trader.send(f"/declarations/{reference}/amend/form")
    assert trader.path == draft, "the form that was begun is opened again"
    trader.open(f"{draft}/amend")
    assert "Nothing has been changed yet." in trader.text

    trader.open(f"{draft}/items/2")
    assert trader.value("description") == "Canned tuna"
    trader.send(f"{draft}/items/2", **item(description="Canned tuna", commodity_code="160414", gross="90", net="80"))
    trader.open(f"{draft}/items/1/remove").send(f"{draft}/items/1/remove", remove="yes")
    trader.open(f"{draft}/lodge")
    assert trader.heading == "Send the amendment"
    assert "100 KGM 80 KGM" in trader.text

    trader.send(f"{draft}/amend", revision=trader.value("revision"))
    assert trader.summary == {"Enter why the declaration is amended, in 512 characters or less.": "#reason"}
    trader.send(f"{draft}/amend", revision=trader.value("revision"), reason="Misread.")
    assert (trader.status, trader.value("reason")) == (422, "Misread.")
    trader.send(f"{draft}/amend", revision=trader.value("revision"), reason="Misread.", true="yes")
    assert trader.path == f"/declarations/{reference}", trader.text

    found = casework.read_case(window.house, window.actors["trader"], reference)
    assert (found.version, [one.sequence_numeric for one in found.declaration.items]) == (2, [2, 3])
    assert (found.declaration.items[0].net_mass, found.declaration.items[0].gross_mass) == (80, 90)
    assert found.declaration.items[1] == goods.items[2], "what the form does not ask stays as it was declared"
    assert found.declaration.items[0].customs_valuation == goods.items[1].customs_valuation
    assert trader.open(draft).path == f"/declarations/{reference}", "the draft became the amendment"


def test_a_form_is_not_sent_over_a_version_that_it_was_not_filled_from(window) -> None:
    reference, goods = lodged(window, "FORM-2")
    trader, draft = opened(window, reference)
    trader.send(f"{draft}/items/1", **item(gross="60", net="50"))
    raw = amendment(goods, with_item(goods, 2, naming("HEALTH-2")), reference)
    casework.amend(window.house, window.actors["trader"], reference, raw, "application/xml")

    trader.send(f"{draft}/amend", reason="Misread.", true="yes")
    assert trader.status == 409
    assert "was amended since this form was opened" in trader.text


def test_an_amendment_is_never_lodged_as_a_new_declaration(window) -> None:
    reference, _ = lodged(window, "FORM-3")
    trader, draft = opened(window, reference)
    trader.send(f"{draft}/lodge", true="yes")
    assert trader.heading == "Send the amendment"
    trader.open(f"{draft}/start")
    assert trader.heading == "Customs office"


def test_a_declaration_that_the_form_cannot_show_is_sent_to_the_file() -> None:
    goods = declaration(PLANTS, FISH)
    assert goods.goods_shipment is not None
    many = tuple(msgspec.structs.replace(goods.items[0], sequence_numeric=n) for n in range(1, 101))
    shipment = msgspec.structs.replace(goods.goods_shipment, government_agency_goods_item=many)
    with pytest.raises(NotPossible, match="as a message file"):
        require_form(msgspec.structs.replace(goods, goods_shipment=shipment))


def test_nobody_amends_somebody_elses_declaration_by_the_form(window) -> None:
    reference, _ = lodged(window, "FORM-4")
    broker = window.browser("broker").open("/drafts")
    assert broker.send(f"/declarations/{reference}/amend/form").status in (400, 404)


def test_a_mass_in_tonnes_stays_in_tonnes_until_it_is_changed() -> None:
    goods = with_item(declaration(PLANTS, FISH), 1, weighing("2000"))
    commodity = goods.items[0].commodity
    assert commodity is not None
    measures = msgspec.structs.replace(commodity.goods_measure, net_net_weight_measure=Measure(Decimal(2), "TNE"))
    heavy = msgspec.structs.replace(commodity, goods_measure=measures)
    goods = with_item(goods, 1, lambda one: msgspec.structs.replace(one, commodity=heavy))
    form = require_form(goods)
    assert amended(goods, form) == goods
    lighter = msgspec.structs.replace(form.items[0], net="1500")
    made = amended(goods, msgspec.structs.replace(form, items=(lighter, *form.items[1:])))
    assert [(change.item, change.new) for change in difference(goods, made)] == [(1, "1,500 KGM")]
    assert made.items[0].net_mass == 1500


@pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets")
@pytest.mark.browser
def test_the_difference_can_be_read_by_everybody(window, chromium, served, look) -> None:
    reference, _ = lodged(window, "FORM-5")
    trader, draft = opened(window, reference)
    trader.open(f"{draft}/items/2").send(f"{draft}/items/2", **item(gross="90", net="80"))
    address = served(window.app)
    context = chromium.new_context(base_url=address)
    secret = trader.client.get_cookie("window").value
    context.add_cookies([{"name": "window", "value": secret, "url": address}])
    page = context.new_page()
    for path, name in (
        (f"{draft}/amend", "amend-difference"),
        (f"/declarations/{reference}/amend", "amend-choice"),
        ("/permits/apply/BIO-SEEDS-2024", "permit-apply"),
    ):
        page.goto(path)
        look(page, name)
    context.close()
