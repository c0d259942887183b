"""Serial numbers: counted up in one row of the database, whichever process asks."""

from typing import Any

from sqlalchemy import Dialect, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from singlewindow.store.tables import Serial, core


def counting(dialect: Dialect) -> Any:
    """The statement that counts a serial up, or begins it; its row is held until the transaction ends."""
    kind = sqlite if dialect.name == "sqlite" else postgresql
    up = core(Serial).c.last + literal_column("1")
    statement = kind.insert(core(Serial))
    return statement.on_conflict_do_update(index_elements=["country", "year", "office"], set_={"last": up})


def take(session: Session, country: str, year: int, office: str) -> int:
    """The next serial of an office in a year, from 1."""
    statement = counting(session.get_bind().dialect).returning(core(Serial).c.last)
    values = {"country": country, "year": year, "office": office, "last": 1}
    return int(session.execute(statement, values).scalar_one())
