"""What the window tells: refused messages, notices, accounts, and errors in plain words."""

from io import BytesIO

import pytest
from worked import run_due

from singlewindow import casework
from singlewindow.store import cases
from wco_datamodel import MessageRejected


@pytest.fixture(scope="module")
def refused(window):
    """A message with several mistakes, sent by the trader."""
    raw = window.house.pack.samples.joinpath("broken/rule-errors.xml").read_bytes()
    with pytest.raises(MessageRejected) as rejected:
        casework.lodge(window.house, window.actors["trader"], raw, "application/xml")
    line = casework.list_rejected(window.house, window.actors["trader"]).rows[0]
    return line.id, raw, rejected.value.problems


def test_a_refused_message_is_listed_with_the_number_of_its_mistakes(window, refused):
    number, _, problems = refused
    browser = window.browser("trader").open("/refused-messages")
    errors = sum(problem.severity == "error" for problem in problems)
    assert f"Message {number}: {errors} mistakes" in browser.text
    assert f"/refused-messages/{number}" in browser.links()


def test_each_mistake_is_told_with_its_place_and_what_to_do(window, refused):
    number, _, problems = refused
    page = window.browser("trader").open(f"/refused-messages/{number}")
    assert page.heading == "This message was refused"
    for problem in problems:
        assert problem.sentence in page.text
        assert problem.hint is None or problem.hint in page.text
        assert problem.pointer in page.text
        assert problem.line is None or f"line {problem.line}" in page.text


def test_the_refused_message_comes_back_byte_for_byte(window, refused):
    number, raw, _ = refused
    answer = window.browser("trader").open(f"/refused-messages/{number}/message").response
    assert answer.data == raw
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_customs_sees_refused_messages_and_another_trader_does_not(window, refused):
    number = refused[0]
    assert window.browser("customs").open(f"/refused-messages/{number}").status == 200
    assert window.browser("broker").open(f"/refused-messages/{number}").status == 404
    assert window.browser("broker").open(f"/refused-messages/{number}/message").status == 404
    assert "No message was refused." in window.browser("broker").open("/refused-messages").text


def test_a_notice_is_new_until_it_is_marked_as_read(window):
    reference = window.lodge("import-apples")
    trader = window.actors["trader"]
    with window.house.database.writing() as session:
        casework.announce(
            session,
            to=casework.Recipient(organisation_id=trader.organisation_id),
            event="written",
            key="1",
            data={"text": f"{reference}: The decision changed."},
            at=window.house.now(),
            case_id=cases.by_reference(session, reference).id,
        )
    run_due(window.house)
    browser = window.browser("trader")
    assert "1 notice not read" in browser.open("/").text
    assert f"New {reference}: The decision changed." in browser.open("/notices").text
    assert "New" not in browser.send("/notices").text
    assert "not read" not in browser.open("/").text
    assert "There are no notices." in window.browser("broker").open("/notices").text


def test_the_administrator_sees_accounts_and_no_cases(window):
    page = window.browser("administrator").open("/")
    assert page.heading == "Accounts"
    rows = {
        row.xpath("string(th/text())"): " ".join(row.text_content().split()) for row in page.page.xpath("//tbody/tr")
    }
    assert len(rows) == len(window.house.pack.demo.people)
    assert "XLBIO Agency officer Open Never" in rows["Demo Biosecurity Officer"]
    assert page.open("/declarations").status == 403


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/nowhere", 404, "Page not found"),
        ("/static/nothing.css", 404, "Page not found"),
        ("/declarations/XX", 404, "Page not found"),
        ("/declarations/XX/response.pdf", 404, "Page not found"),
        ("/drafts/0", 404, "Page not found"),
    ],
)
def test_what_does_not_exist_is_told_in_plain_words(window, path, status, heading):
    page = window.browser("trader").open(path)
    assert (page.status, page.heading) == (status, heading)
    assert "/" in page.links()


def test_a_page_that_only_shows_cannot_be_sent_to(window):
    page = window.browser("trader").open("/").send("/declarations")
    assert (page.status, page.heading) == (405, "This cannot be done here")
    assert "GET" in page.response.headers["Allow"]


def test_a_file_that_is_too_large_is_refused_with_the_largest_size(open_window):
    window = open_window(MAX_MESSAGE_BYTES="1000000")
    page = window.browser("trader").open("/").send("/upload", file=(BytesIO(b" " * 1_200_000), "big.xml"))
    assert (page.status, page.heading) == (413, "The file is too large")
    assert "at most 1 MB" in page.text


def test_an_error_nobody_foresaw_is_logged_and_told_without_its_details(window, monkeypatch, capsys):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the details")

    monkeypatch.setattr(casework, "list_cases", fail)
    page = window.browser("trader").open("/declarations")
    assert (page.status, page.heading) == (500, "Sorry, there is a problem with the window")
    assert "the details" not in page.response.get_data(as_text=True)
    assert "page_failed" in capsys.readouterr().err


def test_an_error_page_does_not_need_the_database(window, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr("singlewindow.web.session.accounts.actor_of_session", fail)
    page = window.browser("trader").open("/declarations")
    assert (page.status, page.heading) == (500, "Sorry, there is a problem with the window")
