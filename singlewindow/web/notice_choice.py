"""How a person wants to be told, beside the inbox."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.casework import wording
from singlewindow.casework.notice_choice import Choice, choose, read_choice
from singlewindow.errors import Invalid
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.notices import READERS


@web.get("/notices/choice")
@allow(*READERS)
def notice_choice() -> ResponseReturnValue:
    """The form, as the person chose before."""
    return _form(read_choice(house(), actor()))


@web.post("/notices/choice")
@allow(*READERS)
def choose_notices() -> ResponseReturnValue:
    """Keep the choice."""
    ways, form = request.form.getlist("ways"), request.form
    entered = Choice(form.get("language", ""), "email" in ways, "sms" in ways, form.get("phone", ""))
    try:
        choose(house(), actor(), entered)
    except Invalid as invalid:
        return _form(entered, mistakes_of(invalid.fields)), 422
    flash("You will be told as you chose.")
    return redirect(url_for("web.notices"), 303)


def _form(choice: Choice, errors: Errors | None = None) -> str:
    settings, languages = house().settings, wording.table().languages
    has = {"email": bool(settings.smtp_host), "sms": bool(settings.sms_url)}
    return render_template("notice-choice.html", choice=choice, languages=languages, has=has, errors=errors or {})
