"""Write the reference pages that the program knows: ``python tools/reference.py``. A test holds them against it."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import case_states
import click

from singlewindow.api.problem_types import PROBLEM_TYPES, URN
from singlewindow.cli import main as program
from singlewindow.config import PREFIX, SETTINGS
from wco_datamodel.codelists import describe
from wco_datamodel.describing import pages

DOCS = Path(__file__).parents[1] / "docs" / "reference"
WRITTEN = "This page is written by `tools/reference.py`; a test holds it against the program.\n"


def settings() -> str:
    """Every setting, from ``singlewindow.config``."""
    rows = [
        f"| `{PREFIX}{s.name}` | {f'`{s.default}`' if s.default else 'empty'} | {_cell(s.help)} |" for s in SETTINGS
    ]
    return "\n".join(
        (
            "# Settings\n",
            "Every setting is an environment variable. There is no settings file. A value that cannot be understood",
            "stops the program and is named.",
            WRITTEN,
            "| variable | default | what it does |",
            "| --- | --- | --- |",
            *rows,
            "",
            "On a server set at least `SINGLEWINDOW_VAR` and `SINGLEWINDOW_BASE_URL`. When the base URL begins with",
            "`https://`, cookies are sent over TLS only. See [install on a server](../how-to/install-on-a-server.md).",
            "",
        )
    )


def problems() -> str:
    """Every problem type of the API, from ``singlewindow.api.problem_types``."""
    rows = [f"| `{p.code}` | {p.status} | {_cell(p.title)} | {_cell(p.remedy)} |" for p in PROBLEM_TYPES]
    return "\n".join(
        (
            "# Problems\n",
            "The API answers every error as `application/problem+json` (RFC 9457). Its `type` is",
            f"`{URN}` followed by a code of this table.",
            WRITTEN,
            "| code | status | meaning | what to do |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "`errors` lists each mistake: `detail` is the sentence, `pointer` a JSON Pointer into the body,",
            "`parameter` a query parameter or header. For a message, `wco_pointer`, `xpath` and `line` name the same",
            "place in WCO and XML terms, `label` is the element's name for people, and `hint` says what helps. See the",
            "[message format](message-format.md#pointers).",
            "",
        )
    )


def commands() -> str:
    """Every command with its arguments and options, from click."""
    context = click.Context(program, info_name="singlewindow")
    return "\n".join(
        (
            "# Command line\n",
            "`singlewindow` is the one program. `--help` after a command says the same as this page. What the",
            "program refuses ends with exit code 1 and a sentence, a wrong call with 2. Commands work on the database",
            "and the country pack that the [settings](settings.md) name.",
            WRITTEN,
            *(line for name in program.list_commands(context) for line in _command(_found(context, name), (name,))),
        )
    )


def _found(context: click.Context, name: str) -> click.Command:
    assert isinstance(context.command, click.Group)
    command = context.command.get_command(context, name)
    assert command is not None
    return command


def _command(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    """A command's heading, usage, help and options; a group's commands follow it."""
    name = " ".join(("singlewindow", *path))
    context = click.Context(command, info_name=name)
    yield f"{'#' * (len(path) + 1)} {name}\n"
    yield f"{inspect.cleandoc(command.help or '')}\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _command(_found(context, inner), (*path, inner))
        return
    yield f"    {' '.join((name, *command.collect_usage_pieces(context)))}\n"
    options = [record for p in command.params if (record := p.get_help_record(context)) and isinstance(p, click.Option)]
    if options:
        yield "| option | what it does |"
        yield "| --- | --- |"
        yield from (f"| `{_cell(names)}` | {_cell(text)} |" for names, text in options)
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "problems.md": problems,
    "cli.md": commands,
    "case-states.md": lambda: case_states.page(WRITTEN),
    "code-lists.md": lambda: describe.page(WRITTEN),
    "data-dictionary.md": lambda: pages.data_dictionary(WRITTEN),
    "errors.md": lambda: pages.error_catalogue(WRITTEN),
    "json-schema.md": lambda: pages.json_schemas(WRITTEN),
    "pointers.md": lambda: pages.pointers(WRITTEN),
}
"""The pages, by file name."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
