"""The note that is printed, and the page that checks what is scanned from it, with and without a connection."""

import pytest
from granted import grant

from singlewindow import casework
from singlewindow.casework import record as records
from singlewindow.casework.permits.record import read_permit_record
from singlewindow.web.static_files import STATIC

built = pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets")


def test_the_page_of_a_declaration_leads_to_the_note_with_its_code(window):
    reference = window.lodge("import-apples", "NOTE-1")
    trader = window.browser("trader").open(f"/declarations/{reference}")
    assert f"/declarations/{reference}/note" in trader.links()

    trader.open(f"/declarations/{reference}/note")
    assert trader.heading == "Released with conditions"
    assert reference in trader.text
    assert trader.page.xpath("//*[@aria-label='QR code of the signed decision']//*[local-name()='svg']")


def test_an_agency_that_sees_a_part_has_no_note(window):
    reference = window.lodge("import-plant-food-refrigerant", "NOTE-2")

    officer = window.browser("biosecurity").open(f"/declarations/{reference}")
    assert f"/declarations/{reference}/note" not in officer.links()
    assert officer.open(f"/declarations/{reference}/note").status in (403, 404)


def test_a_browser_without_script_is_answered_by_the_window(window):
    reference = window.lodge("import-clothing", "NOTE-3")
    record = casework.read_record(window.house, window.actors["trader"], reference)
    gate = window.browser().open("/verify")

    assert "Genuine Released" in gate.send("/verify", record=record.slip).text
    assert reference in gate.text
    assert "Do not accept" in gate.send("/verify", record=record.slip[:-4] + "AAAA").text
    assert gate.status == 422


@built
@pytest.mark.browser
def test_the_saved_page_checks_a_scanned_note_without_a_connection(window, chromium, tmp_path):
    reference = window.lodge("import-clothing", "NOTE-4")
    record = casework.read_record(window.house, window.actors["trader"], reference)
    saved = tmp_path / "verify.html"
    saved.write_text(window.browser().open("/verify").response.get_data(as_text=True))
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(saved.as_uri())

    page.fill("#record", record.slip)
    page.click("text=Check >> nth=-1")
    page.locator("#result >> text=Genuine").wait_for()
    result = page.locator("#result").inner_text()
    assert reference in result
    assert "Released" in result
    assert "whether a later decision was made is not known" in result

    page.fill("#record", record.slip.replace(".", ".A", 1))
    page.locator("form#check button").click()
    page.locator("#result >> text=Do not accept").wait_for()
    page.fill("#record", record.credential)
    page.locator("form#check button").click()
    page.locator("#result >> text=Genuine").wait_for()

    number = grant(window.house, window.actors["trader"], title="Seeds for sowing")
    permit = read_permit_record(window.house, window.actors["trader"], number)
    for text in (permit.slip, permit.credential):
        page.fill("#record", text)
        page.locator("form#check button").click()
        page.locator("#result >> text=Permit in force").wait_for()
        assert f"{number}: Seeds for sowing" in page.locator("#result").inner_text()
    context.close()


@built
@pytest.mark.browser
def test_a_code_opens_the_page_which_asks_for_the_newest_list(window, chromium, served, look):
    reference = window.lodge("import-plant-food-refrigerant", "NOTE-5")
    old = casework.read_record(window.house, window.actors["trader"], reference).slip
    address = served(window.app)
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    listed = address + "/api/v1/revocations"

    page.goto("/verify")
    page.evaluate("address => document.getElementById('check').dataset.revocations = address", listed)
    page.fill("#record", old)
    page.locator("form#check button").click()
    page.locator("#result >> text=Genuine").wait_for()
    assert "as of" in page.locator("#result").inner_text()
    look(page, "verify-genuine")

    casework.ask(window.house, window.actors["biosecurity"], reference, items=[1], text="Which nursery?")
    page.locator("form#check button").click()
    page.locator("#result >> text=Genuine").wait_for()
    records._PUBLISHED.clear()  # five minutes later
    page.locator("form#check button").click()
    page.locator("#result >> text=A later decision took its place").wait_for()
    look(page, "verify-superseded")
    assert complaints == []

    page.route("**/api/v1/revocations", lambda route: route.fulfill(body=old[:-4] + "AAAA"))
    page.locator("form#check button").click()
    page.locator("#result >> text=is not genuine, or its key is not known here").wait_for()
    context.close()


@built
@pytest.mark.browser
def test_the_note_can_be_read_by_everybody(window, chromium, served, look):
    reference = window.lodge("import-apples", "NOTE-6")
    address = served(window.app)
    context = chromium.new_context(base_url=address)
    secret = window.browser("trader").client.get_cookie("window").value
    context.add_cookies([{"name": "window", "value": secret, "url": address}])
    page = context.new_page()
    page.goto(f"/declarations/{reference}/note")
    look(page, "note")

    number = grant(window.house, window.actors["trader"], title="Seeds for sowing", conditions=("Sow them here.",))
    page.goto(f"/permits/{number}/note")
    look(page, "permit-note")
    context.close()
