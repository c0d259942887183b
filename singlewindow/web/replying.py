"""A trader answers what an agency asked."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.casework import CaseFile, QuestionView
from singlewindow.errors import Invalid, NotFound, NotPossible, TooLarge
from singlewindow.web.access import actor, allow
from singlewindow.web.attaching import sent_files
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors, mistakes_of
from singlewindow.web.house import house


@web.get("/declarations/<reference>/questions/<int:question>")
@allow("lodge")
def ask_reply(reference: str, question: int) -> ResponseReturnValue:
    """The question, and the form for its answer."""
    found = casework.read_case(house(), actor(), reference)
    return render_template("reply.html", case=found, question=_question(found, question), text="")


@web.post("/declarations/<reference>/questions/<int:question>")
@allow("lodge")
def reply(reference: str, question: int) -> ResponseReturnValue:
    """Send the answer to the agency, which looks at the items again."""
    text = request.form.get("text", "")
    try:
        casework.reply(house(), actor(), reference, question, text, sent_files())
    except Invalid as invalid:
        return _again(reference, question, mistakes_of(invalid.fields)), 422
    except TooLarge as large:
        return _again(reference, question, {"documents": large.sentence}), 413
    except NotFound:
        _question(casework.read_case(house(), actor(), reference), question)  # says so where it is answered already
        raise
    flash("Your answer was sent. The agency will look at it.")
    return redirect(url_for("web.case", reference=reference), 303)


def _again(reference: str, question: int, errors: Errors) -> str:
    """The form with its mistakes and the text that was entered; browsers do not keep files."""
    found, text = casework.read_case(house(), actor(), reference), request.form.get("text", "")
    return render_template("reply.html", case=found, question=_question(found, question), text=text, errors=errors)


def _question(found: CaseFile, number: int) -> QuestionView:
    asked = next((question for question in found.questions if question.id == number), None)
    if asked is None:
        raise NotFound("There is no such question.")
    if asked.answered_at is not None:
        raise NotPossible("This question is answered already.")
    if asked.closed_at is not None:
        raise NotPossible("The agency decided meanwhile: this question needs no answer any more.")
    return asked
