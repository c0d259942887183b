"""What the form asks is what the schema of the messages holds: places, labels, lengths."""

import pytest

from singlewindow.web.drafting.elements import label_of, longest_of
from singlewindow.web.drafting.item_questions import DOCUMENT
from singlewindow.web.drafting.pages import header_pages, item_page
from wco_datamodel.places import Place
from wco_datamodel.pointers import PointerUnreadable, read_pointer

QUESTIONS = [
    question
    for direction in ("import", "export")
    for page in (*header_pages(direction), item_page(direction), DOCUMENT)
    for question in page.questions
]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


def place_of(wco: str) -> Place:
    classes, _, tag = wco.rpartition("/")
    return read_pointer(f"{classes.replace('/', ' > ')}/{tag}")


@each_question
def test_every_place_that_a_question_fills_is_in_the_schema(question):
    assert [place_of(wco).element().id for wco in question.wco] == [wco.rpartition("/")[2] for wco in question.wco]


@each_question
def test_no_answer_may_be_longer_than_the_schema_takes(question):
    if question.longest:
        assert question.longest <= max(map(longest_of, question.wco))


@pytest.mark.parametrize("name", ["description", "commodity_code", "origin", "destination", "packages", "invoice"])
def test_a_label_without_a_better_word_is_the_schemas(name):
    found = {(question.label, question.wco[0]) for question in QUESTIONS if question.name == name}
    assert found == {(label_of(wco), wco) for _, wco in found}


def test_a_place_that_is_none_has_no_label():
    with pytest.raises(PointerUnreadable):
        label_of("42A/67A/999")
