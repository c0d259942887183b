"""Every real message against its publisher's verdict: read and written equal, or refused with a place. None is left.

Where we differ from the verdict on purpose, the file stands in a table here, with the reason.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from wco_datamodel import Message, MessageRejected, amending, parse, render

# A second Declaration in a response is the echo of what was changed. The verdict was found after giving it the
# namespace of responses; in that of declarations, which is where the publisher's schema has it, it is good.
ECHOES = {
    "response/03_DMSRES.xml",
    "response/05_DMSRES.xml",
    "response/08_DMSRES.xml",
    "response/08._DMSRES.xml",
}
# Read and refused, by folder; the verdicts give the same numbers but for the four echoes.
EXPECTED = {
    "import": (128, 0),
    "export": (30, 0),
    "amendment": (8, 0),
    "cancellation": (2, 1),
    "presentation": (3, 0),
    "enveloped": (5, 0),
    "response": (204, 4),
    "malformed": (0, 9),
    "other": (0, 6),
}


class Real(NamedTuple):
    """A real message, what its publisher's schema says, and what we say."""

    name: str
    good: bool
    outcome: Message | MessageRejected


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Real]:
    """All messages of the corpus, read once."""
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = list(csv.DictReader(index, delimiter="\t"))
    return [
        Real(row["file"], _good(row["valid_against_publisher_schema"]), _outcome(shared / "corpus" / row["file"]))
        for row in rows
    ]


def _good(verdict: str) -> bool:
    after = verdict.rpartition("after adding namespaces: ")[2]
    return after.removeprefix("inner MetaData ").startswith("VALID")


def _outcome(file: Path) -> Message | MessageRejected:
    try:
        return parse(file.read_bytes())
    except MessageRejected as rejected:
        return rejected


def test_each_folder_has_as_many_read_and_refused_as_expected(corpus: list[Real]) -> None:
    read = Counter(each.name.partition("/")[0] for each in corpus if isinstance(each.outcome, Message))
    all_ = Counter(each.name.partition("/")[0] for each in corpus)
    assert {folder: (read[folder], count - read[folder]) for folder, count in all_.items()} == EXPECTED


def test_what_its_publisher_accepts_we_read_and_only_the_echoes_besides(corpus: list[Real]) -> None:
    differing = {each.name for each in corpus if each.good != isinstance(each.outcome, Message)}
    assert differing == ECHOES


@pytest.mark.parametrize("spelling", ["xml", "json"])
def test_what_is_read_is_written_and_read_again_the_same(corpus: list[Real], spelling: str) -> None:
    for name, _, message in corpus:
        if isinstance(message, Message):
            again = parse(render(message, spelling))  # type: ignore[arg-type]
            for field in ("kind", "metadata", "declaration", "responses", "attributes"):
                assert getattr(again, field) == getattr(message, field), (name, field)


def test_what_is_refused_is_refused_with_a_line_of_the_file(corpus: list[Real], shared: Path) -> None:
    for name, _, refusal in corpus:
        if isinstance(refusal, MessageRejected):
            lines = (shared / "corpus" / name).read_bytes().count(b"\n") + 1
            assert refusal.problems, name
            assert all(problem.line and problem.line <= lines for problem in refusal.problems), name


def test_nothing_that_is_read_was_dropped_without_being_named(corpus: list[Real]) -> None:
    told = Counter(
        problem.code for each in corpus if isinstance(each.outcome, Message) for problem in each.outcome.warnings
    )
    assert told == {"MSG05": 5}


def test_every_cancellation_that_its_publisher_accepts_meets_the_tighter_rules_of_cancellations(
    corpus: list[Real],
) -> None:
    found = [each.outcome for each in corpus if each.name.startswith("cancellation/") and each.good]
    read = [amending.read_cancellation(message) for message in found if isinstance(message, Message)]
    assert [each.reason_code for each in read] == ["1", "1"]


def test_every_presentation_is_read_as_one(corpus: list[Real]) -> None:
    found = [each.outcome for each in corpus if each.name.startswith("presentation/")]
    assert all(amending.read_presentation(message).id for message in found if isinstance(message, Message))


def test_the_four_corrections_keep_what_was_changed(corpus: list[Real]) -> None:
    for name, _, message in corpus:
        if name in ECHOES:
            assert isinstance(message, Message)
            assert message.responses[0].function_code == "07"
            assert message.responses[0].echoed_declaration is not None
