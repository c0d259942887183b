"""The mapping table as a page shows it."""

from collections.abc import Iterable, Iterator

from wco_datamodel.asycuda.flavours import WORLD, Flavour
from wco_datamodel.asycuda.mapping import CONTAINER, HEADER, ITEM, STAGES
from wco_datamodel.asycuda.rows import Row

ITEM_PLACE = "GoodsShipment/GovernmentAgencyGoodsItem"


def mapping_table(flavour: Flavour = WORLD) -> str:
    """Return the mapping table in Markdown: each path in ASYCUDA, its place below Declaration, and how it crosses."""
    lines = ["| ASYCUDA | WCO Data Model | How |", "| --- | --- | --- |"]
    lines += _lines((*flavour.header, *HEADER), "", "")
    lines += [f"| `Identification/{stage}/…` | | named in the reading's `stages` |" for stage in STAGES]
    identity, number = CONTAINER
    equipment = "Consignment/TransportEquipment[*]/ID"
    lines += [
        f"| `{identity}` | `GoodsShipment/{equipment}` | code; each container once |",
        f"| `{number}` | `{ITEM_PLACE}/Commodity/TransportEquipment[*]/ID` | in the item of that number |",
    ]
    return "\n".join((*lines, *_lines((*flavour.item, *ITEM), "Item/", f"{ITEM_PLACE}/"))) + "\n"


def _lines(rows: Iterable[Row], path: str, place: str) -> Iterator[str]:
    for row in rows:
        paths = "<br>".join(f"`{path}{each}`" for each in row.paths)
        places = "<br>".join(f"`{each[1:]}`" if each.startswith("/") else f"`{place}{each}`" for each in row.places)
        notes = [row.by.name, row.only, "" if row.written else "only read"]
        yield f"| {paths} | {places} | {'; '.join(filter(None, notes))} |"
