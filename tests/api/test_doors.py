"""Who gets in, and how whoever does not is told."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from caller import Caller
from flask import Flask
from limits import parse
from messages import SHIRTS

from singlewindow.accounts import issue_token, list_tokens, revoke_token
from singlewindow.accounts.roles import PERMISSIONS
from singlewindow.accounts.tokens import forget_cached
from singlewindow.api.access import PUBLIC, SIGNED, SIGNED_IN
from singlewindow.api.limits import SharedLimit
from singlewindow.api.problems import Refused
from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.store.people import Actor

PROBLEM = "application/problem+json"


def test_every_endpoint_states_who_may_call_it(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api")}
    assert len(endpoints) > 10
    for endpoint in endpoints:
        allowed = getattr(app.view_functions[endpoint], "allowed", ())
        assert allowed, f"{endpoint} does not state who may call it"
        assert set(allowed) <= {*PERMISSIONS, PUBLIC, SIGNED, SIGNED_IN}


def test_only_what_is_public_by_its_nature_is_for_anybody(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api")]
    public = {rule.rule for rule in rules if PUBLIC in app.view_functions[rule.endpoint].allowed}
    assert public == {
        "/api/openapi.json",
        "/api/v1/calculations",
        "/api/v1/permits/check",
        "/api/v1/permits/kinds",
        "/api/v1/requirements",
        "/api/v1/revocations",
        "/api/v1/schemas/<string:name>",
    }


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer swt_unknown",
        "Basic dHJhZGVyOnNlY3JldA==",
        "Bearer  a b c",
        "swt_unknown",
        "Bearer \udcff",
    ],
)
def test_without_a_token_that_works_nobody_gets_in(as_anybody: Caller, authorization: str) -> None:
    response = as_anybody.get("/declarations", {"Authorization": authorization})
    assert (response.status_code, response.content_type, response.json["code"]) == (401, PROBLEM, "unauthenticated")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_scheme_is_written_as_one_likes(as_trader: Caller) -> None:
    assert as_trader.get("/declarations", {"Authorization": f"bearer {as_trader.token}"}).status_code == 200


def test_a_revoked_token_gets_nobody_in(as_trader: Caller, house: House, trader: Actor) -> None:
    (token,) = list_tokens(house.database, trader.account_id)
    revoke_token(house.database, token.id, now=house.now())
    forget_cached(trader.account_id)
    assert as_trader.get("/declarations").status_code == 401


def test_a_token_that_ran_out_gets_nobody_in(app: Flask, house: House, trader: Actor) -> None:
    long_ago = house.now() - dt.timedelta(days=2)
    old = issue_token(house.database, trader.account_id, "old", now=long_ago, days=1)
    response = Caller(app, house).get("/declarations", {"Authorization": f"Bearer {old}"})
    assert response.status_code == 401


def test_a_cookie_of_the_pages_gets_nobody_into_the_api(as_anybody: Caller) -> None:
    assert as_anybody.get("/declarations", {"Cookie": "session=anything"}).status_code == 401


def test_a_role_that_may_not_is_told_so(as_officer: Caller, as_customs: Caller) -> None:
    for caller in (as_officer, as_customs):
        response = caller.post("/webhooks", json={"url": "https://example.org/"})
        assert (response.status_code, response.json["code"]) == (403, "not-allowed")


def test_who_is_a_stranger_learns_nothing_about_the_values(as_anybody: Caller) -> None:
    assert as_anybody.get("/declarations?limit=0").status_code == 401
    assert as_anybody.post("/declarations", {"Content-Type": "text/plain"}, data="x").status_code == 401


def test_too_many_requests_of_an_account_are_put_off(house: House, settings: Settings, trader: Actor) -> None:
    app = create_app(msgspec.structs.replace(settings, api_limit="3 per minute"))
    caller, stranger = Caller(app, house, trader), Caller(app, house)
    assert [caller.get("/declarations").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = caller.lodge(SHIRTS)
    assert (refused.status_code, refused.content_type, refused.json["code"]) == (429, PROBLEM, "too-many-requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert stranger.get("/requirements?hs_code=0602").status_code == 200


def test_a_limit_can_be_counted_for_all_processes_together() -> None:
    limit = SharedLimit(parse("2 per minute"), "memory://", "api")
    limit.count("account:1")
    limit.count("account:1")
    limit.count("account:2")
    with pytest.raises(Refused) as refused:
        limit.count("account:1")
    assert refused.value.status == 429


def test_tokens_cannot_be_guessed_without_end(house: House, settings: Settings) -> None:
    app = create_app(msgspec.structs.replace(settings, api_limit="3 per minute"))
    stranger = Caller(app, house)
    tries = [stranger.get("/declarations", {"Authorization": f"Bearer swt_{n}"}).status_code for n in range(5)]
    assert tries == [401, 401, 401, 429, 429]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/declarations", "/api/v1/declarations/"])
def test_a_path_that_is_none_is_a_problem_too(as_trader: Caller, path: str) -> None:
    response = as_trader.get(path if path != "/api" else "/api/x")
    assert (response.status_code, response.content_type, response.json["code"]) == (404, PROBLEM, "not-found")
    assert "/api/openapi.json" in response.json["detail"]


def test_a_method_that_is_none_is_told_which_there_are(as_trader: Caller) -> None:
    response = as_trader.call("PATCH", "/declarations")
    assert (response.status_code, response.content_type) == (405, PROBLEM)
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


def test_answers_are_not_kept_by_what_is_between(as_trader: Caller) -> None:
    reference = as_trader.lodge(SHIRTS).json["reference"]
    for path in ("/declarations", f"/declarations/{reference}", f"/declarations/{reference}/message", "/webhooks"):
        assert "private" in as_trader.get(path).headers["Cache-Control"]
