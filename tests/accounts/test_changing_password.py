import datetime as dt

import pytest

from singlewindow import accounts
from singlewindow.accounts import FIRST_PASSWORD_LASTS, PasswordExpired
from singlewindow.accounts.proving import SignInRefused, TooManyAttempts
from singlewindow.errors import Invalid, NotFound

PASSWORD = "three odd kettles dance"
NEW = "seven mild turnips sing"
EMAIL = "ana@trader-one.example"
SECOND = dt.timedelta(seconds=1)


def change(database, account_id, now, current=PASSWORD, new=NEW, **more):
    accounts.change_password(database, account_id, current=current, new=new, now=now, **more)


def test_the_new_password_signs_in_and_the_old_one_does_not(database, ana, now):
    change(database, ana, now)
    accounts.sign_in(database, EMAIL, NEW, now=now)
    with pytest.raises(SignInRefused):
        accounts.sign_in(database, EMAIL, PASSWORD, now=now)


def test_changing_it_ends_the_other_sessions_and_keeps_this_one(database, ana, now):
    here = accounts.sign_in(database, EMAIL, PASSWORD, now=now).token
    elsewhere = accounts.sign_in(database, EMAIL, PASSWORD, now=now).token
    change(database, ana, now, keep=here)
    assert accounts.actor_of_session(database, here, now=now) is not None
    assert accounts.actor_of_session(database, elsewhere, now=now) is None


def test_a_wrong_present_password_changes_nothing_and_is_said_beside_its_field(database, ana, now):
    with pytest.raises(Invalid, match="present password") as refusal:
        change(database, ana, now, current="wrong")
    assert refusal.value.fields[0].field == "current"
    accounts.sign_in(database, EMAIL, PASSWORD, now=now)


def test_guessing_the_present_password_locks_as_signing_in_does(database, ana, now):
    for _ in range(5):
        with pytest.raises(Invalid):
            change(database, ana, now, current="wrong")
    with pytest.raises(TooManyAttempts):
        change(database, ana, now)
    with pytest.raises(TooManyAttempts):
        accounts.sign_in(database, EMAIL, PASSWORD, now=now)


@pytest.mark.parametrize("new", ["short", "password1234", "TraderOne2026", "ana ana ana ana"])
def test_an_easy_new_password_is_refused_and_costs_no_attempt(database, ana, now, new):
    for _ in range(6):
        with pytest.raises(Invalid) as refusal:
            change(database, ana, now, new=new)
        assert refusal.value.fields[0].field == "password"
    accounts.sign_in(database, EMAIL, PASSWORD, now=now)


def test_a_reset_makes_a_new_password_ends_all_sessions_and_lifts_the_lock(database, ana, now):
    token = accounts.sign_in(database, EMAIL, PASSWORD, now=now).token
    for _ in range(5):
        with pytest.raises(SignInRefused):
            accounts.sign_in(database, EMAIL, "wrong", now=now)
    made = accounts.reset_password(database, ana)
    assert accounts.actor_of_session(database, token, now=now) is None
    assert accounts.sign_in(database, EMAIL, made, now=now).actor.account_id == ana


def test_there_is_no_password_of_an_account_that_is_not_there(database, now):
    with pytest.raises(NotFound):
        accounts.reset_password(database, 77)
    with pytest.raises(NotFound):
        change(database, 77, now)


def test_a_password_that_was_handed_out_stops_to_sign_in_when_it_has_run_out(database, ana, now):
    made = accounts.reset_password(database, ana, works_until=now + FIRST_PASSWORD_LASTS)
    signed_in = accounts.sign_in(database, EMAIL, made, now=now + FIRST_PASSWORD_LASTS - SECOND)
    assert signed_in.password_expires_at == now + FIRST_PASSWORD_LASTS
    with pytest.raises(PasswordExpired, match="administrator"):
        accounts.sign_in(database, EMAIL, made, now=now + FIRST_PASSWORD_LASTS)


def test_only_who_knows_the_password_is_told_that_it_has_run_out(database, ana, now):
    accounts.reset_password(database, ana, works_until=now)
    with pytest.raises(SignInRefused):
        accounts.sign_in(database, EMAIL, "wrong", now=now)


def test_a_password_that_its_owner_chose_does_not_run_out(database, trader_one, now):
    new = accounts.create_account(
        database, organisation=trader_one, email=EMAIL, name="Ana", roles=["trader"], now=now, works_until=now + SECOND
    )
    change(database, new.id, now, current=new.password)
    assert accounts.sign_in(database, EMAIL, NEW, now=now + 1000 * FIRST_PASSWORD_LASTS).password_expires_at is None
