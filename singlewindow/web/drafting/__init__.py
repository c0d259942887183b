"""A trader's lodgement, by form or by file: the form keeps a draft and builds the same WCO message that a file is."""

from singlewindow.web.drafting import amendments, goods_views, lodging, uploading, views
from singlewindow.web.drafting.blueprint import drafting as blueprint

__all__ = ["blueprint"]

PAGES = (views, goods_views, lodging, amendments, uploading)
"""The modules whose views belong to the blueprint by being imported."""
