"""Clocks: the day by which an agency's own law says it answers."""

import datetime as dt


def due_on(start: dt.date, working_days: int | None) -> dt.date | None:
    """The day after so many working days; Saturday and Sunday do not count. None where no clock runs."""
    if working_days is None:
        return None
    day, left = start, working_days
    while left > 0:
        day += dt.timedelta(days=1)
        left -= day.weekday() < 5
    return day
