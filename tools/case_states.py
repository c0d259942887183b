"""The page about the life of a case, written from the state table."""

from collections.abc import Iterable, Iterator

from singlewindow.casework.states import HELD_FOR, PASSAGES, STATES, STEPS, Stage, State, Step

GROUPS = {Stage.OPEN: "Open", Stage.RELEASED: "Released"}
"""The stages that have several states, and are drawn as one around them."""


def page(written: str) -> str:
    """The page, with the line that says who writes it."""
    return "\n".join(
        (
            "# The life of a case\n",
            "Where a case may stand, what may be done there, by whom, and where that may lead.",
            "The table is `singlewindow/casework/states.py`, and every verb asks it. Where an act leads in a given",
            "case is [computed](../explanation/decisions.md); this page says where it may. Any act may leave the case",
            "where it is: somebody else is not done yet.",
            written,
            "```mermaid",
            *_diagram(),
            "```\n",
            *_states(),
            *_steps(),
            *_promises(),
        )
    )


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield "    [*] --> lodged"
    for passage in PASSAGES:
        for source in _ordered(passage.come_from):
            yield from (f"    {source} --> {target} : {passage.event}" for target in _targets(passage.leads_to))
    for stage, name in GROUPS.items():
        yield f"    state {name} {{"
        yield from (f"        {standing.state}" for standing in STATES if standing.stage is stage)
        yield "    }"
    yield "    note right of held : for " + ", ".join(HELD_FOR)
    yield from _edges()


def _edges() -> Iterator[str]:
    """One arrow for each pair of places between which acts lead, with all their events."""
    found: dict[tuple[str, str], list[str]] = {}
    for step in STEPS:
        for source in _targets(step.possible_in):
            for target in _targets(step.leads_to):
                if _onward(source, target):
                    found.setdefault((source, target), []).append(step.event)
    for (source, target), events in found.items():
        yield f"    {source} --> {target} : {', '.join(dict.fromkeys(events))}"


def _targets(states: frozenset[State]) -> list[str]:
    """The states as places of the diagram: the group around them where there is one."""
    stages = {standing.state: standing.stage for standing in STATES}
    return list(dict.fromkeys(GROUPS.get(stages[state], state.value) for state in _ordered(states)))


def _onward(source: str, target: str) -> bool:
    order = [GROUPS.get(standing.stage, standing.state.value) for standing in STATES]
    return order.index(source) < order.index(target) or source == target == GROUPS[Stage.OPEN]


def _ordered(states: Iterable[State]) -> list[State]:
    return [standing.state for standing in STATES if standing.state in frozenset(states)]


def _states() -> Iterator[str]:
    yield "## States\n"
    yield "| state | stage | meaning |"
    yield "| --- | --- | --- |"
    yield from (f"| `{s.state}` | {s.stage.name.lower()} | {s.meaning} |" for s in STATES)
    yield ""


def _steps() -> Iterator[str]:
    yield "## Acts and events\n"
    yield "| act | event | who | permission | possible in | what must be so | may lead to |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    yield from (_row(step) for step in STEPS)
    yield ""


def _row(step: Step) -> str:
    source = _names(step.possible_in) or "no case yet"
    cells = (f"`{step.act}`", f"`{step.event}`", step.who.value, f"`{step.permission}`", source)
    return f"| {' | '.join((*cells, step.guard.sentence, _names(step.leads_to) or 'stays'))} |"


def _names(states: frozenset[State]) -> str:
    return ", ".join(f"`{state}`" for state in _ordered(states))


def _promises() -> Iterator[str]:
    yield "## What comes late or twice\n"
    yield "A case never goes back to an earlier stage: received, open, released, cleared. What is closed stays closed."
    yield "An act that would take it back is refused, whatever the decision rules say (`states.forward`)."
    yield "An act whose effect is stored already changes nothing and is answered as the case stands: a second arrival"
    yield "notice for released goods is no error. Between open states a case may go either way: a hold is lifted, a"
    yield "refusal reconsidered.\n"
    yield "Random sequences of acts are held against this on both databases:"
    yield "[test the life of a case](../how-to/test-the-decision-rules.md).\n"
