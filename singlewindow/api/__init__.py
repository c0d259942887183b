"""The API: a door for software. It translates and calls ``casework``, and holds no rule."""

from flask import Flask

from singlewindow.api import endpoints, limits, openapi, published
from singlewindow.api.blueprint import blueprint
from singlewindow.api.problems import answer_error
from singlewindow.casework.house import House

__all__ = ["answer_error", "endpoints", "register"]

blueprint.register_error_handler(Exception, answer_error)
openapi.blueprint.register_error_handler(Exception, answer_error)


def register(app: Flask, house: House) -> None:
    """Put the endpoints and their OpenAPI document on the application."""
    limits.start(app, house.settings)
    openapi.serve_document(app, openapi.document(app, house.pack))
    app.register_blueprint(published.blueprint)
