"""The house's own lists, house.yaml: names with their titles, preferred terms, words to avoid.

Nothing in a text is changed: everything is a finding with its place.
"""

from publisher.manuscript.house.checking import house_findings
from publisher.manuscript.house.lists import House, read_house

__all__ = ["House", "house_findings", "read_house"]
