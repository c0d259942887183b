"""The floor: what no window can be faster than on the same server.

Parse with lxml, validate with libxml2 against the product's own schema, and commit the raw bytes durably through the
product's own database and its queue of writers. No account, no typed values, no agencies, no decision.
"""

import os
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from lxml import etree

from singlewindow.cli.serve import Server
from singlewindow.store.database import Database
from wco_datamodel.schema import judge

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class Floor:
    """The WSGI application of the floor."""

    def __init__(self, database: Database) -> None:
        self.database = database
        blob = "BLOB" if database.sqlite else "BYTEA"
        key = "INTEGER PRIMARY KEY" if database.sqlite else "BIGSERIAL PRIMARY KEY"
        with database.writing() as session:
            session.connection().exec_driver_sql(f"CREATE TABLE IF NOT EXISTS floor (id {key}, raw {blob} NOT NULL)")
        self.insert = "INSERT INTO floor (raw) VALUES (?)" if database.sqlite else "INSERT INTO floor (raw) VALUES (%s)"

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """Answer 201 once the bytes are on the disk, 422 when they are not valid."""
        raw = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        status = self.keep(raw) if judge().validate(etree.fromstring(raw, PARSER)) else HTTPStatus.UNPROCESSABLE_ENTITY
        start_response(f"{status.value} {status.phrase}", [("Content-Length", "0")])
        return []

    def keep(self, raw: bytes) -> HTTPStatus:
        """Commit the bytes, as lodgements are committed."""
        self.database.write(lambda pen: pen.run(self.insert, (raw,)))
        return HTTPStatus.CREATED


class FloorServer(Server):
    """The product's server with the floor in the product's place."""

    def load(self) -> Any:
        """The floor on the database that the environment names."""
        self.floor = Floor(Database(os.environ["SINGLEWINDOW_DATABASE_URL"]))
        return self.floor

    def before_fork(self) -> None:
        """Leave no connection to a child."""
        self.floor.database.dispose()


if __name__ == "__main__":
    FloorServer({"bind": sys.argv[1], "workers": 2, "threads": 8, "loglevel": "warning"}, worker=False).run()
