"""Converters between several elements on one side and one on the other."""

from typing import Final

from wco_datamodel.asycuda import numbers
from wco_datamodel.asycuda.converters import simple
from wco_datamodel.asycuda.leaves import BLANKS
from wco_datamodel.asycuda.rows import Converter, Setting, Texts, Unreadable, Values
from wco_datamodel.readers import collapsed
from wco_datamodel.values import Measure

IDENTIFIER: Final = 17  # characters that an identifier of a place may have


def _write_type(values: Values, setting: Setting) -> Texts:
    code = values[0] or ""
    general = code[2:] if code[2:].isdigit() else setting.general_procedure or code[2:]
    return code[:2] or None, general or None


TYPE: Final = Converter(
    "type and general procedure, as IM and 4 to IM4",
    lambda texts, _: (f"{texts[0]}{texts[1] or ''}" if texts[0] else None,),
    _write_type,
    parts=("Type_of_declaration", "Declaration_gen_procedure_code"),
)


def _read_flow(text: str, setting: Setting) -> str:
    flow = {"E": "EX", "I": "IM"}.get(text.upper())
    if flow is None:
        raise Unreadable("I or E")
    known = setting.type_code or flow
    return known if (known[:2] == "EX") == (flow == "EX") else flow


FLOW: Final = simple("I or E, held against the type", _read_flow, lambda code, _: "E" if code[:2] == "EX" else "I")

TRANSACTION: Final = Converter(
    "both codes joined",
    lambda texts, _: (f"{texts[0]}{texts[1] or ''}" if texts[0] else None,),
    lambda values, _: (values[0][:1], values[0][1:] or None),
    parts=("code1", "code2"),
)

HS: Final = Converter(
    "the code and the first precision joined; the first eight characters are the code",
    lambda texts, _: (f"{texts[0]}{texts[1] or ''}" if texts[0] else None,),
    lambda values, _: (values[0][:8], values[0][8:] or None),
    parts=("Commodity_code", "Precision_1"),
)


def _read_procedure(texts: Texts, _: Setting) -> Values:
    code = texts[0] or ""
    return (code[:2], code[2:]) if len(code) == 4 else (code, None)


PROCEDURE: Final = Converter(
    "four characters are two codes, as 4000 is 40 and 00",
    _read_procedure,
    lambda values, _: (f"{values[0] or ''}{values[1] or ''}",),
    fields=("CurrentCode", "PreviousCode"),
)


def _read_document(texts: Texts, _: Setting) -> Values:
    code = texts[0] or ""
    return (code[:1], code[1:]) if len(code) == 4 else (None, code)


DOCUMENT: Final = Converter(
    "four characters are a category and a type, as N935",
    _read_document,
    lambda values, _: (f"{values[0] or ''}{values[1] or ''}" or None,),
    fields=("CategoryCode", "TypeCode"),
)


def _read_party(texts: Texts, _: Setting) -> Values:
    name, *address = [line.strip(BLANKS) for line in (texts[0] or "").split("\n") if line.strip(BLANKS)] or [""]
    return name, ", ".join(address) or None


PARTY: Final = Converter(
    "the first line is the name, the others are the address",
    _read_party,
    lambda values, _: ("\n".join(filter(None, values)) or None,),
    fields=("Name", "Address/Line"),
)

PLACE: Final = Converter(
    "an identifier, or the name if it is longer than one",
    lambda texts, _: (texts[0], None) if len(texts[0] or "") <= IDENTIFIER else (None, texts[0]),
    lambda values, _: (values[0] or values[1],),
    fields=("ID", "Name"),
)

MARKS: Final = Converter(
    "both lines joined",
    lambda texts, _: (collapsed(" ".join(filter(None, texts))),),
    lambda values, _: (values[0], None),
    parts=("Marks1_of_packages", "Marks2_of_packages"),
)


def _read_unit(texts: Texts, _: Setting) -> Values:
    return (Measure(numbers.number(texts[0]), texts[1]) if texts[0] else None,)


UNIT: Final = Converter(
    "quantity and its unit",
    _read_unit,
    lambda values, setting: (numbers.spelled(values[0].value, setting), values[0].unit),
    parts=("Suppplementary_unit_quantity", "Suppplementary_unit_code"),
)
