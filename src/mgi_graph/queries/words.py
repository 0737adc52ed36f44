"""The words of a question, reduced to what counts when texts are compared."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from mgi_graph.queries.choices import plain
from mgi_graph.queries.spelling import spell

_EMPTY: Final = """
    a all also an and any are as at be been but by can did do does each for from has have how i if in into is it its
    me may many much of on one or other out over own said say says shall should so some such than that the their them
    then there these they thing this those to under up was we were what when where which who whom whose why will with
    would you your country state states profile graph tell show list give named done no
"""
_STOP: Final = frozenset(_EMPTY.split())
#: Endings that are cut, the longer before those that they end with.
_CUT: Final = "ies sses ships ship ments ment ations ation ings ing ers ions ion ives ive edly ed es s ly er e y"
_ENDINGS: Final = tuple(_CUT.split())
_LEFT: Final = {"ies": "y", "sses": "ss"}
_SHORTEST: Final = 3
#: By which words the catalogue calls what ordinary words of the field mean: a line for each.
_SYNONYMS: Final = """
    instrument: act law laws legislation decree regulations statute
    instrument plan: policy policies strategy strategies
    treaty: convention conventions
    treaty status: ratify ratified acceded joined
    agreement: mou mous memorandum memoranda deal bilateral
    body: ministry ministries agency agencies institutions
    organization: organisations
    responsibility mandate: responsible charge competent governs runs deals leads lead issues patrols operates registers
    absence: missing lacking absent exist
    absence lack: lacks
    absence gap: gaps
    penalty: fine fines punished punishment prison
    threshold: quota quotas limit limits maximum minimum ages share long percentage
    penalty threshold: cost
    right permission: allowed
    right duty: entitled rights
    prohibition: forbidden prohibited
    duty condition: obliged must
    condition: required require eligible
    permit: visa visas
    meeting: conference conferences
    service: help support assistance
    chair member: chairs belongs sits sit
    body committee: committees
    pending: drafted draft upcoming unfinished updated prepared preparing planned finalized
    amendment: revised changed
    timeline: history
    comparison: compare differ
    discrepancy conflict: contradict contradicts disagree
    discrepancy: errors misprint
    data: statistics survey census
    information system: database databases
    source reading: literature bibliography references
    name: acronym acronyms abbreviation
    count: often many number
    finding: overview
    ended plan: expired
    frequency: often regularly
    agreement year: signed
    founding year: established founded exists
    duty condition: mandatory compulsory need needs
    component aim: aims priorities contain consist purpose consists contents
    information system: warned warning warnings
    service: emergency
    publication data: published publish reports
    threshold: fee fees
    condition threshold: extended extension
    discrimination ground: unequal
    permission condition: become eligible
"""
_MEANT: Final = {
    word: meant.split()
    for meant, _, words in (line.strip().partition(":") for line in _SYNONYMS.split("\n"))
    for word in words.split()
}
#: What a question asks for by its first word.
_LEAD: Final = {
    **dict.fromkeys(("is", "are", "was", "were", "do", "does", "did", "has", "have"), ("finding",)),
    **dict.fromkeys(("can", "may", "must"), ("finding", "modality")),
    "who": ("responsibility",),
}


@lru_cache(maxsize=32_768)
def stems(text: str, *, meant: bool = True) -> tuple[str, ...]:
    """Return the stems of the words of a text that say something, in order, with what the catalogue calls the same.

    >>> stems("Which treaties has the country joined?", meant=False)
    ('treat', 'join')
    """
    found: list[str] = []
    for word in plain(text).split():
        if word not in _STOP:
            found.append(stem(word))
        if meant:
            found += [stem(each) for each in _MEANT.get(word, ())]
    return tuple(found)


def lead(question: str) -> tuple[str, ...]:
    """Return what the first word of a question asks for: "is there …?" for a finding, "who …?" for a body.

    >>> lead("Is there a fee?"), lead("Fees")
    (('find',), ())
    """
    first, *_ = plain(question).split() or [""]
    return tuple(stem(each) for each in _LEAD.get(first, ()))


def stem(word: str) -> str:
    """Cut the ending of an English word, so that its forms agree.

    >>> {stem(word) for word in ("amend", "amends", "amended", "amendment", "amendments")}
    {'amend'}
    >>> stem("labour") == stem("labor"), stem("naturalisation") == stem("naturalization")
    (True, True)
    """
    word = spell(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            cut = word.removesuffix(ending)
            return stem(cut + _LEFT[ending]) if ending in _LEFT else cut
    return word
