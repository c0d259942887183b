"""Anybody can search the data dictionary, without JavaScript and page by page."""

import pytest

from singlewindow.web.dictionary import ROWS
from wco_datamodel.describing.dictionary import entries


def rows(browser):
    return browser.page.xpath("//tbody/tr")


def labels(browser):
    return [row.xpath("./th/text()")[0] for row in rows(browser)]


def test_a_stranger_reads_the_first_page_of_all_elements(window):
    browser = window.browser().open("/dictionary")

    assert browser.status == 200
    assert browser.heading == "Data dictionary"
    assert len(rows(browser)) == ROWS
    assert f"{len(entries())} elements" in browser.text


def test_help_leads_to_it(window):
    assert "/dictionary" in window.browser().open("/help").links()


def test_a_row_says_all_that_is_known_of_an_element(window):
    browser = window.browser().open("/dictionary?q=Origin+063+GovernmentAgencyGoodsItem+Declaration")

    (row,) = rows(browser)
    text = " ".join(row.text_content().split())
    for part in ("Country of origin", "42A > 67A > 68A[n] > 92A[n]/063", "an..4", "iso3166", "VALUE303", "NZ"):
        assert part in text


@pytest.mark.parametrize("words", ["145", "commodity code", "CLASSIFICATION id", "21A 145"])
def test_an_element_is_found_by_id_label_or_name(window, words):
    browser = window.browser().open(f"/dictionary?q={words.replace(' ', '+')}")

    assert "Commodity code" in labels(browser)
    assert browser.value("q") == words


def test_pages_follow_each_other_and_end(window):
    browser = window.browser().open("/dictionary?q=declaration")
    seen, visited = [], 0
    while True:
        seen += [row.xpath("string(./th/span)") for row in rows(browser)]
        visited += 1
        following = browser.page.xpath("//a[@rel='next']/@href")
        if not following:
            break
        browser.open(following[0])

    assert visited > 10
    assert len(seen) == len(set(seen))
    assert f"page {visited} of {visited}" in browser.text


def test_a_search_without_a_match_leads_back_to_all(window):
    browser = window.browser().open("/dictionary?q=zzz")

    assert "No element matches." in browser.text
    assert browser.links() == ["/dictionary"]


@pytest.mark.parametrize(
    "query", ["page=0", "page=-3", "page=999999999999", "page=x", "q=%3Cscript%3E", "q=" + "a" * 3000]
)
def test_a_strange_question_is_answered(window, query):
    browser = window.browser().open(f"/dictionary?{query}")

    assert browser.status == 200
    assert "<script>" not in browser.response.get_data(as_text=True).partition("<main")[2]
