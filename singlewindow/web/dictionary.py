"""The data dictionary as a page to search in, for everybody who writes or reads messages."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.web.access import PUBLIC, allow
from singlewindow.web.blueprint import web
from wco_datamodel.describing.dictionary import search

ROWS = 25
"""A page shows so many elements."""

LONGEST = 100
"""Characters of a search that are looked at."""


@web.get("/dictionary")
@allow(PUBLIC)
def dictionary() -> ResponseReturnValue:
    """The elements in which every word of ``q`` occurs, or all of them, twenty-five a page."""
    words = request.args.get("q", "").strip()[:LONGEST]
    found = search(words)
    pages = max(1, -(-len(found) // ROWS))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    rows = found[(number - 1) * ROWS : number * ROWS]
    more = url_for("web.dictionary", q=words or None, page=number + 1) if number < pages else None
    return render_template(
        "dictionary.html", words=words, rows=rows, count=len(found), page=number, pages=pages, next_url=more
    )
