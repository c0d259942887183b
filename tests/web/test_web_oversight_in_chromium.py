"""The pages of second officers, reviews, conflicts and what is overdue, for everybody and on a narrow screen."""

import datetime as dt

import msgspec
import pytest
from worked import run_due

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.web.static_files import STATIC

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not STATIC.is_dir(), reason="the pages' assets are not built: make assets"),
]


def decide(window, name, reference, outcome, item=1):
    words = {"items": (item,), "outcome": outcome, "reason": "Looked at, and this is what was found."}
    casework.decide(window.house, window.actors[name], reference, **words)


@pytest.fixture
def page_of(window, chromium, served):
    """Open a path as a person."""
    address, contexts = served(window.app), []

    def open_page(name, path):
        context = chromium.new_context(base_url=address)
        cookie = window.browser(name).client.get_cookie("window")
        context.add_cookies([{"name": "window", "value": cookie.value, "url": address}])
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_every_page_of_a_second_look_is_for_everybody(window, page_of, look):
    sample = "import-plant-food-refrigerant"
    proposed, refused, contradicted, late = (
        window.lodge("import-firearm", "SEEN-PROPOSED"),
        window.lodge(sample, "SEEN-REFUSED"),
        window.lodge(sample, "SEEN-CONTRADICTED"),
        window.lodge(sample, "SEEN-LATE"),
    )
    decide(window, "police", proposed, Outcome.CLEAR)
    decide(window, "biosecurity", refused, Outcome.REFUSE)
    decide(window, "customs", contradicted, Outcome.DETAIN)
    decide(window, "biosecurity", contradicted, Outcome.CLEAR)
    then = window.house.now() + dt.timedelta(weeks=6)
    run_due(msgspec.structs.replace(window.house, now=lambda: then))
    pages = {
        "police.two": (f"/declarations/{proposed}", f"/declarations/{proposed}/countersign"),
        "trader": (f"/declarations/{refused}", f"/declarations/{refused}/review"),
        "customs.supervisor": (f"/declarations/{contradicted}", f"/declarations/{contradicted}/conflicts/1"),
    }
    for name, paths in pages.items():
        for path in paths:
            look(page_of(name, path), f"oversight-{name}-{path.rsplit('/', 1)[-1]}")
    words = {"agency": "BIO", "items": (1,), "grounds": "Page two of the certificate names palms."}
    casework.ask_review(window.house, window.actors["trader"], refused, **words)
    head = window.actors["biosecurity.supervisor"]
    review = casework.read_case(window.house, head, refused).reviews[0].id
    for path in ("/", "/?overdue=true", f"/declarations/{late}", f"/declarations/{refused}/reviews/{review}"):
        look(page_of("biosecurity.supervisor", path), f"oversight-head-{path.rsplit('/', 1)[-1].strip('?') or 'home'}")
