"""``singlewindow check``: tell whether messages are acceptable, and what is wrong with those that are not."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
from rich.console import Console
from rich.progress import track

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.cli.house import house
from wco_datamodel import Problem, batches
from wco_datamodel.archives import Limits


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

    FILES are messages in XML or JSON, or folders or zip files of them. Exits with 0 when all are acceptable, with 1
    otherwise.
    """
    console = Console(stderr=True)
    examined = list(
        track(
            _examined(house(), files),
            "Checking",
            total=sum(map(batches.count, files)),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
    )
    if as_json:
        click.echo(json.dumps([one.as_json() for one in examined], indent=2, ensure_ascii=False))
    else:
        for one in examined:
            _print(one)
        _sum_up(examined)
    sys.exit(0 if all(one.acceptable for one in examined) else 1)


def _examined(opened: House, paths: Sequence[Path]) -> Iterator[Examined]:
    limits = Limits(each=opened.settings.max_message_bytes)
    for path in paths:
        for file in batches.files(path, limits):
            yield _examine(opened, path if path.is_dir() else path.parent, file)


def _examine(opened: House, folder: Path, file: batches.File) -> Examined:
    name = str(folder / file.name)
    if file.refused is not None:
        return Examined(name, acceptable=False, problems=(file.refused,))
    checked = casework.check(opened, file.raw, file.content_type)
    return Examined(name, checked.acceptable, checked.problems)


def _sum_up(examined: Sequence[Examined]) -> None:
    """Say of several messages how many are acceptable, for a person who looks on."""
    if len(examined) > 1:
        good = sum(one.acceptable for one in examined)
        click.echo(f"{len(examined)} messages: {good} acceptable, {len(examined) - good} not.", err=True)


def _print(examined: Examined) -> None:
    for problem in examined.problems:
        place = f"{examined.file}:{problem.line or 1}"
        warning = "" if problem.severity == "error" else "warning: "
        pointer = f" ({problem.pointer})" if problem.pointer else ""
        hint = f" {problem.hint}" if problem.hint else ""
        click.echo(f"{place}: {warning}{problem.code} {problem.sentence}{hint}{pointer}", err=bool(warning))
