"""An agency's program asks for what is overdue, and its supervisor's takes it over."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from caller import Caller
from conftest import add_actor
from flask import Flask
from messages import PLANTS
from worked import run_due

from singlewindow.casework import House


def test_what_is_overdue_is_listed_and_taken_over(
    app: Flask, house: House, as_trader: Caller, as_officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = Caller(app, house, add_actor(house, "Bio Head", "agency", "supervisor", "BIO"))
    case = as_trader.lodge(PLANTS).headers["Location"]
    early = head.post(f"{case}/takeover", headers={"If-Match": "*"})
    assert (early.status_code, as_officer.get("/worklist?overdue=true").json["cases"]) == (409, [])

    now = house.now() + dt.timedelta(weeks=6)
    later = msgspec.structs.replace(house, now=lambda: now)
    monkeypatch.setitem(app.extensions, "singlewindow", later)
    run_due(later)

    (line,) = as_officer.get("/worklist?overdue=true").json["cases"]
    assert line["overdue_since"] == line["due_on"]
    assert as_officer.post(f"{case}/takeover", headers={"If-Match": "*"}).status_code == 403
    assert head.post(f"{case}/takeover", headers={"If-Match": "*"}).status_code == 200
    (told,) = head.get(case).json["overdue"]
    assert told["taken_over_by"] == "Bio Head"
