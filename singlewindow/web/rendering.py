"""What every template can use: the components' macros, dates in the country's time, file names, who is looking."""

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from singlewindow.permits.covering import told
from singlewindow.web import forms, permit_wording, wording
from singlewindow.web.house import house
from singlewindow.web.navigation import navigation
from singlewindow.web.session import current_actor
from singlewindow.web.static_files import serve_static_files


def prepare_templates(app: Flask) -> None:
    """Set up the app's Jinja environment."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = [app.jinja_loader] if app.jinja_loader is not None else []
    app.jinja_loader = ChoiceLoader([*own, components])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"moment": moment, "day": day}
    app.jinja_env.globals |= {
        "amount": told,
        "current_actor": current_actor,
        "error_message": forms.error_message,
        "error_summary": forms.error_summary,
        "house": house,
        "navigation": navigation,
        "permit_words": permit_wording,
        "words": wording,
    }
    serve_static_files(app)


def moment(at: dt.datetime) -> Markup:
    """A moment in the country's time, such as 24 November 2026, 22:05, in a ``time`` element that holds the UTC one."""
    local = at.astimezone(ZoneInfo(house().pack.time_zone))
    machine = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Markup('<time datetime="{}">{} {:%B %Y, %H:%M}</time>').format(machine, local.day, local)


def day(on: dt.date) -> Markup:
    """A day, such as 24 November 2026, in a ``time`` element; of a moment, the day that it was in the country."""
    if isinstance(on, dt.datetime):
        on = on.astimezone(ZoneInfo(house().pack.time_zone)).date()
    return Markup('<time datetime="{}">{} {:%B %Y}</time>').format(on.isoformat(), on.day, on)
