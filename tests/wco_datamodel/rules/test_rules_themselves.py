"""What every rule has, and how rules are chosen, dated, told and made milder."""

import datetime as dt
import re
import timeit

import pytest
from rule_examples import TODAY, examples, message, problems, subjects
from stdnum import iso6346

from wco_datamodel import Problem, check, parse, render
from wco_datamodel.codelists import CodeLists, changes_from
from wco_datamodel.describing.dictionary import entries
from wco_datamodel.rendering import as_message
from wco_datamodel.response import RespondedDeclaration, Response
from wco_datamodel.rules import MOST_OF_ONE, RULES, ClassRule
from wco_datamodel.rules.checking import walk_on
from wco_datamodel.rules.equipment_rules import check_digit
from wco_datamodel.schema import tree
from wco_datamodel.values import wco_name

CODES = [rule.code for rule in RULES]
OF_ELEMENTS = {
    each.id or each.name for facts in tree("Declaration").classes.values() for each in facts.elements.values()
}
OF_CLASSES = {facts.id for facts in tree("Declaration").classes.values()}


def words(change: object, name: str = "") -> set[str]:
    """The values that a change writes, and the names of the elements that it takes out."""
    if isinstance(change, dict):
        return set().union(*(words(value, key) for key, value in change.items()))
    if isinstance(change, list):
        return set().union(*map(words, change))
    return {name if change is None else str(change)}


def codes(told: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in told}


def test_there_are_many_rules_and_each_has_a_code_of_its_own() -> None:
    assert len(CODES) == len(set(CODES)) >= 60
    assert all(re.fullmatch(r"[A-Z]+\d{3}", code) for code in CODES)


def test_every_rule_has_a_sentence_a_hint_a_source_and_the_elements_that_it_looks_at() -> None:
    for rule in RULES:
        assert re.fullmatch(r"[A-Z][^.]*( \. :|[^.])*", rule.sentence), rule.code
        assert rule.hint.endswith("."), rule.code
        assert re.fullmatch(r"[A-Z0-9].{5,110}\.", rule.example), rule.code
        assert rule.source, rule.code
        assert {each.rpartition("/")[2] for each in rule.looks_at} <= OF_ELEMENTS | OF_CLASSES, rule.code
        assert rule.looks_at, rule.code


def test_every_rule_is_named_by_an_element_of_the_data_dictionary() -> None:
    assert {rule.code for rule in RULES} == {code for entry in entries() for code in entry.rules}


def test_errors_say_must_and_warnings_say_should() -> None:
    milder = {rule.code for rule in RULES if rule.severity == "warning" and " must " in f" {rule.sentence} "}
    assert milder == set()


def test_every_rule_has_an_example_with_its_sentence() -> None:
    written = {example.code: example.sentence for subject in subjects() for example in examples(subject)}

    assert written == {rule.code: rule.sentence for rule in RULES}
    assert all(example.fires and example.silent for subject in subjects() for example in examples(subject))


def test_the_example_of_a_rule_tells_what_is_broken_in_the_message_of_its_test() -> None:
    changes = {example.code: example.fires[0] for subject in subjects() for example in examples(subject)}

    for rule in RULES:
        assert any(word in rule.example for word in words(changes[rule.code])), rule.code


def test_a_rule_that_needs_a_field_names_one_of_its_classes() -> None:
    for rule in RULES:
        if isinstance(rule, ClassRule) and rule.where:
            names = {name for each in rule.classes for name in tree("Declaration").classes[each.__name__].elements}
            assert wco_name(rule.where) in names, rule.code


def test_a_rule_is_asked_only_between_its_first_and_its_last_day() -> None:
    asked = {rule.code for rule in RULES if rule.in_force(dt.date(2016, 12, 31))}

    assert {"ITEM204", "ITEM205"} & asked == set()
    assert walk_on(dt.date(2016, 12, 31), False) is not walk_on(TODAY, False)
    unknown = {"commodity": {"Classification": [{"ID": "080899"}]}}
    assert "ITEM204" in codes(problems(unknown))
    old = {"IssueDateTime": {"value": "20161231", "formatCode": "102"}}
    assert "ITEM204" not in codes(problems(unknown | old))


def test_a_declaration_is_judged_by_the_codes_of_its_day() -> None:
    ended = {"commodity": {"Classification": [{"ID": "854140"}]}}
    earlier = {"AcceptanceDateTime": {"value": "20211231", "formatCode": "102"}, "IssueDateTime": None}

    assert "ITEM205" in codes(problems(ended))
    assert "ITEM205" not in codes(problems(ended | earlier))
    assert "ITEM205" not in codes(problems(ended | {"IssueDateTime": None}, today=dt.date(2021, 6, 1)))


def test_what_a_subheading_was_replaced_by_is_told() -> None:
    (told,) = [p for p in problems({"commodity": {"Classification": [{"ID": "854140"}]}}) if p.code == "ITEM205"]

    assert told.hint is not None
    assert told.hint.startswith("Did you mean 85414")


