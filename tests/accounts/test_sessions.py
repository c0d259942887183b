import datetime as dt

import pytest
from sqlalchemy import event, select

from singlewindow import accounts
from singlewindow.accounts.sessions import SessionLimits
from singlewindow.config import Settings
from singlewindow.errors import NotFound
from singlewindow.store.tables import WebSession

PASSWORD = "three odd kettles dance"
EMAIL = "ana@trader-one.example"
MINUTE, HOUR, SECOND = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(seconds=1)


@pytest.fixture
def token(database, ana, now):  # noqa: ARG001 - the account must be there
    return accounts.sign_in(database, EMAIL, PASSWORD, now=now).token


def signed_in(database, token, now, **limits):
    return accounts.actor_of_session(database, token, now=now, **limits) is not None


def rows(database):
    with database.reading() as session:
        return list(session.scalars(select(WebSession)))


@pytest.mark.usefixtures("ana")
def test_the_cookie_s_value_is_long_random_and_not_stored(database, now, token):
    other = accounts.sign_in(database, EMAIL, PASSWORD, now=now).token
    assert token != other
    assert len(token) >= 43
    assert all(token not in str(vars(row)) for row in rows(database))


@pytest.mark.parametrize("typed", ["", "x", "\ud800", "x" * 5000])
@pytest.mark.usefixtures("token")
def test_a_value_that_is_no_session_is_nobody(database, now, typed):
    assert not signed_in(database, typed, now)


@pytest.mark.usefixtures("token")
def test_the_stored_hash_cannot_be_used_as_a_cookie(database, now):
    assert not signed_in(database, rows(database)[0].id_sha256, now)


def test_a_session_that_is_not_used_for_half_an_hour_is_over(database, token, now):
    assert signed_in(database, token, now + 30 * MINUTE - SECOND)
    assert not signed_in(database, token, now + 60 * MINUTE)


def test_a_session_that_is_used_goes_on_until_twelve_hours_are_over(database, token, now):
    for minutes in range(0, 12 * 60, 20):
        assert signed_in(database, token, now + minutes * MINUTE)
    assert not signed_in(database, token, now + 12 * HOUR)


def test_the_limits_come_from_the_settings(database, token, now):
    settings = Settings.from_environment({"SINGLEWINDOW_SESSION_IDLE_MINUTES": "5", "SINGLEWINDOW_SESSION_HOURS": "1"})
    limits = SessionLimits.of(settings)
    assert signed_in(database, token, now + 4 * MINUTE, limits=limits)
    assert not signed_in(database, token, now + 10 * MINUTE, limits=limits)
    assert SessionLimits.of(Settings.from_environment({})) == SessionLimits()


def test_reading_pages_writes_at_most_once_a_minute(database, token, now):
    writes = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: writes.append(given[2].split()[0]))
    for seconds in range(0, 180, 10):
        signed_in(database, token, now + seconds * SECOND)
    assert writes.count("UPDATE") == 2


def test_signing_out_ends_the_session_at_once_and_twice_is_no_mistake(database, token, now):
    accounts.sign_out(database, token)
    accounts.sign_out(database, token)
    assert not signed_in(database, token, now)
    assert rows(database) == []


def test_closing_an_account_ends_its_sessions_and_opening_it_does_not_bring_them_back(database, ana, token, now):
    accounts.deactivate(database, ana)
    assert not signed_in(database, token, now)
    accounts.activate(database, ana)
    assert not signed_in(database, token, now)


def test_a_person_sees_their_sessions_and_which_one_this_is(database, ana, token, now):
    later = now + 5 * MINUTE
    second = accounts.sign_in(database, EMAIL, PASSWORD, now=later).token
    lines = accounts.list_sessions(database, ana, now=later, current=second)
    assert [(line.created_at, line.current) for line in lines] == [(later, True), (now, False)]
    assert all(token not in line.id for line in lines)


@pytest.mark.usefixtures("token")
def test_sessions_that_have_run_out_are_not_listed_and_are_forgotten_at_the_next_sign_in(database, ana, now):
    later = now + HOUR
    assert accounts.list_sessions(database, ana, now=later) == ()
    accounts.sign_in(database, EMAIL, PASSWORD, now=later)
    assert [row.created_at for row in rows(database)] == [later]


def test_a_person_ends_one_session_and_the_others_go_on(database, ana, token, now):
    second = accounts.sign_in(database, EMAIL, PASSWORD, now=now).token
    here = accounts.list_sessions(database, ana, now=now, current=token)
    accounts.end_session(database, ana, next(line.id for line in here if not line.current))
    assert signed_in(database, token, now)
    assert not signed_in(database, second, now)


def test_nobody_ends_another_person_s_session(database, ana, token, now):
    line = accounts.list_sessions(database, ana, now=now)[0]
    with pytest.raises(NotFound):
        accounts.end_session(database, ana + 1, line.id)
    assert signed_in(database, token, now)


def test_all_sessions_but_this_one_are_ended_at_once(database, ana, token, now):
    for _ in range(3):
        accounts.sign_in(database, EMAIL, PASSWORD, now=now)
    assert accounts.end_sessions(database, ana, but=token) == 3
    assert signed_in(database, token, now)
    assert accounts.end_sessions(database, ana) == 1
