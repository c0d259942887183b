"""What is wrong with the elements inside a class: unknown, misspelt, elsewhere, out of order, too many, missing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from lxml import etree

from wco_datamodel.catalogue import tell
from wco_datamodel.naming import local_name, namespace
from wco_datamodel.places import Place, place_of
from wco_datamodel.problems import Problem
from wco_datamodel.profiles import BY_NAMESPACE
from wco_datamodel.schema import ClassFacts


def structure_faults(parent: etree._Element) -> Iterator[Problem]:
    """Name what is wrong with which elements a class holds and in which order; not what is wrong inside them."""
    holder = place_of(parent)
    facts = holder.class_facts()
    if facts is None:
        return
    children = list(parent.iterchildren("*"))
    known = [child for child in children if local_name(child) in facts.elements and namespace(child) in BY_NAMESPACE]
    taken: set[str] = set()
    for child in children:
        if child not in known:
            problem, meant = _stranger(child, holder, facts)
            taken.add(meant)
            yield problem
    yield from _repeated(known, holder, facts)
    yield from _out_of_order(known, holder, facts)
    yield from _missing(parent, {local_name(child) for child in known} | taken, holder, facts)


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
    counts = Counter(local_name(child) for child in known)
    for name, count in counts.items():
        most = facts.elements[name].maximum
        if most is not None and count > most:
            extra = [child for child in known if local_name(child) == name][most]
            yield tell(
                "ELEMENT-REPEATED", place_of(extra), extra.sourceline, holder=holder.label, count=count, maximum=most
            )


def _out_of_order(known: Sequence[etree._Element], holder: Place, facts: ClassFacts) -> Iterator[Problem]:
    names = list(facts.elements)
    turns = [names.index(local_name(child)) for child in known]
    in_order = _longest_run(turns)
    single = {name for name in names if facts.elements[name].maximum == 1}
    kept = {local_name(known[index]) for index in in_order}
    for index, child in enumerate(known):
        name = local_name(child)
        if index in in_order or (name in single and name in kept):
            continue
        before = [names[turns[other]] for other in in_order if turns[other] < turns[index]]
        after = [names[turns[other]] for other in in_order if turns[other] > turns[index]]
        side, neighbour = ("after", before[-1]) if before else ("before", after[0])
        words = {"side": side, "neighbour": holder.inside(neighbour).label, "next_name": neighbour}
        yield tell("ELEMENT-ORDER", place_of(child), child.sourceline, holder=holder.label, **words)


def _longest_run(turns: Sequence[int]) -> list[int]:
    """Return the indexes of a longest non-decreasing run: what need not be moved to bring all into order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(turns)
    for index, turn in enumerate(turns):
        at = bisect_right(tails, turn)
        before[index] = ends[at - 1] if at else -1
        tails[at:], ends[at:] = (
            ([turn], [index]) if at == len(tails) else ([turn, *tails[at + 1 :]], [index, *ends[at + 1 :]])
        )
    run, index = [], ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def _missing(parent: etree._Element, present: set[str], holder: Place, facts: ClassFacts) -> Iterator[Problem]:
    if not holder.steps:
        if not present & {"Declaration", "Response"}:
            yield tell("MESSAGE-EMPTY", holder, parent.sourceline)
        return
    for element in facts.elements.values():
        if element.minimum and element.name not in present:
            yield tell("ELEMENT-MISSING", holder.inside(element.name), parent.sourceline, holder=holder.label)
