"""What the API's tests share: the real application on a fresh house, and programs that call it."""

from __future__ import annotations

import pytest
from caller import Caller
from flask import Flask

from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.store.people import Actor


@pytest.fixture
def app(house: House, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application on this very house."""
    monkeypatch.setattr(House, "open", lambda _: house)
    return create_app(house.settings)


@pytest.fixture
def as_trader(app: Flask, house: House, trader: Actor) -> Caller:
    """A trader's program."""
    return Caller(app, house, trader)


@pytest.fixture
def as_officer(app: Flask, house: House, biosecurity_officer: Actor) -> Caller:
    """A program of biosecurity."""
    return Caller(app, house, biosecurity_officer)


@pytest.fixture
def as_customs(app: Flask, house: House, customs_officer: Actor) -> Caller:
    """A program of customs."""
    return Caller(app, house, customs_officer)


@pytest.fixture
def as_anybody(app: Flask, house: House) -> Caller:
    """A program without a token."""
    return Caller(app, house)
