"""What a file says about itself: its language, its title, the names of its pages."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown, signs_of
from everyleaf.diagnostics import Diagnostic


def language_of_the_edition(case: TagCase) -> Iterator[Diagnostic]:
    """The file's language is the edition's (STANDARDS 14; ISO 14289-1, 7.2)."""
    said, wanted = case.file.language, case.edition.language
    wrong = [Defect(None, f"The file says that its language is “{said}”, not “{wanted}”")]
    yield from finding(case, "file-language", wrong if said != wanted else [], "Mend its Lang.")


def title_shown(case: TagCase) -> Iterator[Diagnostic]:
    """Readers show the title, and it is the words of the H1 (STANDARDS 14; ISO 14289-1, 7.1)."""
    file = case.file
    heading = next((file.text(one) for one, _ in file.of_kind("H1")), "")
    defects = []
    if not file.shows_title:
        defects.append(Defect(None, "Readers show the file's name, not its title"))
    if signs_of(file.title) != signs_of(heading):
        said = f"The title is {shown(file.title)}, and the H1 says {shown(heading)}"
        defects.append(Defect(None, said))
    yield from finding(case, "title-not-shown", defects, "Set DisplayDocTitle and dc:title.")


def pages_labelled(case: TagCase) -> Iterator[Diagnostic]:
    """Every page has a label, and it is the number printed on it (STANDARDS 14)."""
    file, defects = case.file, []
    if not file.labels:
        defects.append(Defect(None, "The pages have no labels"))
    for page, label in zip(file.pages, file.labels, strict=False):
        numbers = [one.text.strip() for one in page.artifacts if one.text.strip().isdecimal()]
        if len(numbers) == 1 and label.isdecimal() and int(numbers[0]) != int(label):
            said = f"the page is labelled {label}, and {numbers[0]} is printed on it"
            defects.append(Defect(page.number, said))
    yield from finding(case, "page-labels", defects, "Write PageLabels as the pages are numbered.")
