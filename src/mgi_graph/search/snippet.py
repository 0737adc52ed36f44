"""The words around a match, with the match marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.search.hits import Snippet
from mgi_graph.search.words import words

if TYPE_CHECKING:
    from collections.abc import Container

#: Letters of a snippet; a longer text is cut at spaces around its first match.
LENGTH: Final = 200
_BEFORE: Final = 60


def snippet(text: str, forms: Container[str]) -> Snippet:
    """Mark the words of a text that have one of the forms, and cut the text around them.

    >>> snippet("Law on Immigration", {"immigration"}).marked()
    'Law on «Immigration»'
    """
    marks = [(word.start, word.end) for word in words(text) if any(form in forms for form in word.forms)]
    if len(text) <= LENGTH:
        return Snippet(text=text, marks=tuple(marks))
    first = marks[0][0] if marks else 0
    start = 0 if first <= _BEFORE else text.rfind(" ", 0, first - _BEFORE) + 1
    end = len(text) if start + LENGTH >= len(text) else max(text.rfind(" ", 0, start + LENGTH), start + 1)
    lead = "… " if start else ""
    shift = len(lead) - start
    kept = tuple((a + shift, b + shift) for a, b in marks if start <= a and b <= end)
    return Snippet(text=lead + text[start:end] + (" …" if end < len(text) else ""), marks=kept)
