import datetime as dt
import os
from contextlib import contextmanager

import pytest
import structlog
from sqlalchemy import create_engine, make_url, text

from singlewindow import accounts
from singlewindow.accounts import signing_in, tokens
from singlewindow.accounts.events import log
from singlewindow.accounts.lockout import Strangers
from singlewindow.store.database import Database
from singlewindow.store.tables import Table

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
PASSWORD = "three odd kettles dance"
EMAIL = "ana@trader-one.example"


@pytest.fixture(scope="session")
def postgresql_with_tables(postgresql_url):
    """One database with all tables for all tests here: making one for each would take longer than the tests."""
    with own_database(postgresql_url) as own:
        database = Database(own)
        Table.metadata.create_all(database.engine)
        yield database
        database.dispose()


@contextmanager
def own_database(url):
    name = f"accounts_{os.getpid()}"
    outside = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield outside.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    outside.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request, tmp_path):
    if request.param == "postgresql":
        database = request.getfixturevalue("postgresql_with_tables")
        yield database
        with database.engine.begin() as connection:
            names = ", ".join(table.name for table in Table.metadata.sorted_tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        return
    database = Database(f"sqlite:///{tmp_path / 'singlewindow.db'}")
    Table.metadata.create_all(database.engine)
    yield database
    database.dispose()


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(signing_in, "STRANGERS", Strangers())
    monkeypatch.setattr(tokens, "_cache", {})


@pytest.fixture(autouse=True)
def logs_of_its_own():
    """What another test set up for logging (a cached logger, a stream that is closed by now) is not for these."""
    before = structlog.get_config()
    structlog.reset_defaults()
    vars(log).pop("bind", None)
    yield
    structlog.configure(**before)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def trader_one(database):
    accounts.create_organisation(database, code="1000001", name="Trader One Ltd", kind="trader", now=NOW)
    return "1000001"


@pytest.fixture
def ana(database, trader_one):
    """The id of a trader's account whose address is EMAIL and whose password is PASSWORD."""
    new = accounts.create_account(
        database, organisation=trader_one, email=EMAIL, name="Ana", roles=["trader"], now=NOW, password=PASSWORD
    )
    return new.id
