"""The documents of a backup: they travel in the backup's own file, in a table that a database in use does not have."""

import sqlite3

from singlewindow.store.files import Damaged, Files

TABLE = "document_file"


def put_in(backup: sqlite3.Connection, files: Files) -> list[str]:
    """Put every document that the database names into the backup; gives those that are missing or were changed."""
    backup.execute(f"CREATE TABLE {TABLE} (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL)")
    damaged = []
    backup.execute("BEGIN")
    for sha256 in _named(backup):
        try:
            backup.execute(f"INSERT INTO {TABLE} VALUES (?, ?)", (sha256, files.read(sha256)))  # noqa: S608 - ours
        except Damaged as fault:
            damaged.append(str(fault))
    backup.execute("COMMIT")
    return damaged


def take_out(restored: sqlite3.Connection, files: Files) -> int:
    """Write the documents of a backup to where documents lie, and leave the table away; gives how many there were.

    A backup of the time before documents has none.
    """
    if not _has(restored, TABLE):
        return 0
    count = 0
    for (content,) in restored.execute(f"SELECT content FROM {TABLE}"):  # noqa: S608 - ours
        files.keep(content)
        count += 1
    restored.execute(f"DROP TABLE {TABLE}")
    restored.execute("VACUUM")
    return count


def _named(database: sqlite3.Connection) -> list[str]:
    if not _has(database, "attachment"):
        return []
    return [row[0] for row in database.execute("SELECT DISTINCT sha256 FROM attachment ORDER BY sha256")]


def _has(database: sqlite3.Connection, table: str) -> bool:
    found = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
    return found.fetchone() is not None
