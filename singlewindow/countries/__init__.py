"""Country packs: the folder of data that makes the house one administration's window."""

from singlewindow.countries.pack import CountryPack
from singlewindow.countries.reading import PackError

__all__ = ["CountryPack", "PackError"]
