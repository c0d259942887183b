"""What is wrong with the elements inside a class: unknown, misspelt, elsewhere, out of order, too many, missing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from lxml import etree

from wco_datamodel.catalogue import tell
from wco_datamodel.naming import element_name, local_name, namespace
from wco_datamodel.places import Place, place_of
from wco_datamodel.problems import Problem
from wco_datamodel.profiles import BY_NAMESPACE
from wco_datamodel.schema import BODIES, ClassFacts


def structure_faults(parent: etree._Element) -> Iterator[Problem]:
    """Name what is wrong with which elements a class holds and in which order; not what is wrong inside them."""
    holder = place_of(parent)
    facts = holder.class_facts()
    if facts is None:
        return
    known: list[etree._Element] = []
    taken: set[str] = set()
    for child in parent.iterchildren("*"):
        if element_name(child) in facts.elements and namespace(child) in BY_NAMESPACE:
            known.append(child)
            continue
        problem, meant = _stranger(child, holder, facts)
        taken.add(meant)
        yield problem
    yield from _repeated(known, holder, facts)
    yield from _out_of_order(known, holder, facts)
    yield from _missing(parent, {element_name(child) for child in known} | taken, holder, facts)


def _stranger(child: etree._Element, holder: Place, facts: ClassFacts) -> tuple[Problem, str]:
    """Tell an element that does not belong here, and which element of the class it was meant to be, if any."""
    name, where = local_name(child), place_of(child)
    words = {"holder": holder.label, "name": name}
    near = get_close_matches(name, facts.elements, n=1, cutoff=0.75)
    home = _home(name, holder) if namespace(child) in BY_NAMESPACE else None
    if home is not None and not near:
        words |= {"label": home.inside(name).label, "home": home.label, "home_name": home.steps[-1].name}
        return tell("ELEMENT-ELSEWHERE", where, child.sourceline, **words), ""
    if near and namespace(child) in BY_NAMESPACE:
        words |= {"suggestion": near[0], "label": holder.inside(near[0]).label}
        return tell("ELEMENT-MISSPELT", where, child.sourceline, **words), near[0]
    return tell("ELEMENT-UNKNOWN", where, child.sourceline, **words), ""


def _home(name: str, holder: Place) -> Place | None:
    """Find the class nearest to a place in which an element of this name belongs: inside it first, then around it."""
    around = [Place(holder.steps[:end]) for end in range(len(holder.steps), 0, -1)]
    for start in around:
        facts = start.class_facts()
        if facts is None:
            continue
        if name in facts.elements and start != holder:
            return start
        for element in facts.elements.values():
            inner = start.inside(element.name)
            inside = inner.class_facts()
            if inside is not None and name in inside.elements:
                return inner
    return None


def _repeated(known: Sequence[etree._Element], holder: Place, facts: ClassFacts) -> Iterator[Problem]:
    counts = Counter(element_name(child) for child in known)
    for name, count in counts.items():
        most = facts.elements[name].maximum
        if most is not None and count > most:
            extra = [child for child in known if element_name(child) == name][most]
            yield tell(
                "ELEMENT-REPEATED", place_of(extra), extra.sourceline, holder=holder.label, count=count, maximum=most
            )


def _out_of_order(known: Sequence[etree._Element], holder: Place, facts: ClassFacts) -> Iterator[Problem]:
    """Tell the fewest elements that must be moved to bring all into order, each with a neighbour that stays."""
    names = list(facts.elements)
    turns = [names.index(element_name(child)) for child in known]
    run = _longest_run(turns)
    kept = sorted({turns[index] for index in run})
    for index in sorted(set(range(len(known))) - set(run)):
        child, turn = known[index], turns[index]
        if turn in kept and facts.elements[names[turn]].maximum == 1:
            continue  # told as given twice
        before = [other for other in kept if other < turn]
        side, other = ("after", before[-1]) if before else ("before", next(each for each in kept if each > turn))
        words = {"side": side, "neighbour": holder.inside(names[other]).label, "next_name": names[other]}
        yield tell("ELEMENT-ORDER", place_of(child), child.sourceline, holder=holder.label, **words)


def _longest_run(turns: Sequence[int]) -> list[int]:
    """Return the indexes of a longest non-decreasing run, by patience sorting."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, turn in enumerate(turns):
        at = bisect_right(tails, turn)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [turn]
        ends[at : at + 1] = [index]
    run, index = [], ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def _missing(parent: etree._Element, present: set[str], holder: Place, facts: ClassFacts) -> Iterator[Problem]:
    if not holder.steps:
        if not present & {*BODIES}:
            yield tell("MESSAGE-EMPTY", holder, parent.sourceline)
        return
    for element in facts.elements.values():
        if element.minimum and element.name not in present:
            yield tell("ELEMENT-MISSING", holder.inside(element.name), parent.sourceline, holder=holder.label)
