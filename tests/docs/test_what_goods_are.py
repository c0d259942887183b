"""The page that says where a declaration tells what goods are agrees with what agencies look at."""

from __future__ import annotations

import re

from documentation import DOCS, ROOT, Document

from agencies.identity import CAS, MODEL, SERIAL_NUMBER
from agencies.police.arms import serial_number_fault
from wco_datamodel import parse
from wco_datamodel.goods import GovernmentAgencyGoodsItem

PAGE = Document(DOCS / "how-to" / "tell-agencies-what-goods-are.md")
EXAMPLE = next(body for language, body in PAGE.blocks if language == "xml")


def item() -> GovernmentAgencyGoodsItem:
    inside = f"<SequenceNumeric>1</SequenceNumeric>{EXAMPLE}"
    shipment = f"<GoodsShipment><GovernmentAgencyGoodsItem>{inside}</GovernmentAgencyGoodsItem></GoodsShipment>"
    message = parse(f"<Declaration><FunctionCode>9</FunctionCode>{shipment}</Declaration>".encode())
    assert message.declaration is not None
    return message.declaration.items[0]


def test_the_kinds_of_classification_are_those_that_agencies_read() -> None:
    assert set(re.findall(r"kind `(\w+)`", PAGE.prose)) == {SERIAL_NUMBER, MODEL, CAS}


def test_the_example_gives_a_serial_number_for_each_piece() -> None:
    assert item().hs_code == "930320"
    assert serial_number_fault(item()) is None


def test_the_lists_that_the_page_names_are_there() -> None:
    named = re.findall(r"`(agencies/\w+/\w+\.yaml)`", PAGE.prose)

    assert len(named) == 3
    assert all((ROOT / name).is_file() for name in named)
