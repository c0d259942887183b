"""Messages of the WCO Data Model: bytes in, typed declarations and responses out, and back again."""

from wco_datamodel.declaration import Declaration
from wco_datamodel.response import Response

__all__ = ["Declaration", "Response"]
