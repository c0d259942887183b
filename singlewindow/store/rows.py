"""Rows straight to the driver: for the path of a lodgement, where building a statement costs more than running it.

SQLAlchemy writes each statement once, for the dialect at hand, and says how each column's values are bound; after that
the driver is called with plain values, inside the session's own transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Dialect

from singlewindow.store.pen import Writing, pen_of
from singlewindow.store.tables import Table, core

Values = Mapping[str, Any]
Processor = Callable[[Any], Any]


class Plan(NamedTuple):
    """A written statement, and what each of its parameters is bound by, in the statement's order."""

    sql: str
    processors: Sequence[tuple[str, Processor | None]]
    positional: bool

    def bind(self, values: Values) -> Any:
        """The parameters as this driver takes them."""
        if self.positional:
            return [process(values[name]) if process else values[name] for name, process in self.processors]
        return {name: process(values[name]) if process else values[name] for name, process in self.processors}


def insert(writing: Writing, table: type[Table], rows: Sequence[Values]) -> None:
    """Insert rows that all have the same columns. Raises IntegrityError where a row is there already."""
    if not rows:
        return
    pen = pen_of(writing)
    plan = inserting(pen.dialect, table, tuple(rows[0]), returning=False)
    with pen.telling():
        if len(rows) == 1:
            pen.run(plan.sql, plan.bind(rows[0]))
        else:
            pen.run_each(plan.sql, [plan.bind(row) for row in rows])


def insert_with_id(writing: Writing, table: type[Table], values: Values) -> int:
    """Insert a row and give its id. Raises IntegrityError where it is there already."""
    pen = pen_of(writing)
    plan = inserting(pen.dialect, table, tuple(values), returning=True)
    with pen.telling():
        return int(pen.run(plan.sql, plan.bind(values)).fetchone()[0])


def every(writing: Writing, write: Callable[[Dialect], Plan], values: Values) -> list[Any]:
    """Run a statement, which ``write`` writes for a dialect, and give all its rows as the driver reads them."""
    pen = pen_of(writing)
    plan = write(pen.dialect)
    with pen.telling():
        return list(pen.run(plan.sql, plan.bind(values)).fetchall())


def first(writing: Writing, write: Callable[[Dialect], Plan], values: Values) -> Any:
    """The same, and give its first row or None."""
    found = every(writing, write, values)
    return found[0] if found else None


def change(writing: Writing, write: Callable[[Dialect], Plan], values: Values) -> None:
    """Run a statement that gives no rows."""
    pen = pen_of(writing)
    plan = write(pen.dialect)
    with pen.telling():
        pen.run(plan.sql, plan.bind(values))


def next_id(dialect: Dialect, table: type[Table]) -> sa.ColumnElement[int]:
    """The id of a row to come: from PostgreSQL's sequence; on SQLite, where one writes at a time, the newest and 1."""
    if dialect.name == "sqlite":
        newest = sa.select(sa.func.coalesce(sa.func.max(core(table).c.id), sa.literal_column("0")))
        return newest.scalar_subquery() + sa.literal_column("1")
    return sa.func.nextval(sa.literal_column(f"'{core(table).name}_id_seq'"))


@cache
def inserting(dialect: Dialect, table: type[Table], columns: tuple[str, ...], *, returning: bool) -> Plan:
    """The plan that inserts into these columns."""
    statement = sa.insert(core(table))
    return written(statement.returning(core(table).c.id) if returning else statement, dialect, core(table), columns)


def written(statement: sa.Executable, dialect: Dialect, table: sa.Table, columns: Sequence[str] | None = None) -> Plan:
    """Write a statement whose parameters are named after columns of ``table``."""
    compiled = statement.compile(dialect=dialect, column_keys=columns)  # type: ignore[attr-defined]
    names = compiled.positiontup if compiled.positional else list(compiled.params)
    processors = tuple((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
    return Plan(str(compiled), processors, compiled.positional)
