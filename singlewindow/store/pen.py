"""A pen: the driver's own connection inside a transaction, for the path of a lodgement.

There SQLAlchemy's session would cost more than the database does. It writes the statements all the same (``rows``); the
pen only hands them to the driver, and tells errors as SQLAlchemy tells them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session


class Pen:
    """Writes in one transaction, which whoever gave the pen begins and ends."""

    __slots__ = ("_cursor", "dialect", "driver")

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self.driver = driver
        self.dialect = dialect
        self._cursor = driver.cursor()

    def begin(self) -> None:
        """Begin a transaction; on SQLite one that writes. PostgreSQL's driver begins with the first statement."""
        if self.dialect.name == "sqlite":
            self._cursor.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit it."""
        self.driver.commit()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tell the driver's errors as SQLAlchemy's: IntegrityError, OperationalError and so on."""
        errors = self.dialect.loaded_dbapi.Error
        try:
            yield
        except errors as error:
            lost = self.dialect.is_disconnect(error, self.driver, self._cursor)
            told = DBAPIError.instance(None, None, error, errors, connection_invalidated=lost, dialect=self.dialect)
            raise told from error

    def run(self, sql: str, values: Any) -> Any:
        """Run one statement; gives the driver's cursor, to be read before the next one is run."""
        self._cursor.execute(sql, values)
        return self._cursor

    def run_each(self, sql: str, values: Sequence[Any]) -> None:
        """Run one statement for each of several values."""
        self._cursor.executemany(sql, values)


Writing = Pen | Session
"""What named statements write with: a pen on the path of a lodgement, else the session at hand."""


def pen_of(writing: Writing) -> Pen:
    """The pen itself, or one in the session's own transaction."""
    if isinstance(writing, Pen):
        return writing
    connection = writing.connection()
    return Pen(connection.connection, connection.dialect)
