"""One page of a draft in a request: what is shown, what was typed, and that it is kept whatever is wrong with it."""

from collections.abc import Callable
from typing import Any

import msgspec
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from singlewindow.errors import Stale
from singlewindow.web.drafting.document import DraftDocument, Mistake, Place, as_typed
from singlewindow.web.drafting.editing import answers_at, with_answers
from singlewindow.web.drafting.keeping import OpenDraft, keep, lists, today
from singlewindow.web.drafting.links import PROBLEMS, field_id
from singlewindow.web.drafting.mistakes import asked_now, page_mistakes
from singlewindow.web.drafting.questions import Page, Question


class Sheet(msgspec.Struct, frozen=True):
    """A page of a draft: its questions, its place, its heading and the address of the page before it."""

    draft: OpenDraft
    page: Page
    place: Place
    title: str
    caption: str
    back: str

    @property
    def answers(self) -> Any:
        """The answers that the draft has for this page."""
        return answers_at(self.draft.document, self.place)

    def mistakes(self) -> tuple[Mistake, ...]:
        """What is wrong with the draft's answers for this page."""
        found = page_mistakes(self.page, self.answers, self.place, lists(), today())
        return asked_now(self.draft.document, found)

    def refused(self) -> tuple[Mistake, ...]:
        """What the last lodgement was refused for on this page."""
        here = (m for m in self.draft.document.refused if msgspec.structs.replace(m.place, field="") == self.place)
        return tuple(here)


Onward = Callable[[OpenDraft], str]
Change = Callable[[DraftDocument], DraftDocument]


def show(sheet: Sheet) -> ResponseReturnValue:
    """The page with the draft's answers; with what is wrong where that was asked for, or was refused."""
    wrong = sheet.mistakes() if request.args.get("show") == PROBLEMS else ()
    return _render(sheet, sheet.answers, (*sheet.refused(), *wrong))


def save(sheet: Sheet, onward: Onward, change: Change = lambda document: document) -> ResponseReturnValue:
    """Keep what was typed; then go on, go to the list of drafts, or show what is wrong.

    ``change`` is what else the answers of this page change in the draft. Where somebody else saved the draft since
    the page was opened, nothing is overwritten: the page says so and still holds what was typed.
    """
    values = typed(sheet.page)
    document = change(with_answers(sheet.draft.document, sheet.place, values))
    try:
        kept = keep(sheet.draft, document, request.form.get("revision", type=int))
    except Stale as stale:
        return _render(sheet, msgspec.structs.replace(sheet.answers, **values), (), 412, stale.sentence)
    if request.form.get("next") == "later":
        flash(f"{document.title} is saved.")
        return redirect(url_for("web.drafting.drafts"), 303)
    sheet = msgspec.structs.replace(sheet, draft=kept)
    wrong = sheet.mistakes()
    return _render(sheet, sheet.answers, wrong, 422) if wrong else redirect(onward(kept), 303)


def typed(page: Page) -> dict[str, str]:
    """What the browser sent for each question of the page."""
    return {question.name: _typed(question) for question in page.questions}


def _typed(question: Question) -> str:
    if question.kind != "date":
        return as_typed(request.form.get(question.name, ""))
    parts = (request.form.get(f"{question.name}-{part}", "") for part in ("day", "month", "year"))
    text = "/".join(as_typed(part).replace("/", "") for part in parts)
    return text if text.strip("/") else ""


def _render(
    sheet: Sheet, answers: Any, mistakes: tuple[Mistake, ...], status: int = 200, stale: str = ""
) -> ResponseReturnValue:
    errors: dict[str, str] = {}
    for mistake in mistakes:
        errors.setdefault(field_id(mistake.place), mistake.sentence)
    page = render_template(
        "drafting/page.html", sheet=sheet, answers=answers, errors=errors, stale=stale, lists=lists()
    )
    return page, status


def removal(what: str, back: str, *, missing: bool = False) -> ResponseReturnValue:
    """Ask whether something is really to be removed; ``missing`` says that neither yes nor no was selected."""
    errors = {"remove": f"Select yes if you want to remove {what}"} if missing else {}
    return render_template("drafting/remove.html", what=what, back=back, errors=errors), 422 if missing else 200
