"""What lists, statistics and worklists need to know of a declaration, as plain columns."""

from typing import Any

from singlewindow.casework.house import House
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem


def case_values(house: House, declaration: Declaration) -> dict[str, Any]:
    """The columns of a case. A visiting message's foreign office stands as the country's first one."""
    offices = [office.code for office in house.pack.offices]
    office = declaration.declaration_office_id
    items = declaration.items
    return {
        "office": office if office in offices else offices[0],
        "direction": declaration.direction,
        "item_count": len(items),
        "importer": _party(declaration.goods_shipment.importer if declaration.goods_shipment else None),
        "exporter": _party(declaration.exporter),
        "goods": items[0].goods_description[:140] if items else "",
    }


def item_values(item: GovernmentAgencyGoodsItem) -> dict[str, Any]:
    """The columns of a goods item. Masses are in kilograms, the value in its own currency."""
    price = item.price
    return {
        "sequence": item.sequence_numeric,
        "hs_code": item.hs_code[:18],
        "description": item.goods_description[:256],
        "origin": item.origin_country,
        "procedure": item.requested_procedure,
        "gross_mass": item.gross_mass,
        "net_mass": item.net_mass,
        "value": price.value if price else None,
        "currency": price.currency if price else None,
    }


def _party(party: Any) -> str:
    """A party's name, or its number where the message gives no name."""
    return ((party.name or party.id or "") if party else "")[:140]