def test_near_misses_are_named_but_not_for_every_item_of_a_long_message() -> None:
    units = [{"SequenceNumeric": n, "LengthMeasure": {"value": "1", "unitCode": f"MT{n % 10}"}} for n in range(30)]
    told = [p for p in problems({"item": {"Packaging": units}}) if p.code == "VALUE310"]
    suggested = [p for p in told if p.hint and p.hint.startswith("Did you mean")]

    assert len(told) == 30
    assert 1 <= len(suggested) <= 10


def test_a_national_rule_warns_a_visitor_and_refuses_our_own() -> None:
    change = {"shipment": {"Importer": None}}

    assert [p.severity for p in problems(change) if p.code == "PARTY403"] == ["error"]
    assert [p.severity for p in problems(change, visiting=True) if p.code == "PARTY403"] == ["warning"]


def test_a_country_that_the_caller_knows_is_known() -> None:
    change = {"shipment": {"Destination": {"CountryCode": "XL"}}}

    assert "VALUE303" in codes(problems(change))
    assert problems(change, extra_countries=frozenset({"XL"})) == ()


def test_the_lists_of_a_country_decide() -> None:
    lists = CodeLists.standard().with_changes(changes_from({"procedures": {"without": ["40"]}}))
    told = [problem.sentence for problem in problems({}, lists=lists)]

    assert len(told) == 2
    assert all("40 is not" in sentence for sentence in told)


def test_a_request_is_judged_only_by_what_it_can_know() -> None:
    request = {
        "FunctionCode": "13",
        "TypeCode": "GPR",
        "ID": "26FJ0001",
        "shipment": {"GovernmentAgencyGoodsItem": None},
    }
    cleared = {"GoodsItemQuantity": None, "Declarant": None, "Agent": None}

    assert problems(request | cleared) == ()
    assert "VALUE303" in codes(problems(request | {"Exporter": {"Address": {"CountryCode": "QQ"}}}))


def test_of_one_rule_so_many_findings_are_told_and_the_last_says_how_many_more_there_are() -> None:
    seals = [{"SequenceNumeric": number} for number in range(1, MOST_OF_ONE + 8)]
    told = [
        problem.sentence
        for problem in problems({"consignment": {"TransportEquipment": [{"SequenceNumeric": 1, "Seal": seals}]}})
        if problem.code == "EQUIP508"
    ]

    assert len(told) == MOST_OF_ONE
    assert told[-1].endswith("The same is so in 7 more places.")


def test_all_rules_together_take_a_fraction_of_a_millisecond() -> None:
    read = message({})

    assert min(timeit.repeat(lambda: check(read, today=TODAY), number=5, repeat=20)) / 5 < 0.001


@pytest.mark.parametrize("number", ["CSQU3054383", "MSKU0000006", "TGHU7599330", "ZZZZ9999999", "AKLU0000000"])
def test_the_check_digit_of_a_container_is_that_of_iso_6346(number: str) -> None:
    assert check_digit(number[:10]) == iso6346.calc_check_digit(number[:10])


def test_a_code_fits_into_the_validation_code_of_a_response() -> None:
    assert max(map(len, CODES)) <= 8


def test_problems_stand_in_the_order_of_the_message_with_pointer_line_and_item() -> None:
    read = message({"FunctionalReferenceID": None, "second": {"SequenceNumeric": 1}})
    told = check(parse(render(read.declaration, pretty=True)), today=TODAY)  # type: ignore[arg-type]

    assert [problem.code for problem in told] == ["DEC101", "DEC111", "DEC104"]
    assert [problem.line or 0 for problem in told] == sorted(problem.line or 0 for problem in told)
    assert told[0].pointer == "42A/D026"
    assert (told[2].pointer, told[2].label) == ("42A > 67A > 68A[2]/006", "Sequence number of the item")
    assert told[2].sentence.startswith("Item 2: ")


def test_values_that_were_never_bytes_are_judged_too() -> None:
    read = message({"FunctionalReferenceID": None})
    (told,) = check(as_message(read.declaration), today=TODAY)  # type: ignore[arg-type]

    assert (told.code, told.line) == ("DEC101", None)


def test_a_response_has_no_document_rules() -> None:
    assert check(as_message(Response(function_code="01", declaration=RespondedDeclaration()))) == ()


@pytest.mark.parametrize("date", ["20261341", "20260230", "20261124256060Z"])
def test_days_and_hours_that_do_not_exist_are_told(date: str) -> None:
    change = {"IssueDateTime": {"value": date, "formatCode": "102" if len(date) == 8 else "304"}}
    (told,) = problems(change)

    assert (told.code, told.pointer) == ("VALUE301", "42A/D011")
    assert date in told.sentence


@pytest.mark.parametrize("code", [None, "0803", "no code"])
def test_a_commodity_code_of_fewer_than_six_digits_is_told_at_the_code(code: str | None) -> None:
    told = problems({"commodity": {"Classification": [{"ID": code}] if code else None}})

    assert [problem.code for problem in told] == ["ITEM201"]
    assert told[0].pointer == "42A > 67A > 68A[1] > 23A > 21A[1]/145"
