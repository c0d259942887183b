"""Tidying: each hour, jobs that were done a month ago are removed; what they did stays in the tables that tell it."""

import datetime as dt

import structlog

from singlewindow.casework.house import House
from singlewindow.store import jobs

KEPT = dt.timedelta(days=30)
"""How long a finished job is kept, for who looks into what went wrong."""

EVERY = dt.timedelta(hours=1)


class Tidying:
    """Remembers when it tidied last."""

    def __init__(self) -> None:
        self._next: dt.datetime | None = None

    def tidy(self, house: House) -> int:
        """Remove what is old, at most once an hour; gives how many jobs were removed."""
        now = house.now()
        if self._next is not None and now < self._next:
            return 0
        self._next = now + EVERY
        with house.database.writing() as session:
            removed = jobs.forget_done(session, now - KEPT)
        structlog.get_logger("singlewindow.worker").info("tidied", jobs=removed)
        return removed
