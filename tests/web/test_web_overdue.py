"""A supervisor sees on the worklist what is overdue, and takes it over on the page of the declaration."""

import datetime as dt

import msgspec
from worked import run_due


def test_a_supervisor_finds_what_is_overdue_and_takes_it_over(open_window):
    window = open_window()
    reference = window.lodge("import-plant-food-refrigerant", "OVERDUE-ON-A-PAGE")
    assert "Nothing is overdue at Lagoon Biosecurity." in window.browser("biosecurity").open("/?overdue=true").text
    then = window.house.now() + dt.timedelta(weeks=6)
    window.house = msgspec.structs.replace(window.house, now=lambda: then)
    window.app.extensions["singlewindow"] = window.house
    run_due(window.house)

    head = window.browser("biosecurity.supervisor").open("/")
    assert "/?overdue=true" in head.links()
    assert head.open("/?overdue=true").page.xpath("//td//strong[text()='Overdue']")
    head.open(f"/declarations/{reference}")
    assert "Overdue since" in head.text
    head.send(f"/declarations/{reference}/takeover", revision="1")
    assert "was changed since you opened it" in head.text
    head.send(f"/declarations/{reference}/takeover", revision=head.value("revision"))
    assert "Demo Biosecurity Supervisor took it over." in head.text
    officer = window.browser("biosecurity").open(f"/declarations/{reference}/decide")
    words = {"items": "1", "outcome": "clear", "reason": "Kept text.", "revision": officer.value("revision")}
    officer.send(f"/declarations/{reference}/decide", **words)
    assert (officer.status, officer.value("reason")) == (409, "Kept text.")
    assert officer.error_at("items").startswith("Demo Biosecurity Supervisor took this over")
