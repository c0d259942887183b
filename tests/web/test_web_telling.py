"""Pages: how a person is told, and the webhooks of an organisation."""

import pytest
from worked import run_due

from singlewindow import casework


@pytest.fixture
def trader(window):
    """The trader at a browser."""
    return window.browser("trader")


def test_a_person_chooses_e_mail_sms_and_language(trader):
    page = trader.open("/notices/choice")
    assert page.heading == "Your notices"
    wrong = page.send("/notices/choice", ways="sms", language="fr", phone="12")
    assert wrong.status == 422
    assert "Enter the number with + and the country's code" in wrong.text
    assert wrong.page.xpath("//input[@id='phone']/@value") == ["12"]
    kept = wrong.send("/notices/choice", ways="email", language="fr", phone="")
    assert "You will be told as you chose." in kept.text
    again = trader.open("/notices/choice").page
    assert again.xpath("//input[@name='language'][@checked]/@value") == ["fr"]
    assert again.xpath("//input[@name='ways'][@checked]/@value") == ["email"]
    trader.send("/notices/choice", ways="email", language="en", phone="")


def test_an_officer_reads_what_waits_in_the_inbox(window):
    reference = window.lodge("import-apples")
    with window.house.database.writing() as session:
        casework.announce(
            session,
            to=casework.Recipient(agency="BIO"),
            event="question_answered",
            key=reference,
            data={"reference": reference},
            at=window.house.now(),
        )
    run_due(window.house)
    page = window.browser("biosecurity").open("/notices")
    assert f"{reference}: your question was answered, and waits for you." in page.text
    assert page.open("/notices/choice").heading == "Your notices"
    assert page.open("/webhooks").status == 403


def test_a_trader_adds_a_webhook_sends_an_event_again_and_removes_it(window, trader):
    wrong = trader.open("/webhooks").send("/webhooks", url="ftp://x")
    assert wrong.status == 422
    assert "The address must begin with https://." in wrong.text
    assert wrong.page.xpath("//input[@id='url']/@value") == ["ftp://x"]
    added = wrong.send("/webhooks", url="https://trader.example/events")
    assert "whsec_" in added.text
    assert added.response.headers["Cache-Control"] == "no-store"
    window.lodge("import-apples", "T-WEBHOOK")
    listed = trader.open("/webhooks")
    assert "whsec_" not in listed.text
    (address,) = listed.page.xpath("//main//li//a/@href")
    one = trader.open(address)
    assert "declaration." in one.text
    assert "Waiting" in one.text
    (again,) = one.page.xpath("//form[contains(@action, '/replay')]/@action")
    assert "The event is sent again" in one.send(again).text
    assert "Nothing more is sent there" in trader.open(address).send(f"{address}/remove").text
    assert trader.open(address).status == 404
