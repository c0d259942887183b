"""The list of declarations, and one declaration with every agency's answer."""

import json

import pytest
from lxml import etree

from singlewindow import casework
from singlewindow.casework import CaseOutcome
from singlewindow.web import wording
from singlewindow.web.wording import CASE

PLANT_FOOD_REFRIGERANT = "import-plant-food-refrigerant"


@pytest.fixture(scope="module")
def mixed(window):
    """A declaration of a plant, a food and a refrigerant: three agencies beside customs."""
    return window.lodge(PLANT_FOOD_REFRIGERANT, "MIXED-1")


@pytest.fixture
def case(window, mixed):
    return window.browser("trader").open(f"/declarations/{mixed}")


def cards(browser):
    """What each agency's card says, by the agency's name."""
    found = browser.page.xpath("//*[contains(@class, 'sw-agency')]")
    return {card.xpath("string(.//h3)").strip(): " ".join(card.text_content().split()) for card in found}


def test_the_heading_is_the_outcome_in_words(case, mixed):
    assert case.heading == "Waiting for answers"
    assert case.title.startswith(f"Waiting for answers: {mixed}")
    assert f"Import declaration {mixed}" in case.text


def test_it_says_what_happens_next(case):
    assert "You do not need to do anything" in case.text


def test_each_agency_has_a_card_with_its_answer_its_reason_and_its_law(case, window):
    told = cards(case)
    assert list(told) == [
        "Lagoon Biosecurity",
        "Lagoon Environment Agency",
        "Lagoon Food Safety Authority",
        "Lagoon Customs Service",
    ]
    assert "Not answered yet Item 1 Waits for an officer's answer" in told["Lagoon Biosecurity"]
    assert "Approved with conditions Item 3" in told["Lagoon Environment Agency"]
    assert "Approved Item 2" in told["Lagoon Food Safety Authority"]
    assert "Approved Items 1, 2 and 3" in told["Lagoon Customs Service"]
    decision = casework.read_decision(
        window.house, window.actors["trader"], window.lodge(PLANT_FOOD_REFRIGERANT, "MIXED-1")
    )
    for item in decision.decision.items:
        for verdict in item.verdicts:
            name = window.house.name_of(verdict.agency)
            assert all(reason.sentence in told[name] and reason.law in told[name] for reason in verdict.reasons)
            assert all(condition in told[name] for condition in verdict.conditions)


def test_a_reason_names_its_place_in_the_traders_own_message(case):
    assert "Supporting document: 42A > 67A > 68A[1] > 02A[1]" in cards(case)["Lagoon Biosecurity"]


def test_an_agency_that_does_not_simply_approve_says_where_to_ask_and_where_to_appeal(case):
    told = cards(case)["Lagoon Environment Agency"]
    assert "Contact Environment Agency, Lagoon Side" in told
    assert "Ask for a review Environment Tribunal, Court House, Lagoon Town, within 30 days" in told


def test_each_item_shows_its_own_decision(case):
    rows = case.page.xpath("//tr[starts-with(@id, 'item-')]")
    tags = [" ".join(row.xpath("string(.//strong)").split()) for row in rows]
    assert tags == ["Waiting for answers", "Released", "Released with conditions"]


def test_the_history_is_told_newest_first_with_its_moments(case):
    entries = case.page.xpath("//ol[contains(@class, 'sw-timeline')]/li")
    sentences = [" ".join(entry.text_content().split()) for entry in entries]
    assert "The decision is now" in sentences[0]
    assert "The declaration was lodged" in sentences[-1]
    assert all(entry.xpath(".//time/@datetime") for entry in entries)


def test_times_are_those_of_the_country(window, mixed, case):
    lodged = casework.read_case(window.house, window.actors["trader"], mixed).lodged_at
    element = case.page.xpath("//dt[text()='Lodged']/following-sibling::dd//time")[0]
    assert element.get("datetime") == lodged.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert element.text != lodged.strftime("%-d %B %Y, %H:%M")


@pytest.mark.parametrize(
    ("sample", "heading", "next_step"),
    [
        ("import-clothing", "Released", "Collect the goods."),
        ("import-apples", "Released with conditions", "keep to the conditions below"),
        ("import-prohibited", "Refused", "Read the reasons below"),
        ("import-firearm", "On hold", "Do what the agencies below ask for"),
    ],
)
def test_every_outcome_says_what_to_do(window, sample, heading, next_step):
    browser = window.browser("trader").open(f"/declarations/{window.lodge(sample)}")
    assert browser.heading == heading
    assert next_step in browser.text


