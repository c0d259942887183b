"""A program that calls the API with a token, in tests."""

from __future__ import annotations

from typing import Any

from flask import Flask
from messages import Goods, message
from werkzeug.test import TestResponse

from singlewindow.accounts import issue_token
from singlewindow.casework import House
from singlewindow.store.people import Actor

BASE = "/api/v1"


class Caller:
    """Calls paths below ``/api/v1`` as one account; without a person, as nobody in particular."""

    def __init__(self, app: Flask, house: House, person: Actor | None = None) -> None:
        self._client = app.test_client()
        self._headers: dict[str, str] = {}
        if person is not None:
            self.token = issue_token(house.database, person.account_id, "test", now=house.now())
            self._headers["Authorization"] = f"Bearer {self.token}"

    def get(self, path: str, headers: dict[str, str] | None = None, **options: Any) -> TestResponse:
        """GET."""
        return self.call("GET", path, headers=headers, **options)

    def post(self, path: str, headers: dict[str, str] | None = None, **options: Any) -> TestResponse:
        """POST: ``json=`` or ``data=``."""
        return self.call("POST", path, headers=headers, **options)

    def call(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> TestResponse:
        """Any request; a path that begins with /api is taken as it is."""
        address = path if path.startswith("/api") else BASE + path
        return self._client.open(address, method=method, headers=self._headers | (headers or {}), **options)

    def lodge(self, *goods: Goods, reference: str = "T-1", **headers: str) -> TestResponse:
        """Lodge a declaration of these goods. Header names are given with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = message(*goods, reference=reference)
        return self.post("/declarations", {"Content-Type": "application/xml"} | named, data=data)
