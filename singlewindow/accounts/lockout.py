"""How long an account is locked after wrong passwords. It grows, it ends by itself, and it is never for good."""

import datetime as dt
import hashlib
import threading

FREE_ATTEMPTS = 5
"""Wrong passwords in a row from which on each one locks."""

LONGEST_LOCK = dt.timedelta(minutes=15)
"""No lock is longer, so that nobody can keep a person out for a day by guessing badly."""


def lock_after(failures: int) -> dt.timedelta | None:
    """The lock that the latest of ``failures`` wrong passwords in a row brings: none, then 1, 2, 4, 8, 15 minutes."""
    if failures < FREE_ATTEMPTS:
        return None
    doublings = min(failures - FREE_ATTEMPTS, 10)
    return min(dt.timedelta(minutes=2**doublings), LONGEST_LOCK)


class Strangers:
    """Counts failures for e-mail addresses that have no account, as account rows do for those that have one.

    Without it, an address that is never locked would tell that it has no account. It is kept in the memory of one
    process and forgets the oldest address when it is full.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._mutex = threading.Lock()
        self._seen: dict[bytes, tuple[int, dt.datetime | None]] = {}

    def locked_until(self, email: str) -> dt.datetime | None:
        """Until when this address is locked, if it ever was."""
        return self._seen.get(_key(email), (0, None))[1]

    def fail(self, email: str, now: dt.datetime) -> None:
        """Count one more attempt for this address."""
        key = _key(email)
        with self._mutex:
            failures = self._seen.pop(key, (0, None))[0] + 1
            lock = lock_after(failures)
            self._seen[key] = (failures, now + lock if lock else None)
            if len(self._seen) > self._most:
                del self._seen[next(iter(self._seen))]


def _key(email: str) -> bytes:
    return hashlib.sha256(email.encode("utf-8", "surrogatepass")).digest()
