"""What goods need and cost, for anybody; and what a declaration owes."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def lodged(window):
    """A declaration of shirts, lodged by the trader."""
    return window.lodge("import-clothing", "OWES")


def test_anybody_finds_the_code_by_words_and_keeps_what_was_typed(window):
    page = window.browser().open("/find-out?goods=tomatoes+fresh&value=100&origin=NZ")

    assert "0702.00" in page.text
    assert "/find-out?goods=070200&value=100&origin=NZ" in page.links()


def test_permits_duties_and_taxes_stand_on_one_page(window):
    page = window.browser().open("/find-out?goods=0808.10&value=1000&freight=100&currency=NZD")

    for told in (
        "15% of 1,100.00",
        "165.00",
        "189.75",
        "366.25",
        "Lagoon Biosecurity",
        "Lagoon Customs Tariff Act 2022",
    ):
        assert told in page.text, told


def test_what_is_missing_is_asked_for(window):
    page = window.browser().open("/find-out?goods=220830&value=100")

    assert "State the quantity in litre of alcohol (LPA)" in page.text


def test_too_little_is_not_collected_and_says_by_which_law(window):
    page = window.browser().open("/find-out?goods=610910&value=100")

    assert "38.00 is too little to be collected: Lagoon Customs Tariff Act 2022, s. 12" in page.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("goods=610910&value=much", "Enter a number, such as 1200.50."),
        ("goods=610910&value=1&currency=XPF", "Customs has given no rate of exchange for XPF"),
        ("goods=610910&value=1e-999999", "Enter a number, such as 1200.50."),
        ("goods=610910&value=1000,50", "Enter a number, such as 1200.50."),
        ("goods=610910&origin=New+Zealand", "Enter the two letters of a country, such as NZ."),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(window, query, sentence):
    page = window.browser().open(f"/find-out?{query}")

    assert page.status == 422
    assert sentence in page.text
    assert page.page.xpath("//input[@id='goods']/@value") == ["610910"]


def test_a_code_that_does_not_exist_gets_no_all_clear(window):
    page = window.browser().open("/find-out?goods=99999999")

    assert page.status == 422
    assert "There is no subheading 9999.99 today" in page.text
    assert "No agency asks" not in page.text


def test_words_are_looked_for_as_words(window):
    page = window.browser().open("/find-out?goods=rum")

    assert "2208.40" in page.text
    assert "instruments" not in page.text


def test_nonsense_finds_nothing_and_says_what_to_do(window):
    assert "Use other words" in window.browser().open("/find-out?goods=%2B%2B%2B%2B").text


def test_the_lodger_sees_what_its_declaration_owes(window, lodged):
    page = window.browser("trader").open(f"/declarations/{lodged}").open(f"/declarations/{lodged}/duties")

    assert "Customs duty" in page.text
    assert "To pay" in page.text


def test_customs_sees_it_too_and_another_agency_does_not(window, lodged):
    assert "To pay" in window.browser("customs").open(f"/declarations/{lodged}/duties").text
    assert window.browser("biosecurity").open(f"/declarations/{lodged}/duties").status == 403
