"""Every route states who may call it, and a stranger gets nothing of those that are not public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter

from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.config import Settings

OPEN_TO_STRANGERS = {"public", "loopback", "signed"}
"""Who signs what it sends needs no token; tests/api/test_agency_answers.py shows who is turned away."""

REFERENCE = "XL26XLLAG10000001R"
PERMIT = "BIO-2026-000001-S"
AGENCY = "BIO"


class Route(NamedTuple):
    """An address, one of its methods, and the view behind it."""

    endpoint: str
    method: str
    address: str
    allowed: tuple[str, ...] | None


@pytest.fixture
def app(settings: Settings, house: House) -> Flask:
    assert house.settings == settings
    return create_app(settings)


def routes(app: Flask) -> Iterator[Route]:
    """Every route and method, OPTIONS and HEAD left out: Flask answers them by the others."""
    adapter = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            owner = getattr(getattr(view, "view_class", None), method.lower(), view)
            values = {name: _value(rule._converters[name]) for name in rule.arguments}
            yield Route(rule.endpoint, method, adapter.build(rule.endpoint, values), getattr(owner, "allowed", None))


def _value(converter: BaseConverter) -> object:
    """A value that fits into an address at this place."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    if isinstance(converter, IntegerConverter):
        return 1
    return next(text for text in (REFERENCE, PERMIT, AGENCY) if re.fullmatch(converter.regex, text))


def test_every_route_states_who_may_call_it(app: Flask) -> None:
    assert [route for route in routes(app) if not route.allowed] == []


def test_a_stranger_gets_nothing_of_a_route_that_is_not_public(app: Flask) -> None:
    closed = [route for route in routes(app) if route.allowed and not OPEN_TO_STRANGERS & set(route.allowed)]

    let_in = [
        (route, status)
        for route in closed
        if (status := _answer_to_a_stranger(app, route)) not in (302, 303, 400, 401, 403)
    ]

    assert len(closed) > 20
    assert let_in == []


def _answer_to_a_stranger(app: Flask, route: Route) -> int:
    answer = app.test_client().open(route.address, method=route.method)
    if answer.status_code in (302, 303):
        assert "/sign-in" in answer.headers["Location"], route
    return answer.status_code
