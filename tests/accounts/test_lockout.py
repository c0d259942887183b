import datetime as dt

import pytest

from singlewindow.accounts.lockout import LONGEST_LOCK, Strangers, lock_after

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, None), (4, None), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (100_000, 15)]
)
def test_the_lock_doubles_up_to_a_quarter_of_an_hour(failures, minutes):
    assert lock_after(failures) == (minutes and dt.timedelta(minutes=minutes))


def test_an_address_without_an_account_is_locked_like_one_that_has_one():
    strangers = Strangers()
    for _ in range(4):
        strangers.fail("nobody@example.org", NOW)
    assert strangers.locked_until("nobody@example.org") is None
    strangers.fail("nobody@example.org", NOW)
    assert strangers.locked_until("nobody@example.org") == NOW + dt.timedelta(minutes=1)
    assert strangers.locked_until("somebody@example.org") is None


def test_strangers_are_forgotten_oldest_first_so_that_memory_stays_bounded():
    strangers = Strangers(most=3)
    for _ in range(9):
        strangers.fail("persistent@example.org", NOW)
    for number in range(3):
        strangers.fail(f"{number}@example.org", NOW)
    assert strangers.locked_until("persistent@example.org") is None
    assert len(strangers._seen) == 3


def test_no_lock_is_for_good():
    assert lock_after(10**9) == LONGEST_LOCK
