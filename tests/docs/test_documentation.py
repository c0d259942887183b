"""The documentation is whole: links lead somewhere, pages are found, commands exist, and nothing private is in it."""

import re
import shlex
from collections.abc import Iterator
from urllib.parse import unquote

import click
import pytest
from documentation import DOCS, ROOT, Document, documents

from singlewindow.cli import main

PAGES = documents()
PRIVATE = re.compile(r"/(?:root|work|home/\w+|tmp)/|/Users/|[A-Z]:\\")
VARIABLE = re.compile(r"^[A-Z_]+=")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def local_links(page: Document) -> Iterator[tuple[str, Document, str]]:
    """Each link that stays in the repository: as written, the file it names, and its anchor."""
    for link in page.links:
        if "://" in link or link.startswith(("mailto:", "/api/")):
            continue
        target, _, fragment = unquote(link).partition("#")
        path = (page.path.parent / target).resolve() if target else page.path
        yield link, Document(path), fragment


@each_page
def test_every_link_leads_to_a_file_of_the_repository(page: Document) -> None:
    broken = [
        link for link, target, _ in local_links(page) if not target.path.exists() or ROOT not in target.path.parents
    ]

    assert broken == []


@each_page
def test_every_anchor_is_a_heading(page: Document) -> None:
    broken = [
        link
        for link, target, fragment in local_links(page)
        if fragment and target.path.suffix == ".md" and target.path.exists() and fragment not in target.anchors
    ]

    assert broken == []


def test_every_page_is_reachable_from_the_index() -> None:
    reached = {DOCS / "index.md"}
    waiting = list(reached)
    while waiting:
        for _, target, _ in local_links(Document(waiting.pop())):
            if target.path.suffix == ".md" and target.path.exists() and target.path not in reached:
                reached.add(target.path)
                waiting.append(target.path)

    assert sorted(set(DOCS.rglob("*.md")) - reached) == []


@each_page
def test_a_page_begins_with_its_one_title(page: Document) -> None:
    titles = [line for line in page.prose.splitlines() if line.startswith("# ")]

    assert len(titles) == 1
    assert page.text.startswith(titles[0])


@each_page
def test_no_page_names_a_place_on_somebodys_machine(page: Document) -> None:
    assert PRIVATE.findall(page.text) == []


def command_lines(page: Document) -> Iterator[list[str]]:
    """What follows ``singlewindow`` in each line that runs it, up to the shell's next word."""
    for line in page.shell_lines:
        for part in re.split(r"&&|\|\||[;|]|'", line.removeprefix("$ ")):
            words = _words(part)
            while words and VARIABLE.match(words[0]):
                words.pop(0)
            if words and words[0].rpartition("/")[2] == "singlewindow" and len(words) > 1:
                yield words[1:]


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


def unknown(words: list[str]) -> str | None:
    """What of a command line the program does not know, or None."""
    command: click.Command = main
    context = click.Context(main, info_name="singlewindow")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        found = command.get_command(context, name)
        if found is None:
            return name
        command = found
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    options = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
    return next((option for option in options if option not in known | {"--help", "-h"}), None)


@each_page
def test_every_command_that_a_page_shows_exists(page: Document) -> None:
    strange = [(" ".join(words), word) for words in command_lines(page) if (word := unknown(list(words)))]

    assert strange == []


@each_page
def test_every_make_target_that_a_page_shows_exists(page: Document) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    named = [
        word
        for line in page.shell_lines
        if (words := line.removeprefix("$ ").split())[:1] == ["make"]
        for word in words[1:]
        if word.isidentifier()
    ]

    assert [word for word in named if word not in targets] == []


def test_the_decision_records_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "adr").glob("*.md"))

    assert numbers == list(range(len(numbers)))


@pytest.mark.parametrize("path", sorted((DOCS / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_record_carries_its_number_and_fits_a_page(path: object) -> None:
    page = Document(path)  # type: ignore[arg-type]

    assert page.text.startswith(f"# {int(page.path.name[:4])}. ")
    assert len(page.text.splitlines()) <= 60
