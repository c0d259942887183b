"""Declarations (SAD) as ASYCUDA World exports them: read into a message of the WCO Data Model, and written again."""

from wco_datamodel.asycuda.flavours import DAY_FIRST, FLAVOURS, ISO, WORLD, Flavour
from wco_datamodel.asycuda.mapping import HEADER, ITEM
from wco_datamodel.asycuda.reading import read, read_tree
from wco_datamodel.asycuda.results import PROFILE, Reading, Stage, Unmapped, Writing
from wco_datamodel.asycuda.rows import Converter, Row
from wco_datamodel.asycuda.table import mapping_table
from wco_datamodel.asycuda.writing import write

__all__ = [
    "DAY_FIRST",
    "FLAVOURS",
    "HEADER",
    "ISO",
    "ITEM",
    "PROFILE",
    "WORLD",
    "Converter",
    "Flavour",
    "Reading",
    "Row",
    "Stage",
    "Unmapped",
    "Writing",
    "mapping_table",
    "read",
    "read_tree",
    "write",
]
