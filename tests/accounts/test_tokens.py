import datetime as dt

import pytest
from sqlalchemy import event, select

from singlewindow import accounts
from singlewindow.accounts import tokens
from singlewindow.errors import Invalid, NotFound
from singlewindow.store import accounts as store
from singlewindow.store.tables import ApiToken

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.fixture
def token(database, ana, now):
    return accounts.issue_token(database, ana, "Freight software", now=now)


def test_a_token_acts_as_its_account(database, ana, token, now):
    actor = accounts.actor_of_token(database, token, now=now)
    assert (actor.account_id, actor.organisation_code, actor.permissions) == (ana, "1000001", {"lodge", "read_own"})


def test_a_token_says_what_it_is_is_long_and_is_not_stored(database, token):
    assert token.startswith("swt_")
    assert len(token) >= 47
    with database.reading() as session:
        assert token not in str([vars(row) for row in session.scalars(select(ApiToken))])


@pytest.mark.parametrize("typed", ["", "swt_", "swt_wrong", "Bearer x", "swt_\ud800", "swt_\x00"])
@pytest.mark.usefixtures("token")
def test_what_is_no_token_is_nobody(database, now, typed):
    assert accounts.actor_of_token(database, typed, now=now) is None


def test_a_token_works_for_a_year_and_not_a_moment_longer(database, token, now):
    assert accounts.actor_of_token(database, token, now=now + 365 * DAY - SECOND) is not None
    assert accounts.actor_of_token(database, token, now=now + 365 * DAY) is None


def test_a_token_without_an_end_works_until_it_is_revoked(database, ana, now):
    token = accounts.issue_token(database, ana, "Gateway", now=now, days=None)
    assert accounts.actor_of_token(database, token, now=now + 9999 * DAY) is not None
    accounts.revoke_token(database, accounts.list_tokens(database, ana)[0].id, now=now)
    assert accounts.actor_of_token(database, token, now=now + 9999 * DAY) is None


def test_a_revoked_token_stops_at_once_where_it_was_revoked(database, ana, token, now):
    assert accounts.actor_of_token(database, token, now=now) is not None
    line = accounts.list_tokens(database, ana)[0]
    accounts.revoke_token(database, line.id, now=now + SECOND)
    accounts.revoke_token(database, line.id, now=now + DAY)
    assert accounts.actor_of_token(database, token, now=now + SECOND) is None
    assert accounts.list_tokens(database, ana)[0].revoked_at == now + SECOND


def test_a_token_that_another_process_revoked_stops_within_five_seconds(database, ana, token, now):
    assert accounts.actor_of_token(database, token, now=now) is not None
    with database.writing() as session:
        store.revoke_token(session, accounts.list_tokens(database, ana)[0].id, now)
    assert accounts.actor_of_token(database, token, now=now + 4 * SECOND) is not None
    assert accounts.actor_of_token(database, token, now=now + 5 * SECOND) is None


def test_a_token_is_looked_up_once_in_five_seconds(database, token, now):
    queries = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: queries.append(given[2]))
    for tenths in range(100):
        accounts.actor_of_token(database, token, now=now + tenths * SECOND / 10)
    assert sum("api_token" in query for query in queries) == 2


def test_a_clock_that_was_set_back_does_not_keep_a_token_alive(database, ana, token, now):
    assert accounts.actor_of_token(database, token, now=now) is not None
    with database.writing() as session:
        store.revoke_token(session, accounts.list_tokens(database, ana)[0].id, now)
    assert accounts.actor_of_token(database, token, now=now - DAY) is None


def test_a_closed_account_s_token_does_not_work_until_it_is_opened_again(database, ana, token, now):
    assert accounts.actor_of_token(database, token, now=now) is not None
    accounts.deactivate(database, ana)
    assert accounts.actor_of_token(database, token, now=now) is None
    accounts.activate(database, ana)
    assert accounts.actor_of_token(database, token, now=now) is not None


def test_what_is_remembered_stays_bounded(database, ana, now, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_REMEMBERED", 3)
    for number in range(8):
        token = accounts.issue_token(database, ana, f"Machine {number}", now=now)
        assert accounts.actor_of_token(database, token, now=now) is not None
        assert len(tokens._cache) <= 3


@pytest.mark.parametrize(
    ("name", "days", "field"), [("", 1, "name"), ("x" * 71, 1, "name"), ("x", 0, "days"), ("x", -1, "days")]
)
def test_a_token_without_a_name_or_with_an_end_in_the_past_is_not_made(database, ana, now, name, days, field):
    with pytest.raises(Invalid) as refusal:
        accounts.issue_token(database, ana, name, now=now, days=days)
    assert [fault.field for fault in refusal.value.fields] == [field]
    assert accounts.list_tokens(database, ana) == ()


def test_nobody_revokes_another_account_s_token(database, ana, token, now):
    line = accounts.list_tokens(database, ana)[0]
    with pytest.raises(NotFound):
        accounts.revoke_token(database, line.id, now=now, account_id=ana + 1)
    with pytest.raises(NotFound):
        accounts.revoke_token(database, line.id + 1, now=now)
    assert accounts.actor_of_token(database, token, now=now) is not None


def test_there_is_no_token_for_an_account_that_is_not_there(database, now):
    with pytest.raises(NotFound):
        accounts.issue_token(database, 77, "Machine", now=now)
