"""People of the window at browsers of their own: what they do there, as they would tell it."""

from __future__ import annotations

import re
from typing import Any

MILLISECONDS = 10_000
"""So long a page is waited for."""


class Person:
    """Somebody at a browser of their own, signed in by the form."""

    def __init__(self, context: Any, email: str, password: str) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.page.goto("/sign-in")
        self.page.fill("#email", email)
        self.page.fill("#password", password)
        self.page.click("main button:has-text('Sign in')")
        self.page.get_by_role("button", name="Sign out").wait_for()

    @property
    def says(self) -> str:
        """What the main part of the page in front of them says."""
        return str(self.page.locator("main").inner_text())

    def upload(self, message: bytes) -> str:
        """Lodge a message file; gives the case's reference, which its page shows."""
        self.page.goto("/")
        self.page.click("text=Upload a message file")
        self.page.set_input_files("#file", {"name": "goods.xml", "mimeType": "text/xml", "buffer": message})
        self.page.click("main button:has-text('Lodge')")
        self.page.wait_for_load_state()
        found = re.fullmatch(r".*/declarations/(XL\w+)", self.page.url)
        assert found, self.says
        return found[1]

    def open(self, reference: str) -> None:
        """Find a declaration in the list and open it."""
        self.page.goto("/")
        self.page.click("nav >> text=Declarations")
        self.page.fill("#search", reference)
        self.page.click("main button:has-text('Search')")
        self.page.click(f"main a:has-text('{reference}')")

    def finds_waiting(self, reference: str) -> bool:
        """Whether it is on the worklist."""
        self.page.goto(f"/?search={reference}")
        return bool(self.page.locator(f"main a:has-text('{reference}')").count())

    def decide(self, reference: str, answer: str, *, reason: str, conditions: str = "") -> None:
        """Decide on all items of the agency."""
        self.open(reference)
        self.page.click("main a:has-text('Decide')")
        self.page.locator("input[name=items]").first.check()
        self.page.get_by_label(answer, exact=True).check()
        self.page.fill("#reason", reason)
        self.page.fill("#conditions", conditions)
        self.page.click("text=Record decision")
        assert "Your decision was recorded." in self.says

    def countersign(self, reference: str) -> None:
        """Agree to what another officer of the agency proposed."""
        self.open(reference)
        self.page.click("main a:has-text('Countersign')")
        self.page.locator("input[name=items]").first.check()
        self.page.get_by_label("Countersign", exact=True).check()
        self.page.click("text=Record the answer")
        assert "You countersigned." in self.says

    def ask(self, reference: str, question: str) -> None:
        """Ask the trader about all items of the agency."""
        self.open(reference)
        self.page.click("main a:has-text('Ask the trader')")
        self.page.locator("input[name=items]").first.check()
        self.page.fill("#text", question)
        self.page.click("text=Send question")
        assert "Your question was sent." in self.says

    def answer(self, reference: str, text: str) -> None:
        """Answer the question that is open."""
        self.page.goto(f"/declarations/{reference}")
        self.page.get_by_label("Your answer").fill(text)
        self.page.click("text=Send answer")
        assert "Your answer was sent." in self.says
