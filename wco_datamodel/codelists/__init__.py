"""Code lists of the WCO Data Model as dated tables, each with its edition, source and licence.

>>> from wco_datamodel import codelists
>>> codelists.get("rec20").find("KGM").name
'kilogram'

A table is read when it is first asked for. ``CodeLists`` holds all of them with the changes of one country.
"""

from wco_datamodel.codelists.changes import AddedCode, Change, ChangeRefused, changes_from
from wco_datamodel.codelists.code import Code, Issuer
from wco_datamodel.codelists.code_list import CodeList, CodeUnknown
from wco_datamodel.codelists.collection import CodeLists, get
from wco_datamodel.codelists.reading import ListUnknown, names

__all__ = [
    "AddedCode",
    "Change",
    "ChangeRefused",
    "Code",
    "CodeList",
    "CodeLists",
    "CodeUnknown",
    "Issuer",
    "ListUnknown",
    "changes_from",
    "get",
    "names",
]
