"""Column types that mean the same on SQLite and on PostgreSQL."""

import datetime as dt
import zlib
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Numeric, String, TypeDecorator
from sqlalchemy.types import TypeEngine


class Moment(TypeDecorator[dt.datetime]):
    """An aware moment in UTC. SQLite keeps it as ISO 8601 text, which sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL: timestamptz. SQLite: text."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        utc = value.astimezone(dt.UTC)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return dt.datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal that keeps every digit. SQLite keeps it as text, PostgreSQL as numeric."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL: numeric without a limit. SQLite: text."""
        return dialect.type_descriptor(String(40) if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Spell the digits out for SQLite."""
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - its interface
        """Give a Decimal back."""
        return None if value is None else Decimal(value)


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed where that pays. A first byte of 0 says that they are as they were; zlib never begins so."""

    impl = LargeBinary
    cache_ok = True
    LEAST = 16_384

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - its interface
        """Compress what is long."""
        if value is None:
            return None
        return b"\0" + value if len(value) < self.LEAST else zlib.compress(value, 1)

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - its interface
        """Give back what was stored."""
        if value is None:
            return None
        return bytes(value[1:]) if value[:1] == b"\0" else zlib.decompress(value)


Key = BigInteger().with_variant(Integer, "sqlite")
"""A row's number: 64 bits on both databases (SQLite's INTEGER is 64 bits wide)."""
