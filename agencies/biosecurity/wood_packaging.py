"""Packaging of wood, and the mark that says it was treated (IPPC, ISPM 15)."""

import re
from typing import Final

from wco_datamodel.goods import GovernmentAgencyGoodsItem, Packaging

WOODEN: Final = frozenset(
    "1W 2C 4C 7B 8A 8B 8C AD DB DM DT DX EE HB IA O7 QH QJ QP QQ WU YF YS ZW".split()  # noqa: SIM905 - codes read better so
)
"""Kinds of packages (UN/ECE Rec 21) of solid wood. Plywood and other wood that was glued under heat is not meant."""

_MARK = re.compile(r"\b([A-Z]{2})[ -]([A-Z0-9][A-Z0-9/.]{0,14})[ -](HT|MB|DH|SF)\b")


def wooden_packages(item: GovernmentAgencyGoodsItem) -> tuple[tuple[int, Packaging], ...]:
    """The item's packagings (93A) of solid wood, each with its occurrence, counted from 1."""
    found = enumerate(item.packaging, start=1)
    return tuple((occurrence, packaging) for occurrence, packaging in found if packaging.type_code in WOODEN)


def treatment_mark(packaging: Packaging) -> str | None:
    """The mark of ISPM 15 that the packaging's marks (142) or its material's description hold: NZ-1234 HT.

    It is the country's code, the producer's number and the treatment: HT, DH heat, MB methyl bromide, SF sulphuryl
    fluoride. None where there is no such mark.
    """
    for text in (packaging.marks_numbers_id, packaging.packing_material_description):
        if found := _MARK.search((text or "").upper()):
            return f"{found[1]}-{found[2]} {found[3]}"
    return None
