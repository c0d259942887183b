"""Containers: one list of the shipment in the WCO Data Model, one element for each container and item in ASYCUDA."""

from collections.abc import Iterator

from wco_datamodel.asycuda.draft import Misfit, Node, put
from wco_datamodel.asycuda.leaves import Bucket
from wco_datamodel.asycuda.mapping import CONTAINER
from wco_datamodel.asycuda.places import steps_of
from wco_datamodel.asycuda.spelling import key_of
from wco_datamodel.declaration import Declaration

IDENTITY, NUMBER = (key_of(path.partition("/")[2]) for path in CONTAINER)
SHIPMENT = steps_of("GoodsShipment/Consignment/TransportEquipment[*]/ID", item=False)[1]
ITEM = steps_of("Commodity/TransportEquipment[*]/ID", item=True)[1]


def take_containers(root: Node, items: list[Node], buckets: list[Bucket]) -> None:
    """Put each container into the shipment, and into the item whose number it names, if there is such an item."""
    for bucket in buckets:
        identity, number = bucket.leaves.get(IDENTITY), bucket.leaves.get(NUMBER)
        if identity is None:
            continue
        try:
            put(root, SHIPMENT, identity.text, identity.line, identity.text)
        except Misfit:
            continue
        identity.taken = True
        if number is not None and number.text.isascii() and number.text.isdigit() and len(number.text) < 6:
            position = int(number.text)
            if 1 <= position <= len(items):
                put(items[position - 1], ITEM, identity.text, number.line, identity.text)
                number.taken = True


def written_containers(declaration: Declaration) -> Iterator[dict[str, str]]:
    """Yield the parts of each element to write: a container of the shipment once for each item that travels in it."""
    shipment = declaration.goods_shipment
    consignment = shipment.consignment if shipment else None
    for equipment in consignment.transport_equipment if consignment else ():
        numbers = [
            number
            for number, item in enumerate(declaration.items, start=1)
            if item.commodity and equipment.id in [each.id for each in item.commodity.transport_equipment]
        ]
        identity = {IDENTITY: equipment.id or ""}
        yield from ({NUMBER: str(number)} | identity for number in numbers) if numbers else (identity,)
