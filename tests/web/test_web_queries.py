"""Questions with documents and days on the pages: asked, answered, overdue, extended; documents attached and saved."""

import datetime as dt
from io import BytesIO

import pytest
from messages import Goods, message
from papers import PDF, certificate

from singlewindow import casework
from singlewindow.web.static_files import STATIC

FLOWERS = Goods("060319", "Cut flowers")


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def mixed(window):
    return window.lodge("import-plant-food-refrigerant")


def ask(window, reference, **said):
    page = window.browser("biosecurity").open(f"/declarations/{reference}/ask")
    words = {"items": "1", "text": "The treatment certificate", "kind": "documents", "revision": page.value("revision")}
    return page.send(f"/declarations/{reference}/ask", **words | said)


def question_of(window, reference):
    return casework.read_case(window.house, window.actors["trader"], reference).questions[0]


def file(content=PDF, name="treatment.pdf"):
    return (BytesIO(content), name)


def test_documents_are_asked_for_and_sent_and_the_officer_asks_further(window, mixed):
    assert "Your question was sent." in ask(window, mixed).text
    asked = question_of(window, mixed)
    trader = window.browser("trader").open(f"/declarations/{mixed}")
    assert "Lagoon Biosecurity asked for documents about item 1" in trader.text
    assert "Answer by" in trader.text
    trader.send(f"/declarations/{mixed}/questions/{asked.id}", text="Here.", documents=file())
    assert "Your answer was sent." in trader.text
    assert "treatment.pdf" in trader.text

    officer = window.browser("biosecurity").open(f"/declarations/{mixed}")
    (saved,) = [link for link in officer.links() if "/documents/" in link]
    answer = officer.client.get(saved)
    assert answer.get_data() == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=treatment.pdf"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"

    (further,) = [link for link in officer.links() if "follows=" in link]
    again = officer.open(further)
    assert again.heading == "Ask the trader further"
    again.send(
        f"/declarations/{mixed}/ask", items="1", text="Page 2.", follows=str(asked.id), revision=again.value("revision")
    )
    assert question_of(window, mixed).thread == asked.id
    assert "asked further" in again.text


def test_a_day_is_named_kept_when_wrong_and_moved(window, mixed):
    wrong = ask(window, mixed, **{"answer_by-day": "31", "answer_by-month": "2", "answer_by-year": "2027"})
    assert (wrong.status, wrong.error_at("answer_by")) == (422, "Enter a day that exists, such as 31 12 2027.")
    assert wrong.value("answer_by-day") == "31"
    ask(window, mixed)
    path = f"/declarations/{mixed}/questions/{question_of(window, mixed).id}/deadline"
    page = window.browser("biosecurity").open(path)
    assert (
        page.send(path, revision=page.value("revision")).error_at("answer_by") == "Enter the last day for the answer."
    )
    day = window.house.day_of(window.house.now()) + dt.timedelta(days=40)
    parts = {"answer_by-day": f"{day.day}", "answer_by-month": f"{day.month}", "answer_by-year": f"{day.year}"}
    stale = page.send(path, revision="1", note="Closed for the holidays", **parts)
    assert (stale.status, stale.value("note")) == (409, "Closed for the holidays")
    page.send(path, revision=page.value("revision"), **parts)
    assert "The new day was recorded." in page.text
    assert question_of(window, mixed).answer_by == day


def test_a_document_is_attached_and_what_is_none_is_told_beside_the_field(window, mixed):
    path = f"/declarations/{mixed}/documents"
    trader = window.browser("trader").open(f"/declarations/{mixed}")
    assert path in trader.links()
    page = trader.open(path)
    revision = page.value("revision")
    assert page.send(path, revision=revision).error_at("documents") == "Select a file"
    page.send(path, revision=revision, documents=file(b"MZ", "x.exe"), document_id="INV-77")
    assert (page.status, page.value("document_id")) == (422, "INV-77")
    assert "of a kind that is not taken" in page.error_at("documents")
    large = file(PDF + b" " * window.house.settings.max_document_bytes)
    assert page.send(path, revision=revision, documents=large).status == 413
    page.send(path, revision=revision, documents=file(), type_code="380", document_id="INV-77", items="2")
    assert "The document was attached." in page.text
    assert "Commercial invoice INV-77; item 2" in page.text
    again = {"type_code": "380", "document_id": "INV-77", "items": "2"}
    page.open(path)
    page.send(path, revision=page.value("revision"), documents=file(), **again)
    assert "This document is attached already." in page.text
    page.open(path)
    paper = file(b"<note><a>1</a></note>", "note.xml")
    page.send(path, revision=page.value("revision"), documents=paper, type_code="851", document_id="P-1")
    assert "It is no electronic certificate that can be read" in page.text


def test_who_must_send_a_document_is_told_so_first(window):
    reference = window.lodge("import-plants-without-certificate", "MUST-SEND")
    trader = window.browser("trader").open(f"/declarations/{reference}")

    assert "Lagoon Biosecurity waits for a document or a payment: see below." in trader.text
    assert {f"/declarations/{reference}/documents", f"/declarations/{reference}/amend"} <= set(trader.links())
    assert "You do not need to do anything" not in trader.text


def test_a_certificate_that_is_attached_clears_the_flowers(window):
    raw = message(FLOWERS, reference="FLOWERS")
    reference = casework.lodge(window.house, window.actors["trader"], raw, "application/xml").decision.reference
    path = f"/declarations/{reference}/documents"
    page = window.browser("trader").open(path)
    page.send(path, revision=page.value("revision"), documents=file(certificate(), "ephyto.xml"))

    assert page.heading == "Released"
    assert "the decision was made anew" in page.text
    assert "read as an electronic certificate" in page.text


@pytest.mark.browser
@pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets")
def test_the_pages_are_for_everybody(window, mixed, chromium, served, look):
    ask(window, mixed)
    asked = question_of(window, mixed)
    address = served(window.app)
    pages = {
        "trader": ("", "/documents", f"/questions/{asked.id}"),
        "biosecurity": ("", "/ask", f"/questions/{asked.id}/deadline"),
    }
    for name, paths in pages.items():
        context = chromium.new_context(base_url=address)
        secret = window.browser(name).client.get_cookie("window").value
        context.add_cookies([{"name": "window", "value": secret, "url": address}])
        page = context.new_page()
        for number, path in enumerate(paths):
            page.goto(f"/declarations/{mixed}{path}")
            look(page, f"queries-{name}-{number}")
        context.close()
