"""``singlewindow check``: tell whether messages are acceptable, and what is wrong with those that are not."""

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.cli.house import house
from singlewindow.cli.messages import MessageFile, message_files
from wco_datamodel import Problem


class Examined(NamedTuple):
    """A file, whether it would be accepted, and what is wrong or doubtful with it."""

    file: str
    acceptable: bool
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """The same with every field of every problem spelled out."""
        return self._asdict() | {"problems": [msgspec.structs.asdict(problem) for problem in self.problems]}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list with every problem's code, pointer and line.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check messages without lodging them. Every error is named with its place.

    FILES are messages in XML or JSON, or folders of them. Exits with 0 when all are acceptable, with 1 otherwise.
    """
    opened = house()
    examined = [_examine(opened, message) for message in message_files(files)]
    if as_json:
        click.echo(json.dumps([one.as_json() for one in examined], indent=2, ensure_ascii=False))
    else:
        for one in examined:
            _print(one)
    sys.exit(0 if all(one.acceptable for one in examined) else 1)


def _examine(opened: House, message: MessageFile) -> Examined:
    checked = casework.check(opened, message.raw, message.content_type)
    return Examined(str(message.path), checked.acceptable, checked.problems)


def _print(examined: Examined) -> None:
    for problem in examined.problems:
        place = f"{examined.file}:{problem.line or 1}"
        warning = "" if problem.severity == "error" else "warning: "
        pointer = f" ({problem.pointer})" if problem.pointer else ""
        click.echo(f"{place}: {warning}{problem.code} {problem.sentence}{pointer}", err=bool(warning))
