"""Permits by page: chosen, applied for, granted, drawn upon, checked by anybody."""

from singlewindow.permits.states import FOLLOWING, STATES, STEPS
from singlewindow.permits.writeoff import Kind
from singlewindow.web.permit_wording import ACT, ENTRY, EVENT, PERMIT

SEEDS = "/permits/apply/BIO-SEEDS-2024"
ENTERED = {
    "description": "Vegetable seeds",
    "goods": "1209.91, 120930",
    "origins": "nz",
    "quantity": "1,200.5",
    "valid_to-day": "31",
    "valid_to-month": "12",
    "valid_to-year": "2098",
    "statement": "For planting.",
}


def apply_for_seeds(trader) -> str:
    trader.open(SEEDS)
    trader.send(SEEDS, send="1", **ENTERED)
    assert trader.heading == "Applied for"
    return trader.path.rpartition("/")[2]


def test_a_permit_in_force_is_printed_with_a_code_that_anybody_can_check(window) -> None:
    trader, officer = window.browser("trader"), window.browser("biosecurity")
    number = apply_for_seeds(trader)
    assert trader.open(f"/permits/{number}/note").status == 409
    officer.open(f"/permits/{number}/approve").send(f"/permits/{number}/approve", conditions="Sow them here.")
    assert f"/permits/{number}/note" in trader.open(f"/permits/{number}").links()

    note = trader.open(f"/permits/{number}/note")
    assert note.heading == "Seeds for sowing"
    assert note.page.xpath("//*[@aria-label='QR code of the signed permit']//*[local-name()='svg']")
    signed = trader.open(f"/permits/{number}/permit.jwt").response.get_data(as_text=True)
    gate = window.browser().open("/verify")
    assert "Genuine Permit in force" in gate.send("/verify", record=signed).text
    officer.open(f"/permits/{number}/revoke").send(f"/permits/{number}/revoke", reason="Fraud.")
    assert "Do not accept The permit is no longer in force: revoked." in gate.send("/verify", record=signed).text


def test_a_trader_applies_and_an_officer_grants(window) -> None:
    trader, officer = window.browser("trader"), window.browser("biosecurity")
    assert "Permits" in trader.open("/permits").navigation
    trader.open("/permits/apply")
    assert SEEDS in trader.links()
    number = apply_for_seeds(trader)
    assert "120991, 120930" in trader.text

    officer.open("/permits/waiting")
    assert f"/permits/{number}" in officer.links()
    officer.open(f"/permits/{number}/query").send(f"/permits/{number}/query", reason="Which variety?")
    assert officer.heading == "Question to answer"

    trader.open(f"/permits/{number}")
    assert "Which variety?" in trader.text
    trader.open(f"/permits/{number}/edit").send(f"/permits/{number}/edit", **{**ENTERED, "description": "Tomato seeds"})
    trader.open(f"/permits/{number}/answer").send(f"/permits/{number}/answer", reason="Tomatoes.")

    officer.open(f"/permits/{number}/approve")
    assert "1200.5" in officer.text
    officer.send(f"/permits/{number}/approve", quantity="800", conditions="Sow them on Outer Islet.\n")
    assert officer.heading == "In force"
    assert "800 KGM" in trader.open(f"/permits/{number}").text

    anybody = window.browser()
    anybody.open(f"/permits/check?number={number.lower()}")
    assert "In force today Yes" in anybody.text
    assert "31 December 2098" in anybody.text
    assert window.actors["trader"].organisation not in anybody.text


def test_what_is_wrong_is_told_beside_the_field_and_what_was_typed_stays(window) -> None:
    trader = window.browser("trader")
    trader.open(SEEDS).send(SEEDS, send="1", **{**ENTERED, "description": "", "goods": "12AB", "origins": "Fiji"})
    assert trader.status == 422
    assert list(trader.summary.values()) == ["#description", "#goods", "#origins"]
    assert trader.value("quantity") == "1,200.5"
    assert trader.value("valid_to-year") == "2098"

    trader.send(SEEDS, send="1", **{**ENTERED, "quantity": "a lot"})
    assert trader.error_at("quantity") == "Enter a quantity as a number with at most six decimals, such as 12.5."
    trader.send(SEEDS, send="1", **{**ENTERED, "valid_to-day": "32"})
    assert trader.error_at("valid_to") == "Enter a day that exists, such as 31 12 2027."


def test_a_draft_is_kept_changed_and_renewed_later(window) -> None:
    trader = window.browser("trader")
    trader.open(SEEDS).send(SEEDS, **ENTERED)
    assert trader.heading == "Draft"
    number = trader.path.rpartition("/")[2]
    trader.open(f"/permits/{number}/edit")
    assert (trader.value("goods"), trader.value("valid_to-day")) == ("120991 120930", "31")
    trader.open(f"/permits/{number}/withdraw").send(f"/permits/{number}/withdraw", reason="")
    assert trader.heading == "Withdrawn"
    trader.send(f"/permits/{number}/renew")
    assert trader.heading == "Seeds for sowing"
    assert trader.value("description") == "Vegetable seeds"


def test_a_form_that_is_sent_twice_makes_one_application(window) -> None:
    trader = window.browser("trader").open(SEEDS)
    entered = {**ENTERED, "key": trader.value("key")}
    places = []
    for _ in range(2):
        trader.send(SEEDS, send="1", **entered)
        places.append(trader.path)
    assert len(set(places)) == 1
    trader.send(SEEDS, send="1", **{**entered, "description": "Grass seeds"})
    assert trader.status == 409
    assert trader.value("description") == "Grass seeds"


def test_what_an_officer_typed_stays_where_somebody_was_quicker(window) -> None:
    trader, officer = window.browser("trader"), window.browser("biosecurity")
    number = apply_for_seeds(trader)
    officer.open(f"/permits/{number}/refuse")
    trader.open(f"/permits/{number}/withdraw").send(f"/permits/{number}/withdraw", reason="")
    officer.send(f"/permits/{number}/refuse", reason="The variety is a weed here.")
    assert officer.status == 409
    assert "Nothing of yours was recorded." in officer.text
    assert "The variety is a weed here." in officer.text


def test_an_act_that_is_not_possible_says_so(window) -> None:
    trader, officer = window.browser("trader"), window.browser("biosecurity")
    number = apply_for_seeds(trader)
    assert trader.open(f"/permits/{number}/approve").status == 409
    assert officer.open(f"/permits/{number}/revoke").status == 409
    assert window.browser("broker").open(f"/permits/{number}").status == 404


def test_a_number_with_a_slip_is_told_and_only_so_many_are_looked_up(open_window) -> None:
    anybody = open_window(CHECK_LIMIT="3 per minute").browser()
    anybody.open("/permits/check?number=BIO-2026-000001-0")
    assert anybody.status == 404
    assert "one of its characters is wrong" in anybody.error_at("number")
    statuses = [anybody.open("/permits/check?number=BIO-2026-000001-0").status for _ in range(3)]
    assert statuses == [404, 404, 429]


def test_every_state_act_entry_and_event_has_its_words() -> None:
    assert set(PERMIT) == {*STATES, *FOLLOWING}
    assert set(ACT) == {step.act for step in STEPS} - {"save", "renew"}
    assert set(ENTRY) == {kind.value for kind in Kind}
    assert set(EVENT) >= {step.event for step in STEPS} - {"renewed"}
