"""Two transactions that waited for each other: PostgreSQL ends one of them, which is then done again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError

from singlewindow.errors import Collided

Given = ParamSpec("Given")
Result = TypeVar("Result")

TRIES = 3
DEADLOCK, NOT_SERIAL = "40P01", "40001"
_SENTENCE = "Somebody else changed the same thing at the same moment. Nothing of yours was recorded: try again."


def collided(error: BaseException) -> bool:
    """Whether PostgreSQL ended this transaction for another one's sake."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in (DEADLOCK, NOT_SERIAL)


@contextmanager
def telling_collisions() -> Iterator[None]:
    """Tell such an end as Collided."""
    try:
        yield
    except DBAPIError as error:
        if collided(error):
            raise Collided(_SENTENCE) from error
        raise


def again(verb: Callable[Given, Result]) -> Callable[Given, Result]:
    """Do a verb again, at most three times in all, where its transaction collided with another one.

    The verb runs in one transaction of its own, and what it does outside it may be done twice.
    """

    @wraps(verb)
    def tried(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        for _ in range(TRIES - 1):
            try:
                return verb(*args, **kwargs)
            except Collided:
                continue
        return verb(*args, **kwargs)

    return tried
