"""A refused message's faults of form and of content, told together and none as a consequence of another."""

from collections.abc import Callable, Iterable, Sequence

from wco_datamodel.catalogue import CATALOGUE
from wco_datamodel.explaining import HARMLESS
from wco_datamodel.message import Message
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.rules import RULES, ClassRule, ValueRule, check

SUBJECTS = {rule.code: {each.__name__ for each in rule.classes} for rule in RULES if isinstance(rule, ClassRule)}
"""The classes that a rule looks at, by its code."""
ABOUT_VALUES = {rule.code for rule in RULES if isinstance(rule, ValueRule)}
OF_OURS = {rule.code for rule in RULES}
STRANGERS = {CATALOGUE[name].code for name in ("ELEMENT-UNKNOWN", "ELEMENT-MISSPELT", "ELEMENT-ELSEWHERE")}


def all_problems(
    refused: MessageRejected, check_rest: Callable[[Message], Iterable[Problem]] = check
) -> tuple[Problem, ...]:
    """Return why a message was refused, and which rules do not hold in what can be read of it, by their lines.

    ``check_rest`` finds what is wrong with a message; by default that are the document rules. A finding is left out
    where the value itself is told to be at fault, and where it may only follow from a fault: where a rule looked at a
    class in which something is missing or could not be read. What ``check_rest`` finds by checks of its own is left out
    where its very place is at fault, or an element beside it is not known.
    """
    rest = refused.read_rest()
    if rest is None:
        return refused.problems
    lost = [problem for problem in refused.problems if problem.code not in HARMLESS]
    found = [each for each in check_rest(rest) if not _follows(each, lost)]
    return tuple(sorted((*refused.problems, *found), key=lambda problem: problem.line or 0))


def _follows(finding: Problem, lost: Sequence[Problem]) -> bool:
    """Whether a finding may follow from one of the faults by which something was lost, there or from its home."""
    if finding.code in ABOUT_VALUES:
        return any(finding.xpath == fault.xpath for fault in lost)
    if finding.code not in OF_OURS:
        return any(_hides(fault, finding) for fault in lost)
    subject, name = f"{_subject(finding)}/", _name(finding.xpath)
    return any(
        f"{fault.xpath}/".startswith(subject) or (fault.code in STRANGERS and _name(fault.xpath) == name)
        for fault in lost
    )


def _hides(fault: Problem, finding: Problem) -> bool:
    """Whether a fault may be why a caller's own check found something: in the same place, or a stranger beside it."""
    beside = fault.code in STRANGERS and fault.xpath.rpartition("/")[0] == finding.xpath.rpartition("/")[0]
    return beside or fault.xpath == finding.xpath


def _subject(finding: Problem) -> str:
    """The place of what a rule looked at: the innermost of its classes; what holds the place, for other findings."""
    classes = SUBJECTS.get(finding.code)
    place = finding.xpath
    while classes and place and _name(place) not in classes:
        place = place.rpartition("/")[0]
    return place if classes else place.rpartition("/")[0]


def _name(xpath: str) -> str:
    return xpath.rpartition("/")[2].partition("[")[0]
