"""The database: sessions for reading, and one fair queue for writing.

SQLite's own busy handler polls, so that under several writers some wait very long. Here a writer first takes a lock:
a mutex among the threads of a process and ``flock`` among processes, both of which wake waiters in turn; then
``BEGIN IMMEDIATE``. PostgreSQL needs neither.
"""

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from singlewindow.store.colliding import telling_collisions
from singlewindow.store.pen import Pen
from singlewindow.store.together import Queue, Result, Unit, Work


class WriteLock:
    """A blocking lock among the threads of a process and among processes that name the same file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()
        self._file: int | None = None
        self._owner = 0

    def __enter__(self) -> None:
        """Wait for this process's turn."""
        self._mutex.acquire()
        try:
            fcntl.flock(self._descriptor(), fcntl.LOCK_EX)
        except BaseException:
            self._mutex.release()
            raise

    def __exit__(self, *_: object) -> None:
        """Let the next one in."""
        try:
            fcntl.flock(self._descriptor(), fcntl.LOCK_UN)
        finally:
            self._mutex.release()

    def _descriptor(self) -> int:
        # A forked child must open the file anew: flock belongs to the open file, which a child would share.
        if self._file is None or self._owner != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._owner = os.getpid()
        return self._file


class Database:
    """One database by its SQLAlchemy URL. ``reading()`` and ``writing()`` give sessions."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.url.drivername == "postgresql":
            self.url = self.url.set(drivername="postgresql+psycopg")
        self._lock = self._write_lock() if self.sqlite else None
        self._queue = Queue(self._commit_together, self._lock or contextlib.nullcontext())
        self.engine = self._engine()
        self._pen: Pen | None = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and is rolled back at the end."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or rolls back on an error. On SQLite writers take turns.

        Raises Collided where PostgreSQL ended it for another transaction's sake.
        """
        if self._lock is None:
            with telling_collisions(), Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            return
        with self._lock, Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            with _committing(session):
                yield session

    def write(self, work: Work[Result]) -> Result:
        """Run ``work`` with a pen and commit. Threads of a process that write at the same moment share a commit."""
        return self._queue.write(work)

    def _commit_together(self, units: Sequence[Unit]) -> None:
        pen = self._pen = self._pen or Pen(self.engine.raw_connection(), self.engine.dialect)
        try:
            with pen.telling():
                pen.begin()
                for unit in units:
                    unit.run(pen)
                pen.commit()
        except BaseException:
            self._take_back(pen)
            raise

    def _take_back(self, pen: Pen) -> None:
        """Roll back. The writer's connection is kept, unless it broke."""
        try:
            pen.rollback()
        except Exception:  # noqa: BLE001 - whatever it is, the next to write opens another connection
            pen.driver.invalidate()
            self._pen = None

    def dispose(self) -> None:
        """Close all connections, as before a fork."""
        pen, self._pen = self._pen, None
        if pen is not None:
            pen.driver.close()
        self.engine.dispose()

    def _write_lock(self) -> WriteLock:
        path = Path(self.url.database or "singlewindow.db")
        path.parent.mkdir(parents=True, exist_ok=True)
        return WriteLock(path.with_name(path.name + ".lock"))

    def _engine(self) -> Engine:
        if not self.sqlite:
            return create_engine(self.url, pool_pre_ping=True, pool_size=10, max_overflow=10)
        engine = create_engine(self.url, connect_args={"isolation_level": None}, pool_size=10, max_overflow=20)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        return engine


@contextlib.contextmanager
def _committing(session: Session) -> Iterator[None]:
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _set_pragmas(connection: Any, _: object) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
