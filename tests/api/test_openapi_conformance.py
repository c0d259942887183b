"""The application does what its OpenAPI document says, whatever it is sent (property tests by schemathesis)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from messages import PLANTS, message
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

from singlewindow import casework
from singlewindow.accounts import actor_of_token, issue_token
from singlewindow.api import openapi
from singlewindow.app import create_app
from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.countries import CountryPack
from singlewindow.store.tables import Account, Organisation

EXAMPLES = 25
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"enabled": False},  # a message that the schema allows may still be rejected
        "missing_required_header": {"expected-statuses": [401, 403, 404, 406, 415, 422, 428]},
    }
}


class Window:
    """The application, a house with one case, and a token of somebody who both lodges and decides."""

    def __init__(self, house: House) -> None:
        self.application = create_app(house.settings)
        self.token = _token(house)
        actor = actor_of_token(house.database, self.token, now=house.now())
        assert actor is not None
        lodged = casework.lodge(house, actor, message(PLANTS), "application/xml")
        self.reference = lodged.decision.reference


@pytest.fixture(scope="module")
def window_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a window that answers thousands of requests in a minute."""
    var = tmp_path_factory.mktemp("window")
    return Settings.from_environment({"SINGLEWINDOW_VAR": str(var), "SINGLEWINDOW_API_LIMIT": "1000000 per minute"})


@pytest.fixture(scope="module")
def window(window_settings: Settings) -> Iterator[Window]:
    """The window that is called."""
    house = House.open(window_settings)
    house.upgrade()
    application.window = Window(house)
    yield application.window
    house.database.dispose()


class Application:
    """Stands for the application in the document, until a fixture has made it."""

    window: Window

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass a request on."""
        return self.window.application(environ, start_response)


application = Application()
schemathesis.serializer.alias("application/jose", "text/plain")
document = schemathesis.openapi.from_dict(
    openapi.document(Flask("described"), CountryPack.load("lagoon")), config=SchemathesisConfig.from_dict(CONFIG)
)
document.app = application


@document.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
def test_every_operation_answers_as_the_document_says(case: Case, window: Window) -> None:
    assert case.meta is not None
    if "reference" in case.path_parameters and case.meta.generation.mode.is_positive:
        case.path_parameters["reference"] = window.reference
    case.call_and_validate(headers={"Authorization": f"Bearer {window.token}", "Accept-Encoding": "identity"})


def _token(house: House) -> str:
    now = house.now()
    with house.database.writing() as session:
        organisation = Organisation(code="1", name="Both Ltd", kind="agency", agency="BIO", created_at=now)
        session.add(organisation)
        session.flush()
        account = Account(
            organisation_id=organisation.id,
            email="both@example.org",
            name="Both Sides",
            password_hash="!",
            roles="trader agency_officer",
            created_at=now,
        )
        session.add(account)
        session.flush()
    return issue_token(house.database, account.id, "test", now=now)
