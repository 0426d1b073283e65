from __future__ import annotations

from everyleaf.catalogue import TemplateEntry
from everyleaf.translation import document_entries
from tests.conftest import document


def entries(body: str) -> dict[str, TemplateEntry]:
    return {entry.source: entry for entry in document_entries(document(body), "source/tea.md")}


def test_every_message_is_extracted_in_order() -> None:
    assert list(entries("# Tea\n\nOne.\n\n* Two\n")) == [
        "For people who like tea.", "Tea", "One.", "Two",
    ]  # fmt: skip


def test_a_translator_sees_what_a_message_is_and_what_it_stands_under() -> None:
    made = entries("# Tea\n\n## Cups\n\n* Two\n\n| a |\n| - |\n| b |\n")
    assert made["Tea"].notes == ("Kind: title",)
    assert made["Two"].notes == ("Kind: list item", "Under: Tea > Cups")
    assert made["a"].notes[0] == "Kind: table heading"


def test_a_translator_sees_what_a_placeholder_becomes() -> None:
    entry = entries("# T\n\nCall {helpline}, {helpline}, {nobody}.\n")[
        "Call {helpline}, {helpline}, {nobody}."
    ]
    assert entry.notes[2:] == ("{helpline} becomes: 0808 157 0123", "{nobody} is unknown")
    assert entry.flags == ("python-brace-format",)


def test_a_message_without_placeholder_has_no_flag() -> None:
    assert entries("# Tea\n")["Tea"].flags == ()


def test_a_context_is_extracted() -> None:
    assert entries('# T\n\nOpen\n{: msgctxt="button" }\n')["Open"].context == "button"


def test_a_reference_names_the_file_and_no_line_that_would_change() -> None:
    assert {entry.reference for entry in entries("# T\n\na\n").values()} == {"source/tea.md"}
