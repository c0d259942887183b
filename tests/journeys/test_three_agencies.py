"""A plant, a food and a refrigerant in one declaration: three agencies, one decision, told the same everywhere.

Item 1 is the plant and concerns biosecurity (BIO), item 2 the food and food safety (FOO), item 3 the refrigerant and
environment (ENV). Customs (CUS) is asked about all three. At every step the API's JSON, the WCO response message and
the trader's page must agree, item by item and agency by agency.
"""

import pytest

from singlewindow import casework
from singlewindow.web.static_files import STATIC

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets"),
]

ACCEPTED, INSPECTION, DOCUMENTS, RELEASED, DECIDED = "01", "05", "06", "08", "11"
"""Function codes of a response (WCO 017)."""

BY_RULE = {"FOO": ("clear", (2,)), "ENV": ("conditional", (3,)), "CUS": ("clear", (1, 2, 3))}
"""What is answered at once, and stays."""


def test_two_agencies_answer_by_rule_and_the_third_by_its_officer(window, declared, trader, biosecurity):
    declared.all_say("pending", ACCEPTED, {**BY_RULE, "BIO": ("pending", (1,))})
    others = [window.person(name) for name in ("food", "environment", "customs")]
    assert biosecurity.finds_waiting(declared.reference)
    assert not any(officer.finds_waiting(declared.reference) for officer in others)

    biosecurity.decide(declared.reference, "Approve", reason="The certificate was verified.")
    assert not biosecurity.finds_waiting(declared.reference)
    declared.all_say("released_with_conditions", RELEASED, {**BY_RULE, "BIO": ("clear", (1,))})
    assert "The certificate was verified." in trader.says
    assert "Decided by Demo Biosecurity Officer" in trader.says


def test_the_officer_approves_on_conditions_that_the_trader_reads(declared, biosecurity):
    conditions = ("Keep the cuttings in quarantine for 14 days.", "Burn what they were packed in.")
    answer = {"reason": "Some are wilted.", "conditions": "\n".join(conditions)}
    biosecurity.decide(declared.reference, "Approve with conditions", **answer)
    answers = {**BY_RULE, "BIO": ("conditional", (1,))}
    declared.all_say("released_with_conditions", RELEASED, answers, in_words=("Some are wilted.", *conditions))


def test_the_officer_asks_the_trader_answers_and_the_officer_approves(declared, trader, biosecurity):
    biosecurity.ask(declared.reference, "Which nursery grew them?")
    held = {**BY_RULE, "BIO": ("hold", (1,))}
    declared.all_say("held", DOCUMENTS, held, in_words=("Answer the question: Which nursery grew them?",))
    assert "Lagoon Biosecurity asked about item 1" in trader.says

    trader.answer(declared.reference, "Nursery One, in Auckland.")
    declared.all_say("pending", ACCEPTED, {**BY_RULE, "BIO": ("pending", (1,))})

    biosecurity.open(declared.reference)
    assert "Nursery One, in Auckland." in biosecurity.says
    biosecurity.decide(declared.reference, "Approve", reason="The nursery is on the list.")
    declared.all_say("released_with_conditions", RELEASED, {**BY_RULE, "BIO": ("clear", (1,))})


def test_the_officer_refuses_and_later_thinks_better_of_it(declared, trader, biosecurity):
    biosecurity.decide(declared.reference, "Refuse", reason="Live scale insects were found.")
    refused = {**BY_RULE, "BIO": ("refuse", (1,))}
    declared.all_say("refused", DECIDED, refused, in_words=("Live scale insects were found.",))
    assert "Ask for a review" in trader.says

    biosecurity.decide(declared.reference, "Approve", reason="They were fumigated, and are clean.")
    declared.all_say("released_with_conditions", RELEASED, {**BY_RULE, "BIO": ("clear", (1,))})
    assert "Live scale insects were found." in trader.says, "the history keeps what was decided before"


def test_the_officer_detains(declared, biosecurity):
    biosecurity.decide(declared.reference, "Detain", reason="The plants go to the laboratory.")
    detained = {**BY_RULE, "BIO": ("detain", (1,))}
    declared.all_say("detained", DECIDED, detained, in_words=("The plants go to the laboratory.",))


def test_a_firearm_waits_for_customs_in_the_red_lane_and_for_two_of_the_police(window, trader):
    declared, customs, police = (
        window.lodge("import-firearm", "RED-LANE"),
        window.person("customs"),
        window.person("police"),
    )
    waits = {"POL": ("pending", (1,)), "CUS": ("hold", (1,))}
    declared.all_say("held", INSPECTION, waits, in_words=("Arms and ammunition are inspected",))
    assert customs.finds_waiting(declared.reference)

    customs.decide(declared.reference, "Approve", reason="The serial number is the licence's.")
    assert not customs.finds_waiting(declared.reference)
    declared.all_say("pending", ACCEPTED, {**waits, "CUS": ("clear", (1,))})
    assert "The serial number is the licence's." in trader.says

    police.decide(declared.reference, "Approve", reason="The licence is in the register.")
    declared.all_say("pending", ACCEPTED, {**waits, "CUS": ("clear", (1,))})
    window.person("police.two").countersign(declared.reference)
    declared.all_say("released", RELEASED, {"POL": ("clear", (1,)), "CUS": ("clear", (1,))})


@pytest.mark.usefixtures("declared")
def test_the_audit_trail_of_all_this_has_no_fault(window):
    assert casework.verify_audit(window.house).faults == ()
