"""Clocks: the day by which an agency's own law says it answers. They run on the country's working days."""

import datetime as dt
from collections.abc import Container


def due_on(start: dt.date, working_days: int | None, holidays: Container[dt.date] = ()) -> dt.date | None:
    """The day after so many working days; weekends and holidays do not count. None where no clock runs."""
    if working_days is None:
        return None
    day, left = start, working_days
    while left > 0:
        day += dt.timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def days_left(stopped: dt.date, due: dt.date, holidays: Container[dt.date] = ()) -> int:
    """How many working days a clock still had when it was stopped; none where it had run out."""
    days = (stopped + dt.timedelta(days=number) for number in range(1, (due - stopped).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def days_before(due: dt.date, working_days: int, holidays: Container[dt.date] = ()) -> dt.date:
    """The last working day that lies so many working days before a day."""
    day, left = due, working_days
    while left > 0:
        day -= dt.timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def is_working_day(day: dt.date, holidays: Container[dt.date] = ()) -> bool:
    """Whether people work on a day: no weekend and no holiday."""
    return day.weekday() < 5 and day not in holidays
