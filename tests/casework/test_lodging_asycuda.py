"""What ASYCUDA exports goes through the whole window as any message does."""

from __future__ import annotations

from pathlib import Path

import pytest

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.store.people import Actor
from wco_datamodel import MessageRejected

SAMPLES = Path(__file__).parent.parent / "wco_datamodel" / "asycuda" / "samples"


@pytest.mark.parametrize("name", ["day-first", "export", "iso-dates", "month-first"])
def test_an_exported_declaration_gets_a_decision(house: House, trader: Actor, name: str) -> None:
    answer = casework.lodge(house, trader, (SAMPLES / f"{name}.xml").read_bytes(), "application/xml")

    assert answer.decision.items
    assert casework.read_case(house, trader, answer.decision.reference).declaration.items


def test_a_broken_export_is_refused_with_its_lines(house: House, trader: Actor) -> None:
    with pytest.raises(MessageRejected) as rejected:
        casework.lodge(house, trader, (SAMPLES / "broken.xml").read_bytes(), "application/xml")

    assert all(problem.line for problem in rejected.value.problems)
