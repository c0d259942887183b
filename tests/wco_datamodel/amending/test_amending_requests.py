"""Cancellations and presentations: written, read, and refused where they say too little or too much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from wco_datamodel import Declaration, Message, MessageRejected, parse, render
from wco_datamodel.amending import (
    Cancellation,
    Presentation,
    cancellation,
    presentation,
    read_cancellation,
    read_presentation,
)
from wco_datamodel.goods import GoodsShipment
from wco_datamodel.values import DateTime


def sent(declaration: Declaration, **parts: Any) -> Message:
    return parse(render(msgspec.structs.replace(declaration, **parts)))


def codes(message: Message, *, cancels: bool) -> list[tuple[str, str]]:
    with pytest.raises(MessageRejected) as caught:
        (read_cancellation if cancels else read_presentation)(message)
    return [(problem.code, problem.pointer) for problem in caught.value.problems]


def test_a_cancellation_is_read_as_it_was_written() -> None:
    written = cancellation(id="XL26LAG1", statement="Lodged twice", reference="T-3", submitter="1000001")
    assert (written.function_code, written.type_code) == ("13", "INV")
    assert read_cancellation(sent(written)) == Cancellation(
        id="XL26LAG1", reason_code="1", statement="Lodged twice", reference="T-3", submitter="1000001"
    )


def test_a_presentation_is_read_as_it_was_written() -> None:
    day = DateTime("20261124", "102")
    written = presentation(id="XL26LAG1", reference="T-4", issued_at=day)
    assert (written.function_code, written.type_code) == ("13", "GPR")
    assert read_presentation(sent(written)) == Presentation(id="XL26LAG1", reference="T-4", issued_at=day)


def test_a_cancellation_must_say_why_as_a_code_and_in_words() -> None:
    message = sent(cancellation(id="XL26LAG1", statement="x"), additional_information=(), amendment=())
    assert codes(message, cancels=True) == [("AMD04", "42A > 06A[1]/099"), ("AMD04", "42A > 03A[1]/225")]


@pytest.mark.parametrize("cancels", [True, False])
def test_a_request_brings_nothing_that_would_not_be_read(cancels: bool) -> None:
    written = cancellation(id="XL26LAG1", statement="Lodged twice") if cancels else presentation(id="XL26LAG1")
    message = sent(written, goods_shipment=GoodsShipment(), declaration_office_id="XLLAG1")
    assert codes(message, cancels=cancels) == [("AMD05", "42A/065"), ("AMD05", "42A > 67A")]


@pytest.mark.parametrize("cancels", [True, False])
def test_a_request_of_another_kind_or_about_nothing_is_refused(cancels: bool) -> None:
    own, other = cancellation(id="XL26LAG1", statement="Lodged twice"), presentation(id="XL26LAG1")
    own, other = (own, other) if cancels else (other, own)
    assert codes(sent(other), cancels=cancels) == [("AMD01", "42A/D013")]
    assert codes(sent(own, id=None), cancels=cancels) == [("AMD02", "42A/D014")]


def test_real_cancellations_and_presentations_are_read(shared: Path) -> None:
    corpus = shared / "corpus"
    cancelled = [parse(file.read_bytes()) for file in sorted((corpus / "cancellation").glob("Step3*.xml"))]
    cancelled += [parse(file.read_bytes()) for file in sorted((corpus / "cancellation").glob("TT_*.xml"))]
    assert [(each.reason_code, each.statement) for each in map(read_cancellation, cancelled)] == [
        ("1", "This is a duplicate, please can")
    ] * 2
    presented = [parse(file.read_bytes()) for file in sorted((corpus / "presentation").iterdir())]
    read = [read_presentation(message) for message in presented]
    assert len(read) == 3
    assert all(each.id and each.reference and each.submitter for each in read)
