"""Check the size budget of CONTRIBUTING.md: ``python tools/size.py [FOLDER]``. Exits with 1 when it is overrun."""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FUNCTION_MEDIAN = 10
FUNCTION_P90 = 30
FILE_MEDIAN = 100
FILE_LIMIT = 400
TEST_FILE_LIMIT = 500

CODE = ("singlewindow", "wco_datamodel", "agencies", "bench", "tools", "fuzz")


class Function(NamedTuple):
    """A function and its length, from ``def`` to its last line, in lines."""

    lines: int
    place: str


def main(root: Path) -> int:
    """Print the measures of the code below ``root`` and what is over its budget; 0 when nothing is."""
    files = [file for folder in CODE for file in python_files(root / folder)]
    lengths = {file: lines_of(file) for file in files}
    functions = sorted(function for file in files for function in functions_of(file, root))
    over = [
        *over_median("files", [lines for lines in lengths.values() if lines], FILE_MEDIAN),
        *over_median("functions", [function.lines for function in functions], FUNCTION_MEDIAN),
        *over_p90(functions),
        *too_long(lengths, FILE_LIMIT, root),
        *too_long({file: lines_of(file) for file in python_files(root / "tests")}, TEST_FILE_LIMIT, root),
    ]
    print(*over or ["Sizes are within the budget."], sep="\n")
    return 1 if over else 0


def python_files(folder: Path) -> list[Path]:
    """The Python files below ``folder``, migrations left out: they are data in time."""
    return sorted(file for file in folder.rglob("*.py") if "versions" not in file.parts)


def lines_of(file: Path) -> int:
    """How many lines ``file`` has."""
    return len(file.read_text(encoding="utf-8").splitlines())


def functions_of(file: Path, root: Path) -> Iterator[Function]:
    """Every function of ``file``, methods and inner ones included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(lines, f"{file.relative_to(root)}:{node.lineno} {node.name}")


def over_median(what: str, lines: list[int], budget: int) -> Iterator[str]:
    """A sentence when the median of ``lines`` is over ``budget``."""
    median = statistics.median(lines) if lines else 0
    print(f"{len(lines)} {what}, median {median:g} lines (budget {budget})")
    if median > budget:
        yield f"The median of the {what} is {median:g} lines; the budget is {budget}."


def over_p90(functions: list[Function]) -> Iterator[str]:
    """A sentence, with the longest functions, when more than a tenth of them are over the budget."""
    p90 = functions[int(len(functions) * 0.9)].lines if functions else 0
    print(f"90 % of the functions are within {p90} lines (budget {FUNCTION_P90})")
    if p90 > FUNCTION_P90:
        longest = ", ".join(f"{function.place} ({function.lines})" for function in functions[:-6:-1])
        yield f"90 % of the functions are within {p90} lines; the budget is {FUNCTION_P90}. Longest: {longest}."


def too_long(lengths: dict[Path, int], limit: int, root: Path) -> Iterator[str]:
    """A sentence for each file over ``limit`` lines."""
    for file, lines in lengths.items():
        if lines > limit:
            yield f"{file.relative_to(root)} has {lines} lines; the limit is {limit}."


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]))
