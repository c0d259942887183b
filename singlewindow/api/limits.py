"""How many requests a token, or without one an address, may make: ``SINGLEWINDOW_API_LIMIT``."""

import time

from flask import Flask, current_app, request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from singlewindow.api.problems import Refused
from singlewindow.config import Settings

EXTENSION = "singlewindow-api-limit"


class Limit:
    """One limit for each caller, counted where ``LIMIT_STORAGE`` says."""

    def __init__(self, settings: Settings) -> None:
        self._allowed = parse(settings.api_limit)
        self._counter = FixedWindowRateLimiter(storage_from_string(settings.limit_storage))

    def count(self, caller: str) -> None:
        """Count one request of this caller. Refuses it when there were too many (429)."""
        if not self._counter.hit(self._allowed, "api", caller):
            reset = self._counter.get_window_stats(self._allowed, "api", caller).reset_time
            wait = max(1, round(reset - time.time()))
            sentence = f"At most {self._allowed} are answered. Try again in {wait} seconds."
            raise Refused("too-many-requests", sentence, headers={"Retry-After": str(wait)})


def start(app: Flask, settings: Settings) -> None:
    """Give the application its limit."""
    app.extensions[EXTENSION] = Limit(settings)


def count_account(account_id: int) -> None:
    """Count a request of an account."""
    current_app.extensions[EXTENSION].count(f"account:{account_id}")


def count_stranger() -> None:
    """Count a request of somebody who did not say who it is, by the address it came from."""
    current_app.extensions[EXTENSION].count(f"address:{request.remote_addr}")
