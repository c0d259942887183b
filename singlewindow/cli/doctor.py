"""``singlewindow doctor``: tell whether everything is there that the window needs."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import NamedTuple

import click
from sqlalchemy.exc import SQLAlchemyError

from singlewindow.casework import House
from singlewindow.casework.remote.listing import list_agencies
from singlewindow.cli.house import house
from singlewindow.migrations import current, newest
from singlewindow.store import attachments
from singlewindow.store.files import Damaged
from singlewindow.store.jobs import due_jobs

SECRET_KEY_CHARACTERS = 32
MOST_TOLD = 5
"""Damaged documents that are named one by one."""

WORKER_PATIENCE = dt.timedelta(minutes=10)
ASK_PATIENCE = dt.timedelta(days=1)
"""How long an agency's own system may be out of reach before that is a fault."""


class Finding(NamedTuple):
    """What one check found: whether it is well, and a sentence that says what to do where it is not."""

    well: bool
    sentence: str


@click.command()
def doctor() -> None:
    """Check that all is there that the window needs. Exits with 1 when something is not."""
    findings = list(examine())
    for finding in findings:
        mark = click.style("ok   ", fg="green") if finding.well else click.style("FAULT", fg="red")
        click.echo(f"{mark} {finding.sentence}")
    sys.exit(0 if all(finding.well for finding in findings) else 1)


def examine() -> Iterator[Finding]:
    """Every check in turn. Where the settings or the country pack cannot be read, nothing else can be checked."""
    try:
        opened = house()
    except (ValueError, OSError) as error:
        yield Finding(False, str(error))
        return
    yield Finding(True, f"The country pack {opened.pack.name} has {len(list(opened.agencies))} agencies.")
    checks: tuple[Callable[[House], Finding], ...] = (_folder, _database, _documents, _secret_key, _assets, _worker)
    yield from (check(opened) for check in checks)
    yield from _asks(opened)


def _folder(opened: House) -> Finding:
    var = opened.settings.var.absolute()
    nearest = next(folder for folder in (var, *var.parents) if folder.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        return Finding(False, f"The folder {nearest} cannot be written to: the data of the window goes to {var}.")
    return Finding(True, f"The folder {var} can be written to.")


def _database(opened: House) -> Finding:
    name = opened.database.url.render_as_string()
    try:
        at = current(opened.database.engine)
    except SQLAlchemyError as error:
        return Finding(False, f"The database {name} does not answer: {str(error).splitlines()[0]}")
    if at != newest():
        return Finding(
            False, f"The database {name} is at {at or 'nothing'}, not at {newest()}: run singlewindow upgrade."
        )
    return Finding(True, f"The database {name} answers and is at {at}.")


def _documents(opened: House) -> Finding:
    """Every document that a case has must be there, and as it was sent."""
    try:
        with opened.database.reading() as session:
            named = attachments.named_files(session)
    except SQLAlchemyError:
        return Finding(False, "Whether the documents are there cannot be told without the database.")
    damaged = [f"{one.reference}: {sentence}" for one in named if (sentence := _damage(opened, one.sha256))]
    if damaged:
        told = "; ".join(damaged[:MOST_TOLD])
        return Finding(False, f"{len(damaged)} of {len(named)} documents must come back from a backup. {told}.")
    spare = len(set(opened.files) - {one.sha256 for one in named})
    left = f" {spare} files belong to no case: they were sent, and not stored." if spare else ""
    return Finding(True, f"All {len(named)} attached documents are there and unchanged.{left}")


def _damage(opened: House, sha256: str) -> str:
    try:
        opened.files.require(sha256)
    except Damaged as damaged:
        return str(damaged)
    return ""


def _secret_key(opened: House) -> Finding:
    file = opened.settings.var / "secret.key"
    if opened.settings.secret_key:
        long_enough = len(opened.settings.secret_key) >= SECRET_KEY_CHARACTERS
        return Finding(long_enough, f"SINGLEWINDOW_SECRET_KEY is set (at least {SECRET_KEY_CHARACTERS} characters).")
    if not file.exists():
        return Finding(True, f"The secret key will be made at the first start, in {file}.")
    return Finding(not file.stat().st_mode & 0o077, f"Only its owner can read the secret key in {file}.")


def _assets(_: House) -> Finding:
    built = (files("singlewindow") / "web" / "static" / "manifest.json").is_file()
    return Finding(
        built, "The pages' styles and scripts are built." if built else "The pages have no styles: make assets."
    )


def _worker(opened: House) -> Finding:
    try:
        with opened.database.reading() as session:
            waiting = due_jobs(session, opened.now() - WORKER_PATIENCE, 1)
    except SQLAlchemyError:
        return Finding(False, "Whether jobs wait cannot be told without the database.")
    seen = _worker_seen(opened)
    if waiting:
        return Finding(False, f"Jobs have waited for over {WORKER_PATIENCE.seconds // 60} minutes, and {seen}.")
    return Finding(True, f"No job waits for long, and {seen}.")


def _asks(opened: House) -> Iterator[Finding]:
    """For each agency whose own system answers: how long it is waited for, and whether it can be reached."""
    try:
        lines = [line for line in list_agencies(opened) if line.url]
    except SQLAlchemyError:
        return
    for line in lines:
        reached = line.untaken_since is None or line.untaken_since > opened.now() - ASK_PATIENCE
        since = f", the oldest since {line.waiting_since:%Y-%m-%d %H:%M} UTC" if line.waiting_since else ""
        error = f" It could not be reached for a day: {line.error}" if not reached else ""
        count = f"{line.waiting} open ask{'' if line.waiting == 1 else 's'}"
        yield Finding(reached, f"{line.name}'s system has {count}{since}.{error}")


def _worker_seen(opened: House) -> str:
    alive = opened.settings.var / "worker.alive"
    if not alive.exists():
        return "no worker ever ran here"
    seen = dt.datetime.fromtimestamp(alive.stat().st_mtime, dt.UTC)
    return f"a worker was last seen at {seen:%Y-%m-%d %H:%M} UTC"
