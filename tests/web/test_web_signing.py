"""Signing in and out, and what protects it."""

import datetime as dt

import msgspec
import pytest

from singlewindow import accounts
from singlewindow.web.access import own_path

PASSWORD = "otter-lagoon-quartz-47"


@pytest.fixture
def with_password(window):
    """Give the demo's trader a password; each test has the trader unlocked."""
    return _with_password(window)


def _with_password(window, works_until=None):
    actor = window.actors["trader"]
    handed_out = accounts.reset_password(window.house.database, actor.account_id, works_until=works_until)
    return {"email": "trader@lagoon.example", "password": handed_out}


def test_the_right_password_leads_home(window, with_password):
    browser = window.browser().open("/sign-in").send("/sign-in", **with_password)
    assert (browser.path, browser.heading) == ("/", "Your declarations")
    assert "Demo Trader, Trader One Ltd" in browser.response.get_data(as_text=True)


def test_it_leads_on_to_the_page_that_was_asked_for(window, with_password):
    browser = window.browser().open("/declarations?search=milk")
    browser.send("/sign-in", **with_password, next=browser.value("next"))
    assert browser.response.request.full_path == "/declarations?search=milk"


@pytest.mark.parametrize(
    "address",
    ["https://other.example/", "//other.example", "/\\other.example", "\\\\other", "/a\nb", "javascript:x", ""],
)
def test_it_never_leads_to_another_site(window, with_password, address):
    assert own_path(address) is None
    assert window.browser().open("/sign-in").send("/sign-in", **with_password, next=address).path == "/"


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(window, with_password):
    browser = window.browser().open("/sign-in")
    wrong = browser.send("/sign-in", email=with_password["email"], password="wrong")
    wrong_summary = wrong.summary
    unknown = browser.send("/sign-in", email="nobody@example.org", password="wrong")
    assert wrong_summary == unknown.summary
    assert wrong.status == unknown.status == 401


def test_a_failed_attempt_keeps_the_address_and_not_the_password(window):
    browser = window.browser().open("/sign-in").send("/sign-in", email="someone@example.org", password="not-the-one")
    assert browser.value("email") == "someone@example.org"
    assert "not-the-one" not in browser.response.get_data(as_text=True)
    assert browser.title.startswith("Error: Sign in")


def test_empty_fields_are_named_in_the_summary_and_beside_the_field(window):
    browser = window.browser().open("/sign-in").send("/sign-in", email=" ", password="")
    assert browser.summary == {"Enter your e-mail address": "#email", "Enter your password": "#password"}
    assert browser.error_at("email") == "Enter your e-mail address"
    assert browser.error_at("password") == "Enter your password"
    assert browser.status == 422


def test_after_too_many_wrong_passwords_the_page_says_how_long_to_wait(window, with_password):
    browser = window.browser().open("/sign-in")
    for _ in range(5):
        browser.send("/sign-in", email=with_password["email"], password="wrong")
    browser.send("/sign-in", **with_password)
    assert browser.status == 429
    assert "Wait 1 minute" in browser.text


def test_one_address_can_only_try_so_often(open_window):
    browser = open_window(SIGN_IN_LIMIT="3 per minute").browser().open("/sign-in")
    answers = [browser.send("/sign-in", email="a@example.org", password="x").status for _ in range(4)]
    assert answers == [401, 401, 401, 429]
    assert browser.heading == "Too many attempts"
    assert browser.open("/sign-in").status == 200


def test_signing_in_changes_the_cookie_and_ends_the_old_session(window, with_password):
    browser = window.browser("trader")
    old = browser.client.get_cookie("window").value
    browser.open("/sign-out").send("/sign-in", **with_password)
    assert browser.client.get_cookie("window").value != old
    assert accounts.actor_of_session(window.house.database, old, now=window.house.now()) is None


def test_the_form_token_of_before_is_worth_nothing_after_signing_in(window, with_password):
    browser = window.browser().open("/sign-in")
    before = browser.token
    browser.send("/sign-in", **with_password)
    assert browser.client.post("/notices", data={"csrf_token": before}).status_code == 400


