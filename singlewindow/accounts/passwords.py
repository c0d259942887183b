"""Passwords: Argon2id with the library's defaults (64 MiB, 3 passes: RFC 9106's second recommended option)."""

import base64
import datetime as dt
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from singlewindow.errors import HouseError

HASHER = PasswordHasher()

HASHES_AT_ONCE = 2
"""A hash takes 64 MiB and a fifth of a second: so many at once, in one process, and no more."""

LONGEST_WAIT = 10.0
"""Seconds that a sign-in waits for its turn to hash before it is told to come back."""

FIRST_PASSWORD_LASTS = dt.timedelta(days=7)
"""How long a password that was handed out should work before its owner has chosen another."""

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What generated passwords are made of: nothing that can be mistaken for another when read from paper."""

_turns = threading.BoundedSemaphore(HASHES_AT_ONCE)


class Busy(HouseError):
    """More people are signing in at this moment than this machine can take."""

    code = "busy"
    status = 503


def hash_password(password: str) -> str:
    """Argon2id hash in PHC format, with its own salt."""
    with _turn():
        return HASHER.hash(_bytes(password))


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether this is the password. Without a hash (no such account) it takes as long, and is False."""
    with _turn():
        try:
            return HASHER.verify(password_hash or _nobody(), _bytes(password))
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def generate_password() -> str:
    """A random password of four groups of five characters: 99 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=LONGEST_WAIT):
        raise Busy("Many people are signing in at this moment. Try again in a minute.")
    try:
        yield
    finally:
        _turns.release()


def _bytes(password: str) -> bytes:
    # Exactly as it was typed. A lone surrogate cannot be typed, but it can be sent, and must not be a crash.
    return password.encode("utf-8", "surrogatepass")


def _nobody() -> str:
    # A hash with today's parameters that is no password's: salt and hash are random.
    salt, digest = (base64.b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in (16, 32))
    return f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}${salt}${digest}"
