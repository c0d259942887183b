"""Messages of the WCO Data Model: bytes in, typed declarations and responses out, and back again."""

from wco_datamodel import batches
from wco_datamodel.declaration import Declaration
from wco_datamodel.lpco import LPCO, LPCOResponse
from wco_datamodel.message import Message, MetaData
from wco_datamodel.parsing import parse
from wco_datamodel.preparing import prepare
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.profiles import Profile
from wco_datamodel.refusal import all_problems
from wco_datamodel.rendering import render
from wco_datamodel.response import Response
from wco_datamodel.rules import check

__all__ = [
    "LPCO",
    "Declaration",
    "LPCOResponse",
    "Message",
    "MessageRejected",
    "MetaData",
    "Problem",
    "Profile",
    "Response",
    "all_problems",
    "batches",
    "check",
    "parse",
    "prepare",
    "render",
]
