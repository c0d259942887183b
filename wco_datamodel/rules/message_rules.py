"""Rules about what a message is: its function, its type, its reference, and what a request must say."""

from collections.abc import Sequence
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import Amendment
from wco_datamodel.pointers import PointerUnreadable, pointer_text, read_pointer
from wco_datamodel.rules.circumstances import REQUEST, Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found

ORIGINAL: Final = "9"
MOVEMENTS: Final = ("IM", "EX", "TR")
REQUESTS: Final = ("COR", "INV", "GPR")


class DEC101(ClassRule[Declaration]):
    """An original declaration must have a reference of the declarant's own."""

    classes = (Declaration,)
    kept: ClassVar = "it.functional_reference_id"
    looks_at: ClassVar = ("D026",)
    example: ClassVar = "A message with function 9 has no FunctionalReferenceID."
    hint: ClassVar = "Add FunctionalReferenceID: a reference that you use for no other declaration."
    source: ClassVar = "WCO Data Model D026; Revised Kyoto Convention, General Annex, standard 3.12"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the functional reference of a message with function 9."""
        if subject.function_code == ORIGINAL and not subject.functional_reference_id:
            return found("FunctionalReferenceID")
        return ()


class DEC102(ClassRule[Declaration]):
    """A declaration must have at least one goods item."""

    classes = (Declaration,)
    kept: ClassVar = "given.items"
    looks_at: ClassVar = ("68A",)
    example: ClassVar = "GoodsShipment has no GovernmentAgencyGoodsItem."
    hint: ClassVar = "Add a GovernmentAgencyGoodsItem for each kind of goods."
    source: ClassVar = "WCO Data Model 68A"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for goods items."""
        return () if subject.items else found("GoodsShipment")


class DEC105(ClassRule[Declaration]):
    """The type of a declaration must say import, export or transit."""

    classes = (Declaration,)
    national: ClassVar = True
    kept: ClassVar = "it.type_code is not None and it.type_code[:2] in MOVEMENTS"
    looks_at: ClassVar = ("D013",)
    example: ClassVar = "TypeCode is A."
    hint: ClassVar = "Begin TypeCode with IM, EX or TR, and end it with A for a standard declaration: IMA."
    source: ClassVar = "WCO Data Model D013; Revised Kyoto Convention, General Annex, standard 3.11"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the first two letters of the type of an original."""
        code = subject.type_code or ""
        if subject.function_code != ORIGINAL or code.startswith(MOVEMENTS) or code in REQUESTS:
            return ()
        return found("TypeCode", detail=f"{code} says none of them" if code else "there is no type")


class DEC106(ClassRule[Declaration]):
    """The function of a message must fit its type: 13 asks for a change (COR), an end (INV) or a presentation (GPR)."""

    classes = (Declaration,)
    national: ClassVar = True
    requests: ClassVar = True
    kept: ClassVar = "it.function_code == ORIGINAL and it.type_code not in REQUESTS"
    looks_at: ClassVar = ("017", "D013")
    example: ClassVar = "FunctionCode is 13 and TypeCode IMA."
    hint: ClassVar = "Write function 9 for a new declaration, or 13 with the type COR, INV or GPR."
    source: ClassVar = "WCO Data Model 017 and D013; UN/EDIFACT 1225"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare function and type, where there is a type."""
        code, function = subject.type_code, subject.function_code
        if code is None or function not in (ORIGINAL, REQUEST) or (function == REQUEST) == (code in REQUESTS):
            return ()
        return found("TypeCode", detail=f"the function is {function}, and the type {code}")


class DEC107(ClassRule[Declaration]):
    """A request about an earlier declaration must name its number."""

    classes = (Declaration,)
    requests: ClassVar = True
    kept: ClassVar = "it.function_code != REQUEST"
    looks_at: ClassVar = ("42A/D014",)
    example: ClassVar = "FunctionCode is 13, and there is no ID."
    hint: ClassVar = "Write the number that customs gave the declaration into ID."
    source: ClassVar = "WCO Data Model D014; Revised Kyoto Convention, General Annex, standard 3.27"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the customs number of a message with function 13."""
        return found("ID") if subject.function_code == REQUEST and not subject.id else ()


class DEC108(ClassRule[Declaration]):
    """A request to amend or to cancel a declaration must give its reason."""

    classes = (Declaration,)
    requests: ClassVar = True
    kept: ClassVar = 'it.type_code not in ("COR", "INV")'
    looks_at: ClassVar = ("099",)
    example: ClassVar = "TypeCode is INV, and there is no Amendment."
    hint: ClassVar = "Add an Amendment with a ChangeReasonCode."
    source: ClassVar = "WCO Data Model 099; Revised Kyoto Convention, General Annex, standard 3.27"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the reason of each amendment, or of the cancellation."""
        if subject.type_code not in ("COR", "INV"):
            return ()
        if not subject.amendment:
            return found("Amendment[1]", "ChangeReasonCode")
        paths = [f"Amendment[{i}]" for i, each in enumerate(subject.amendment, 1) if not each.change_reason_code]
        return [Finding((path, "ChangeReasonCode")) for path in paths]


class DEC109(ClassRule[Amendment]):
    """The pointer of an amendment must name a place in the declaration."""

    classes = (Amendment,)
    where: ClassVar = "pointer"
    requests: ClassVar = True
    national: ClassVar = True
    looks_at: ClassVar = ("375", "381")
    example: ClassVar = "The pointer goes from 42A to 99X, a class that there is not."
    hint: ClassVar = "Write one Pointer for each level from 42A down, and the TagID of the element on the last one."
    source: ClassVar = "WCO Data Model 97A; UN/EDIFACT 1049"

    def findings(self, subject: Amendment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Read the pointer, where there is one."""
        if not subject.pointer:
            return ()
        text = pointer_text(subject.pointer)
        try:
            read_pointer(text)
        except PointerUnreadable as error:
            return found("Pointer[1]", detail=str(error).rstrip("."))
        return ()


class DEC110(ClassRule[Declaration]):
    """A new declaration has no number of customs yet."""

    classes = (Declaration,)
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("42A/D014",)
    example: ClassVar = "FunctionCode is 9, and ID 26FJ0001."
    hint: ClassVar = "Leave ID out: customs gives the number when it accepts the declaration."
    source: ClassVar = "WCO Data Model D014; Revised Kyoto Convention, General Annex, standard 3.15"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for a customs number in a message with function 9."""
        return found("ID", detail=f"it has {subject.id}") if subject.function_code == ORIGINAL and subject.id else ()
