"""Document rules: what must hold in a declaration before anything is looked up, told in the trader's words."""

from collections.abc import Iterator

from wco_datamodel.declaration import Declaration
from wco_datamodel.message import Message
from wco_datamodel.places import place
from wco_datamodel.pointers import problem_in
from wco_datamodel.problems import Problem
from wco_datamodel.rules.contract import DeclarationRule, Finding, ItemRule, Known, Rule, known_lists
from wco_datamodel.rules.declaration_rules import DEC101, DEC102, DEC103, DEC104, REQUEST
from wco_datamodel.rules.item_rules import ITEM201, ITEM202
from wco_datamodel.rules.walk import VALUE_RULES, plan, value_findings

DECLARATION_RULES: tuple[DeclarationRule, ...] = (DEC101(), DEC102(), DEC103(), DEC104())
ITEM_RULES: tuple[ItemRule, ...] = (ITEM201(), ITEM202())
RULES: tuple[Rule, ...] = (*DECLARATION_RULES, *ITEM_RULES, *VALUE_RULES)


def check(message: Message, extra_countries: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Hold a declaration against the document rules; a response has none and gives an empty tuple.

    ``extra_countries`` are codes that the caller knows besides those of ISO 3166-1. In a visiting message the rules
    about national code lists warn. Returns problems in the order of the message, with lines if it was read from bytes.
    """
    if message.declaration is None:
        return ()
    known = known_lists(extra_countries)
    problems = [_problem(rule, finding, message) for rule, finding in _findings(message.declaration, known)]
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _findings(declaration: Declaration, known: Known) -> Iterator[tuple[Rule, Finding]]:
    for rule in DECLARATION_RULES:
        for finding in rule.findings(declaration):
            yield rule, finding
    if declaration.function_code != REQUEST:
        yield from _item_findings(declaration)
    yield from value_findings(plan("Declaration", "Declaration"), declaration, known)


def _item_findings(declaration: Declaration) -> Iterator[tuple[Rule, Finding]]:
    for index, item in enumerate(declaration.items, start=1):
        for rule in ITEM_RULES:
            for finding in rule.findings(item):
                path = ("GoodsShipment", f"GovernmentAgencyGoodsItem[{index}]", *finding.path)
                yield rule, Finding(path, finding.detail)


def _problem(rule: Rule, finding: Finding, message: Message) -> Problem:
    where = place(("Declaration", *finding.path))
    prefix = f"Item {where.item}: " if where.item else ""
    detail = f": {finding.detail}." if finding.detail else "."
    warns = rule.national and message.profile.visiting
    severity = "warning" if warns else rule.severity
    return problem_in(where, rule.code, prefix + rule.sentence + detail, message, severity, hint=rule.hint)
