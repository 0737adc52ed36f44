"""Words as the index compares them: without case, accents, hyphens and national spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from mgi_graph.queries.spelling import spell

#: Scripts of South and South-East Asia: their vowel signs are marks, which belong to the word.
_SIGNS: Final = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3"
#: Scripts that put no space between words.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u4e00-\u9fff]")
_LETTER: Final = rf"(?:[^\W_]|[{_SIGNS}]|[\u0300-\u036f])"
#: A word; one that begins with a digit keeps its points (``1.2p3s1``), one with hyphens is one match.
_WORD: Final = re.compile(rf"\d{_LETTER}*(?:\.{_LETTER}+)*|{_LETTER}+(?:[-\u2010-\u2013'’]{_LETTER}+)*")
_PARTS: Final = re.compile("[-\u2010-\u2013]")
_LOCATOR: Final = re.compile(
    r"(?:\s*§)?\s*(\d+\.\d+)\s*(?:¶|para(?:graph)?\.?)\s*(\d+)(?:[\s,]*s(?:entence)?\.?\s*(\d+))?", re.I
)
#: Words that tell nothing of what is sought.
_STOP: Final = """
    a about all an and any are as at be been by can did do does for from had has have how in is it its many may much
    no not of on or such that the their them there these they this to was were what when where which who whom whose
    why will with you
    """
STOP: Final = frozenset(_STOP.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text: the forms it is known by, and where it stands."""

    forms: tuple[str, ...]
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Split a text into words.

    A hyphenated one has the forms of its parts and of the whole, so that each way of writing it finds the others.

    >>> [word.forms for word in words("Sub-committee on Labour’s Programmes, §1.2")]
    [('sub', 'committee', 'subcommittee'), ('on',), ('labor',), ('programs',), ('1.2',)]
    """
    return tuple(Word(forms=_forms(match[0]), start=match.start(), end=match.end()) for match in _WORD.finditer(text))


def content(text: str) -> tuple[str, ...]:
    """Return the forms of a text in order, each hyphenated word as its parts.

    >>> content("Anti-trafficking of Women")
    ('anti', 'trafficking', 'of', 'woman')
    """
    return tuple(form for word in words(text) for form in parts(word))


def parts(word: Word) -> tuple[str, ...]:
    """Leave out the joined form of a hyphenated word."""
    return word.forms[:-1] if len(word.forms) > 1 and word.forms[-1] == "".join(word.forms[:-1]) else word.forms


def locators(text: str) -> str:
    """Write citations of passages the way locators are written.

    >>> locators("what says §1.2 ¶3 s1?")
    'what says 1.2p3s1?'
    """
    return _LOCATOR.sub(lambda match: f" {match[1]}p{match[2]}" + (f"s{match[3]}" if match[3] else ""), text)


def _forms(word: str) -> tuple[str, ...]:
    if _UNSPACED.search(word):
        text = unicodedata.normalize("NFC", word).casefold()
        return tuple(dict.fromkeys(text[at : at + 3] for at in range(max(len(text) - 2, 1))))
    split = [spell(part) for part in _PARTS.split(word) if part]
    return (*split, "".join(split)) if len(split) > 1 else tuple(split)
