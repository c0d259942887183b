"""The reference page of the code lists, written from the lists themselves."""

from collections.abc import Iterator

from wco_datamodel.codelists.code_list import CodeList
from wco_datamodel.codelists.collection import CodeLists

_BEGINNING = """\
# Code lists

Every list that the WCO library knows, with the edition it was taken from. A date decides: a declaration is held against
the codes of its day. Lists marked *selection* hold only codes that could be sourced or that this trade uses; a code
that is not in them may exist.
"""
_HEAD = "| list | holds | WCO elements | codes | edition |\n| --- | --- | --- | --- | --- |"
_SOURCES = "## Sources and licences\n\n| list | source | licence |\n| --- | --- | --- |"


def page(written_by: str = "") -> str:
    """Return the page in Markdown; ``written_by`` is a sentence on how it is written.

    What depends on the version of another package is left open, so that the page is the same everywhere.
    """
    standard = CodeLists.standard()
    lists = [standard.get(name) for name in standard.names]
    beginning = f"{_BEGINNING}\n{written_by.strip()}\n" if written_by else _BEGINNING
    rows = "\n".join(_row(each) for each in lists)
    sources = "\n".join(f"| `{each.name}` | {_cell(each.source)} | {_cell(each.about.licence)} |" for each in lists)
    return "\n".join((beginning, _HEAD, rows, "", _SOURCES, sources, ""))


def _row(codes: CodeList) -> str:
    title = codes.about.title + "".join(_marks(codes))
    elements = " ".join(codes.about.elements)
    count, edition = ("", "as installed") if codes.about.borrowed else (_count(codes), _cell(codes.edition))
    return f"| `{codes.name}` | {_cell(title)} | {elements} | {count} | {edition} |"


def _count(codes: CodeList) -> str:
    holding = sum(each.holds() for each in codes)
    past = len(codes) - holding
    return f"{holding} and {past} of the past" if past else str(holding)


def _marks(codes: CodeList) -> Iterator[str]:
    if codes.about.issuer == "library":
        yield " (ours)"
    if not codes.about.whole:
        yield " (selection)"
    elif codes.about.whole != ("",):
        yield f" (whole for {', '.join(codes.about.whole)}; else a selection)"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
