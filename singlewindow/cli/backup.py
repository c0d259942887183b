"""``singlewindow backup`` and ``restore``: the SQLite database and the attached documents as one file, checked."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import make_url

from singlewindow.cli.backup_documents import put_in, take_out
from singlewindow.config import Settings
from singlewindow.store.files import DOCUMENTS, Files

PAGES_A_STEP = 1000


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the database and the attached documents to FILE while they are in use, and check the copy.

    The copy shows one moment: what was committed before it began is in it, what came later is not. A document that is
    missing or was changed is named, and the exit is 1; the backup holds all the others.
    """
    if file.exists():
        raise click.ClickException(f"{file} exists already: a backup is never written over.")
    source = _database_file()
    if not source.exists():
        raise click.ClickException(f"There is no database at {source}: nothing to back up.")
    damaged: list[str] = []
    _copy(source, file, lambda there: damaged.extend(put_in(there, _files())))
    click.echo(f"{file} holds the database and its documents, {file.stat().st_size:,} bytes, and was checked.")
    if damaged:
        raise click.ClickException("\n".join((f"{len(damaged)} documents could not be backed up:", *damaged)))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the present database, which is kept beside as .replaced.")
def restore(file: Path, replace: bool) -> None:
    """Put the database and the documents that FILE holds in place. Stop the server before.

    Run "singlewindow upgrade" afterwards when the backup comes from an older version.
    """
    target = _database_file()
    if target.exists() and not replace:
        raise click.ClickException(f"There is a database at {target}: --replace puts the backup in its place.")
    _refuse_what_is_not_ours(file)
    fresh = target.with_name(target.name + ".restoring")
    fresh.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(file, fresh, lambda there: take_out(there, _files()))
    if target.exists():
        _leave(target)
        target.replace(target.with_name(target.name + ".replaced"))
    fresh.replace(target)
    click.echo(f"{target} holds what {file} held.")


def _database_file() -> Path:
    url = make_url(Settings.from_environment().database_url)
    if url.get_backend_name() != "sqlite":
        raise click.ClickException(
            "The database is PostgreSQL: back it up with pg_dump --format=custom and restore it with pg_restore."
        )
    return Path(url.database or "singlewindow.db")


def _files() -> Files:
    return Files(Settings.from_environment().var / DOCUMENTS)


def _copy(source: Path, target: Path, finish: Callable[[sqlite3.Connection], object]) -> None:
    """Copy one moment of ``source``, ``finish`` it, check it, and let the name appear only when it is whole."""
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    console = Console(stderr=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
    with (
        _opened(source) as here,
        _opened(unfinished) as there,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        here.execute("BEGIN")
        here.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from now on others' commits are not seen
        task = progress.add_task("Copying")
        there.execute("PRAGMA synchronous=FULL")
        here.backup(
            there,
            pages=PAGES_A_STEP,
            progress=lambda _, left, all_: progress.update(task, total=all_, completed=all_ - left),
        )
        there.execute("PRAGMA journal_mode=DELETE")
        finish(there)
        answer = there.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        raise click.ClickException(f"The copy of {source} is damaged: {answer}")
    unfinished.replace(target)


def _refuse_what_is_not_ours(file: Path) -> None:
    try:
        with _opened(file) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{file} is not a backup of this product's database: {error}.") from error


def _leave(database: Path) -> None:
    """Fold the write-ahead log into the file, which works only when nobody else has it open."""
    try:
        with _opened(database) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise click.ClickException(f"{database} is in use: stop the server first.") from error


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None, timeout=5)) as connection:
        yield connection
