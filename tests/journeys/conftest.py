"""A window served to real browsers, the people of its demo, and the declarations that they speak about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from at_the_window import Person
from in_chromium import chromium, serving  # noqa: F401 - a fixture
from three_tellings import Answers, WcoResponse, told_by_json, told_by_page

from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.cli.demo_accounts import keep_demo_accounts
from singlewindow.config import Settings

FILES = {"Decision (JSON)": "application/json", "WCO response message (XML)": "application/xml"}


class Declared:
    """A declaration that a trader lodged, as the API, the response message and the trader's page tell it."""

    def __init__(self, reference: str, trader: Person, program: Any, agencies: dict[str, str]) -> None:
        self.reference = reference
        self._trader, self._program, self._agencies = trader, program, agencies

    def all_say(self, outcome: str, function: str, answers: Answers, *, in_words: tuple[str, ...] = ()) -> None:
        """All three say the same: this outcome and function code, these answers of the agencies, and these words."""
        raw, response = self._decision("application/json"), WcoResponse(self._decision("application/xml"))
        self._trader.page.goto(f"/declarations/{self.reference}")
        by_json = told_by_json(json.loads(raw))
        assert response.tell(by_json.items) == by_json
        assert told_by_page(self._trader.page, self._agencies) == by_json
        assert (by_json.outcome, by_json.answers, response.one("FunctionCode")) == (outcome, answers, function)
        assert response.released == outcome.startswith("released")
        self._files_are_the_same()
        for words in in_words:
            assert words in raw.decode()
            assert words in "\n".join(response.statements)
            assert words in self._trader.says

    def _decision(self, media_type: str) -> bytes:
        path = f"/api/v1/declarations/{self.reference}/decision"
        found = self._program.get(path, headers={"Accept": media_type})
        assert found.status == 200
        return bytes(found.body())

    def _files_are_the_same(self) -> None:
        """The files that the page offers to keep are what the API answers, byte for byte."""
        for link, media_type in FILES.items():
            with self._trader.page.expect_download() as download:
                self._trader.page.click(f"text={link}")
            assert Path(download.value.path()).read_bytes() == self._decision(media_type)


class Window:
    """The real application on a free port, with the demo's accounts: they sign in as people do."""

    def __init__(self, browser: Any, address: str, house: House) -> None:
        demo = keep_demo_accounts(house)
        self.house = house
        self._accounts = {one.email.partition("@")[0]: one for one in demo.accounts}
        self._open = partial(browser.new_context, base_url=address)
        program = self._open(extra_http_headers={"Authorization": f"Bearer {demo.token}"})
        self._program = program.request
        self._contexts, self._people = [program], dict[str, Person]()

    def person(self, name: str) -> Person:
        """This person of the demo, signed in at a browser of their own."""
        if name not in self._people:
            self._contexts.append(self._open())
            account = self._accounts[name]
            self._people[name] = Person(self._contexts[-1], account.email, account.password)
        return self._people[name]

    def lodge(self, sample: str, name: str) -> Declared:
        """The trader uploads a sample, under a reference of its own."""
        raw = (self.house.pack.samples / f"{sample}.xml").read_bytes()
        named = re.sub(rb"(<FunctionalReferenceID>)[^<]*", rb"\g<1>" + name.encode(), raw, count=1)
        own = self.house.pack.customs
        agencies = {own.name: own.code, **{agency.name: agency.code for agency in self.house.agencies}}
        trader = self.person("trader")
        return Declared(trader.upload(named), trader, self._program, agencies)

    def close(self) -> None:
        """Close the browsers and the database."""
        for context in self._contexts:
            context.close()
        self.house.database.dispose()


@pytest.fixture(scope="session")
def window(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:  # noqa: F811
    """A window that all stories share, each with a declaration of its own."""
    app = create_app(Settings.from_environment({"SINGLEWINDOW_VAR": str(tmp_path_factory.mktemp("window"))}))
    house: House = app.extensions["singlewindow"]
    house.upgrade()
    with serving(app) as address:
        window = Window(chromium, address, house)
        yield window
        window.close()


@pytest.fixture
def trader(window: Window) -> Person:
    """The trader, whom every story begins with."""
    return window.person("trader")


@pytest.fixture
def biosecurity(window: Window) -> Person:
    """The officer of biosecurity."""
    return window.person("biosecurity")


@pytest.fixture
def declared(window: Window, request: pytest.FixtureRequest) -> Declared:
    """A plant, a food and a refrigerant, lodged by the trader for this story."""
    return window.lodge("import-plant-food-refrigerant", request.node.name.replace("_", "-")[-35:])
