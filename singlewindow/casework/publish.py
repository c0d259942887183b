"""What anybody may ask without signing in: which permits and checks goods need (WTO TFA Article 1)."""

from agencies.contract import Agency, GoodsQuery, Requirement
from singlewindow.casework.house import House


def find_requirements(house: House, query: GoodsQuery) -> tuple[tuple[Agency, tuple[Requirement, ...]], ...]:
    """Each agency that has a say in these goods, and the requirements that they meet on that day."""
    asked = ((agency, agency.requirements_for(query)) for agency in house.agencies)
    return tuple((agency, found) for agency, found in asked if found)
