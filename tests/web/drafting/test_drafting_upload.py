"""A trader uploads a message file, to check it or to lodge it."""

import io
import json
from typing import Any
from urllib.parse import unquote

import pytest

from singlewindow import accounts, casework
from singlewindow.casework import House
from singlewindow.web.drafting.document import DraftDocument
from singlewindow.web.drafting.message import declaration, message
from wco_datamodel import render

Reader = Any


def _upload(reader: Reader, raw: bytes, do: str, name: str = "message.xml") -> Reader:
    fields = reader.open("/upload").form()
    data = fields | {"do": do, "file": (io.BytesIO(raw), name)}
    return reader._took(reader.client.post("/upload", data=data, follow_redirects=True))


def _lodged(house: House) -> int:
    actor = accounts.actor_of_account(house.database, "demo.trader@example.org")
    return len(casework.list_cases(house, actor).rows)


@pytest.mark.parametrize("spelling", ["xml", "json"])
def test_an_acceptable_file_is_lodged_and_its_case_is_shown(
    trader: Reader, house: House, draft: DraftDocument, spelling: Any
) -> None:
    _upload(trader, render(declaration(draft), spelling), "lodge", "any.name")
    assert "Lodged as" in trader.text
    assert _lodged(house) == 1


def test_check_only_lodges_nothing(trader: Reader, house: House, draft: DraftDocument) -> None:
    _upload(trader, message(draft), "check")
    assert "This file can be lodged." in trader.text
    assert _lodged(house) == 0


def test_a_refused_file_lists_every_problem_with_its_place(trader: Reader, house: House, draft: DraftDocument) -> None:
    raw = message(draft).replace(b">XLLAG1<", b">XLXXX9<").replace(b">NZD<", b">NZD<")
    _upload(trader, raw, "lodge")
    assert trader.status == 422
    assert "This file was refused. Nothing was lodged." in trader.text
    assert "XLXXX9 is not an office" in trader.text
    problems = json.loads(unquote(trader.link("Save these problems as JSON").partition(",")[2]))
    assert [problem["code"] for problem in problems if problem.get("severity", "error") == "error"] == ["SW-OFFICE"]
    assert _lodged(house) == 0


@pytest.mark.parametrize("raw", [b"no message", b"\x00\xff", b"<a>", b"{", b"[1]", b'{"a":1}'])
def test_bytes_that_are_no_message_are_refused_in_words(trader: Reader, raw: bytes) -> None:
    _upload(trader, raw, "lodge")
    assert trader.status == 422
    assert "This file was refused" in trader.text


def test_without_a_file_the_page_asks_for_one(trader: Reader) -> None:
    trader.open("/upload").submit("Lodge")
    assert trader.error_at("file") == "Select a file that is not empty"


def test_a_file_that_is_too_large_says_the_limit(trader: Reader, house: House) -> None:
    _upload(trader, b"<" * (house.settings.max_message_bytes + 200_000), "lodge")
    assert trader.status == 413
    assert "10 MB" in trader.text
