"""``GET /.well-known/jwks.json``: the public keys with which signed records are checked."""

import datetime as dt

import msgspec
from flask import Blueprint, Response, request

from singlewindow.api.access import PUBLIC, allow
from singlewindow.api.answering import for_everybody
from singlewindow.api.blueprint import house

blueprint = Blueprint("published", __name__, url_prefix="/.well-known")

KEPT = dt.timedelta(hours=1)


@blueprint.route("/jwks.json")
@allow(PUBLIC)
def read_keys() -> Response:
    """Read the public keys, those that sign no more among them (RFC 7517)."""
    answered = for_everybody(msgspec.json.encode(house().keys.public()), "application/jwk-set+json", KEPT)
    answered.make_conditional(request)
    return answered
