"""Templates are compiled once a process, whatever words are put into them."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from everyleaf.layout.templates import Templates
from everyleaf.translation import LayoutWords
from tests.conftest import ENGLISH, write_files


def _words(**said: str) -> LayoutWords:
    catalogue = Catalog()
    for source, target in said.items():
        catalogue.add(source, target)
    file = io.BytesIO()
    write_mo(file, catalogue)
    return LayoutWords(ENGLISH, file.getvalue())


def test_a_template_compiled_before_says_the_words_of_each_language(tmp_path: Path) -> None:
    write_files(tmp_path, {"page.html": '{{ _("Tea") }} {{ name }}'})
    for target in ("Te", "Thé", "Te"):
        made = Templates(tmp_path, _words(Tea=target)).render("page.html", {"name": "<b>"})
        assert made == f"{target} &lt;b&gt;"


def test_a_template_that_has_changed_is_compiled_anew(tmp_path: Path) -> None:
    for text in ("one", "two", "one"):
        write_files(tmp_path, {"page.html": text})
        assert Templates(tmp_path, _words()).render("page.html", {}) == text


def test_templates_of_one_name_in_two_publications_do_not_mix(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_files(tmp_path / name, {"page.html": name})
    for name in ("one", "two"):
        assert Templates(tmp_path / name, _words()).render("page.html", {}) == name
