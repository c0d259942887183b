"""Rows straight to the driver: for the path of a lodgement, where building a statement costs more than running it.

SQLAlchemy writes each statement once, for the dialect at hand, and says how each column's values are bound; after that
the driver is called with plain values, inside the session's own transaction.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy import Dialect

from singlewindow.store.pen import Pen, Writing, pen_of
from singlewindow.store.tables import Table, core

Values = Mapping[str, Any]
Chosen = TypeVar("Chosen", bound=sa.Select[Any])
Processor = Callable[[Any], Any]


class Plan(NamedTuple):
    """A written statement, and what each of its parameters is bound by, in the statement's order."""

    sql: str
    processors: Sequence[tuple[str, Processor | None]]

    def bind(self, values: Values) -> Sequence[Any]:
        """The parameters as this driver takes them."""
        return [process(values[name]) if process else values[name] for name, process in self.processors]


def insert(writing: Writing, table: type[Table], rows: Sequence[Values]) -> None:
    """Insert rows that all have the same columns; a pen writes them with the commit, and what others put down.

    Raises IntegrityError where a row is there already, now or from the commit.
    """
    if not rows:
        return
    pen = pen_of(writing)
    plan = inserting(pen.dialect, table, tuple(rows[0]), returning=False)
    with pen.telling():
        pen.put(plan.sql, [plan.bind(row) for row in rows])


def insert_with_id(writing: Writing, table: type[Table], values: Values) -> int:
    """Insert a row at once and give its id. Raises IntegrityError where it is there already."""
    pen = pen_of(writing)
    plan = inserting(pen.dialect, table, tuple(values), returning=True)
    with pen.telling():
        pen.flush()
        return int(pen.run(plan.sql, plan.bind(values)).fetchone()[0])


def every(writing: Writing, write: Callable[[Dialect], Plan], values: Values, *, flush: bool = True) -> list[Any]:
    """Run a statement, which ``write`` writes for a dialect, and give all its rows as the driver reads them.

    Rows that the pen gathered are written before, so that the statement finds them. ``flush=False`` saves that where
    they do not matter, or where a constraint catches what the statement did not find.
    """
    pen = pen_of(writing)
    plan = write(pen.dialect)
    with pen.telling():
        if flush:
            pen.flush()
        return list(pen.run(plan.sql, plan.bind(values)).fetchall())


def first(writing: Writing, write: Callable[[Dialect], Plan], values: Values, *, flush: bool = True) -> Any:
    """The same, and give its first row or None."""
    found = every(writing, write, values, flush=flush)
    return found[0] if found else None


def change(writing: Writing, write: Callable[[Dialect], Plan], values: Values) -> None:
    """Run a statement that gives no rows, after what was put down before it."""
    pen = pen_of(writing)
    plan = write(pen.dialect)
    with pen.telling():
        pen.flush()
        pen.run(plan.sql, plan.bind(values))


def held(statement: Chosen) -> Chosen:
    """The statement, which keeps other writers from its rows (PostgreSQL), and reads them anew where they are known."""
    return statement.with_for_update().execution_options(populate_existing=True)


def next_id(dialect: Dialect, table: type[Table]) -> sa.ColumnElement[int]:
    """The id of a row to come: from PostgreSQL's sequence; on SQLite, where one writes at a time, the newest and 1."""
    if dialect.name == "sqlite":
        newest = sa.select(sa.func.coalesce(sa.func.max(core(table).c.id), sa.literal_column("0")))
        return newest.scalar_subquery() + sa.literal_column("1")
    return sa.func.nextval(sa.literal_column(f"'{core(table).name}_id_seq'"))


def give_out(writing: Writing, table: type[Table], found: int) -> int:
    """The id that ``next_id`` found, or the next after one given out in this transaction, not yet written."""
    if not isinstance(writing, Pen):
        return found
    name = core(table).name
    given = writing.last_ids[name] = max(found, writing.last_ids.get(name, 0) + 1)
    return given


@cache
def inserting(dialect: Dialect, table: type[Table], columns: tuple[str, ...], *, returning: bool) -> Plan:
    """The plan that inserts into these columns."""
    statement = sa.insert(core(table))
    statement = statement.returning(core(table).c.id) if returning else statement.inline()
    return written(statement, dialect, core(table), columns)


def written(statement: sa.Executable, dialect: Dialect, table: sa.Table, columns: Sequence[str] | None = None) -> Plan:
    """Write a statement whose parameters are named after columns of ``table``."""
    compiled = statement.compile(dialect=dialect, column_keys=columns)  # type: ignore[attr-defined]
    sql = str(compiled)
    names = compiled.positiontup if compiled.positional else _NAMED.findall(sql)
    processors = tuple((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
    return Plan(sql if compiled.positional else _NAMED.sub("%s", sql), processors)


_NAMED = re.compile(r"%\((\w+)\)s")
"""A parameter by its name (PostgreSQL's driver); ours go by their order."""
