"""Webhooks: where an organisation's own computers are told, what was sent there, and sending it again."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.casework import webhooks as hooks
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house
from singlewindow.web.paging import further

ROW = "int(min=1, max=9223372036854775807)"


@web.get("/webhooks")
@allow("lodge")
def webhooks() -> ResponseReturnValue:
    """The organisation's webhooks, and the form that adds one."""
    return _page()


@web.post("/webhooks")
@allow("lodge")
def add_webhook() -> ResponseReturnValue:
    """Add one, and show its secret this once."""
    try:
        made = hooks.add_webhook(house(), actor(), request.form.get("url", "").strip())
    except Invalid as invalid:
        return _page(mistakes_of(invalid.fields)), 422
    except NotPossible as full:
        return _page(mistakes_of([FieldError("url", full.sentence)])), 409
    response = make_response(render_template("webhooks/added.html", made=made))
    response.headers["Cache-Control"] = "no-store"
    return response


@web.get(f"/webhooks/<{ROW}:webhook_id>")
@allow("lodge")
def webhook(webhook_id: int) -> ResponseReturnValue:
    """What was sent to it, newest first, with what it answered."""
    hook = hooks.read_webhook(house(), actor(), webhook_id)
    page = hooks.list_deliveries(house(), actor(), webhook_id, cursor=request.args.get("cursor"))
    return render_template("webhooks/webhook.html", hook=hook, page=page, next_url=further(page.next_cursor))


@web.post(f"/webhooks/<{ROW}:webhook_id>/deliveries/<{ROW}:delivery_id>/replay")
@allow("lodge")
def replay_delivery(webhook_id: int, delivery_id: int) -> ResponseReturnValue:
    """Send an event again."""
    hooks.replay(house(), actor(), webhook_id, delivery_id)
    flash("The event is sent again. Read this page anew to see what was answered.")
    return redirect(url_for("web.webhook", webhook_id=webhook_id), 303)


@web.post(f"/webhooks/<{ROW}:webhook_id>/remove")
@allow("lodge")
def remove_webhook(webhook_id: int) -> ResponseReturnValue:
    """Remove it, with what was still to be sent there."""
    hooks.remove_webhook(house(), actor(), webhook_id)
    flash("The webhook was removed. Nothing more is sent there.")
    return redirect(url_for("web.webhooks"), 303)


def _page(errors: Errors | None = None) -> str:
    known = hooks.list_webhooks(house(), actor())
    return render_template("webhooks/list.html", hooks=known, errors=errors or {}, url=request.form.get("url", ""))
