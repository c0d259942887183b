"""What goods need and cost, for anybody before anything is lodged (WTO TFA Article 1); and what a declaration owes."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from flask import render_template, request
from flask.typing import ResponseReturnValue

from agencies.contract import GoodsQuery
from singlewindow import casework
from singlewindow.casework.calculate import Asked, Calculation, GoodsAsked, calculate
from singlewindow.casework.calculate_declared import calculate_declared
from singlewindow.casework.measured import is_measure
from singlewindow.errors import Invalid
from singlewindow.web.access import PUBLIC, actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.forms import Errors
from singlewindow.web.house import house
from wco_datamodel.codelists import Code

UNITS = {"LTR": "Litres", "LPA": "Litres of pure alcohol", "KGM": "Kilograms", "H87": "Pieces or sticks"}
"""Quantities that a rate may count in, and what the form calls them."""

MOST_FOUND = 25
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
"""Commas only between thousands: ``1000,50`` could be a thousand and a half, or a hundred thousand and fifty."""

_APART = re.compile(r"[^\w]+")
_AMOUNTS = ("value", "freight", "insurance", *UNITS, "age_years")


@web.get("/find-out")
@allow(PUBLIC)
def find_out() -> ResponseReturnValue:
    """Goods by words or code; their permits, duties and taxes. What is asked stands in the address and can be kept."""
    asked = {name: text.strip()[:140] for name, text in request.args.items()}
    goods = asked.get("goods", "")
    today = house().day_of(house().now())
    if not goods:
        return render_template("find-out.html", asked=asked, units=UNITS, errors={})
    code = goods.replace(".", "").replace(" ", "")
    if not (code.isascii() and code.isdecimal()):
        wrong = _amounts(asked)[1]
        return render_template("find-out.html", asked=asked, units=UNITS, errors=wrong, listed=_named(goods, today))
    if mistakes := _mistakes(asked, code, today):
        return render_template("find-out.html", asked=asked, units=UNITS, errors=mistakes), 422
    errors, found = _answered(asked, code, today)
    return render_template("find-out.html", asked=asked, units=UNITS, errors=errors, **found), 422 if errors else 200


@web.get("/declarations/<reference>/duties")
@allow("read_own", "read_all")
def duties(reference: str) -> ResponseReturnValue:
    """What declared goods owe, line by line; for the lodger and for customs."""
    found = casework.read_case(house(), actor(), reference)
    calculation = calculate_declared(house(), found.declaration, house().day_of(found.lodged_at))
    return render_template("duties.html", case=found, calculation=calculation)


def _mistakes(asked: Mapping[str, str], code: str, today: dt.date) -> dict[str, str]:
    """What is wrong with what was asked, but for the amounts."""
    errors = {}
    known = house().pack.lists.get("hs").find(code[:6], today)
    if not 6 <= len(code) <= 10:
        errors["goods"] = "Give 6 to 10 digits of the Harmonized System, or words."
    elif known is None:
        errors["goods"] = f"There is no subheading {code[:4]}.{code[4:6]} today. Search for it by words."
    origin = asked.get("origin", "").upper()
    if origin and origin not in house().pack.lists.get("iso3166").on(today):
        errors["origin"] = "Enter the two letters of a country, such as NZ."
    return errors


def _answered(asked: Mapping[str, str], code: str, today: dt.date) -> tuple[Errors, dict[str, object]]:
    """The requirements of the code, and the calculation where a value is given; with the mistakes in the amounts."""
    direction = "export" if asked.get("direction") == "export" else "import"
    query = GoodsQuery(hs_code=code, direction=direction, origin=asked.get("origin", "").upper() or None, on=today)
    found: dict[str, object] = {
        "code": code,
        "name": house().pack.lists.get("hs").find(code[:6]),
        "direction": direction,
        "agencies": casework.find_requirements(house(), query),
    }
    if not asked.get("value") or direction == "export":
        return {}, found
    amounts, errors = _amounts(asked)
    if errors:
        return errors, found
    try:
        return {}, found | {"calculation": _calculated(asked, amounts, code)}
    except Invalid as mistakes:
        return {fault.field.rpartition(".")[2]: fault.sentence for fault in mistakes.fields}, found


def _calculated(asked: Mapping[str, str], amounts: Mapping[str, Decimal], code: str) -> Calculation:
    quantities = {unit: amounts[unit] for unit in UNITS if unit in amounts}
    facts = {"age_years": amounts["age_years"]} if "age_years" in amounts else {}
    goods = GoodsAsked(commodity_code=code, value=amounts["value"], quantities=quantities, facts=facts)
    nothing = Decimal(0)
    shipment = Asked(
        goods=(goods,),
        currency=asked.get("currency") or house().pack.currency,
        freight=amounts.get("freight", nothing),
        insurance=amounts.get("insurance", nothing),
    )
    return calculate(house(), shipment)


def _amounts(asked: Mapping[str, str]) -> tuple[dict[str, Decimal], dict[str, str]]:
    amounts: dict[str, Decimal] = {}
    errors: dict[str, str] = {}
    for name in _AMOUNTS:
        text = asked.get(name, "")
        if not text:
            continue
        text = text.replace(",", "") if _GROUPED.fullmatch(text) else text
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal(-1)
        if not is_measure(number):
            errors[name] = "Enter a number, such as 1200.50."
        else:
            amounts[name] = number
    return amounts, errors


def _named(words: str, today: dt.date) -> list[Code]:
    """The subheadings whose text has all of these words, or, where none has, those that are nearest."""
    wanted = words.casefold().split()
    listed = house().pack.lists.get("hs")
    found = [one for one in listed if len(one.code) == 6 and one.holds(today) and _has_all(one, wanted)]
    found.sort(key=lambda one: not _has_whole(one, wanted))
    return found[:MOST_FOUND] or list(listed.suggest(words, 5))


def _has_all(one: Code, wanted: list[str]) -> bool:
    """Whether a word of the text begins with each of the words."""
    name = f" {_APART.sub(' ', one.name.casefold())}"
    return all(f" {word.rstrip('s')}" in name for word in wanted)


def _has_whole(one: Code, wanted: list[str]) -> bool:
    """Whether each of the words is a word of the text, in the singular or the plural."""
    words = {word.rstrip("s") for word in _APART.sub(" ", one.name.casefold()).split()}
    return all(word.rstrip("s") in words for word in wanted)
