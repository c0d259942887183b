"""A decision in writing: the note to print with its code to scan, the signed file, and the page that checks them."""

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

import msgspec
import segno
from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from singlewindow import casework
from singlewindow.casework.permits.record import read_permit_record
from singlewindow.records import Checked, NotGenuine, check
from singlewindow.web import explaining
from singlewindow.web.access import PUBLIC, actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from singlewindow.web.security import count_check
from singlewindow.web.static_files import content_of

RECORD = "application/vc+jwt"
LONGEST = 2_000_000
SCRIPT = Path(__file__).parent / "templates" / "verify.js"


@web.get("/declarations/<reference>/note")
@allow("read_own", "read_all")
def note(reference: str) -> ResponseReturnValue:
    """The decision on one sheet to print, with a code that a gate can scan and believe without a connection."""
    record = casework.read_record(house(), actor(), reference)
    found = casework.read_case(house(), actor(), reference)
    parts = explaining.by_agency(record.decision)
    return render_template("note.html", case=found, record=record, parts=parts, code=_code(record.slip))


@web.get("/permits/<number>/note")
@allow("read_own", "read_all", "work")
def permit_note(number: str) -> ResponseReturnValue:
    """A permit in force on one sheet to print, with a code that can be scanned and believed without a connection."""
    record = read_permit_record(house(), actor(), number)
    return render_template("permits/note.html", permit=record.permit, record=record, code=_code(record.slip))


@web.get("/permits/<number>/permit.jwt")
@allow("read_own", "read_all", "work")
def permit_file(number: str) -> ResponseReturnValue:
    """The signed permit, the same that the API gives."""
    record = read_permit_record(house(), actor(), number)
    headers = {"Content-Disposition": f'attachment; filename="{record.said.number}.jwt"'}
    return Response(record.credential, content_type=RECORD, headers=headers)


@web.get("/declarations/<reference>/decision.jwt")
@allow("read_own", "read_all")
def record_file(reference: str) -> ResponseReturnValue:
    """The signed record, the same that the API gives."""
    record = casework.read_record(house(), actor(), reference)
    headers = {"Content-Disposition": f'attachment; filename="{reference}-decision.jwt"'}
    return Response(record.credential, content_type=RECORD, headers=headers)


@web.get("/verify")
@allow(PUBLIC)
def verify_page() -> ResponseReturnValue:
    """The page that checks records in the browser. Saved as a file, it does so without a connection."""
    return _page()


@web.post("/verify")
@allow(PUBLIC)
def verify_here() -> ResponseReturnValue:
    """Check a record here, for a browser that runs no script."""
    count_check()
    text = request.form.get("record", "")[:LONGEST]
    try:
        found = check(text, house().keys.public(), house().now(), casework.revocations(house()))
    except NotGenuine as refused:
        return _page(text, sentence=str(refused)), 422
    return _page(text, found=found)


def _code(slip: str) -> Markup:
    """The slip as a QR code in SVG. A telephone's camera opens the page that checks it."""
    address = f"{house().settings.base_url.rstrip('/')}/verify#{slip}"
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(scale=3, omitsize=True, svgclass="sw-code", lineclass=None))  # noqa: S704 - made here


def _page(text: str = "", *, found: Checked | None = None, sentence: str = "") -> Response:
    house().keys.current(house().now())
    style, script = content_of("main.css"), _script()
    page = render_template(
        "verify.html",
        style=Markup(style),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        keys=msgspec.json.encode(house().keys.public()).decode(),
        revocations=f"{house().settings.base_url.rstrip('/')}/api/v1/revocations",
        text=text,
        found=found,
        sentence=sentence,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; connect-src 'self' "
        f"{house().settings.base_url}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


@cache
def _hash(text: str) -> str:
    """How a policy names a script or a style that stands in the page itself."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
