"""Compiling everything ahead of the first message, so that no trader waits for it and forked workers share it."""

from wco_datamodel.bulk_reading import bulk_reader
from wco_datamodel.explaining import explainer
from wco_datamodel.json_plain import prepare_plain
from wco_datamodel.profiles import DMS_2, SW_1
from wco_datamodel.readers import reader
from wco_datamodel.rules import prepare_rules
from wco_datamodel.schema import judge, narrow_judge, part_judge
from wco_datamodel.writers import writer


def prepare() -> None:
    """Compile schemas, readers, writers and rules. Takes about half a second; call it once, before workers fork."""
    judge()
    narrow_judge()
    part_judge()
    explainer()
    for root in ("Declaration", "Response"):
        reader(root)
        bulk_reader(root)
        for profile in (SW_1, DMS_2):
            writer(root, root, profile)
    prepare_plain()
    prepare_rules()
