"""Facts: what must survive translation, written in the way of each language."""

from everyleaf.facts.publisher_facts import publisher_facts
from everyleaf.facts.writing import fact_element, localised_date, with_digits, write_facts

__all__ = ["fact_element", "localised_date", "publisher_facts", "with_digits", "write_facts"]
