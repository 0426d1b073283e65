"""Facts: what must survive translation; found and compared in any script, and written."""

from everyleaf.facts.comparing import (
    Difference,
    differences,
    figures_alone,
    figures_in_order,
    spans_lost,
)
from everyleaf.facts.fact import Amount, Fact, Facts
from everyleaf.facts.finding import find_facts
from everyleaf.facts.negation import negation_difference, negations
from everyleaf.facts.publisher_facts import publisher_facts
from everyleaf.facts.words import Words, words_of
from everyleaf.facts.writing import (
    fact_element,
    localised_date,
    with_digits,
    write_facts,
    write_note_numbers,
)

__all__ = [
    "Amount",
    "Difference",
    "Fact",
    "Facts",
    "Words",
    "differences",
    "fact_element",
    "figures_alone",
    "figures_in_order",
    "find_facts",
    "localised_date",
    "negation_difference",
    "negations",
    "publisher_facts",
    "spans_lost",
    "with_digits",
    "words_of",
    "write_facts",
    "write_note_numbers",
]
