"""What the form changes in a declaration, and nothing else: what the form does not ask stays as it was declared."""

from collections.abc import Sequence
from typing import Any

import msgspec

from singlewindow.errors import NotPossible
from singlewindow.web.drafting.document import MAX_DOCUMENTS, MAX_ITEMS, DraftDocument, Item
from singlewindow.web.drafting.filling import filled
from singlewindow.web.drafting.goods import goods_item
from singlewindow.web.drafting.message import declaration
from wco_datamodel import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.values import Wco

_TOO_MUCH = "This declaration says things that the form cannot show. Send the amendment as a message file."
_NEVER_AMENDED = {"function_code", "functional_reference_id", "type_code", "id"}


def require_form(old: Declaration) -> DraftDocument:
    """The form that says a declaration. Raises NotPossible where it does not say it truly."""
    form = filled(old)
    many = len(form.items) > MAX_ITEMS or any(len(item.documents) > MAX_DOCUMENTS for item in form.items)
    currencies = {item.price.currency or form.terms.currency for item in old.items if item.price}
    if many or currencies - {form.terms.currency} or _told(filled(declaration(form))) != _told(form):
        raise NotPossible(_TOO_MUCH)
    return form


def amended(old: Declaration, form: DraftDocument) -> Declaration:
    """The version that a form makes of a declaration. Raises NotPossible where it cannot say what the form says."""
    base, new = declaration(filled(old)), declaration(form)
    shipment = merged(old.goods_shipment, _bare(base), _bare(new))
    if shipment is not None:
        items = tuple(_items(old, form))
        shipment = msgspec.structs.replace(shipment, government_agency_goods_item=items)
    fields = [name for name in Declaration.__struct_fields__ if name not in {*_NEVER_AMENDED, "goods_shipment"}]
    values = {name: merged(*(getattr(one, name) for one in (old, base, new))) for name in fields}
    made = msgspec.structs.replace(old, **values, goods_shipment=shipment)
    if _told(filled(made)) != _told(filled(new)):
        raise NotPossible(_TOO_MUCH)
    return made


def merged(old: Any, base: Any, new: Any) -> Any:
    """``old`` with what differs between ``base``, the form's own telling of it, and ``new``, what it says now."""
    if new == base:
        return old
    if isinstance(new, tuple) and isinstance(base, tuple) and isinstance(old, tuple):
        return _merged_list(old, base, new)
    if isinstance(new, Wco) and type(new) is type(base) is type(old):
        fields = {name: merged(*(getattr(one, name) for one in (old, base, new))) for name in new.__struct_fields__}
        return msgspec.structs.replace(new, **fields)
    return new


def _merged_list(old: Sequence[Any], base: Sequence[Any], new: Sequence[Any]) -> tuple[Any, ...]:
    """One by one: what is as it was, what was changed in its place, what is new; and what the form never showed."""
    free = list(range(min(len(base), len(old))))
    found: list[Any] = []
    for index, one in enumerate(new):
        same = next((at for at in free if base[at] == one), None)
        place = same if same is not None else index if index in free and base[index] not in new else None
        if place is None:
            found.append(one)
            continue
        free.remove(place)
        found.append(merged(old[place], base[place], one))
    return (*found, *old[len(base) :])


def _items(old: Declaration, form: DraftDocument) -> list[GovernmentAgencyGoodsItem]:
    """The items under their own numbers; new ones follow with the next."""
    before = {item.sequence_numeric: item for item in old.items}
    told = {item.sequence: item for item in filled(old).items}
    free, made = max(before, default=0) + 1, []
    for item in form.items:
        number = item.sequence if item.sequence in before else None
        if number is None:
            number, free = free, free + 1
        made.append(_item(before.get(number), told.get(number), item, number, form.terms.currency))
    return made


def _item(
    old: GovernmentAgencyGoodsItem | None, told: Item | None, item: Item, number: int, currency: str
) -> GovernmentAgencyGoodsItem:
    new = goods_item(item, number, currency)
    if old is None or told is None:
        return new
    result: GovernmentAgencyGoodsItem = merged(old, goods_item(told, number, currency), new)
    return result


def _bare(told: Declaration) -> Any:
    """The shipment without its items, which are matched by their numbers."""
    return msgspec.structs.replace(told.goods_shipment, government_agency_goods_item=())  # type: ignore[type-var]


def _told(form: DraftDocument) -> DraftDocument:
    """What a form says, whatever its items are numbered."""
    items = tuple(msgspec.structs.replace(item, sequence=None) for item in form.items)
    return msgspec.structs.replace(form, items=items)
