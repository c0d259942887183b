"""Fixtures that every part of the tests shares: settings, a house on a fresh database, and people to act."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from postgresql_server import available, server

from singlewindow.accounts import passwords
from singlewindow.accounts.roles import permissions_of
from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.store.database import Database
from singlewindow.store.people import Actor
from singlewindow.store.tables import Account, Organisation

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("SINGLEWINDOW_SHARED", ROOT.parent / "shared"))


def pytest_configure() -> None:
    """Where Python is told to leave no bytecode beside the sources, the programs that tests start leave it here."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real messages and reference data, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared folder at {SHARED} (set SINGLEWINDOW_SHARED)")
    return SHARED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings as a new installation has them, in a folder of their own."""
    return Settings.from_environment({"SINGLEWINDOW_VAR": str(tmp_path / "var")})


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords are slow to try on purpose; what is tested here is not how slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The Lagoon Islands' window, whose country and agencies are read and whose tables are made once for all tests."""
    var = tmp_path_factory.mktemp("loaded")
    house = House.open(Settings.from_environment({"SINGLEWINDOW_VAR": str(var)}))
    house.upgrade()
    house.database.dispose()
    return house


@pytest.fixture
def house(loaded: House, settings: Settings) -> Iterator[House]:
    """The Lagoon Islands' window on a fresh SQLite database, or on what a test has put in its place."""
    if not settings.var.exists():
        shutil.copytree(loaded.settings.var, settings.var)
    yield from _open(loaded, settings)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server: the one that SINGLEWINDOW_TEST_POSTGRESQL_URL names, or one of our own."""
    if not available():
        pytest.skip("no PostgreSQL: neither its server's binaries nor SINGLEWINDOW_TEST_POSTGRESQL_URL")
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house_on(request: pytest.FixtureRequest) -> House:
    """The window on a fresh database of each kind."""
    return request.getfixturevalue("house" if request.param == "sqlite" else "postgresql_house")


@pytest.fixture(scope="session")
def postgresql_template(loaded: House, postgresql_url: str) -> Iterator[str]:
    """The name of a database with all tables, of which the tests' own are copies."""
    with _fresh_postgresql(postgresql_url) as template:
        house = msgspec.structs.replace(loaded, database=Database(template))
        house.upgrade()
        house.database.dispose()
        yield str(sa.make_url(template).database)


@pytest.fixture
def postgresql_house(
    loaded: House, postgresql_url: str, postgresql_template: str, settings: Settings
) -> Iterator[House]:
    """The window on a fresh PostgreSQL database."""
    with _fresh_postgresql(postgresql_url, postgresql_template) as fresh:
        yield from _open(loaded, msgspec.structs.replace(settings, database_url=fresh))


class _fresh_postgresql:  # noqa: N801 - used as a word
    """A database of its own on the server, dropped at the end."""

    count = 0

    def __init__(self, url: str, template: str = "template1") -> None:
        self.template = template
        self.url = sa.make_url(url).set(drivername="postgresql+psycopg")
        _fresh_postgresql.count += 1
        self.name = f"window_{os.getpid()}_{_fresh_postgresql.count}"

    def __enter__(self) -> str:
        self._run(f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
        return self.url.set(database=self.name).render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def _open(loaded: House, settings: Settings) -> Iterator[House]:
    house = msgspec.structs.replace(loaded, settings=settings, database=Database(settings.database_url))
    house.upgrade()
    yield house
    house.database.dispose()


AddPerson = Callable[..., Actor]


@pytest.fixture
def add_person() -> AddPerson:
    """Add a person with an organisation straight to the tables: for tests that are not about accounts."""
    return add_actor


def add_actor(house: House, name: str, kind: str, role: str, agency: str | None = None) -> Actor:
    """A person of a role in an organisation of its own, or in the one that has this name's first word as code."""
    code = name.split()[0].upper()
    now = dt.datetime.now(dt.UTC)
    with house.database.writing() as session:
        organisation = session.scalars(sa.select(Organisation).where(Organisation.code == code)).first()
        if organisation is None:
            organisation = Organisation(code=code, name=f"{name} Office", kind=kind, agency=agency, created_at=now)
            session.add(organisation)
            session.flush()
        account = Account(
            organisation_id=organisation.id,
            email=f"{name.replace(' ', '.').lower()}@example.org",
            name=name,
            password_hash="!",
            roles=role,
            created_at=now,
        )
        session.add(account)
        session.flush()
        return Actor(
            account_id=account.id,
            organisation_id=organisation.id,
            organisation=organisation.name,
            kind=kind,
            name=name,
            permissions=permissions_of((role,)),
            agency=agency,
            organisation_code=code,
        )


@pytest.fixture
def trader(house: House) -> Actor:
    """A trader on ``house``."""
    return add_actor(house, "Trader One", "trader", "trader")


@pytest.fixture
def biosecurity_officer(house: House) -> Actor:
    """An officer of biosecurity on ``house``."""
    return add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")


@pytest.fixture
def customs_officer(house: House) -> Actor:
    """A customs officer on ``house``."""
    return add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
