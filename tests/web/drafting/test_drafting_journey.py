"""A trader in a browser lodges an import of two items, with mistakes on the way; every page is looked at."""

from typing import Any

import pytest
from flask import Flask

from singlewindow import accounts, casework
from singlewindow.casework import House

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Any, served: Any, app: Flask, house: House) -> Any:
    """A browser's page, with a trader signed in. What it cannot load, or its scripts complain of, fails the test."""
    now = house.now()
    accounts.create_organisation(house.database, code="1000001", name="Trader One Ltd", kind="trader", now=now)
    made = accounts.create_account(
        house.database, organisation="1000001", email="t@example.org", name="Demo Trader", roles=("trader",), now=now
    )
    context = chromium.new_context(base_url=served(app), viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/sign-in")
    page.fill("#email", "t@example.org")
    page.fill("#password", made.password)
    page.click("main button:has-text('Sign in')")
    yield page
    context.close()
    assert faults == []


def _fill(page: Any, **answers: str) -> None:
    for name, answer in answers.items():
        field = page.locator(f"main form [name='{name.replace('__', '-')}']").first
        if field.get_attribute("type") == "radio":
            page.check(f"[name='{name}'][value='{answer}']")
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(answer)


def _go_on(page: Any, button: str = "Save and continue") -> None:
    page.click(f"main button:has-text('{button}')")
    page.wait_for_load_state()


def _heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


def _date(name: str) -> dict[str, str]:
    return {f"{name}__day": "20", f"{name}__month": "11", f"{name}__year": "2025"}


def _item(page: Any, description: str, code: str, price: str) -> None:
    _fill(page, description=description, commodity_code=code, origin="NZ", procedure="4000", gross="120.5", net="100")
    _fill(page, packages="10", package_kind="CT", marks="NO MARKS", price=price)
    _go_on(page)


def test_an_import_of_two_items_is_typed_put_right_and_lodged(page: Any, look: Any, house: House) -> None:
    page.goto("/drafts")
    look(page, "drafting-drafts-none")
    page.click("text=New declaration")
    look(page, "drafting-new")
    _fill(page, direction="import", reference="ORDER-77", office="XLLAG1")
    _go_on(page)
    look(page, "drafting-importer")
    _fill(page, line="1 Wharf Road", city="Lagoon Town")
    _go_on(page)
    _fill(page, name="Supplier One Ltd", line="2 Quay Street", city="Auckland", country="NZ")
    _go_on(page)
    _fill(page, mode="1", means_name="Test Vessel", contract="BL-0001", containers="1", container_numbers="CSQU3054384")
    _go_on(page)
    _wrong_container(page, look)
    _fill(page, export_country="NZ", loading="NZAKL", unloading="XLLAG", location="XLLAGMAINWHARF")
    look(page, "drafting-route")
    _go_on(page)
    _fill(page, invoice="INV-1", total="1,550.00", incoterm="FOB", place="Auckland", **_date("issued"))
    look(page, "drafting-terms")
    _go_on(page)
    look(page, "drafting-items-none")
    _items(page, look)
    _last_look(page, look, house)


def _wrong_container(page: Any, look: Any) -> None:
    assert page.title().startswith("Error: ")
    look(page, "drafting-transport-wrong")
    page.click("text=Container number CSQU3054384 is not right >> nth=0")
    assert page.evaluate("document.activeElement.id") == "container_numbers"
    _fill(page, container_numbers="CSQU3054383")
    _go_on(page)


def _items(page: Any, look: Any) -> None:
    page.click("text=Add an item")
    look(page, "drafting-item")
    _item(page, "Apple trees, bare rooted", "0602.20", "1250.00")
    look(page, "drafting-documents-none")
    page.click("text=Add a document")
    look(page, "drafting-document")
    _fill(page, type="851", number="PHYTO-9", **_date("issued"))
    _go_on(page)
    look(page, "drafting-documents")
    page.click("main a:has-text('Continue')")
    page.click("text=Add another item")
    _item(page, "Frozen chicken legs", "020", "300")
    assert page.locator("#commodity_code-error").inner_text().endswith("Commodity code must be 6 to 10 digits")
    look(page, "drafting-item-wrong")
    _fill(page, commodity_code="020714")
    _go_on(page)
    page.click("main a:has-text('Continue')")
    look(page, "drafting-items")
    page.click("main a:has-text('Continue')")


def _last_look(page: Any, look: Any, house: House) -> None:
    look(page, "drafting-check")
    page.click("main a:has-text('Continue')")
    look(page, "drafting-lodge")
    _go_on(page, "Lodge")
    assert page.locator("#true-error").count() == 1
    look(page, "drafting-lodge-wrong")
    page.check("#true")
    _go_on(page, "Lodge")
    actor = accounts.actor_of_account(house.database, "t@example.org")
    (case,) = casework.list_cases(house, actor).rows
    assert case.reference in page.url
    assert f"Lodged as {case.reference}" in page.locator("main").inner_text()
    assert (case.functional_reference_id, case.item_count) == ("ORDER-77", 2)


def test_the_other_pages_of_a_draft_are_sound(page: Any, look: Any) -> None:
    page.goto("/drafts/new")
    _go_on(page)
    look(page, "drafting-start-wrong")
    for name, path in (
        ("drafts", "/drafts"),
        ("overview", "/drafts/1"),
        ("check-wrong", "/drafts/1/check"),
        ("exporter-wrong", "/drafts/1/exporter?show=problems"),
        ("remove", "/drafts/1/remove"),
        ("upload", "/upload"),
    ):
        page.goto(path)
        look(page, f"drafting-{name}")


def test_a_refused_upload_shows_its_problems_and_saves_them(page: Any, look: Any) -> None:
    page.goto("/upload")
    message = b'{"Declaration": {"FunctionCode": "9", "TypeCode": "IMA", "GoodsItemQuantity": "two", "Nothing": "1"}}'
    page.set_input_files("#file", {"name": "message.json", "mimeType": "application/json", "buffer": message})
    _go_on(page, "Check only")
    look(page, "drafting-upload-refused")
    with page.expect_download() as saved:
        page.click("text=Save these problems as JSON")
    assert saved.value.suggested_filename == "problems.json"
