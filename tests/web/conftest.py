"""The window with its demo people and some lodged samples, and browsers without JavaScript to look at it."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from in_chromium import chromium, look, served  # noqa: F401 - fixtures
from lxml import html
from werkzeug.test import TestResponse

from singlewindow import accounts, casework
from singlewindow.accounts.sessions import DEFAULT_LIMITS, new_session
from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.store import accounts as account_store
from singlewindow.store.people import Actor

FORM_FIELDS = "csrf_token"


class Browser:
    """Somebody at a browser without JavaScript: opens pages, reads them, sends their forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.response: TestResponse
        self.page = html.fromstring("<html/>")

    def open(self, path: str) -> "Browser":
        """Open a page and follow where it leads."""
        return self._took(self.client.get(path, follow_redirects=True))

    def send(self, path: str, **fields: object) -> "Browser":
        """Send a form to this path with the page's form token, and follow where it leads."""
        data = {"csrf_token": self.token, **{name: value for name, value in fields.items() if value is not None}}
        return self._took(self.client.post(path, data=data, follow_redirects=True))

    def _took(self, response: TestResponse) -> "Browser":
        self.response = response
        if response.mimetype == "text/html":
            self.page = html.fromstring(response.get_data(as_text=True))
        return self

    @property
    def token(self) -> str:
        """The form token of this browser: any page with a form has it."""
        found = self.page.xpath("//input[@name='csrf_token']/@value")
        return str(found[0]) if found else ""

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def path(self) -> str:
        return urlsplit(self.response.request.url).path

    @property
    def heading(self) -> str:
        (heading,) = self.page.xpath("//h1")
        return words(heading)

    @property
    def title(self) -> str:
        return words(self.page.xpath("//title")[0])

    @property
    def text(self) -> str:
        """What stands in the main part of the page."""
        return words(self.page.xpath("//main")[0])

    @property
    def navigation(self) -> list[str]:
        return [words(link) for link in self.page.xpath("//nav//a[contains(@class, 'service-navigation__link')]")]

    @property
    def summary(self) -> dict[str, str]:
        """The error summary: each sentence and the field that it leads to."""
        links = self.page.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
        return {words(link): link.get("href") for link in links}

    def error_at(self, field: str) -> str:
        found = self.page.xpath(f"//p[@id='{field}-error']")
        return words(found[0]).removeprefix("Error: ") if found else ""

    def value(self, name: str) -> str:
        field = self.page.xpath(f"//*[@name='{name}']")[0]
        return str(field.get("value") or field.text or "").strip()

    def links(self, part: str = "//main") -> list[str]:
        return [str(href) for href in self.page.xpath(f"{part}//a/@href")]


def words(element: html.HtmlElement) -> str:
    """An element's text in one line."""
    return " ".join(element.text_content().split())


class Window:
    """A window with the demo's people, who lodge its samples."""

    def __init__(self, settings: Settings) -> None:
        self.app: Flask = create_app(settings)
        self.house: House = self.app.extensions["singlewindow"]
        self.house.upgrade()
        self.actors = {person.email.partition("@")[0]: self._add(person.email) for person in self._people()}

    def browser(self, name: str = "") -> Browser:
        """A browser: a stranger's, or with this person signed in."""
        client = self.app.test_client()
        if name:
            client.set_cookie("window", self._session(self.actors[name]))
        return Browser(client)

    def lodge(self, sample: str, reference: str = "", by: str = "trader") -> str:
        """Lodge a sample, under another functional reference where one is given, and give the case's reference."""
        raw = self.house.pack.samples.joinpath(f"{sample}.xml").read_bytes()
        if reference:
            raw = re.sub(rb"(FunctionalReferenceID>)[^<]*", rb"\g<1>" + reference.encode(), raw, count=1)
        return casework.lodge(self.house, self.actors[by], raw, "application/xml").decision.reference

    def _people(self) -> tuple[object, ...]:
        demo, now = self.house.pack.demo, self.house.now()
        for one in demo.organisations:
            named = {"code": one.code, "name": one.name, "kind": one.kind, "agency": one.agency}
            accounts.create_organisation(self.house.database, **named, keeps=one.keeps, now=now)
        self._demo = {person.email: person for person in demo.people}
        return demo.people

    def _add(self, email: str) -> Actor:
        person = self._demo[email]
        with self.house.database.writing() as session:
            organisation = account_store.find_organisation(session, person.organisation)
            row = account_store.Account(
                organisation_id=organisation.id,
                email=email,
                name=person.name,
                password_hash="!",
                roles=person.role,
                created_at=self.house.now(),
            )
            account_store.add_account(session, row)
        return accounts.actor_of_account(self.house.database, email)

    def _session(self, actor: Actor) -> str:
        row, secret = new_session(actor.account_id, self.house.now(), DEFAULT_LIMITS)
        with self.house.database.writing() as session:
            account_store.add_session(session, row)
        return secret


def settings_in(folder: Path, **given: str) -> Settings:
    """Settings of a window in this folder; names as in the environment, without the prefix."""
    values = {"VAR": str(folder), "SIGN_IN_LIMIT": "1000 per minute", **given}
    return Settings.from_environment({f"SINGLEWINDOW_{name}": value for name, value in values.items()})


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One window for the tests of a module: each lodges what it needs under a reference of its own."""
    opened = Window(settings_in(tmp_path_factory.mktemp("window")))
    yield opened
    opened.house.database.dispose()


OpenWindow = Callable[..., Window]


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[OpenWindow]:
    """Open a window of one's own, with settings."""
    opened: list[Window] = []

    def open_one(**given: str) -> Window:
        opened.append(Window(settings_in(tmp_path / str(len(opened)), **given)))
        return opened[-1]

    yield open_one
    for one in opened:
        one.house.database.dispose()


@pytest.fixture
def hour() -> dt.timedelta:
    return dt.timedelta(hours=1)
