"""Keyset pages: a list is read from where the last page ended, never by counting rows."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from singlewindow.errors import Invalid

Row = TypeVar("Row")
MOST = 100
_BEYOND = 2**63
_NOT_OURS = "The cursor is not one that this list gave. Start from the first page."


class Page(Generic[Row]):
    """One page of a list. ``next_cursor`` is None on the last one."""

    def __init__(self, rows: Sequence[Row], next_cursor: str | None) -> None:
        self.rows = tuple(rows)
        self.next_cursor = next_cursor

    @classmethod
    def of(cls, rows: Sequence[Row], limit: int, key: Callable[[Row], int]) -> "Page[Row]":
        """A page of ``limit`` from up to ``limit + 1`` rows read; ``key`` is what the next page starts after."""
        more = len(rows) > limit
        return cls(rows[:limit], encode(key(rows[limit - 1])) if more else None)


def bounded(limit: int) -> int:
    """A page size that is allowed: 1 to 100."""
    return max(1, min(limit, MOST))


def encode(key: int) -> str:
    """A cursor that starts after this key."""
    return base64.urlsafe_b64encode(str(key).encode()).decode().rstrip("=")


def decode(cursor: str) -> int:
    """The key in a cursor. Raises Invalid for one that this house did not give."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (ValueError, binascii.Error) as error:
        raise Invalid(_NOT_OURS) from error
    if not text.isdecimal() or not 0 < int(text[:20]) < _BEYOND:
        raise Invalid(_NOT_OURS)
    return int(text[:20])
