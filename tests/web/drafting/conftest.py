"""A draft that could be lodged, the lists of the Lagoon Islands, and a person at a browser."""

import contextlib
import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from in_chromium import chromium, look, served  # noqa: F401 - fixtures
from lxml import html
from werkzeug.test import TestResponse

from singlewindow import accounts
from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.countries import CountryPack
from singlewindow.errors import Invalid
from singlewindow.web.drafting.document import (
    Document,
    DraftDocument,
    Item,
    Party,
    Route,
    Start,
    Terms,
    Transport,
)
from singlewindow.web.drafting.lists import Lists, lists_of


@pytest.fixture(scope="session")
def lists() -> Lists:
    return lists_of(CountryPack.load("lagoon"))


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 24)


@pytest.fixture
def draft() -> DraftDocument:
    """An import of two items by sea in one container, as a trader types it."""
    return DraftDocument(
        start=Start("import", "ORDER-77", "XLLAG1"),
        declarant="Trader One Ltd",
        declarant_number="1000001",
        importer=Party("Trader One Ltd", "1000001", "1 Wharf Road", "Lagoon Town", "", "XL"),
        exporter=Party("Supplier One Ltd", "", "2 Quay Street", "Auckland", "1010", "NZ"),
        transport=Transport("1", "Test Vessel", "9074729", "TV", "BL-0001", "1", "CSQU3054383"),
        route=Route("NZ", "XL", "NZAKL", "XLLAG", "XLLAGMAINWHARF"),
        terms=Terms("INV-1", "20/11/2026", "NZD", "1,550.00", "FOB", "Auckland"),
        items=(
            Item(
                "Apple trees, bare rooted",
                "0602.20",
                "NZ",
                "4000",
                "120.5",
                "100",
                "10",
                "BG",
                "NO MARKS",
                "1250.00",
                (Document("851", "", "PHYTO-9", "19/11/2026"),),
            ),
            Item("Frozen chicken legs", "020714", "NZ", "4000", "82", "80", "8", "CT", "NO MARKS", "300"),
        ),
    )


class Reader:
    """Somebody at a browser without JavaScript: opens pages, fills in their forms, follows redirects."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = html.fromstring("<html/>")
        self.status = 0
        self.path = ""

    def open(self, path: str) -> "Reader":
        """Open a page."""
        return self._took(self.client.get(path, follow_redirects=True))

    def submit(self, button: str = "", **typed: str) -> "Reader":
        """Type into the page's form, press a button, and follow where that leads."""
        return self._took(self.client.post(self.path, data=self.form(button, **typed), follow_redirects=True))

    def form(self, button: str = "", **typed: str) -> dict[str, str]:
        """What the page's form would send with these fields typed."""
        form = self.page.xpath("//main//form")[0]
        fields = {name: value for name, value in form.form_values() if name not in ("next", "do")}
        for name, value in typed.items():
            fields[name.replace("__", "-")] = value
        chosen = form.xpath(f".//button[normalize-space()='{button}']") if button else []
        return fields | {b.get("name"): b.get("value") for b in chosen if b.get("name")}

    def _took(self, response: TestResponse) -> "Reader":
        self.page, self.status = html.fromstring(response.get_data(as_text=True)), response.status_code
        path = response.request.full_path.rstrip("?")
        self.path = path
        return self

    @property
    def heading(self) -> str:
        """The page's only first heading."""
        (heading,) = self.page.xpath("//h1")
        return " ".join(heading.text_content().split())

    @property
    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.xpath("//main")[0].text_content().split())

    @property
    def summary(self) -> dict[str, str]:
        """The error summary: sentences and where they lead."""
        links = self.page.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
        return {" ".join(link.text_content().split()): link.get("href") for link in links}

    def error_at(self, field: str) -> str:
        """The sentence beside a field."""
        found = self.page.xpath(f"//p[@id='{field}-error']")
        return " ".join(found[0].text_content().split()).removeprefix("Error: ") if found else ""

    def value(self, field: str) -> str:
        """What a field holds."""
        return self.form().get(field, "")

    def link(self, text: str) -> str:
        """Where the link or button with this text leads."""
        return next(a.get("href") for a in self.page.xpath("//a") if " ".join(a.text_content().split()) == text)


@pytest.fixture
def app(house: House, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application on this very house."""
    monkeypatch.setattr(House, "open", lambda _: house)
    return create_app(house.settings)


Enter = Callable[..., Reader]


@pytest.fixture
def enter(app: Flask, house: House) -> Enter:
    """Sign somebody in who has this role in an organisation with this code."""

    def sign_in(name: str, role: str = "trader", organisation: str = "1000001") -> Reader:
        now = house.now()
        with contextlib.suppress(Invalid):
            accounts.create_organisation(
                house.database, code=organisation, name=f"Company {organisation}", kind=role, now=now
            )
        email = f"{name.replace(' ', '.').lower()}@example.org"
        made = accounts.create_account(
            house.database, organisation=organisation, email=email, name=name, roles=(role,), now=now
        )
        reader = Reader(app.test_client()).open("/sign-in")
        reader.submit(email=email, password=made.password)
        assert reader.status == 200, reader.text
        return reader

    return sign_in


@pytest.fixture
def trader(enter: Enter) -> Reader:
    """A trader who is signed in."""
    return enter("Demo Trader")
