"""A trader in a browser lodges an import of two items; every page is checked at two widths, with axe."""
