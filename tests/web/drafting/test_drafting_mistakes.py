"""What a trader is told about a page's answers."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from singlewindow.web.drafting.document import Document, DraftDocument, Item, Mistake, Party, Place
from singlewindow.web.drafting.lists import Lists
from singlewindow.web.drafting.mistakes import mistakes

replace = msgspec.structs.replace


def _with(draft: DraftDocument, page: str, **answers: Any) -> DraftDocument:
    if page == "item":
        return replace(draft, items=(replace(draft.items[0], **answers), *draft.items[1:]))
    return replace(draft, **{page: replace(getattr(draft, page), **answers)})


@pytest.fixture
def told(lists: Lists, today: dt.date) -> Any:
    """The sentences for a draft, by page and field."""

    def tell(draft: DraftDocument) -> dict[tuple[str, str], str]:
        return {(m.place.page, m.place.field): m.sentence for m in mistakes(draft, lists, today)}

    return tell


def test_a_complete_draft_has_no_mistakes(draft: DraftDocument, told: Any) -> None:
    assert told(draft) == {}


@pytest.mark.parametrize(
    ("page", "field", "answer", "sentence"),
    [
        ("start", "direction", "", "Select import or export"),
        ("start", "reference", "", "Enter your reference"),
        ("start", "reference", "ÄÖ", "Your reference must be letters, numbers, spaces, and - / . or _ only"),
        ("start", "reference", "x" * 36, "Your reference must be 35 characters or fewer"),
        ("start", "office", "NZAKL1", "Customs office: choose one from the list"),
        ("importer", "name", "", "Enter the importer's name"),
        ("importer", "number", "", "Enter the importer's tax or registration number"),
        ("importer", "line", "x" * 71, "Street or post box must be 70 characters or fewer"),
        ("exporter", "country", "", "Select the exporter's country"),
        ("transport", "mode", "", "Select the mode of transport"),
        ("transport", "means_name", "", "Enter the name of the vessel"),
        ("transport", "contract", "", "Enter the number of the bill of lading or air waybill"),
        ("transport", "container_numbers", "", "Enter the container numbers, one on each line"),
        ("transport", "container_numbers", "CSQU3054383\nCSQU3054383", "Container number CSQU3054383 is there twice"),
        ("route", "loading", "", "Enter the place where the goods are loaded"),
        ("terms", "issued", "", "Enter the invoice date"),
        ("terms", "issued", "20//2026", "Invoice date must include a month"),
        ("terms", "issued", "31/2/2026", "Invoice date must be a real date, such as 27 3 2026"),
        ("terms", "issued", "a/b/c", "Invoice date must be a real date, such as 27 3 2026"),
        ("terms", "issued", "25/11/2026", "Invoice date must be today or in the past"),
        ("terms", "issued", "1/1/26", "Invoice date must be in the year 2000 or later, with all 4 numbers of the year"),
        ("terms", "total", "12,50", "Invoice total must be a number, such as 1250.00"),
        ("terms", "total", "1.005", "Invoice total must have at most 2 decimals"),
        ("item", "commodity_code", "", "Item 1: Enter the commodity code"),
        ("item", "commodity_code", "0602", "Item 1: Commodity code must be 6 to 10 digits"),
        ("item", "commodity_code", "plants", "Item 1: Commodity code must be 6 to 10 digits"),
        ("item", "procedure", "1000", "Item 1: Procedure: choose one from the list"),
        ("item", "net", "120.6", "Item 1: Net mass must be the same as the gross mass or less"),
        ("item", "packages", "0", "Item 1: Number of packages must be more than 0 and less than 1,000,000"),
        ("item", "packages", "1.5", "Item 1: Number of packages must be a whole number"),
        ("item", "price", "$5", "Item 1: Price must be a number, such as 1250.00"),
    ],
)
def test_each_mistake_is_told_in_words_that_say_what_to_do(
    draft: DraftDocument, told: Any, page: str, field: str, answer: str, sentence: str
) -> None:
    assert told(_with(draft, page, **{field: answer})) == {(page, field): sentence}


def test_a_wrong_check_digit_of_a_container_is_named(draft: DraftDocument, told: Any) -> None:
    sentence = told(_with(draft, "transport", container_numbers="csqu 305438-4"))[("transport", "container_numbers")]
    assert sentence.startswith("Container number CSQU3054384 is not right")


@pytest.mark.parametrize("typed", ["1250", "1,250.00", "1 250.00", " 1250.5 "])
def test_numbers_are_understood_as_people_write_them(draft: DraftDocument, told: Any, typed: str) -> None:
    assert told(_with(draft, "item", price=typed)) == {}


def test_post_needs_neither_vessel_nor_waybill(draft: DraftDocument, told: Any) -> None:
    by_post = _with(draft, "transport", mode="5", means_name="", means_id="", contract="", containers="0")
    assert told(_with(by_post, "transport", container_numbers="")) == {}


def test_an_aircraft_needs_a_flight_number(draft: DraftDocument, told: Any) -> None:
    by_air = _with(draft, "transport", mode="4", means_name="", means_id="")
    assert told(by_air) == {("transport", "means_id"): "Enter the flight number"}


def test_a_declaration_without_goods_asks_for_an_item(draft: DraftDocument, told: Any) -> None:
    assert told(replace(draft, items=())) == {("items", "add"): "Add at least one goods item"}


def test_an_export_asks_the_exporter_for_a_number_and_not_the_buyer(draft: DraftDocument, told: Any) -> None:
    export = _with(draft, "start", direction="export")
    found = told(replace(export, importer=replace(draft.importer, number="")))
    assert found == {
        ("exporter", "number"): "Enter the exporter's tax or registration number",
        ("item", "procedure"): "Item 2: Procedure: choose one from the list",
    }


def test_a_mistake_in_a_document_says_item_and_document(draft: DraftDocument, lists: Lists, today: dt.date) -> None:
    second = replace(
        draft.items[1], documents=(Document("851", "", "P-1", "1/11/2026"), Document("852", "", "", "1/11/2026"))
    )
    found = mistakes(replace(draft, items=(draft.items[0], second)), lists, today)
    place = Place("document", "number", item=2, document=2)
    assert found == (Mistake(place, "Item 2, document 2: Enter the document number"),)


@pytest.mark.parametrize(
    ("picked", "other", "field", "sentence"),
    [
        ("", "", "type", "Select the type of document"),
        ("851", "C673", "other", "Select a type from the list or enter a code, not both"),
        (
            "",
            "CC-1",
            "other",
            "Code must be up to 3 digits, with a letter before them where there is one, such as C673",
        ),
    ],
)
def test_a_document_has_a_type_from_the_list_or_a_code(
    draft: DraftDocument, told: Any, picked: str, other: str, field: str, sentence: str
) -> None:
    item = replace(draft.items[0], documents=(Document(picked, other, "P-1", "1/11/2026"),))
    assert told(replace(draft, items=(item,))) == {("document", field): f"Item 1, document 1: {sentence}"}


def test_an_empty_draft_says_everything_that_is_missing_and_never_fails(lists: Lists, today: dt.date) -> None:
    found = mistakes(DraftDocument(importer=Party(), items=(Item(documents=(Document(),)),)), lists, today)
    assert len(found) > 30
    assert all(m.sentence and m.place.field for m in found)
