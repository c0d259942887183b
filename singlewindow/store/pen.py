"""A pen: the driver's own connection inside a transaction, for the path of a lodgement.

There SQLAlchemy's session would cost more than the database does. It writes the statements all the same (``rows``); the
pen only hands them to the driver, and tells errors as SQLAlchemy tells them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session


class Pen:
    """Writes in one transaction, which whoever gave the pen begins and ends."""

    __slots__ = ("_cursor", "_pipeline", "dialect", "driver")

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self.driver = driver
        self.dialect = dialect
        self._cursor = driver.cursor()
        self._pipeline: Any = None

    def begin(self) -> None:
        """Begin a transaction; on PostgreSQL, where statements travel together until a result is read."""
        if self.dialect.name == "sqlite":
            self._cursor.execute("BEGIN IMMEDIATE")
        else:
            self._pipeline = self.driver.driver_connection.pipeline()
            self._pipeline.__enter__()

    def commit(self) -> None:
        """Commit it."""
        self._leave_pipeline()
        self.driver.commit()

    def rollback(self) -> None:
        """Undo it."""
        with suppress(self.dialect.loaded_dbapi.Error):
            self._leave_pipeline()
        self.driver.rollback()

    def _leave_pipeline(self) -> None:
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.__exit__(None, None, None)

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
