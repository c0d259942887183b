"""One walk over a declaration's typed values, compiled from the schema and the rules in force, that calls the rules.

For each class of the schema that a rule looks at, or that holds such, one Python function is written and compiled, as
the standard library does for data classes: a field is fetched by its name, rules are called, and where nothing is
wrong nothing is built. A loop over tables does the same at four times the cost, and every lodgement pays it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, Rule, ValueRule
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Wco

ROOT = "Declaration"
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
        self.names: dict[str, Any] = {"_told": _told, "_under": _under}

    def compiled(self) -> Walk:
        """Compile the lines into a function."""
        body = "\n    ".join(["told = ()", *self.lines, "return told"])
        exec(f"def walk(struct, given):\n    {body}\n", self.names)  # noqa: S102 (made of our schema's names alone)
        walk: Walk = self.names["walk"]
        return walk

    def ask(self, rules: Iterable[ClassRule[Any]], where: str, *, several: bool = False, indent: str = "") -> None:
        """Write the calls of rules about the class: of those that need a field, or of those that need none."""
        for rule in rules:
            if rule.where == where and rule.several is several:
                self.lines += [
                    f"{indent}found = {self.named(rule.findings)}(struct, given)",
                    f"{indent}if found:",
                    f"{indent}    told += tuple([({self.named(rule)}, each) for each in found])",
                ]

    def visit(self, element: ElementFacts) -> None:
        """Write what is done with the value of an element, unless it is nothing."""
        field, written = self.fields[element.name], len(self.lines)
        self.lines += [f"value = struct.{field}", "if value:" if element.repeatable else "if value is not None:"]
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
        for rule in self.rules:
            if isinstance(rule, ValueRule) and rule.concerns(element):
                self.lines += [
                    f"    wrong = {self.named(rule.detail)}(value, given)",
                    "    if wrong is not None:",
                    f"        told += _told({self.named(rule)}, {element.name!r}, value, wrong, given)",
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
            "    for index, each in enumerate(value, 1):",
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