def test_signing_out_ends_the_session_on_the_server(window):
    browser = window.browser("trader").open("/")
    secret = browser.client.get_cookie("window").value
    browser.send("/sign-out")
    assert browser.heading == "Sign in"
    assert "You are signed out." in browser.text
    thief = window.browser()
    thief.client.set_cookie("window", secret)
    assert thief.open("/").heading == "Sign in"


def test_a_link_cannot_sign_somebody_out(window):
    browser = window.browser("trader").open("/sign-out")
    assert browser.heading == "Do you want to sign out?"
    assert browser.open("/").heading == "Your declarations"


def test_who_is_signed_in_is_not_asked_again(window):
    assert window.browser("trader").open("/sign-in").heading == "Your declarations"


@pytest.mark.parametrize(("pause", "heading"), [(29, "Your declarations"), (31, "Sign in")])
def test_a_browser_that_does_nothing_for_half_an_hour_is_signed_out(window, pause, heading):
    browser = window.browser("trader")
    now = window.house.now()
    later = msgspec.structs.replace(window.house, now=lambda: now + dt.timedelta(minutes=pause))
    window.app.extensions["singlewindow"] = later
    try:
        assert browser.open("/").heading == heading
    finally:
        window.app.extensions["singlewindow"] = window.house


def test_a_form_sent_after_the_session_ran_out_is_kept_over_the_sign_in(window, with_password):
    reference = window.lodge("import-plant-food-refrigerant", "KEPT-1")
    browser = window.browser("biosecurity").open(f"/declarations/{reference}/ask")
    browser.client.delete_cookie("window")
    kept = browser.send(f"/declarations/{reference}/ask", items="1", text="Which nursery?")
    assert (kept.status, kept.heading) == (401, "Sign in")
    assert "What you entered is kept" in kept.text
    fields = {field.get("name"): field.get("value") for field in kept.page.xpath("//main//input[@type='hidden']")}
    assert fields["kept:text"] == "Which nursery?"
    fields.pop("csrf_token")
    again = browser.send("/sign-in", **with_password, **fields)
    assert again.heading == "You are signed in again"
    form = again.page.xpath("//main//form")[0]
    assert form.get("action") == f"/declarations/{reference}/ask"
    assert dict(form.form_values())["text"] == "Which nursery?"


def test_a_password_that_was_handed_out_leads_to_the_page_where_one_chooses_another(window):
    later = window.house.now() + dt.timedelta(days=7)
    browser = window.browser().open("/sign-in").send("/sign-in", **_with_password(window, works_until=later))
    assert (browser.path, browser.heading) == ("/account", "Your account")
    assert "Choose a password of your own" in browser.text


def test_a_person_chooses_another_password_and_other_browsers_are_signed_out(window, with_password):
    elsewhere = window.browser("trader")
    browser = window.browser("trader").open("/account")
    browser.send("/account/password", current=with_password["password"], password=PASSWORD)
    assert "Your password was changed" in browser.text
    assert elsewhere.open("/").heading == "Sign in"
    assert (
        window.browser().open("/sign-in").send("/sign-in", email=with_password["email"], password=PASSWORD).path == "/"
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"current": "wrong", "password": PASSWORD}, "current"), ({"current": "wrong", "password": "short"}, "password")],
)
@pytest.mark.usefixtures("with_password")
def test_a_password_that_cannot_be_changed_is_told_beside_the_field(window, fields, field):
    browser = window.browser("trader").open("/account").send("/account/password", **fields)
    assert browser.status == 422
    assert browser.error_at(field)


def test_a_person_can_sign_out_another_browser(window):
    elsewhere, browser = window.browser("environment"), window.browser("environment").open("/account")
    other = browser.page.xpath("//input[@name='session']/@value")
    assert len(other) == 1
    browser.send("/account/sessions", session=other[0])
    assert "Signed out there." in browser.text
    assert elsewhere.open("/").heading == "Sign in"
    assert browser.open("/").status == 200
