"""``check``: the rules in force on a declaration's day, run over it in one walk."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import lru_cache

from wco_datamodel.codelists import CodeLists
from wco_datamodel.message import Message
from wco_datamodel.places import place
from wco_datamodel.pointers import problem_in
from wco_datamodel.problems import Problem, Severity
from wco_datamodel.rules.circumstances import REQUEST, STANDARD, circumstances_of, day_of_law, known_lists
from wco_datamodel.rules.contract import Finding, Rule
from wco_datamodel.rules.register import RULES
from wco_datamodel.rules.walk import ROOT, Found, Walk, walker

MOST_OF_ONE = 100
"""As many findings of one rule are told in one message; the last of them says how many more there are."""


def check(
    message: Message,
    extra_countries: frozenset[str] = frozenset(),
    *,
    lists: CodeLists = STANDARD,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Hold a declaration against the document rules; a response has none and gives an empty tuple.

    ``extra_countries`` are codes that the caller knows besides those of ISO 3166-1; ``lists`` are the code lists with
    a country's changes. The declaration is judged by the rules and the lists of its own day: that of acceptance, else
    of issue, else ``today`` (by default today in UTC). In a visiting message the rules about national lists and usages
    warn. Returns problems in the order of the message, with lines if it was read from bytes.
    """
    declaration = message.declaration
    if declaration is None:
        return ()
    on = today or datetime.now(UTC).date()
    day = day_of_law(declaration, on)
    known = known_lists(extra_countries, lists, day)
    given = circumstances_of(declaration, known, on, message.profile.visiting)
    told = walk_on(day, declaration.function_code == REQUEST)(declaration, given)
    if not told:
        return ()
    return tuple(sorted(_problems(told, message), key=lambda problem: problem.line or 0))


@lru_cache(maxsize=512)
def walk_on(day: date, request: bool) -> Walk:
    """Return the walk that calls the rules of a day, for a declaration or for a request about an earlier one."""
    walk = walker(tuple(rule for rule in RULES if rule.in_force(day) and (rule.requests or not request)))
    assert walk is not None
    return walk


def prepare_rules() -> None:
    """Compile the walks and read the code lists that rules look into, so that no trader waits for it."""
    today = datetime.now(UTC).date()
    known_lists(frozenset(), STANDARD, today)
    for request in (False, True):
        walk_on(today, request)
    for name in ("hs", "unlocode", "rec20", "rec21", "rec28", "incoterms", "procedures", "uncl1001", "uncl3035"):
        STANDARD.get(name)


def _problems(told: Found, message: Message) -> list[Problem]:
    counts = Counter(rule.code for rule, _ in told)
    so_far: Counter[str] = Counter()
    problems = []
    for rule, finding in told:
        so_far[rule.code] += 1
        if so_far[rule.code] <= MOST_OF_ONE:
            more = counts[rule.code] - MOST_OF_ONE if so_far[rule.code] == MOST_OF_ONE else 0
            problems.append(_problem(rule, finding, message, more))
    return problems


def _problem(rule: Rule, finding: Finding, message: Message, more: int) -> Problem:
    where = place((ROOT, *finding.path))
    prefix = f"Item {where.item}: " if where.item else ""
    detail = f": {finding.detail}." if finding.detail else "."
    besides = f" The same is so in {more} more places." if more > 0 else ""
    severity: Severity = "warning" if rule.national and message.profile.visiting else rule.severity
    sentence = prefix + rule.sentence + detail + besides
    return problem_in(where, rule.code, sentence, message, severity, hint=finding.hint or rule.hint)
