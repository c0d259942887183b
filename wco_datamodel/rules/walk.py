"""One walk over a declaration's typed values, compiled from the schema and the rules in force, that calls the rules.

For each class of the schema that a rule looks at, or that holds such, one Python function is written and compiled, as
the standard library does for data classes: a field is fetched by its name, rules are called, and where nothing is
wrong nothing is built. A loop over tables does the same at four times the cost, and every lodgement pays it.
"""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.goods import OTHER_NUMBERS
from wco_datamodel.measuring import KINDS, WHOLE
from wco_datamodel.rules.circumstances import EMPTY_COMMODITY, NO_PROCEDURE, Circumstances, Known, moment_of_text
from wco_datamodel.rules.contract import ClassRule, Finding, Rule, ValueRule
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Wco

ROOT = "Declaration"
SAID = {
    **{name: f"given.known.{name}" for name in Known.__struct_fields__ if name not in ("lists", "day", "read")},
    "commodity": "it.commodity or EMPTY_COMMODITY",
    "description": "commodity.description or ''",
    "measure": "commodity.goods_measure",
    "price": "line.item_charge_amount if (line := commodity.invoice_line) else None",
    "code": "(it.hs_code if (c := commodity.classification) and c[0].identification_type_code in OTHER_NUMBERS"
    " else c[0].id if c else None) or ''",
    "subheading": "code[:6] if code.isdecimal() and len(code) > 5 else it.hs_code[:6]",
    "procedure": "it.government_procedure[0] if it.government_procedure else NO_PROCEDURE",
    "current": "procedure.current_code or ''",
    "requested": "current[:2]",
    "previous": "(procedure.previous_code or current[2:4] or '00')[:2]",
}
"""What an expression of a rule may name besides ``it``, ``value`` and ``given``: the sets of the day, facts of an item.

Each may name those before it; a function says only what its rules name."""
COMMON: dict[str, Any] = {
    "KINDS": KINDS,
    "OTHER_NUMBERS": OTHER_NUMBERS,
    "WHOLE": WHOLE,
    "EMPTY_COMMODITY": EMPTY_COMMODITY,
    "NO_PROCEDURE": NO_PROCEDURE,
    "moment_of_text": moment_of_text,
}
AnyRule = TypeVar("AnyRule", bound=Rule)
Found: TypeAlias = tuple[tuple[Rule, Finding], ...]
Walk: TypeAlias = Callable[[Any, Circumstances], Found]


@cache
def walker(rules: tuple[Rule, ...], class_name: str = ROOT) -> Walk | None:
    """Compile the function that walks a class: a struct to each rule that does not hold, with its finding.

    Returns None where no rule looks at the class or at anything inside it.
    """
    struct = struct_of(ROOT, class_name)
    about = [rule for rule in rules if isinstance(rule, ClassRule) and struct in rule.classes]
    source = _Source(rules, about, struct)
    source.ask(about, "")
    for element in tree(ROOT).classes[class_name].elements.values():
        source.visit(element)
    return source.compiled() if source.lines else None


