"""Two ways to lodge a message file: over HTTP at a server, or here in this process. Both give a receipt."""

from http import HTTPStatus
from typing import Any, Protocol

import msgspec
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.cli.messages import MessageFile
from singlewindow.store.people import Actor
from wco_datamodel import MessageRejected, Problem

PATH = "/api/v1/declarations"
SECONDS = 120
AGAIN = Retry(total=5, backoff_factor=0.5, status_forcelist=(429, 503), allowed_methods=None, raise_on_status=False)
"""Sending a message again is harmless: the same reference of the same lodger is given the same answer."""


class Receipt(msgspec.Struct, frozen=True):
    """What became of one file: an HTTP status (0 where nobody answered) and the decision, or what was wrong."""

    file: MessageFile
    status: int
    answer: dict[str, Any]

    @property
    def accepted(self) -> bool:
        """Whether there is a case with a decision."""
        return self.status in (HTTPStatus.OK, HTTPStatus.CREATED)

    @property
    def rejected(self) -> bool:
        """Whether the message has errors, each with its place."""
        return self.status == HTTPStatus.UNPROCESSABLE_ENTITY


class Lodging(Protocol):
    """A way to lodge."""

    def lodge(self, file: MessageFile) -> Receipt:
        """Lodge one file and tell what became of it; never raises for what the other side answers."""


class OverHttp:
    """Lodging at a server's API with a machine's token."""

    def __init__(self, server: str, token: str) -> None:
        self._url = server.rstrip("/") + PATH
        self._session = requests.Session()
        self._session.headers.update({"Authorization": f"Bearer {token}", "Accept": "application/json"})
        self._session.mount(self._url, HTTPAdapter(max_retries=AGAIN))
        self._silent = False

    def close(self) -> None:
        """Let go of the connection: a server that is asked to stop waits for those that are open."""
        self._session.close()

    def lodge(self, file: MessageFile) -> Receipt:
        """Send it; status 0 when no answer came, and then for all that follow: nobody waits for it twice."""
        if self._silent:
            return Receipt(file, 0, {"detail": "Not sent, because the server did not answer before."})
        headers = {"Content-Type": file.content_type}
        try:
            answer = self._session.post(self._url, data=file.raw, headers=headers, timeout=SECONDS)
        except requests.RequestException as error:
            self._silent = True
            return Receipt(file, 0, {"detail": f"No answer from {self._url}: {error}"})
        return Receipt(file, answer.status_code, _json(answer))


class InHouse:
    """Lodging in this process, in the name of an account."""

    def __init__(self, house: House, actor: Actor) -> None:
        self._house = house
        self._actor = actor

    def lodge(self, file: MessageFile) -> Receipt:
        """Lodge it; a refusal of another kind than errors in the message is raised."""
        try:
            answer = casework.lodge(self._house, self._actor, file.raw, file.content_type)
        except MessageRejected as rejected:
            return Receipt(file, HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": [_error(p) for p in rejected.problems]})
        return Receipt(file, HTTPStatus.CREATED, msgspec.to_builtins(answer.decision))


def _error(problem: Problem) -> dict[str, Any]:
    """A problem as the API spells it."""
    told = msgspec.structs.asdict(problem)
    told |= {"detail": told.pop("sentence"), "wco_pointer": problem.pointer, "pointer": told.pop("json_pointer")}
    return told


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except requests.JSONDecodeError:
        body = {"detail": answer.text[:200]}
    return body if isinstance(body, dict) else {"detail": str(body)}
