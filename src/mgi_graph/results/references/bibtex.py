r"""References as BibTeX, in the fields of the classic styles; UTF-8, as biber and current BibTeX read it.

Characters that TeX would act on are written as commands; the name of a body is one brace group, so that no
style takes it apart; a title is braced to keep its capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.results.references.model import Author, Reference

_ENTRY: Final = {"report": "techreport", "article": "article", "news": "article"}
_TEX: Final = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write_bibtex(references: Iterable[Reference]) -> str:
    """Write one entry for each reference."""
    return "\n".join(_entry(each) for each in references)


def escape(text: str) -> str:
    r"""Write a text so that TeX shows it as it is.

    >>> escape("R&D 100%")
    'R\\&D 100\\%'
    """
    return "".join(_TEX.get(character, character) for character in " ".join(text.split()))


def _entry(reference: Reference) -> str:
    kind = _ENTRY.get(reference.kind, "misc")
    publisher = "institution" if kind == "techreport" else "publisher"
    fields = {
        "author": " and ".join(_name(author) for author in reference.authors),
        "title": f"{{{escape(reference.title)}}}",
        "journal" if kind == "article" else "howpublished": escape(reference.container),
        publisher: escape(reference.publisher),
        "year": reference.year,
        "note": ". ".join(_notes(reference)),
        "url": reference.url.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"}),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    lines += [f"  month = {month}" for month in _month(reference.date)]
    return f"@{kind}{{{reference.key},\n" + ",\n".join(lines) + "\n}\n"


def _notes(reference: Reference) -> list[str]:
    """Say what BibTeX has no field for: a day, and that no year is known."""
    said = [escape(reference.note)] if reference.note else []
    said += [f"Published {reference.date}"] if len(reference.date) == 10 else []
    return said + ([] if reference.year else ["No date"])


def _name(author: Author) -> str:
    if author.family and author.given:
        return f"{escape(author.family)}, {escape(author.given)}"
    return f"{{{escape(author.name)}}}"


def _month(date: str) -> tuple[str, ...]:
    number = date[5:7]
    return (_MONTHS[int(number) - 1],) if number.isdigit() and 1 <= int(number) <= 12 else ()
