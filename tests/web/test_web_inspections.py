"""Inspections and releases on pages: officers at a wharf, the trader, and the keeper of the gate."""

import datetime as dt

import pytest
from worked import run_due

from singlewindow import casework
from singlewindow.casework.clock import is_working_day
from singlewindow.web.static_files import STATIC


def next_working_day(house):
    day = house.day_of(house.now()) + dt.timedelta(days=1)
    while not is_working_day(day, house.pack.holidays):
        day += dt.timedelta(days=1)
    return {"day": day.day, "month": day.month, "year": day.year}


def act(browser, case, name, **fields):
    path = f"{case}/inspection/{name}"
    browser.open(path)
    assert browser.status == 200, browser.text
    return browser.send(path, revision=browser.value("revision"), **fields)


def test_an_inspection_is_asked_for_set_moved_and_recorded(window):
    case = f"/declarations/{window.lodge('import-plant-food-refrigerant', 'WEB-INSPECTION')}"
    officer, customs, trader = (window.browser(name) for name in ("biosecurity", "customs", "trader"))
    act(officer, case, "request_inspection", items="1")
    assert officer.error_at("reason").startswith("Enter the reason")
    act(officer, case, "request_inspection", items="1", reason="Look for insects.")
    assert "on hold until they were inspected" in officer.text
    assert "Waiting for a time" in customs.open("/inspections").text

    act(customs, case, "set_inspection", place="XLLAGMAINWHARF", day="31", month="2", year="2030", time="10:00")
    assert (customs.status, customs.error_at("when")) == (422, "Enter a day and a time, such as 10:30.")
    assert customs.value("month") == "2"
    when = next_working_day(window.house)
    act(customs, case, "set_inspection", place="XLLAGMAINWHARF", time="10:00", packages="10 cartons", **when)
    assert "The inspection is set." in customs.text
    act(trader, case, "ask_other_time", text="After two, please.")
    assert "After two, please." in customs.open("/inspections?place=XLLAGMAINWHARF").text
    assert "Move the inspection" in customs.text

    act(officer, case, "record_finding", items="1", result="sample_taken", number="BIO-7",
        laboratory="Plant Health Diagnostic Laboratory, Lagoon Town", fee="85.00", currency="NZD")  # fmt: skip
    assert "The result was recorded." in officer.text
    assert "Sample BIO-7: 85.00 NZD" in trader.open(case).text
    path = next(link for link in officer.open(case).links() if "/samples/" in link)
    officer.open(path).send(path, revision=officer.value("revision"), result="pass", outcome="refuse")
    assert list(officer.summary) == ["This result allows you to approve or approve on conditions."]
    officer.send(path, revision=officer.value("revision"), result="pass", outcome="clear", value="0.02", unit="mg/kg")
    assert "passed (0.02 mg/kg)" in trader.open(case).text


def test_the_keeper_sees_what_may_leave_and_confirms_that_it_went_out(window):
    reference = window.lodge("import-clothing", "WEB-GATE")
    trader, keeper = window.browser("trader"), window.browser("keeper")
    parties = f"/declarations/{reference}/release-parties"
    trader.open(parties).send(parties, revision=trader.value("revision"), email="nobody")
    assert trader.error_at("email") == "Enter an e-mail address, such as name@example.org."
    trader.send(parties, revision=trader.value("revision"), email="gate@store.example")
    assert "gate@store.example" in trader.text
    run_due(window.house)

    keeper.open(f"/premises?search={reference}")
    assert keeper.heading == "What may leave"
    path = next(link for link in keeper.links() if link.startswith("/premises/"))
    keeper.open(path).send(path)
    assert keeper.error_at("containers") == "Select the containers that went out"
    (line,) = casework.list_leaving(window.house, window.actors["keeper"], search=reference).rows
    keeper.send(path, containers=list(line.containers), vehicle="Truck 7")
    assert "was recorded" in keeper.text
    assert "on Truck 7" in trader.open(f"/declarations/{reference}").text
    assert keeper.open(f"/declarations/{reference}").status == 403


@pytest.mark.browser
@pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets")
def test_the_pages_of_the_wharf_are_for_everybody(window, chromium, served, look):
    reference = window.lodge("import-plant-food-refrigerant", "WEB-WHARF")
    case, customs = f"/declarations/{reference}", window.browser("customs")
    act(window.browser("biosecurity"), case, "request_inspection", items="1", reason="Look for insects.")
    act(customs, case, "set_inspection", place="XLLAGMAINWHARF", time="10:00", **next_working_day(window.house))
    window.lodge("import-clothing", "WEB-WHARF-OUT")
    run_due(window.house)
    gate = casework.list_leaving(window.house, window.actors["keeper"]).rows[0].id
    address = served(window.app)
    pages = {
        "customs": {"inspections": "/inspections", "set-inspection": f"{case}/inspection/set_inspection"},
        "biosecurity": {"inspected-case": case, "finding": f"{case}/inspection/record_finding"},
        "trader": {"release-parties": f"{case}/release-parties"},
        "keeper": {"premises": "/premises", "gate-out": f"/premises/{gate}"},
    }
    for person, paths in pages.items():
        context = chromium.new_context(base_url=address)
        secret = window.browser(person).client.get_cookie("window").value
        context.add_cookies([{"name": "window", "value": secret, "url": address}])
        page = context.new_page()
        for name, path in paths.items():
            page.goto(path)
            look(page, name)
        context.close()
