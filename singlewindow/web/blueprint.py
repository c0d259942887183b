"""The blueprint that all pages belong to. Modules of pages add their views; ``register`` hangs it into the app."""

from flask import Blueprint

web = Blueprint("web", __name__, template_folder="templates")
