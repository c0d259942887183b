"""Migrations: every one runs up on both databases, and leaves the tables that the code describes."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from singlewindow import migrations
from singlewindow.casework import House
from singlewindow.store.tables import Table


def test_a_fresh_database_is_at_the_newest_migration(house_on: House) -> None:
    assert migrations.current(house_on.database.engine) == migrations.newest()


def test_the_migrations_leave_the_tables_that_the_code_describes(house_on: House) -> None:
    with house_on.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Table.metadata) == []


def test_migrating_twice_changes_nothing(house_on: House) -> None:
    house_on.upgrade()

    assert migrations.current(house_on.database.engine) == migrations.newest()
