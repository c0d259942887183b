"""The house that this app opens its web door to."""

from typing import cast

from flask import current_app

from singlewindow.casework.house import House


def house() -> House:
    """The house of the app that answers this request."""
    return cast("House", current_app.extensions["singlewindow"])
