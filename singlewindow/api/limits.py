"""How many requests an account, or without one an address, may make: ``SINGLEWINDOW_API_LIMIT``."""

import time
from collections import Counter
from typing import Protocol

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from singlewindow.api.problems import Refused
from singlewindow.config import Settings

EXTENSION = "singlewindow-api-limit"
CHECKS = "singlewindow-api-check-limit"


class Limit(Protocol):
    """One limit for each caller."""

    def count(self, caller: str) -> None:
        """Count one request of this caller. Refuses it (429) when there were too many."""


class OwnLimit:
    """Counted in this process alone. ``limits`` would start a thread at nearly every request for that."""

    def __init__(self, allowed: RateLimitItem) -> None:
        self._allowed = allowed
        self._seconds = allowed.get_expiry()
        self._window = 0
        self._counts: Counter[str] = Counter()

    def count(self, caller: str) -> None:
        """Count one request of this caller."""
        now = time.time()
        window = int(now // self._seconds)
        if window != self._window:
            self._window, self._counts = window, Counter()
        self._counts[caller] += 1
        if self._counts[caller] > self._allowed.amount:
            raise _too_many(self._allowed, (window + 1) * self._seconds - now)


class SharedLimit:
    """Counted where ``LIMIT_STORAGE`` says, for all processes together."""

    def __init__(self, allowed: RateLimitItem, storage: str, what: str) -> None:
        self._allowed, self._what = allowed, what
        self._counter = FixedWindowRateLimiter(storage_from_string(storage))

    def count(self, caller: str) -> None:
        """Count one request of this caller."""
        if not self._counter.hit(self._allowed, self._what, caller):
            until = self._counter.get_window_stats(self._allowed, self._what, caller).reset_time
            raise _too_many(self._allowed, until - time.time())


def start(app: Flask, settings: Settings) -> None:
    """Give the application its limits: of all requests, and of checks of permits, whose numbers can be guessed at."""
    app.extensions[EXTENSION] = _made(settings.api_limit, settings.limit_storage, "api")
    app.extensions[CHECKS] = _made(settings.check_limit, settings.limit_storage, "check")


def count_account(account_id: int) -> None:
    """Count a request of an account."""
    _limit().count(f"account:{account_id}")


def count_stranger() -> None:
    """Count a request of somebody who did not say who it is, by the address it came from."""
    _limit().count(f"address:{request.remote_addr}")


def count_check() -> None:
    """Count a check of a permit, by the address it came from."""
    limit: Limit = current_app.extensions[CHECKS]
    limit.count(f"address:{request.remote_addr}")


def _made(text: str, storage: str, what: str) -> Limit:
    allowed = parse(text)
    return OwnLimit(allowed) if storage.startswith("memory:") else SharedLimit(allowed, storage, what)


def _limit() -> Limit:
    limit: Limit = current_app.extensions[EXTENSION]
    return limit


def _too_many(allowed: RateLimitItem, seconds: float) -> Refused:
    wait = max(1, round(seconds))
    sentence = f"At most {allowed} are answered. Try again in {wait} seconds."
    return Refused("too-many-requests", sentence, headers={"Retry-After": str(wait)})
