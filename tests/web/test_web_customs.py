"""Customs records arrival, security and final duty on pages; the trader reads where the case stands."""

from itertools import count

import pytest
from messages import FISH, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, message

from singlewindow import casework

SERIAL = count(1)
BOND = {"kind": "bond", "amount": "1,200.50", "currency": "NZD", "reference": "BOND-7"}


@pytest.fixture
def lodge(window):
    """Lodge these goods and give the case's page."""

    def lodge_one(*goods, type_code="IMA"):
        raw = message(*goods, reference=f"WEB-CUSTOMS-{next(SERIAL)}", type_code=type_code)
        found = casework.lodge(window.house, window.actors["trader"], raw, "application/xml")
        return f"/declarations/{found.decision.reference}"

    return lodge_one


def record(browser, case, act, **fields):
    """Open the act's form and send it."""
    browser.open(f"{case}/customs/{act}")
    assert browser.status == 200, browser.text
    return browser.send(f"{case}/customs/{act}", revision=browser.value("revision"), **fields)


def test_goods_declared_before_they_arrive_are_released_when_customs_records_the_arrival(window, lodge):
    case = lodge(SHIRTS, type_code="IMD")
    trader, customs = window.browser("trader"), window.browser("customs")
    assert "Customs waits for the goods to arrive." in trader.open(case).text
    assert "Awaited until" in trader.text
    assert f"{case}/customs/record_arrival" in customs.open(case).links()

    record(customs, case, "record_arrival", note="MV Lagoon Trader")
    assert customs.heading == "Released"
    assert "The goods arrived: MV Lagoon Trader." in trader.open(case).text


def test_goods_go_against_security_and_the_case_is_cleared_when_the_duty_is_settled(window, lodge):
    case = lodge(SHIRTS, type_code="IMD")
    trader, customs = window.browser("trader"), window.browser("customs")
    record(customs, case, "require_security", note="Until the ruling")
    record(customs, case, "record_arrival")
    assert "Customs waits for the duty to be secured or settled." in trader.open(case).text

    record(customs, case, "take_security", **BOND)
    assert customs.heading == "Released"
    assert "Bond BOND-7: 1,200.50 NZD" in trader.open(case).text
    record(customs, case, "settle", note="Receipt 881")
    assert customs.heading == "Cleared"
    record(customs, case, "return_security")
    assert "The security was returned." in trader.open(case).text


def test_a_security_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong(window, lodge):
    case = lodge(SHIRTS, type_code="IMD")
    customs = window.browser("customs")
    record(customs, case, "take_security", **BOND | {"amount": "much", "kind": None})
    assert customs.status == 422
    assert list(customs.summary.values()) == ["#kind", "#amount"]
    assert customs.error_at("amount") == "Enter an amount above zero, such as 1200.50."
    assert (customs.value("reference"), customs.value("amount")) == ("BOND-7", "much")


def test_a_case_that_changed_meanwhile_is_asked_about_again(window, lodge):
    case = lodge(SHIRTS, type_code="IMD")
    customs = window.browser("customs")
    customs.open(f"{case}/customs/record_arrival")
    casework.require_security(window.house, window.actors["customs"], case.rpartition("/")[2])
    customs.send(f"{case}/customs/record_arrival", revision="1")
    assert customs.status == 409
    assert "Nothing of yours was recorded" in customs.text


def test_an_agency_discharges_its_conditions(window, lodge):
    case = lodge(REFRIGERANT)
    environment = window.browser("environment")
    assert "2 of 2 not discharged yet" in environment.open(case).text
    record(environment, case, "discharge", items="1", note="The log was seen")
    assert "All discharged" in environment.text
    assert f"{case}/customs/discharge" not in environment.links()


def test_customs_releases_items_apart(window, lodge):
    case = lodge(PLANTS_WITHOUT_CERTIFICATE, FISH)
    customs = window.browser("customs").open(f"{case}/customs/release_items")
    assert [box.get("value") for box in customs.page.xpath("//input[@name='items']")] == ["2"]
    record(customs, case, "release_items")
    assert list(customs.summary.values()) == ["#items"]
    record(customs, case, "release_items", items="2")
    assert "Released apart Item 2" in window.browser("trader").open(case).text


def test_what_is_done_or_not_for_a_role_has_no_page(window, lodge):
    case = lodge(SHIRTS)
    customs = window.browser("customs")
    assert customs.open(f"{case}/customs/record_arrival").status == 409
    assert customs.open(f"{case}/customs/sing").status == 404
    assert window.browser("trader").open(f"{case}/customs/settle").status == 403
    assert window.browser("biosecurity").open(f"{case}/customs/settle").status == 404
