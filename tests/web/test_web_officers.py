"""Officers decide and ask, traders answer, and the decision follows."""

import re

import pytest

from singlewindow import casework


@pytest.fixture
def mixed(window, request):
    """A fresh declaration of a plant, a food and a refrigerant, which waits for biosecurity's officer."""
    return window.lodge("import-plant-food-refrigerant", re.sub(r"\W+", "-", request.node.name)[-35:])


@pytest.fixture
def officer(window, mixed):
    """Biosecurity's officer with the form open."""
    return window.browser("biosecurity").open(f"/declarations/{mixed}/decide")


def decide(browser, reference, **fields):
    fields = {"items": "1", "reason": "Looked at.", "revision": browser.value("revision"), **fields}
    return browser.send(f"/declarations/{reference}/decide", **fields)


def outcome(window, reference):
    return casework.read_decision(window.house, window.actors["trader"], reference).decision.outcome.value


def test_a_worklist_shows_what_waits_for_the_agency_and_until_when(window, mixed):
    browser = window.browser("biosecurity").open("/")
    assert browser.heading.startswith("Worklist: ")
    row = browser.page.xpath(f"//tr[.//a[@href='/declarations/{mixed}']]")[0]
    told = " ".join(row.text_content().split())
    assert "Item 1" in told
    assert "an officer's answer" in told
    assert row.xpath(".//td[@data-label='Answer by']//time")


def test_a_worklist_can_be_searched(window, mixed):
    browser = window.browser("biosecurity").open(f"/?search={mixed}")
    assert browser.links() == [f"/declarations/{mixed}"]
    assert "Nothing that waits matches." in browser.open("/?search=zzzz").text


def test_an_agency_without_work_is_told_so(window):
    assert "Nothing waits for Lagoon Environment Agency." in window.browser("environment").open("/").text


def test_the_form_offers_only_the_agencys_own_items_with_their_grounds(officer):
    assert [box.get("value") for box in officer.page.xpath("//input[@name='items']")] == ["1"]
    assert "document 851" in officer.text


@pytest.mark.parametrize(
    ("fields", "answer", "tag"),
    [
        ({"outcome": "clear"}, "released_with_conditions", "Approved"),
        (
            {"outcome": "conditional", "conditions": "Quarantine.\n\nNo soil."},
            "released_with_conditions",
            "Approved with",
        ),
        ({"outcome": "refuse"}, "refused", "Refused"),
        ({"outcome": "detain"}, "detained", "Goods detained"),
        ({"outcome": "hold:documents"}, "held", "On hold"),
        ({"outcome": "hold:inspection"}, "held", "On hold"),
    ],
)
def test_an_officers_answer_changes_the_decision_at_once(window, mixed, officer, fields, answer, tag):
    page = decide(officer, mixed, **fields, reason="The certificate was read.")
    assert page.path == f"/declarations/{mixed}"
    assert "Your decision was recorded." in page.text
    assert outcome(window, mixed) == answer
    card = window.browser("trader").open(f"/declarations/{mixed}").page.xpath("//*[contains(@class, 'sw-agency')]")[0]
    told = " ".join(card.text_content().split())
    assert told.startswith(f"Lagoon Biosecurity {tag}")
    assert "The certificate was read." in told
    assert "Decided by Demo Biosecurity Officer" in told
    assert [item.text for item in card.xpath(".//li")] == fields.get("conditions", "").replace(
        "\n\n", "\n"
    ).splitlines()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": None}, "outcome"),
        ({"outcome": "nonsense"}, "outcome"),
        ({"outcome": "clear", "reason": " "}, "reason"),
        ({"outcome": "clear", "items": None}, "items"),
        ({"outcome": "clear", "items": "2"}, "items"),
        ({"outcome": "clear", "items": "x"}, "items"),
        ({"outcome": "clear", "items": "9" * 5000}, "items"),
        ({"outcome": "conditional", "conditions": "\n \n"}, "conditions"),
        ({"outcome": "clear", "conditions": "No soil."}, "conditions"),
        ({"outcome": "refuse", "reason": "x" * 2001}, "reason"),
    ],
)
def test_a_mistake_stands_in_the_summary_and_beside_its_field_and_nothing_is_decided(
    window, mixed, officer, fields, field
):
    page = decide(officer, mixed, **fields)
    assert page.status == 422
    assert page.title.startswith("Error: Decide")
    assert list(page.summary.values()) == [f"#{field}"]
    assert page.error_at(field) in page.summary
    assert outcome(window, mixed) == "pending"


def test_what_was_entered_is_kept_beside_a_mistake(mixed, officer):
    page = decide(officer, mixed, outcome="conditional", conditions="", reason="Because of soil.")
    assert page.value("reason") == "Because of soil."
    assert page.page.xpath("//input[@name='outcome'][@checked]/@value") == ["conditional"]
    assert page.page.xpath("//input[@name='items'][@checked]/@value") == ["1"]


def test_who_comes_second_is_told_who_changed_it_and_decides_again_knowingly(window, mixed, officer):
    second = window.browser("biosecurity").open(f"/declarations/{mixed}/decide")
    decide(officer, mixed, outcome="refuse", reason="There is soil.")
    page = decide(second, mixed, outcome="clear", reason="All is well.")
    assert page.status == 409
    assert "was changed by Demo Biosecurity Officer (Lagoon Biosecurity) since you opened it" in page.text
    assert page.value("reason") == "All is well."
    assert outcome(window, mixed) == "refused"
    decide(page, mixed, outcome="clear", reason="All is well.")
    assert outcome(window, mixed) == "released_with_conditions"


