"""What is shown of a translation that is not finished."""

from __future__ import annotations

from everyleaf.document import numbered, text_of
from everyleaf.translation import draft, localise
from tests.conftest import ARABIC, catalogue, codes, document, po, read_po, translated

BODY = "# Tea\n\nDrink.\n\nRest.\n"


def test_what_is_missing_is_its_number_and_never_the_source() -> None:
    source = document(BODY)
    made, missing = draft(source, ARABIC, catalogue({"Tea": "شاي", "Rest.": ""}))
    isolated = "\u2066(( {} missing ))\u2069"
    assert text_of(made.body) == "شاي" + isolated.format(3) + isolated.format(4)
    assert made.front.summary == isolated.format(1)
    assert codes(missing) == ["message-missing", "message-missing", "message-untranslated"]


def test_what_is_fuzzy_says_so_before_its_words() -> None:
    text = po({"Tea": "شاي"}).replace('msgid "Tea"', '#, fuzzy\nmsgid "Tea"')
    read, found = read_po(text)
    assert read is not None, found
    assert draft(document(BODY), ARABIC, read)[0].title == "\u2066(( 2 fuzzy ))\u2069 شاي"


def test_a_finished_one_is_what_would_go_out() -> None:
    source = document(BODY)
    made, missing = draft(source, ARABIC, translated(source))
    whole = localise(source, ARABIC, translated(source))[0]
    assert missing == []
    assert whole is not None
    assert text_of(made.body) == text_of(whole.body)


def test_numbers_count_from_one_in_the_order_of_the_document() -> None:
    named = [(number, message.text) for number, message in numbered(document(BODY))]
    assert named == [(1, "For people who like tea."), (2, "Tea"), (3, "Drink."), (4, "Rest.")]
