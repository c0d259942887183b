"""What can be wrong with an ASYCUDA export, in the words of the catalogue's other faults."""

from typing import Final

from wco_datamodel.catalogue import Entry, quoted
from wco_datamodel.problems import Problem

FAULTS: Final[dict[str, Entry]] = {
    "ROOT": Entry(
        "ASY01",
        "This is no ASYCUDA declaration: it begins with {found}, where ASYCUDA is expected.",
        "Export the declaration (SAD) from ASYCUDA as XML and send that file.",
    ),
    "FRAGMENT": Entry(
        "ASY02",
        "The file holds a single goods item and not the declaration that it belongs to.",
        "Export the whole declaration (SAD): the file must begin with ASYCUDA and hold Identification and every Item.",
    ),
    "DEPTH": Entry(
        "ASY03",
        "The file is nested too deeply, or has a name that is far too long: no ASYCUDA export is like that.",
        "Export the declaration again and send the file unchanged.",
    ),
    "MANY": Entry("ASY04", "There are {count} {what}; {most} is the most.", "Divide the declaration."),
    "TYPE": Entry(
        "ASY05",
        "The type of declaration is missing; it was read as an import.",
        "Fill in Identification/Type/Type_of_declaration: IM, EX or TR.",
        "warning",
    ),
    "UNREADABLE": Entry(
        "ASY06",
        "{name} cannot be read: {value}. It must be {expected}.",
        "Correct it in ASYCUDA and export again, or name the flavour in which the file is written.",
    ),
    "UNFIT": Entry(
        "ASY07",
        "{name} does not fit into the declaration: {value}. {label} takes {form}.",
        "Shorten or correct it in ASYCUDA, or give it in the declaration by hand.",
        "warning",
    ),
    "OTHER": Entry(
        "ASY08",
        "{name} says {value}, and something else was read for {label}.",
        "Make sure that the value which was read is the one that is meant.",
        "warning",
    ),
    "PLACELESS": Entry(
        "ASY09",
        "{name} has no place in the declaration and was left out: {value}.",
        "Give it in the declaration by hand if an authority needs it.",
        "warning",
    ),
    "MORE": Entry(
        "ASY10",
        "{count} more values were left out of the declaration.",
        "The reading's list of unmapped values names them all.",
        "warning",
    ),
}


def tell(fault: str, line: int | None = None, path: str = "", **words: object) -> Problem:
    """Fill in a fault's sentence; ``path`` is that of the element, below the root ASYCUDA."""
    entry = FAULTS[fault]
    name = path.rpartition("/")[2]
    filled = {"name": name} | {key: quoted(value) if key == "value" else value for key, value in words.items()}  # type: ignore[arg-type]
    return Problem(
        code=entry.code,
        sentence=entry.sentence.format_map(filled),
        xpath=f"/ASYCUDA/{path}" if path else "",
        line=line,
        label=name,
        hint=entry.hint,
        severity=entry.severity,
    )
