"""A pen: the driver's own connection inside a transaction, for the path of a lodgement.

There SQLAlchemy's session would cost more than the database does. It writes the statements all the same (``rows``);
the pen only hands them to the driver, and tells errors as SQLAlchemy tells them. Rows that are put down between
``begin`` and ``commit`` are gathered and written together: a few statements for all lodgements of a commit.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

MOST_ROWS = 64
"""How many rows one statement inserts at most: few enough for SQLite's limit of parameters."""


class Pen:
    """Writes in one transaction. ``last_ids`` are the newest ids that were given out in it, by table."""

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self.driver = driver
        self.dialect = dialect
        self.last_ids: dict[str, int] = {}
        self._cursor = driver.cursor()
        self._pipeline: Any = None
        self._gathered: dict[str, list[Sequence[Any]]] | None = None

    def begin(self) -> None:
        """Begin a transaction; on PostgreSQL, where statements travel together until a result is read."""
        self._gathered = {}
        self.last_ids.clear()
        if self.dialect.name == "sqlite":
            self._cursor.execute("BEGIN IMMEDIATE")
        else:
            self._pipeline = self.driver.driver_connection.pipeline()
            self._pipeline.__enter__()

    def commit(self) -> None:
        """Write what was gathered, and commit."""
        self.flush()
        self._leave_pipeline()
        self.driver.commit()

    def rollback(self) -> None:
        """Undo it, and forget what was gathered."""
        self._gathered = None
        with suppress(self.dialect.loaded_dbapi.Error):
            self._leave_pipeline()
        self.driver.rollback()

    def put(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows by the statement that inserts one: with the transaction's others, or at once outside one."""
        if self._gathered is None:
            self._insert(sql, rows)
        else:
            self._gathered.setdefault(sql, []).extend(rows)

    def flush(self) -> None:
        """Write what was gathered, table by table in the order in which each was first written to."""
        gathered, self._gathered = self._gathered or {}, {}
        for sql, rows in gathered.items():
            self._insert(sql, rows)

    def run(self, sql: str, values: Sequence[Any]) -> Any:
        """Run one statement; gives the driver's cursor, to be read before the next one is run."""
        self._cursor.execute(sql, values)
        return self._cursor

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

    def _insert(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert in a few statements of 64, 32, ... rows: few texts, so that the driver has them prepared."""
        start, size = 0, MOST_ROWS
        while start < len(rows):
            while size > len(rows) - start:
                size //= 2
            self._cursor.execute(_repeated(sql, size), [value for row in rows[start : start + size] for value in row])
            start += size

    def _leave_pipeline(self) -> None:
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.__exit__(None, None, None)


@cache
def _repeated(sql: str, times: int) -> str:
    """A statement that inserts one row, made to insert several."""
    head, values = sql.rsplit(" VALUES ", 1)
    return f"{head} VALUES {', '.join([values] * times)}"


Writing = Pen | Session
"""What named statements write with: a pen on the path of a lodgement, else the session at hand."""


def pen_of(writing: Writing) -> Pen:
    """The pen itself, or one in the session's own transaction, which writes at once."""
    if isinstance(writing, Pen):
        return writing
    connection = writing.connection()
    return Pen(connection.connection, connection.dialect)
