"""The end of a draft: check the answers, state that they are true, lodge."""

import msgspec
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import Answer
from singlewindow.web import wording
from singlewindow.web.access import actor, allow
from singlewindow.web.drafting.blueprint import drafting
from singlewindow.web.drafting.document import DraftDocument, Mistake, Place
from singlewindow.web.drafting.keeping import OpenDraft, keep, lists, open_draft, today
from singlewindow.web.drafting.links import address, mistake_links
from singlewindow.web.drafting.message import CONTENT_TYPE, message
from singlewindow.web.drafting.mistakes import mistakes
from singlewindow.web.drafting.pointers import place_of
from singlewindow.web.drafting.summary import header_cards, item_cards, price_remark
from singlewindow.web.house import house
from wco_datamodel import MessageRejected, Problem


@drafting.get("/drafts/<int:draft_id>/check")
@allow("lodge")
def check_draft(draft_id: int) -> ResponseReturnValue:
    """Every answer, with what is still wrong and what the last lodgement was refused for."""
    opened = open_draft(draft_id)
    document = opened.document
    wrong = mistakes(document, lists(), today())
    return render_template(
        "drafting/check.html",
        draft=opened,
        headers=header_cards(document, lists()),
        items=tuple(item_cards(document, lists())),
        remark=price_remark(document),
        problems=mistake_links(draft_id, (*wrong, *document.refused)),
        blocked=bool(wrong),
        address=address,
    )


@drafting.get("/drafts/<int:draft_id>/lodge")
@allow("lodge")
def ask_to_lodge(draft_id: int) -> ResponseReturnValue:
    """The statement that the lodger makes; of an amendment, what it changes."""
    opened = open_draft(draft_id)
    if opened.document.amends:
        return redirect(url_for("web.drafting.ask_to_amend", draft_id=draft_id), 303)
    if mistakes(opened.document, lists(), today()):
        return _to_check(draft_id)
    return render_template("drafting/lodge.html", draft=opened, errors={})


@drafting.post("/drafts/<int:draft_id>/lodge")
@allow("lodge")
def lodge_draft(draft_id: int) -> ResponseReturnValue:
    """Lodge the draft and show its case; the same draft lodged twice shows the same case."""
    opened = open_draft(draft_id)
    if opened.document.amends:
        return redirect(url_for("web.drafting.ask_to_amend", draft_id=draft_id), 303)
    if mistakes(opened.document, lists(), today()):
        return _to_check(draft_id)
    if request.form.get("true") != "yes":
        errors = {"true": "Select the box to state that the declaration is true and complete"}
        return render_template("drafting/lodge.html", draft=opened, errors=errors), 422
    try:
        answer = casework.lodge(house(), actor(), message(opened.document), CONTENT_TYPE, draft_id=draft_id)
    except MessageRejected as rejected:
        return _refused(opened, rejected.problems)
    return lodged(answer)


def lodged(answer: Answer) -> ResponseReturnValue:
    """On to the case, which says what was lodged and how it stands."""
    decision = answer.decision
    flash(f"Lodged as {decision.reference}. {wording.CASE[decision.outcome.value].text}.")
    return redirect(url_for("web.case", reference=decision.reference), 303)


def _refused(opened: OpenDraft, problems: tuple[Problem, ...]) -> ResponseReturnValue:
    """Keep the problems in the draft, so that each stands beside its field until that page is saved again."""
    document = opened.document
    refused = tuple(_mistake(problem, document) for problem in problems if problem.severity == "error")
    keep(opened, msgspec.structs.replace(document, refused=refused))
    return _to_check(opened.file.id)


def _mistake(problem: Problem, document: DraftDocument) -> Mistake:
    place = place_of(problem.pointer, document.start.direction) if problem.pointer else None
    item = f"Item {place.item}: " if place and place.item else ""
    return Mistake(place or Place(""), f"{item}{problem.sentence.removeprefix(item)}")


def _to_check(draft_id: int) -> ResponseReturnValue:
    return redirect(url_for("web.drafting.check_draft", draft_id=draft_id), 303)
