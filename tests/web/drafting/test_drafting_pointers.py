"""A place in the WCO message is found again as a question of the form."""

import pytest

from singlewindow.web.drafting.document import Place
from singlewindow.web.drafting.pages import header_pages, item_page
from singlewindow.web.drafting.pointers import place_of


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("42A/D026", Place("start", "reference")),
        ("42A > 67A > 74A/R037", Place("importer", "name")),
        ("42A > 57A > 04A/242", Place("exporter", "country")),
        ("42A > 15A/T022", Place("transport", "mode")),
        ("42A > 67A > 28A > 31B[2]/159", Place("transport", "container_numbers")),
        ("42A > 67A > 68A[3] > 23A > 21A[1]/145", Place("item", "commodity_code", item=3)),
        ("42A > 67A > 68A[3] > 93A[1]/142", Place("item", "marks", item=3)),
        ("42A > 67A > 68A[1] > 02A[2]/D005", Place("document", "number", item=1, document=2)),
        ("42A > 67A > 68A[1] > 02A", Place("item", "documents", item=1)),
        ("42A > 67A > 68A[2] > 23A > 65A", Place("item", "gross", item=2)),
        ("42A > 67A > 68A[2]", Place("item", "description", item=2)),
        ("42A > 67A > 68A", Place("items", "add")),
        ("42A/131", Place("items", "add")),
        ("42A > 67A > 28A > 83A", Place("route", "loading")),
        ("42A > 67A > 28A > 83A/9999", Place("route", "loading")),
        ("42A > 61B/104", None),
        ("42A", None),
        ("", None),
    ],
)
def test_a_pointer_leads_to_the_nearest_question(pointer: str, place: Place | None) -> None:
    assert place_of(pointer, "import") == place


@pytest.mark.parametrize("direction", ["import", "export"])
def test_every_question_but_the_currency_has_its_place_in_the_message(direction: str) -> None:
    questions = [q for page in (*header_pages(direction), item_page(direction)) for q in page.questions]
    assert {q.name for q in questions if not q.wco} == {"currency"}
    assert len({w for q in questions for w in q.wco}) == sum(len(q.wco) for q in questions)
