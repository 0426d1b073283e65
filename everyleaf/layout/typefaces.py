"""Fonts and colours as CSS: pinned faces by script, sizes beside Latin, the brand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from everyleaf.language import Language, Script, known_scripts
from everyleaf.publication import Brand, Colour

FONT_ADDRESS = "leaf://font"
LATIN = "Latn"


def faces(languages: Iterable[Language]) -> tuple[Script, ...]:
    """The scripts that a publication in these languages is set in, Latin always among them."""
    scripts = {language.script.code: language.script for language in languages}
    return tuple({LATIN: known_scripts()[LATIN], **scripts}.values())


def font_face_rules(scripts: Sequence[Script], ending: str = "ttf", base: str = "") -> str:
    """``@font-face`` for each file: one family a script, regular and bold, never slanted."""
    place = base or FONT_ADDRESS
    return "\n".join(
        f'@font-face{{font-family:"{script.family}";font-weight:{weight};font-style:normal;'
        f'src:url("{place}/{script.code}-{weight}.{ending}")}}'
        for script in scripts
        for weight in (400, 700)
    )


def language_rules(document: Language, others: Sequence[Language], size: float) -> str:
    """Sizes, leading and families: the document's language at the root, others where they stand.

    ``size`` is the layout's Latin body size in points; everything else is in rem.
    """
    scripts = faces((document, *others))
    own = document.script
    root = (
        f"html{{font-size:{size * own.scale:.3f}pt;--leading:{own.leading};--scale:{own.scale};"
        f"--heading-leading:{own.heading_leading or own.leading};"
        f"line-height:{own.leading};font-family:{_stack(document.script)}}}"
    )
    rules = [root]
    if own.code != LATIN:  # names, numbers to call, addresses look as they do everywhere
        rules.append(f"bdi{{font-family:{_stack(known_scripts()[LATIN], own, *scripts)}}}")
    for language in others:
        if language != document:
            scale = language.script.scale / own.scale
            rules.append(
                f"{_where(language, document)}{{font-family:{_stack(language.script)}}}"
                f"[lang={language.tag}]{{font-size:{scale:.3f}em;line-height:{language.script.leading}}}"
            )
    return "\n".join(rules)


def _where(language: Language, document: Language) -> str:
    """What stands in ``language``; ":lang" takes in every tag that begins like its own."""
    inside = document.tag.startswith(f"{language.tag}-")
    return f"[lang={language.tag}]" if inside else f":lang({language.tag})"


def _stack(*scripts: Script) -> str:
    """The faces in order, Latin last.

    No face of another language of the publication fills in: a letter that the script's
    own face lacks is told, not set in two faces.
    """
    families = dict.fromkeys(script.family for script in (*scripts, known_scripts()[LATIN]))
    return ",".join(f'"{family}"' for family in families)


def colour_rules(brand: Brand, *, on_paper: bool) -> str:
    """The palette as custom properties: CMYK on paper, sRGB on screens."""
    pairs = ";".join(
        f"--{name}:{value}" for name, value in palette(brand, on_paper=on_paper).items()
    )
    return f":root{{{pairs}}}"


def palette(brand: Brand, *, on_paper: bool) -> dict[str, str]:
    """The five colours by name: CMYK on paper, sRGB on screens."""
    # 100 K alone for text and lines on paper (STANDARDS 18)
    return {
        "ink": "device-cmyk(0 0 0 1)" if on_paper else "#16202a",
        "paper": "device-cmyk(0 0 0 0)" if on_paper else "#ffffff",
        "rule": "device-cmyk(0 0 0 .45)" if on_paper else "#8a949c",
        "accent": _colour(brand.accent, on_paper),
        "tint": _colour(brand.tint, on_paper),
    }


def _colour(colour: Colour, on_paper: bool) -> str:
    if not on_paper:
        return colour.screen
    return "device-cmyk({})".format(" ".join(f"{value / 100:g}" for value in colour.print))
