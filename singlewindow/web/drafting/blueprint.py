"""The blueprint that the lodgement pages belong to; the web door hangs it into its own."""

from flask import Blueprint

drafting = Blueprint("drafting", __name__)
