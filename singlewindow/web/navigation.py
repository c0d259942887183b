"""The service navigation: what each role works with, in the order of use."""

from typing import NamedTuple

from flask import current_app, request, url_for

from singlewindow.web.session import current_actor


class Entry(NamedTuple):
    """A link of the navigation: its words, its view, who sees it, and the views that belong to it."""

    text: str
    view: str
    permissions: frozenset[str]
    belongs: tuple[str, ...] = ()


ENTRIES: tuple[Entry, ...] = (
    Entry("Home", "web.home", frozenset({"lodge"})),
    Entry("Worklist", "web.home", frozenset({"work"}), ("web.decide", "web.ask")),
    Entry("Declarations", "web.cases", frozenset({"read_own", "read_all", "work"}), ("web.case", "web.declared")),
    Entry("Inspections", "web.inspections", frozenset({"work"}), ("web.ask_inspection_act", "web.ask_sample_result")),
    Entry("What may leave", "web.premises", frozenset({"keep"}), ("web.ask_gate_out",)),
    Entry("Permits", "web.permits", frozenset({"read_own", "read_all", "work"}), ("web.permit", "web.choose_permit")),
    Entry("Drafts", "web.drafting.drafts", frozenset({"lodge"}), ("web.drafting",)),
    Entry(
        "Notices", "web.notices", frozenset({"lodge", "read_own", "work", "keep"}), ("web.notice_choice", "web.webhook")
    ),
    Entry("Refused messages", "web.rejected_messages", frozenset({"read_own", "read_all"}), ("web.rejected_message",)),
    Entry("Accounts", "web.home", frozenset({"administer"})),
)


def navigation() -> list[dict[str, object]]:
    """The entries for whoever is looking, as the component wants them; a stranger's only one leads to signing in."""
    person = current_actor()
    if person is None:
        return [_item(Entry("Sign in", "web.ask_who", frozenset(), ("web.sign_in",)))]
    built = current_app.view_functions
    return [_item(entry) for entry in ENTRIES if entry.permissions & person.permissions and entry.view in built]


def _item(entry: Entry) -> dict[str, object]:
    here = request.endpoint or ""
    current = here == entry.view
    section = any(here.startswith(view) for view in (entry.view, *entry.belongs)) and not current
    return {"text": entry.text, "href": url_for(entry.view), "current": current, "active": section}
