"""Short messages in blocks of different kinds have the kind as their context."""

from __future__ import annotations

from tests.conftest import document


def contexts(body: str, text: str) -> list[str]:
    return [m.context for m in document(f"# T\n\n{body}").messages if m.text == text]


def test_the_same_word_in_two_kinds_of_block_gets_them_as_contexts() -> None:
    body = "## Pain\n\na\n\n| Pain | b |\n| - | - |\n| c | d |\n"
    assert contexts(body, "Pain") == ["heading", "table heading"]


def test_the_same_word_in_one_kind_of_block_stays_one_message() -> None:
    assert contexts("* Pain\n\na\n\n* Pain\n", "Pain") == ["", ""]


def test_headings_of_all_levels_are_one_kind() -> None:
    assert contexts("## Pain\n\n### Pain\n", "Pain") == ["", ""]


def test_a_sentence_means_the_same_everywhere() -> None:
    assert contexts("## Call us now\n\nCall us now\n", "Call us now") == ["", ""]


def test_the_authors_context_stands_and_is_no_ambiguity() -> None:
    body = '## Pain\n\nPain\n{: msgctxt="shout" }\n'
    assert contexts(body, "Pain") == ["", "shout"]


def test_where_the_words_stand_makes_no_difference_to_their_context() -> None:
    assert sorted(contexts("Pain\n\n## Pain\n", "Pain")) == sorted(
        contexts("## Pain\n\nPain\n", "Pain")
    )
