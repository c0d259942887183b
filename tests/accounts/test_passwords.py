import argon2
import pytest

from singlewindow.accounts import passwords
from singlewindow.accounts.passwords import Busy, hash_password, needs_rehash, verify_password

DEFAULTS = argon2.PasswordHasher()


def test_a_password_is_verified_exactly_as_it_was_typed():
    stored = hash_password(" Three odd kettles ")
    assert verify_password(stored, " Three odd kettles ")
    for other in (" three odd kettles ", "Three odd kettles", " Three odd kettles", ""):
        assert not verify_password(stored, other)


def test_two_hashes_of_one_password_differ_and_neither_shows_it():
    first, second = hash_password("three odd kettles"), hash_password("three odd kettles")
    assert first != second
    assert "kettles" not in first + second


def test_a_text_that_cannot_be_encoded_is_a_wrong_password_and_no_crash():
    assert not verify_password(hash_password("three odd kettles"), "\ud800")


@pytest.mark.parametrize("stored", ["", "plain", "$argon2id$", None])
def test_a_hash_that_is_none_verifies_nothing(stored):
    assert not verify_password(stored, "three odd kettles")


def test_the_house_hashes_with_argon2id_and_the_library_s_defaults(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", DEFAULTS)
    stored = hash_password("three odd kettles")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert not needs_rehash(stored)


def test_a_hash_with_other_parameters_is_to_be_renewed(monkeypatch):
    stored = hash_password("three odd kettles")
    monkeypatch.setattr(passwords, "HASHER", DEFAULTS)
    assert needs_rehash(stored)


def test_nobody_s_hash_costs_as_much_as_a_real_one(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", DEFAULTS)
    parameters = argon2.extract_parameters(passwords._nobody())
    assert parameters == argon2.extract_parameters(hash_password("three odd kettles"))


def test_who_waits_too_long_for_a_turn_is_told_to_come_back(monkeypatch):
    monkeypatch.setattr(passwords, "LONGEST_WAIT", 0.01)
    for _ in range(passwords.HASHES_AT_ONCE):
        passwords._turns.acquire()
    try:
        with pytest.raises(Busy, match="Try again"):
            hash_password("three odd kettles")
    finally:
        passwords._turns.release(passwords.HASHES_AT_ONCE)
    assert hash_password("three odd kettles")
