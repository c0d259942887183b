"""When a job that failed is tried again: soon at first, then less and less often, as Standard Webhooks 1.0 advises."""

import datetime as dt
import random

DELAYS = (
    dt.timedelta(seconds=5),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=5),
    dt.timedelta(hours=10),
    dt.timedelta(hours=14),
    dt.timedelta(hours=20),
    dt.timedelta(hours=24),
)
"""The wait after each failed try; the first try is at once. After the last one a job is given up."""

JITTER = 0.1
"""Each wait is longer or shorter by up to this part of it, so that many that failed together do not return together."""


def next_try(attempts: int, now: dt.datetime, *, lasting: bool = False) -> dt.datetime | None:
    """When to try again after so many tries (1 or more); None where all are used up, unless they last without end."""
    if attempts > len(DELAYS) and not lasting:
        return None
    return now + DELAYS[min(attempts, len(DELAYS)) - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret hangs on it
