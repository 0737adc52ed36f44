"""One form for a word of English, however a country, a keyboard or an apostrophe writes it.

The same rules are applied to the texts and to what is typed, so a rule that is wrong as a rule of
English (``exercise`` becomes ``exercize``) does no harm: both sides get the same form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ACCENT: Final = re.compile("[\u0300-\u036f]")
_NATIONAL: Final = (
    (re.compile(r"(?<=\w\w\w)our(?=s?$|ed$|er$|ers$|ing$|able$|ite$|al$|less$|hood$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=\w)amme(?=s?$)"), "am"),
    (re.compile(r"(?<=cent|heat)re(?=s?$)"), "er"),
    (re.compile(r"(?<=\w)ll(?=(?:ed|er|ers|ing)$)"), "l"),
    (re.compile(r"(?<=defe|lice|offe)nce(?=s?$)"), "nse"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"dgement"), "dgment"),
    (re.compile(r"(?<=fulfi)l+|(?<=enro)l+"), "l"),
)
_IRREGULAR: Final = {"women": "woman", "men": "man", "children": "child", "people": "person", "persons": "person"}


@lru_cache(maxsize=16_384)
def spell(word: str) -> str:
    """Return the one form of a word that its national spellings share.

    >>> spell("Labour"), spell("organisation"), spell("Défence"), spell("centres")
    ('labor', 'organization', 'defense', 'centers')
    """
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word)).casefold()
    plain = re.sub("['’]s?$", "", plain).replace("'", "").replace("’", "")
    for pattern, form in _NATIONAL:
        plain = pattern.sub(form, plain)
    return _IRREGULAR.get(plain, plain)
