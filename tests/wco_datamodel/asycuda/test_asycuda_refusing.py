"""What is no declaration is refused, and what cannot be read in one is told with its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wco_datamodel import MessageRejected, parse, render
from wco_datamodel.asycuda import DAY_FIRST, Flavour, Reading, read
from wco_datamodel.values import DateTime

Read = Callable[[str], Reading]
TYPED = "<Identification><Type><Type_of_declaration>IM</Type_of_declaration></Type></Identification>"


def export(inside: str) -> bytes:
    return f"<ASYCUDA>{TYPED}{inside}</ASYCUDA>".encode()


def refusal(data: bytes, **options: int) -> tuple[str, str, int | None]:
    with pytest.raises(MessageRejected) as refused:
        read(data, **options)  # type: ignore[arg-type]
    (problem,) = refused.value.problems
    return problem.code, problem.sentence, problem.line


def test_a_single_item_without_its_declaration_is_refused() -> None:
    code, sentence, line = refusal(b"\n<Item><Packages/></Item>")

    assert (code, line) == ("ASY02", 2)
    assert "a single goods item" in sentence


def test_another_document_is_refused() -> None:
    assert refusal(b"<MetaData/>")[:2] == (
        "ASY01",
        "This is no ASYCUDA declaration: it begins with MetaData, where ASYCUDA is expected.",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE ASYCUDA><ASYCUDA/>", "XML16"),
        (b"<ASYCUDA>&xxe;</ASYCUDA>", "XML09"),
        (b"<ASYCUDA><Item></ASYCUDA>", "XML03"),
        (b"<ASYCUDA><Property>", "XML04"),
        (b"", "XML01"),
    ],
)
def test_unsafe_or_broken_xml_is_refused_as_in_any_message(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert refusal(export("x" * 100), limit=100)[0] == "MSG01"


def test_endless_nesting_and_endless_names_are_refused() -> None:
    assert refusal(export("<A>" * 30 + "</A>" * 30))[0] == "ASY03"
    assert refusal(export(f"<{'A' * 101}/>"))[0] == "ASY03"


def test_more_items_than_a_declaration_has_are_refused() -> None:
    assert refusal(export("<Item/>" * 1000))[:2] == ("ASY04", "There are 1,000 goods items; 999 is the most.")


def test_a_flood_of_unknown_values_is_refused() -> None:
    assert refusal(export("<A>1</A>" * 100_001))[0] == "ASY04"


def test_a_hundred_warnings_are_told_and_the_others_counted() -> None:
    reading = read(export("<A>1</A>" * 250))

    assert len(reading.unmapped) == 250
    assert len(reading.problems) == 101
    assert reading.problems[-1].sentence == "150 more values were left out of the declaration."


def test_everything_wrong_with_a_declaration_is_told_at_once(reading: Read) -> None:
    told = [(each.code, each.severity, each.line, each.label) for each in reading("broken").problems]

    assert told == [
        ("ASY08", "warning", 4, "Sad_flow"),
        ("ASY06", "error", 5, "Total_number_of_items"),
        ("ASY06", "error", 6, "Date_of_declaration"),
        ("ASY07", "warning", 9, "Customs_clearance_office_code"),
        ("ASY06", "error", 13, "Container_flag"),
        ("ASY06", "error", 15, "Amount_foreign_currency"),
        ("ASY07", "warning", 16, "Amount_foreign_currency"),
        ("ASY09", "warning", 18, "Item_Number"),
        ("ASY09", "warning", 22, "National_customs_procedure"),
    ]


def test_sentences_say_what_was_found_and_what_is_expected(reading: Read) -> None:
    sentences = {each.line: each.sentence for each in reading("broken").problems}

    assert sentences[6] == (
        "Date_of_declaration cannot be read: “24/11/2026”. It must be a date as month/day/year or as year-month-day."
    )
    assert sentences[9].endswith("Customs office of the declaration takes up to 17 characters.")


def test_values_that_cannot_be_read_are_listed_as_unmapped(reading: Read) -> None:
    assert {"two", "24/11/2026", "maybe", "1,250.00", "12.34567"} <= {each.value for each in reading("broken").unmapped}


def test_only_warnings_become_warnings_of_the_message(reading: Read) -> None:
    assert {each.severity for each in reading("broken").message.warnings} == {"warning"}


def test_a_declaration_with_errors_is_not_accepted_and_one_with_warnings_is(reading: Read) -> None:
    with pytest.raises(MessageRejected) as refused:
        reading("broken").accepted()

    assert [problem.line for problem in refused.value.problems] == [5, 6, 13, 15]
    assert reading("month-first").accepted() == reading("month-first").message


def test_a_missing_type_is_told_and_read_as_an_import() -> None:
    reading = read(b"<ASYCUDA/>")

    assert [problem.code for problem in reading.problems] == ["ASY05"]
    assert reading.message.declaration
    assert reading.message.declaration.direction == "import"


@pytest.mark.parametrize(
    ("text", "flavour", "day"),
    [
        ("11/9/26", Flavour(name="a"), "20261109"),
        ("11/09/2026", Flavour(name="a"), "20261109"),
        ("09/11/2026", DAY_FIRST, "20261109"),
        ("9.11.26", DAY_FIRST, "20261109"),
        ("2026-11-09", DAY_FIRST, "20261109"),
        ("2026-11-09T00:00:00", Flavour(name="a"), "20261109"),
        ("13/1/26", Flavour(name="a"), None),
        ("2/30/26", Flavour(name="a"), None),
        ("2026-11-09T08:30:00", Flavour(name="a"), None),
        ("11/9/1926", Flavour(name="a"), None),
    ],
)
def test_dates_are_read_in_the_flavours_order_and_never_guessed(text: str, flavour: Flavour, day: str | None) -> None:
    data = export(f"<Property><Date_of_declaration>{text}</Date_of_declaration></Property>")

    declaration = read(data, flavour=flavour).message.declaration

    assert declaration
    assert declaration.issue_date_time == (DateTime(day, "102") if day else None)


@pytest.mark.parametrize("blank", ["<A/>", "<A></A>", "<A><null/></A>", "<A>\n <null/>\n </A>", "<A>\n</A>"])
def test_a_blank_is_nothing_however_it_is_written(blank: str) -> None:
    tag = "Location_of_goods"
    reading = read(export(f"<Transport>{blank.replace('A>', f'{tag}>').replace('A/', f'{tag}/')}</Transport>"))

    assert reading.unmapped == ()
    assert reading.message.declaration
    assert reading.message.declaration.goods_shipment is None


TAGS = ["Item_price", "Supplementary_unit", "HScode", "Extended_customs_procedure", "Preference_code", "Value_item"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=90)


@given(st.lists(st.tuples(st.sampled_from(TAGS), TEXTS | st.decimals(allow_nan=False).map(str)), max_size=8))
def test_whatever_stands_in_an_export_becomes_a_valid_message_or_is_listed(values: list[tuple[str, str]]) -> None:
    escaped = [(tag, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) for tag, text in values]
    inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in escaped)

    reading = read(export(f"<Item><Tarification>{inside}</Tarification></Item>"))

    assert parse(render(reading.message)).declaration == reading.message.declaration