class _Source:
    """The source of one function, and the names that stand in it for rules and for other functions."""

    def __init__(self, rules: tuple[Rule, ...], about: Sequence[ClassRule[Any]], struct: type[Wco]) -> None:
        self.rules, self.about, self.fields = rules, about, fields_of(struct)
        self.lines: list[str] = []
        self.said: set[str] = set()
        self.names: dict[str, Any] = {"_told": _told, "_under": _under, **COMMON}

    def compiled(self) -> Walk:
        """Compile the lines into a function."""
        said = [f"{name} = {written}" for name, written in SAID.items() if name in self.said]
        body = "\n    ".join(["told = ()", *said, *self.lines, "return told"])
        exec(f"def walk(it, given):\n    {body}\n", self.names)  # noqa: S102 (made of our schema and our rules alone)
        walk: Walk = self.names["walk"]
        return walk

    def ask(self, rules: Iterable[ClassRule[Any]], where: str, *, several: bool = False, indent: str = "") -> None:
        """Write the calls of rules about the class: of those that need a field, or of those that need none."""
        asked = [(rule, rule.kept) for rule in rules if rule.where == where and rule.several is several]
        for rule, inside in self.unless(asked, indent):
            self.lines += [
                f"{inside}found = {self.named(rule.findings)}(it, given)",
                f"{inside}if found:",
                f"{inside}    told += tuple([({self.named(rule)}, each) for each in found])",
            ]

    def unless(self, asked: Iterable[tuple[AnyRule, str]], indent: str) -> Iterator[tuple[AnyRule, str]]:
        """Write that rules are called unless they are kept for certain; return each with the indent of its call.

        Those that are kept for the same reason are asked about once.
        """
        together: dict[str, list[AnyRule]] = {}
        for rule, kept in asked:
            together.setdefault(kept, []).append(rule)
        for kept, rules in together.items():
            if kept:
                self.lines.append(f"{indent}if not ({kept}):")
            for rule in rules:
                self.say(kept, vars(sys.modules[type(rule).__module__]))
                yield rule, f"{indent}    " if kept else indent

    def say(self, expression: str, module: Mapping[str, Any]) -> None:
        """Take down which names an expression needs, and what those of its module are."""
        for name in {each.id for each in ast.walk(ast.parse(expression.strip())) if isinstance(each, ast.Name)}:
            if name in SAID:
                self.said.add(name)
                self.say(SAID[name], {})
            elif name in module:
                assert self.names.setdefault(name, module[name]) is module[name], name

    def visit(self, element: ElementFacts) -> None:
        """Write what is done with the value of an element, unless it is nothing."""
        field, written = self.fields[element.name], len(self.lines)
        self.lines += [f"value = it.{field}", "if value:" if element.repeatable else "if value is not None:"]
        self.ask(self.about, field, indent="    ")
        if element.repeatable:
            self.several(field)
        if element.term:
            self.judge(element)
        else:
            self.enter(element)
        if len(self.lines) == written + 2:
            del self.lines[written:]

    def several(self, field: str) -> None:
        """Write the calls of rules that need two values of a field."""
        if any(rule.where == field and rule.several for rule in self.about):
            self.lines.append("    if len(value) > 1:")
            self.ask(self.about, field, several=True, indent="        ")

    def judge(self, element: ElementFacts) -> None:
        """Write the calls of rules about a single value."""
        rules = [rule for rule in self.rules if isinstance(rule, ValueRule) and rule.concerns(element)]
        for rule, inside in self.unless([(rule, rule.kept_in(element)) for rule in rules], "    "):
            self.lines += [
                f"{inside}wrong = {self.named(rule.detail)}(value, given)",
                f"{inside}if wrong is not None:",
                f"{inside}    told += _told({self.named(rule)}, {element.name!r}, value, wrong, given)",
            ]

    def enter(self, element: ElementFacts) -> None:
        """Write the walk of what is inside."""
        inner = walker(self.rules, element.type_name)
        if inner is None:
            return
        if not element.repeatable:
            self.lines += [f"    found = {self.named(inner)}(value, given)", "    if found:"]
            self.lines.append(f"        told += _under({element.name!r}, found)")
            return
        self.lines += [
            "    index = 0",
            "    for each in value:",
            "        index += 1",
            f"        found = {self.named(inner)}(each, given)",
        ]
        self.lines += ["        if found:", f"            told += _under(f'{element.name}[{{index}}]', found)"]

    def named(self, meant: Any) -> str:
        """Return a name for what is meant, by which the source speaks of it."""
        name = f"_{len(self.names)}"
        self.names[name] = meant
        return name


def _told(rule: ValueRule, name: str, value: Any, wrong: str, given: Circumstances) -> Found:
    return ((rule, Finding((name,), wrong, rule.advice(value, given))),)


def _under(step: str, told: Found) -> Found:
    return tuple((rule, Finding((step, *each.path), each.detail, each.hint)) for rule, each in told)
