"""Each rule, by its code: its sentence, the changes at which it speaks, and the near ones at which it is silent."""

import pytest
from rule_examples import Example, examples, problems, subjects

EXAMPLES = [example for subject in subjects() for example in examples(subject)]
each_rule = pytest.mark.parametrize("rule", EXAMPLES, ids=[example.code for example in EXAMPLES])


def test_the_declaration_that_the_examples_change_keeps_every_rule() -> None:
    assert problems({}) == ()


@each_rule
def test_a_rule_speaks_where_it_is_broken(rule: Example) -> None:
    for change in rule.fires:
        told = [problem for problem in problems(change) if problem.code == rule.code]

        assert told, change
        assert all(rule.sentence in problem.sentence and problem.line and problem.pointer for problem in told), change


@each_rule
def test_a_rule_says_what_it_found(rule: Example) -> None:
    told = [problem.sentence for problem in problems(rule.fires[0]) if problem.code == rule.code]

    assert rule.says in told[0]


@each_rule
def test_a_rule_is_silent_where_it_is_kept(rule: Example) -> None:
    for change in rule.silent:
        assert [problem.sentence for problem in problems(change) if problem.code == rule.code] == [], change
