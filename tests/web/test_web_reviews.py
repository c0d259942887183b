"""A trader asks for a review on a page, and another officer decides it on another."""

import re

import pytest


@pytest.fixture
def refused(window, request):
    """Plants that biosecurity's officer refused, and the trader's browser."""
    name = re.sub(r"\W+", "-", request.node.name)[-35:]
    reference = window.lodge("import-plant-food-refrigerant", name)
    officer = window.browser("biosecurity").open(f"/declarations/{reference}/decide")
    fields = {"items": "1", "outcome": "refuse", "reason": "Ferns.", "revision": officer.value("revision")}
    officer.send(f"/declarations/{reference}/decide", **fields)
    return reference, window.browser("trader").open(f"/declarations/{reference}")


def ask(trader, reference, **fields):
    page = f"/declarations/{reference}/review"
    trader.open(page)
    return trader.send(page, **{"grounds": "Page two names palms.", "revision": trader.value("revision"), **fields})


def test_the_page_of_a_refusal_names_office_day_and_form_and_leads_to_the_review(refused):
    reference, trader = refused
    assert "Chief Biosecurity Officer, Biosecurity House, Lagoon Town, by " in trader.text
    assert "or by form BIO-90" in trader.text
    assert f"/declarations/{reference}/review" in trader.links()
    assert ask(trader, reference, grounds=" ").status == 422
    assert trader.error_at("grounds").startswith("Enter why the answer is wrong")
    ask(trader, reference)
    assert "Under review: Lagoon Biosecurity, item 1" in trader.text
    assert f"/declarations/{reference}/review" not in trader.links()


def test_another_officer_decides_and_what_was_typed_is_kept(window, refused):
    reference, trader = refused
    ask(trader, reference)
    first = window.browser("biosecurity").open(f"/declarations/{reference}")
    assert "You gave the answer that is reviewed: another officer decides." in first.text
    other = window.browser("biosecurity.supervisor").open("/")
    assert "a review of what was refused" in other.text
    other.open(f"/declarations/{reference}")
    (page,) = [link for link in other.links() if "/reviews/" in link]
    other.open(page)
    assert "Page two names palms." in other.text
    assert first.open(page).status == 409
    other.send(page, answer="conditional", reason="It does.", conditions="", revision=other.value("revision"))
    assert (other.status, other.value("reason")) == (422, "It does.")
    assert other.error_at("conditions") == "Enter at least one condition."
    other.send(page, answer="clear", reason="It does.", revision="1")
    assert other.status == 409
    other.send(page, answer="clear", reason="It does.", revision=other.value("revision"))
    assert "Reviewed, and overturned: Lagoon Biosecurity, item 1" in other.text
    assert "On review: It does." in trader.open(f"/declarations/{reference}").text


def test_what_is_upheld_leads_to_the_next_instance_and_no_longer_to_this_page(window, refused):
    reference, trader = refused
    assert "on this page or by form" in trader.text
    ask(trader, reference)
    other = window.browser("biosecurity.supervisor").open(f"/declarations/{reference}")
    (page,) = [link for link in other.links() if "/reviews/" in link]
    other.open(page).send(page, answer="uphold", reason="It does not.", revision=other.value("revision"))
    trader.open(f"/declarations/{reference}")
    assert "Reviewed, and upheld: Lagoon Biosecurity, item 1" in trader.text
    assert "You can appeal to Lagoon Administrative Tribunal" in trader.text
    assert "on this page" not in trader.text


def test_what_is_only_held_offers_no_review_on_the_page(window):
    trader = window.browser("trader").open(f"/declarations/{window.lodge('export-taro', 'ONLY-HELD')}")
    assert "Ask for a review" in trader.text
    assert "on this page" not in trader.text


def test_a_trader_without_a_refusal_is_told_that_nothing_can_be_reviewed(window):
    reference = window.lodge("import-clothing", "NOTHING-TO-REVIEW")
    browser = window.browser("trader").open(f"/declarations/{reference}/review")
    assert browser.status == 409
