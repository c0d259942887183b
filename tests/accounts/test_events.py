import ast
from pathlib import Path

import pytest
from structlog.testing import capture_logs

import singlewindow.accounts
from singlewindow import accounts
from singlewindow.accounts.events import EVENTS
from singlewindow.accounts.proving import SignInRefused, TooManyAttempts

PASSWORD = "three odd kettles dance"
NEW = "seven mild turnips sing"
EMAIL = "ana@trader-one.example"
SOURCES = sorted(Path(singlewindow.accounts.__file__).parent.glob("*.py"))


@pytest.fixture
def logged():
    with capture_logs() as entries:
        yield entries


def names(entries):
    return [entry["event"] for entry in entries]


def test_a_life_of_an_account_is_logged_step_by_step_and_no_secret_is_among_it(database, trader_one, logged, now):
    new = accounts.create_account(
        database, organisation=trader_one, email=EMAIL, name="Ana", roles=["trader"], now=now, password=PASSWORD
    )
    signed_in = accounts.sign_in(database, EMAIL, PASSWORD, now=now)
    accounts.change_password(database, new.id, current=PASSWORD, new=NEW, now=now)
    token = accounts.issue_token(database, new.id, "Machine", now=now)
    accounts.revoke_token(database, accounts.list_tokens(database, new.id)[0].id, now=now)
    made = accounts.reset_password(database, new.id)
    accounts.deactivate(database, new.id)
    assert names(logged) == [
        "account_created",
        "signed_in",
        "password_changed",
        "token_issued",
        "token_revoked",
        "password_reset",
        "account_deactivated",
    ]
    for secret in (PASSWORD, NEW, token, made, signed_in.token, EMAIL, "argon2"):
        assert secret not in str(logged)


def test_refusals_and_locks_are_logged_with_the_account(database, ana, logged, now):
    for _ in range(5):
        with pytest.raises(SignInRefused):
            accounts.sign_in(database, EMAIL, "wrong", now=now)
    with pytest.raises(TooManyAttempts):
        accounts.sign_in(database, EMAIL, PASSWORD, now=now)
    assert names(logged) == ["sign_in_refused"] * 5 + ["account_locked", "sign_in_locked"]
    assert {entry["account"] for entry in logged} == {ana}
    assert {entry["log_level"] for entry in logged} == {"warning"}


def test_an_unknown_address_is_logged_without_what_was_typed(database, logged, now):
    with pytest.raises(SignInRefused):
        accounts.sign_in(database, "my-password-in-the-wrong-field", "x", now=now)
    assert names(logged) == ["sign_in_refused"]
    assert "wrong-field" not in str(logged)


def test_every_event_that_is_logged_is_described_and_every_described_event_is_logged():
    calls = [
        node
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "log"
    ]
    assert {call.args[0].value for call in calls} == EVENTS.keys()
