"""The web door: pages for traders, officers, customs and administrators, complete without JavaScript."""

from flask import Flask
from flask_compress import Compress

from singlewindow.casework.house import House
from singlewindow.web import (
    attaching,
    cases,
    countersigning,
    customs_acts,
    deadlines,
    deciding,
    declared,
    dictionary,
    downloads,
    drafting,
    errors,
    finding_out,
    home,
    information,
    inspecting,
    inspections,
    notice_choice,
    notices,
    own_account,
    permit_applying,
    permits,
    premises,
    records,
    rejected,
    release_parties,
    replying,
    requesting,
    reviewing,
    security,
    signing,
    supervising,
    webhooks,
)
from singlewindow.web.blueprint import web
from singlewindow.web.rendering import prepare_templates

__all__ = ["errors", "register"]

PAGES = (
    attaching,
    cases,
    countersigning,
    customs_acts,
    deadlines,
    deciding,
    declared,
    dictionary,
    downloads,
    errors,
    finding_out,
    home,
    information,
    notice_choice,
    inspecting,
    inspections,
    notices,
    own_account,
    permit_applying,
    permits,
    premises,
    records,
    rejected,
    release_parties,
    replying,
    requesting,
    reviewing,
    signing,
    webhooks,
    supervising,
)
"""The modules whose views belong to the blueprint by being imported."""

web.register_blueprint(drafting.blueprint)


def register(app: Flask, house: House) -> None:
    """Hang the pages into the app, with what protects, compresses and serves them."""
    app.extensions.setdefault("singlewindow", house)
    security.protect(app, house.settings)
    app.register_blueprint(web)
    security.limit_sign_in(app, house.settings)
    prepare_templates(app)
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    app.config.setdefault("COMPRESS_BR_LEVEL", 5)
    Compress(app)
