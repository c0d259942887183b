"""Many verdicts told in few words."""

import datetime as dt
from decimal import Decimal

from agencies.contract import Appeal, Contact, Outcome, Reason, Verdict
from singlewindow.casework import AgencyAnswer, CaseOutcome, Decision, ItemDecision
from singlewindow.web.declared import outline, text
from singlewindow.web.explaining import by_agency
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import Commodity, GovernmentAgencyGoodsItem, Origin
from wco_datamodel.values import Amount, DateTime, Measure


def verdict(item, outcome=Outcome.REFUSE, sentence="It is prohibited.", pointer=None):
    place = f"42A > 67A > 68A[{item}] > 23A" if pointer is None else pointer
    return Verdict("BIO", item, outcome, (Reason("R1", sentence, "An Act, s. 1", place),))


def told(*verdicts):
    agency = AgencyAnswer(
        "BIO", "Biosecurity", Outcome.REFUSE, (1,), Contact("Office"), Appeal("Panel", 20, "An Act, s. 9")
    )
    items = tuple(ItemDecision(v.item, CaseOutcome.REFUSED, "060290", "Plants", (v,)) for v in verdicts)
    at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    (part,) = by_agency(Decision("R", "F", 1, 1, CaseOutcome.REFUSED, "Refused.", at, items, (agency,)))
    return part.answers


def test_items_of_which_the_same_is_said_are_told_once():
    (answer,) = told(verdict(1), verdict(2), verdict(5))
    assert answer.items == (1, 2, 5)
    assert [reason.sentence for reason in answer.reasons] == ["It is prohibited."]


def test_the_strictest_answer_comes_first():
    answers = told(verdict(1, Outcome.CLEAR, "Fine."), verdict(2), verdict(3, Outcome.PENDING, "Wait."))
    assert [answer.items for answer in answers] == [(2,), (3,), (1,)]


def test_only_some_places_are_named_and_the_others_counted():
    (answer,) = told(*(verdict(item) for item in range(1, 10)))
    assert [place for _, place in answer.reasons[0].places] == [f"42A > 67A > 68A[{i}] > 23A" for i in (1, 2, 3)]
    assert answer.reasons[0].further_places == 6


def test_a_place_has_its_label_and_the_whole_declaration_is_no_place():
    (answer,) = told(verdict(1, pointer="42A > 67A > 68A[1] > 23A > 21A[1]/145"))
    assert answer.reasons[0].places[0][0] == "Commodity code"
    (answer,) = told(verdict(1, pointer="42A"))
    assert answer.reasons[0].places == ()
    (answer,) = told(verdict(1, pointer="nonsense"))
    assert answer.reasons[0].places == (("Place", "nonsense"),)


def test_an_item_is_outlined_with_the_labels_of_its_schema():
    item = GovernmentAgencyGoodsItem(
        sequence_numeric=1,
        commodity=Commodity(description="Plants"),
        origin=(Origin(country_code="NZ"),),
        additional_document=(AdditionalDocument(type_code="851", id="P-1"), AdditionalDocument(id="P-2")),
    )
    assert [(line.label, line.text) for line in outline(item)] == [
        ("Number of the supporting document", "P-1"),
        ("Type of the supporting document", "851"),
        ("Number of the supporting document", "P-2"),
        ("Description of the goods", "Plants"),
        ("Country of origin", "NZ"),
    ]


def test_values_are_written_as_people_write_them():
    assert text(Amount(value=Decimal("1250.50"), currency="NZD")) == "1,250.50 NZD"
    assert text(Measure(value=Decimal(12), unit="KGM")) == "12 kg"
    assert text(DateTime("20261124", "102")) == "24 November 2026"
    assert text(DateTime("20261399", "102")) == "20261399"
