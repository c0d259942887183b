"""The two servers that are measured, each as real processes on a database of its own."""

import contextlib
import datetime as dt
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import sqlalchemy as sa
import structlog
from load import Target

from singlewindow import accounts
from singlewindow.casework import House
from singlewindow.config import Settings

START_SECONDS = 60
FLOOR = [str(Path(__file__).with_name("floor.py"))]
PRODUCT = ["-m", "singlewindow.cli", "serve", "--bind"]


@contextlib.contextmanager
def floor(database_url: str) -> Iterator[Target]:
    """The floor's server."""
    with _served(FLOOR, {**os.environ, "SINGLEWINDOW_DATABASE_URL": database_url}, "/") as (url, process):
        yield Target(url, {"Content-Type": "application/xml"}, process)


@contextlib.contextmanager
def product(database_url: str) -> Iterator[Target]:
    """The product's server, as ``singlewindow serve`` starts it, worker included, and a trader's token."""
    with tempfile.TemporaryDirectory(prefix="singlewindow-bench-") as var:
        environment = {
            **os.environ,
            "SINGLEWINDOW_VAR": var,
            "SINGLEWINDOW_DATABASE_URL": database_url,
            "SINGLEWINDOW_API_LIMIT": "10000000 per minute",
            "SINGLEWINDOW_LOG_LEVEL": "WARNING",
        }
        headers = {
            "Content-Type": "application/xml",
            "Accept": "application/json",
            "Authorization": f"Bearer {_token(environment)}",
        }
        with _served(PRODUCT, environment, "/api/v1/declarations") as (url, process):
            yield Target(url, headers, process)


@contextlib.contextmanager
def sqlite() -> Iterator[str]:
    """The URL of a new SQLite database."""
    with tempfile.TemporaryDirectory(prefix="singlewindow-bench-") as folder:
        yield f"sqlite:///{folder}/bench.db"


@contextlib.contextmanager
def postgresql(server_url: str, name: str) -> Iterator[str]:
    """The URL of a new database on a PostgreSQL server, dropped at the end."""
    url = sa.make_url(server_url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def _token(environment: Mapping[str, str]) -> str:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    house = House.open(Settings.from_environment(environment))
    house.upgrade()
    now = dt.datetime.now(dt.UTC)
    accounts.create_organisation(house.database, code="BENCH", name="Bench Trader", kind="trader", now=now)
    account = accounts.create_account(
        house.database, organisation="BENCH", email="bench@example.org", name="Bench", roles=["trader"], now=now
    )
    token = accounts.issue_token(house.database, account.id, "bench", now=now)
    house.database.dispose()
    return token


@contextlib.contextmanager
def _served(command: list[str], environment: Mapping[str, str], path: str) -> Iterator[tuple[str, int]]:
    port = _free_port()
    server = subprocess.Popen([sys.executable, *command, f"127.0.0.1:{port}"], env=environment)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}{path}", server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start; what it says stands above")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
