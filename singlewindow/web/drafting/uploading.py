"""Lodge a message file, or only check it."""

from urllib.parse import quote

import msgspec
from flask import render_template, request
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.drafting.blueprint import drafting
from singlewindow.web.drafting.lodging import lodged
from singlewindow.web.house import house
from wco_datamodel import MessageRejected, Problem

MOST_PROBLEMS = 200
"""Problems that one page shows; the message is put right and sent again long before that."""


@drafting.get("/upload")
@allow("lodge")
def upload() -> ResponseReturnValue:
    """Ask for a file."""
    return _page()


@drafting.post("/upload")
@allow("lodge")
def receive_upload() -> ResponseReturnValue:
    """Check the file, or lodge it: its case, or every problem with its line."""
    raw = _file()
    if not raw:
        return _page(errors={"file": "Select a file that is not empty"}, status=422)
    if request.form.get("do") == "check":
        checked = casework.check(house(), raw, _content_type(raw))
        return _page(problems=checked.problems, acceptable=checked.acceptable)
    try:
        return lodged(casework.lodge(house(), actor(), raw, _content_type(raw)))
    except MessageRejected as rejected:
        return _page(problems=rejected.problems, acceptable=False, status=422)


def _file() -> bytes:
    sent = request.files.get("file")
    return sent.read() if sent else b""


def _content_type(raw: bytes) -> str:
    """What the bytes are by their first sign; people's file names and browsers' types are not reliable."""
    return "application/json" if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "application/xml"


def _page(
    *,
    errors: dict[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
    acceptable: bool | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "drafting/upload.html",
        errors=errors or {},
        problems=problems[:MOST_PROBLEMS],
        count=len(problems),
        acceptable=acceptable,
        download=_as_file(problems) if problems else "",
        megabytes=house().settings.max_message_bytes // 1_000_000,
    )
    return page, status


def _as_file(problems: tuple[Problem, ...]) -> str:
    """The problems as JSON in an address of their own, so that the page's link saves them without a second request."""
    text = msgspec.json.format(msgspec.json.encode(problems), indent=1).decode()
    return f"data:application/json,{quote(text, safe=' {}[]:,')}".replace(" ", "%20")