def test_all_items_can_be_decided_in_one_step(window):
    reference = window.lodge("export-tuna")
    officer = window.browser("food").open(f"/declarations/{reference}/decide")
    assert "All 2 items" in officer.text
    decide(officer, reference, items="all", outcome="clear")
    assert outcome(window, reference) == "pending", "fisheries waits for its documents"

    fisheries = window.browser("fisheries").open(f"/declarations/{reference}/decide")
    decide(fisheries, reference, items="all", outcome="clear")
    assert outcome(window, reference) == "released"


def test_what_is_released_cannot_be_decided_again(window):
    reference = window.lodge("import-clothing")
    customs = window.browser("customs").open(f"/declarations/{reference}")
    assert f"/declarations/{reference}/decide" not in customs.links()
    page = customs.open(f"/declarations/{reference}/decide")
    assert (page.status, page.heading) == (409, "This cannot be done now")


def test_a_question_holds_the_items_until_the_trader_answers(window, mixed):
    officer = window.browser("biosecurity").open(f"/declarations/{mixed}/ask")
    sent = officer.send(
        f"/declarations/{mixed}/ask", items="1", text="Which nursery?", revision=officer.value("revision")
    )
    assert "Your question was sent." in sent.text
    assert outcome(window, mixed) == "held"
    trader = window.browser("trader").open(f"/declarations/{mixed}")
    assert "Lagoon Biosecurity asked about item 1" in trader.text
    assert "Answer the question below." in trader.text
    (form,) = [form for form in trader.page.xpath("//main//form") if "/questions/" in form.get("action", "")]
    answered = trader.send(form.get("action"), text="Nursery One, lot 7")
    assert "Your answer was sent." in answered.text
    assert outcome(window, mixed) == "pending"
    again = window.browser("biosecurity").open(f"/declarations/{mixed}")
    assert "Nursery One, lot 7" in again.text
    assert "Answered by Demo Trader" in again.text


def test_an_empty_question_and_an_empty_answer_are_mistakes(window, mixed):
    officer = window.browser("biosecurity").open(f"/declarations/{mixed}/ask")
    page = officer.send(f"/declarations/{mixed}/ask", items="1", text=" ", revision=officer.value("revision"))
    assert (page.status, page.error_at("text")) == (422, "Enter the question.")
    page.send(f"/declarations/{mixed}/ask", items="1", text="Which?", revision=page.value("revision"))
    question = casework.read_case(window.house, window.actors["trader"], mixed).questions[0].id
    trader = window.browser("trader").open(f"/declarations/{mixed}")
    page = trader.send(f"/declarations/{mixed}/questions/{question}", text="")
    assert (page.status, page.error_at("text")) == (422, "Enter your answer, or send a document.")
    page.send(f"/declarations/{mixed}/questions/{question}", text="This one.")
    assert page.open(f"/declarations/{mixed}/questions/{question}").status == 409
    second = page.send(f"/declarations/{mixed}/questions/{question}", text="Sent from a page that was open before.")
    assert second.status == 409
    assert "This question is answered already." in second.text


def test_an_officer_is_not_told_to_collect_the_goods(window, mixed, officer):
    decided = decide(officer, mixed, outcome="clear")
    assert "The trader may collect the goods, and must keep to the agencies' conditions." in decided.text
    assert "Collect the goods" in window.browser("trader").open(f"/declarations/{mixed}").text


def test_a_question_to_a_changed_declaration_is_not_sent(window, mixed, officer):
    asking = window.browser("biosecurity").open(f"/declarations/{mixed}/ask")
    decide(officer, mixed, outcome="refuse")
    page = asking.send(f"/declarations/{mixed}/ask", items="1", text="Which?", revision=asking.value("revision"))
    assert page.status == 409
    assert page.value("text") == "Which?"


def test_another_trader_cannot_answer_the_question(window, mixed):
    officer = window.browser("biosecurity").open(f"/declarations/{mixed}/ask")
    officer.send(f"/declarations/{mixed}/ask", items="1", text="Which?", revision=officer.value("revision"))
    question = casework.read_case(window.house, window.actors["trader"], mixed).questions[0].id
    broker = window.browser("broker").open("/")
    assert broker.send(f"/declarations/{mixed}/questions/{question}", text="Mine").status == 404


def test_what_people_type_is_shown_as_text_and_never_as_markup(window, mixed, officer):
    decide(officer, mixed, outcome="conditional", conditions="<b>bold</b>", reason="<script>alert(1)</script>")
    page = window.browser("trader").open(f"/declarations/{mixed}")
    assert "<script>alert(1)</script>" in page.text
    assert page.page.xpath("//main//script | //main//b") == []


def test_the_worklist_names_the_goods_that_wait_for_the_agency(window):
    reference = window.lodge("import-medicines", "WAITING-GOODS")
    work = casework.list_work(window.house, window.actors["medicines"], search=reference).rows[0]
    declared = casework.read_case(window.house, window.actors["medicines"], reference).declaration.items

    assert work.goods == next(item.goods_description for item in declared if item.sequence_numeric == work.items[0])
    assert work.items[0] != 1
