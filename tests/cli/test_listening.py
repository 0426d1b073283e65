"""everyleaf audition and everyleaf listen, as the person who types them meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, everyleaf, lay_out


def test_an_audition_is_a_folder_to_listen_to(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    stale = folder / "output/audition/ar/espeak-gone.mp3"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"")
    done = everyleaf(folder, "audition", "ar")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "output/audition/ar/index.html"
    files = {path.name for path in stale.parent.iterdir()}
    assert files == {"index.html", "espeak-sem-ar.mp3"}
    assert "weak" in done.stderr


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_page_is_made_to_judge_even_a_weak_voice(tmp_path: Path, tag: str) -> None:
    folder = lay_out(tmp_path)
    done = everyleaf(folder, "listen", LEAFLET, tag)
    assert done.returncode == 0, done.stderr
    page = (folder / f"output/listening/{LEAFLET}-{tag}.html").read_text(encoding="utf-8")
    assert page.count("data:audio/mpeg;base64,") == page.count('class="said"') > 10
    assert f'lang="{tag}"' in page


def test_what_cannot_be_spoken_makes_no_page(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    path = folder / "source" / f"{LEAFLET}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nSalt © water.\n", encoding="utf-8")
    done = everyleaf(folder, "listen", LEAFLET, "en", "--to", "page.html")
    assert done.returncode == 1
    assert "speech-unspeakable" in done.stderr
    assert not (folder / "page.html").exists()


def test_a_lexicon_that_is_wrong_is_told_by_check(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "translations/ar/lexicon.pls").write_text("<lexicon>\n<oops></lexicon>")
    done = everyleaf(folder, "check")
    assert done.returncode == 1
    assert "translations/ar/lexicon.pls:1: error [lexicon-element]" in done.stderr
    assert everyleaf(folder, "listen", LEAFLET, "ar").returncode == 1
