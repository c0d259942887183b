"""The address of a list's next page."""

from urllib.parse import urlencode

from flask import request


def further(cursor: str | None) -> str | None:
    """The address of the next page: the same question, from the cursor on. None on the last page."""
    if cursor is None:
        return None
    kept = {name: value for name, value in request.args.items() if value and name != "cursor"}
    return f"{request.path}?{urlencode({**kept, 'cursor': cursor})}"
