from __future__ import annotations

from pathlib import Path

from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.engine.speaking import job_to_speak
from everyleaf.publication import Publication, open_publication
from everyleaf.speech.pls import NAMESPACE
from tests.small_publication import LEAFLET, lay_out


def small(folder: Path) -> Publication:
    publication, found = open_publication(lay_out(folder))
    assert publication is not None, found
    return publication


def lexicon(said: str) -> str:
    return (
        f'<lexicon version="1.0" xmlns="{NAMESPACE}" xml:lang="ar"><lexeme>'
        f"<grapheme>HER2</grapheme><alias>{said}</alias></lexeme></lexicon>"
    )


def keys(publication: Publication) -> dict[tuple[str, str], str]:
    tasks = make_tasks(gather(publication, [LEAFLET]), Selection(layouts=("web", "standard")))
    return {(t.edition.language, t.edition.format): t.key for t in tasks if not t.declined}


def test_the_job_is_that_of_the_audio_edition(tmp_path: Path) -> None:
    job, _ = job_to_speak(small(tmp_path), LEAFLET, "ar")
    assert job is not None
    assert job.composition.edition.format == "audio"
    assert job.composition.document.language.tag == "ar"


def test_a_publication_without_audio_is_told_so(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    settings = folder / "everyleaf.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(', "audio"', ""))
    publication, _ = open_publication(folder)
    assert publication is not None
    job, found = job_to_speak(publication, LEAFLET, "ar")
    assert job is None
    assert [one.code for one in found] == ["audio-none"]


def test_a_wrong_lexicon_withholds_the_audio_of_its_language_and_no_more(tmp_path: Path) -> None:
    publication = small(tmp_path)
    before = keys(publication)
    (tmp_path / "translations/en").mkdir()
    (tmp_path / "translations/en/lexicon.pls").write_text("<lexicon>")
    gathered = gather(publication, [LEAFLET])
    told = [str(one.place) for one in gathered.diagnostics if one.code == "lexicon-not-xml"]
    assert told == ["translations/en/lexicon.pls:1"]
    after = keys(publication)
    assert {key: before[key] for key in after} == after
    assert set(before) - set(after) == {("en", "audio")}


def test_a_changed_lexicon_makes_only_the_audio_anew(tmp_path: Path) -> None:
    publication = small(tmp_path)
    (tmp_path / "translations/en").mkdir()
    path = tmp_path / "translations/en/lexicon.pls"
    path.write_text(lexicon("her two").replace('"ar"', '"en"'))
    before = keys(publication)
    path.write_text(lexicon("her too").replace('"ar"', '"en"'))
    after = keys(publication)
    assert {key for key in before if before[key] != after[key]} == {("en", "audio")}
