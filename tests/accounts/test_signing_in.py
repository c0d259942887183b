import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import argon2
import pytest

from singlewindow import accounts
from singlewindow.accounts import passwords, proving
from singlewindow.accounts.proving import SignInRefused, TooManyAttempts
from singlewindow.store import accounts as store

PASSWORD = "three odd kettles dance"
EMAIL = "ana@trader-one.example"
MINUTE = dt.timedelta(minutes=1)


def attempt(database, now, given="wrong", email=EMAIL):
    """The sentence with which the attempt is refused, or None."""
    try:
        accounts.sign_in(database, email, given, now=now)
    except (SignInRefused, TooManyAttempts) as refusal:
        return refusal.sentence
    return None


def account(database, account_id):
    with database.reading() as session:
        return store.read_member(session, account_id).account


def test_the_right_password_signs_in_and_says_who_it_is(database, ana, now):
    signed_in = accounts.sign_in(database, EMAIL, PASSWORD, now=now)
    actor = signed_in.actor
    assert (actor.account_id, actor.name, actor.organisation, actor.kind) == (ana, "Ana", "Trader One Ltd", "trader")
    assert actor.organisation_code == "1000001"
    assert actor.agency is None
    assert actor.permissions == {"lodge", "read_own"}
    assert accounts.actor_of_session(database, signed_in.token, now=now) == actor
    assert account(database, ana).signed_in_at == now


@pytest.mark.parametrize(
    "typed", ["ANA@Trader-One.Example", "  ana@trader-one.example\n", "\uff41na@trader-one.example"]
)
def test_an_address_is_the_same_however_it_is_typed(database, ana, now, typed):
    assert accounts.sign_in(database, typed, PASSWORD, now=now).actor.account_id == ana


@pytest.mark.parametrize(
    "typed", ["nobody@example.org", "", "no address", "a\x00@example.org", "\ud800@example.org", "x" * 10_000]
)
@pytest.mark.usefixtures("ana")
def test_what_is_no_account_is_refused_with_the_sentence_of_a_wrong_password(database, now, typed):
    assert attempt(database, now, email=typed, given=PASSWORD) == attempt(database, now)


def test_a_closed_account_is_refused_with_the_sentence_of_a_wrong_password(database, ana, now):
    wrong = attempt(database, now)
    accounts.deactivate(database, ana)
    assert attempt(database, now, PASSWORD) == wrong


@pytest.mark.usefixtures("ana")
def test_an_unknown_address_costs_one_hash_as_a_wrong_password_does(database, now, monkeypatch):
    costs = []
    real = passwords.verify_password
    monkeypatch.setattr(proving, "verify_password", lambda *given: costs.append(given[0]) or real(*given))
    attempt(database, now)
    attempt(database, now, email="nobody@example.org")
    attempt(database, now, given="x" * 129)
    assert len(costs) == 3


@pytest.mark.usefixtures("ana")
def test_the_fifth_wrong_password_locks_and_the_right_one_must_wait_too(database, now):
    for _ in range(5):
        assert "not right" in attempt(database, now)
    assert attempt(database, now, PASSWORD) == "There were too many wrong attempts. Wait 1 minute and try again."
    assert attempt(database, now + MINUTE, PASSWORD) is None


def test_the_lock_grows_with_every_further_wrong_password_and_attempts_while_locked_do_not_count(database, ana, now):
    locks = []
    for _ in range(5):
        attempt(database, now)
    for _ in range(5):
        locks.append((account(database, ana).locked_until - now) / MINUTE)
        assert "Wait" in attempt(database, now)
        now = account(database, ana).locked_until
        attempt(database, now)
    assert locks == [1, 2, 4, 8, 15]
    assert account(database, ana).failures == 10


def test_signing_in_forgets_the_failures(database, ana, now):
    for _ in range(4):
        attempt(database, now)
    assert attempt(database, now, PASSWORD) is None
    assert account(database, ana).failures == 0
    for _ in range(4):
        assert "not right" in attempt(database, now)
    assert attempt(database, now, PASSWORD) is None


@pytest.mark.usefixtures("ana")
def test_an_address_without_an_account_is_locked_with_the_same_sentences(database, now):
    known = [attempt(database, now) for _ in range(7)]
    unknown = [attempt(database, now, email="nobody@example.org") for _ in range(7)]
    assert known == unknown
    assert "Wait" in known[-1]


def test_of_many_guesses_at_once_only_the_first_five_are_judged(database, ana, now):
    guesses = ["wrong"] * 19 + [PASSWORD]
    with ThreadPoolExecutor(10) as pool:
        sentences = list(pool.map(lambda guess: attempt(database, now, guess), guesses))
    refused = [s for s in sentences if s is not None and "not right" in s]
    assert len(refused) <= 9  # a right guess among the first starts the count anew
    assert account(database, ana).failures <= 5
    if None not in sentences:
        assert len(refused) == 5


def test_a_hash_with_old_parameters_is_renewed_when_its_owner_signs_in(database, ana, now, monkeypatch):
    before = account(database, ana).password_hash
    monkeypatch.setattr(passwords, "HASHER", argon2.PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    assert attempt(database, now, PASSWORD) is None
    after = account(database, ana).password_hash
    assert (argon2.extract_parameters(before).time_cost, argon2.extract_parameters(after).time_cost) == (1, 2)
    assert attempt(database, now, PASSWORD) is None


def test_a_password_that_was_changed_while_it_was_being_verified_does_not_sign_in(database, ana, now, monkeypatch):
    real = proving.verify_password

    def changed_meanwhile(*given):
        right = real(*given)
        accounts.reset_password(database, ana)
        return right

    monkeypatch.setattr(proving, "verify_password", changed_meanwhile)
    assert "not right" in attempt(database, now, PASSWORD)


@pytest.mark.usefixtures("ana")
def test_signing_in_again_ends_the_session_that_the_browser_had(database, now):
    first = accounts.sign_in(database, EMAIL, PASSWORD, now=now).token
    second = accounts.sign_in(database, EMAIL, PASSWORD, now=now, replaces=first).token
    assert accounts.actor_of_session(database, first, now=now) is None
    assert accounts.actor_of_session(database, second, now=now) is not None
