"""Whether two versions of a source text say the same where it matters most.

A translation of "twice a day" must not stand, however fuzzy, below "three times a day":
people confirm what looks finished. What is weighed is what the checks of a translation
compare (`everyleaf.facts`), here within one language and without any tolerance for words.
"""

from __future__ import annotations

from collections import Counter

from everyleaf.facts import differences, find_facts, negations, words_of
from everyleaf.language import Language
from everyleaf.reading import placeholders


def weigh_the_same(old: str, new: str, language: Language) -> bool:
    """Whether both texts in ``language`` have the same facts, amounts, rhythms and negations.

    False where nobody has written down the words of the language.
    """
    words = words_of(language.tag)
    if words is None or Counter(placeholders(old)) != Counter(placeholders(new)):
        return False
    one, other = find_facts(old, language), find_facts(new, language)
    differ = [*differences(one, other), *differences(other, one)]
    return not differ and negations(old, words) == negations(new, words)
