"""Rows straight to the driver: for the path of a lodgement, where building a statement costs more than running it.

SQLAlchemy writes each statement once, for the dialect at hand, and says how each column's values are bound; after that
the driver is called with plain values, inside the session's own transaction.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from singlewindow.store.tables import Table, core

Values = Mapping[str, Any]
Processor = Callable[[Any], Any]


class Plan(NamedTuple):
    """A written statement, how each parameter is bound, and the order of parameters where the driver counts them."""

    sql: str
    processors: Mapping[str, Processor]
    order: Sequence[str] | None

    def bind(self, values: Values) -> Any:
        """The parameters as this driver takes them."""
        bound = dict(values)
        for name, process in self.processors.items():
            bound[name] = process(bound[name])
        return bound if self.order is None else [bound[name] for name in self.order]


def insert(session: Session, table: type[Table], rows: Sequence[Values]) -> None:
    """Insert rows that all have the same columns. Raises IntegrityError where a row is there already."""
    if not rows:
        return
    connection = session.connection()
    plan = inserting(connection.dialect, table, tuple(rows[0]), returning=False)
    with _cursor(connection, plan) as cursor:
        cursor.executemany(plan.sql, [plan.bind(row) for row in rows])


def insert_with_id(session: Session, table: type[Table], values: Values) -> int:
    """Insert a row and give its id. Raises IntegrityError where it is there already."""
    connection = session.connection()
    plan = inserting(connection.dialect, table, tuple(values), returning=True)
    with _cursor(connection, plan) as cursor:
        cursor.execute(plan.sql, plan.bind(values))
        return int(cursor.fetchone()[0])


def every(session: Session, write: Callable[[Dialect], Plan], values: Values) -> list[Any]:
    """Run a statement, which ``write`` writes for a dialect, and give all its rows as the driver reads them."""
    connection = session.connection()
    plan = write(connection.dialect)
    with _cursor(connection, plan) as cursor:
        cursor.execute(plan.sql, plan.bind(values))
        return list(cursor.fetchall())


def first(session: Session, write: Callable[[Dialect], Plan], values: Values) -> Any:
    """The same, and give its first row or None."""
    found = every(session, write, values)
    return found[0] if found else None


@contextmanager
def _cursor(connection: Connection, plan: Plan) -> Iterator[Any]:
    """The driver's own cursor in the connection's transaction; a broken constraint is told as SQLAlchemy tells it."""
    cursor = connection.connection.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.IntegrityError as error:
        raise IntegrityError(plan.sql, None, error) from error
    finally:
        cursor.close()


@cache
def inserting(dialect: Dialect, table: type[Table], columns: tuple[str, ...], *, returning: bool) -> Plan:
    """The plan that inserts into these columns."""
    statement = sa.insert(core(table))
    return written(statement.returning(core(table).c.id) if returning else statement, dialect, core(table), columns)


def written(statement: sa.Executable, dialect: Dialect, table: sa.Table, columns: Sequence[str] | None = None) -> Plan:
    """Write a statement whose parameters are named after columns of ``table``."""
    compiled = statement.compile(dialect=dialect, column_keys=columns)  # type: ignore[attr-defined]
    names = compiled.positiontup if compiled.positional else list(compiled.params)
    found = {name: table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names}
    processors = {name: process for name, process in found.items() if process is not None}
    return Plan(str(compiled), processors, names if compiled.positional else None)