def test_the_downloads_say_the_same_as_the_page(window, mixed):
    browser = window.browser("trader")
    decision = json.loads(browser.open(f"/declarations/{mixed}/decision.json").response.data)
    response = json.loads(browser.open(f"/declarations/{mixed}/response.json").response.data)
    xml = etree.fromstring(browser.open(f"/declarations/{mixed}/response.xml").response.data)
    assert (decision["reference"], decision["outcome"]) == (mixed, "pending")
    assert mixed in json.dumps(response)
    assert xml.xpath("//*[local-name()='Declaration']/*[local-name()='ID']/text()") == [mixed]


def test_the_declaration_comes_back_byte_for_byte_and_is_never_shown_as_a_page(window, mixed):
    answer = window.browser("trader").open(f"/declarations/{mixed}/message").response
    raw, _ = casework.read_message(window.house, window.actors["trader"], mixed)
    assert answer.data == raw
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{mixed}-declaration.xml"'


def test_all_that_was_declared_can_be_read_with_labels(window, mixed):
    browser = window.browser("trader").open(f"/declarations/{mixed}/declared")
    assert browser.heading == "What was declared"
    assert "Name of the importer" in browser.text
    item = browser.open(f"/declarations/{mixed}/items/2")
    assert item.heading.startswith("Item 2: Whole milk powder")
    assert "Commodity code 040221" in item.text
    assert "Country of origin NZ" in item.text
    assert item.open(f"/declarations/{mixed}/items/99").status == 404


def test_a_list_can_be_searched_by_reference_party_and_goods(window, mixed):
    browser = window.browser("trader")
    for search in (mixed, "MIXED-1", "hibiscus"):
        assert f"/declarations/{mixed}" in browser.open(f"/declarations?search={search}").links()
        assert browser.value("search") == search


def test_a_list_can_be_filtered_by_status_and_direction(window, mixed):
    exported, released = window.lodge("export-coconut-oil"), window.lodge("import-clothing")
    browser = window.browser("trader")
    waiting = browser.open("/declarations?status=waiting").links()
    assert f"/declarations/{mixed}" in waiting
    assert f"/declarations/{released}" not in waiting
    one = browser.open("/declarations?status=released&direction=export").links()
    assert f"/declarations/{exported}" in one
    assert f"/declarations/{released}" not in one
    assert browser.open("/declarations?status=nonsense&direction=up").status == 200


def test_an_empty_list_says_so_and_an_unfruitful_search_leads_back(window):
    assert "There are no declarations yet." in window.browser("broker").open("/declarations").text
    unfruitful = window.browser("trader").open("/declarations?search=zzzz")
    assert "No declaration matches." in unfruitful.text
    assert "/declarations" in unfruitful.links()


def test_a_long_list_goes_on_page_by_page_with_the_same_question(open_window):
    window = open_window()
    references = [window.lodge("import-clothing", f"PAGE-{number}") for number in range(27)]
    first = window.browser("trader").open("/declarations?search=PAGE&status=released")
    following = first.page.xpath("//a[@rel='next']/@href")
    assert len(following) == 1
    assert "search=PAGE" in following[0]
    shown = [link for link in first.links() if link.startswith("/declarations/XL")]
    second = first.open(following[0])
    shown += [link for link in second.links() if link.startswith("/declarations/XL")]
    assert shown == [f"/declarations/{reference}" for reference in reversed(references)]
    assert "further page" in second.title
    assert second.page.xpath("//a[@rel='next']") == []


def test_the_home_page_counts_what_needs_something(open_window):
    window = open_window()
    for sample in ("import-clothing", "import-apples", "import-prohibited", "import-firearm", "export-coral"):
        window.lodge(sample)
    home = window.browser("trader").open("/")
    groups = {
        words.xpath("string(.//a)").split()[0]: words
        for words in home.page.xpath("//*[contains(@class, 'sw-groups__group')]")
    }
    counts = {name: int(group.xpath("string(.//span)")) for name, group in groups.items()}
    assert counts == {"Action": 2, "Waiting": 1, "Released": 2}
    assert len(home.page.xpath("//table//tbody/tr")) == 5


def test_a_new_trader_is_told_how_to_begin(window):
    home = window.browser("broker").open("/")
    assert "You have not lodged anything yet." in home.text
    assert "/drafts/new" in home.links()


def test_every_outcome_has_words_and_belongs_to_one_group():
    assert set(CASE) == {outcome.value for outcome in CaseOutcome}
    grouped = [outcome for group in wording.GROUPS for outcome in group.outcomes]
    assert sorted(grouped) == sorted(CASE)


def test_items_are_named_as_one_says_them():
    assert wording.items((3,)) == "item 3"
    assert wording.items((1, 2)) == "items 1 and 2"
    assert wording.items((1, 2, 5)) == "items 1, 2 and 5"
    assert wording.items(tuple(range(1, 15))) == "items 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 4 more"
