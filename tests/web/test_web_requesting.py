"""On the pages: a trader amends and cancels, customs grants or denies, and what changed is shown."""

from __future__ import annotations

import io

import pytest
from amending import amendment, naming, weighing, with_item
from messages import FISH, PLANTS, declaration

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.web.static_files import STATIC
from wco_datamodel import Declaration, render


def lodged(window, name: str) -> tuple[str, Declaration]:
    goods = declaration(PLANTS, FISH, PLANTS, reference=name)
    raw = render(goods, "xml")
    return casework.lodge(window.house, window.actors["trader"], raw, "text/xml").decision.reference, goods


def amended(trader, reference: str, raw: bytes):
    trader.open(f"/declarations/{reference}/amend")
    return trader.send(
        f"/declarations/{reference}/amend", revision=trader.value("revision"), file=(io.BytesIO(raw), "amend.xml")
    )


def test_a_trader_amends_by_a_file_and_sees_what_changed(window) -> None:
    reference, goods = lodged(window, "WEB-AMEND")
    trader = window.browser("trader")
    assert f"/declarations/{reference}/amend" in trader.open(f"/declarations/{reference}").links()

    amended(trader, reference, amendment(goods, with_item(goods, 2, naming("HEALTH-2")), reference))

    assert trader.path == f"/declarations/{reference}"
    assert "Given for version 1 of the declaration, and carried over" in trader.text
    changes = trader.open(f"/declarations/{reference}/versions").text
    assert "HEALTH-1 HEALTH-2" in changes
    assert "Nothing that concerns you changed." in window.browser("biosecurity").open(trader.path).text


def test_what_is_wrong_in_the_file_is_told_and_nothing_changes(window) -> None:
    reference, goods = lodged(window, "WEB-WRONG")
    trader = window.browser("trader")
    raw = amendment(goods, with_item(goods, 2, naming("HEALTH-2")), reference).replace(b">2</", b">9</", 1)

    assert amended(trader, reference, raw).status == 422
    assert "Nothing was changed" in trader.text
    trader.send(f"/declarations/{reference}/amend")
    assert trader.summary == {"Select a file that is not empty": "#file"}


def test_customs_grants_on_a_page_of_its_own(window) -> None:
    reference, goods = lodged(window, "WEB-CONSENT")
    officer = window.actors["biosecurity"]
    casework.decide(window.house, officer, reference, items=[1], outcome=Outcome.CLEAR, reason="Seen.")
    trader, customs = window.browser("trader"), window.browser("customs")
    amended(trader, reference, amendment(goods, with_item(goods, 1, weighing("500")), reference))
    assert "Waits for customs: the amendment" in trader.text

    assert "your consent to an amendment" in customs.open(f"/?search={reference}").text
    (page,) = [link for link in customs.open(f"/declarations/{reference}").links() if "/requests/" in link]
    assert "100 KGM 500 KGM" in customs.open(page).text
    assert customs.send(page, answer="deny", revision=customs.value("revision")).error_at("reason")
    assert customs.send(page).summary == {"Select whether you grant or deny the request": "#answer"}
    customs.open(page).send(page, answer="grant", reason="Seen.", revision=customs.value("revision"))

    assert "Customs granted the amendment" in trader.open(f"/declarations/{reference}").text


def test_a_trader_cancels_for_a_reason(window) -> None:
    reference, _ = lodged(window, "WEB-CANCEL")
    trader = window.browser("trader").open(f"/declarations/{reference}/cancel")

    trader.send(trader.path, reason="Twice.")
    assert trader.status == 422
    assert trader.value("reason") == "Twice."
    trader.send(trader.path, reason_code="10", reason="Twice.", revision=trader.value("revision"))

    assert trader.heading == "Cancelled"
    assert "The declaration was cancelled: Lodged twice. Twice." in trader.text


@pytest.mark.parametrize("act", ["amend", "cancel"])
def test_pages_of_a_cancelled_declaration_say_that_nothing_can_be_done(window, act: str) -> None:
    reference, _ = lodged(window, f"WEB-GONE-{act}")
    casework.cancel(window.house, window.actors["trader"], reference, reason_code="10", reason="Twice.")

    assert window.browser("trader").open(f"/declarations/{reference}/{act}").status == 409


@pytest.mark.browser
@pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets")
def test_the_pages_can_be_read_by_everybody_and_on_a_narrow_screen(window, chromium, served, look) -> None:
    reference, goods = lodged(window, "WEB-SEEN")
    trader, officer = window.actors["trader"], window.actors["biosecurity"]
    casework.decide(window.house, officer, reference, items=[1], outcome=Outcome.CLEAR, reason="Seen.")
    for name, number, edit in (("A-1", 2, naming("HEALTH-2")), ("A-2", 1, weighing("500"))):
        raw = amendment(goods, with_item(goods, number, edit), reference, name)
        casework.amend(window.house, trader, reference, raw, "text/xml")
    (asked, _) = casework.read_case(window.house, trader, reference).requests
    second, _ = lodged(window, "WEB-SEEN-2")
    address = served(window.app)

    for name, path in (
        ("trader", f"/declarations/{reference}"),
        ("trader", f"/declarations/{reference}/versions"),
        ("trader", f"/declarations/{second}/amend"),
        ("trader", f"/declarations/{second}/cancel"),
        ("customs", f"/declarations/{reference}/requests/{asked.id}"),
        ("customs", f"/?search={reference}"),
    ):
        context = chromium.new_context(base_url=address)
        context.add_cookies(
            [{"name": "window", "value": window.browser(name).client.get_cookie("window").value, "url": address}]
        )
        page = context.new_page()
        page.goto(path)
        look(page, f"web-{name}-{path.strip('/').replace('/', '-').partition('?')[0]}")
        context.close()
