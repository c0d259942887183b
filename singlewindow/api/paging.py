"""Pages of a list: the next one is named in a Link header, as in the body."""

from urllib.parse import urlencode

from flask import Response, request


def linked(response: Response, next_cursor: str | None) -> Response:
    """Name the next page, where there is one, with everything else that was asked."""
    if next_cursor:
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
        address = f"{request.path}?{urlencode([*asked, ('cursor', next_cursor)])}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response
