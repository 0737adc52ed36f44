"""Find the numbers in a text, in digits and in words, whatever they count.

A range is two numbers; a date has a day and a year, its month is a name. Roman numerals count from
two letters on, or after a word such as *Phase*: a single letter is more often an initial. Web
addresses are told apart, for their digits say nothing of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from mgi_graph.coverage import words

#: ``ordinal`` tells a place, ``item`` is the mark of a list entry, ``note`` the mark of a footnote.
Kind: TypeAlias = Literal["number", "ordinal", "item", "note", "address"]

_ADDRESS: Final = r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:)\]]"
_NOTE: Final = "[⁰¹²³⁴-⁹]+"
_ROMAN: Final = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_ITEM: Final = rf"(?:\A\s*(?:[-•]\s+)?(?P<first>\d+)[.)]\s)|\((?P<bracketed>(?:{_ROMAN}))\)"
_PART: Final = "annex|appendix|book|chapter|part|phase|round|schedule|section|stage|table|title|volume"
_CAPITALS: Final = rf"\b(?:(?i:{_PART})\s+)?(?P<roman>(?=[IVX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?<=[IVX])\b"
_DIGITS: Final = (
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<factor>(?:K|k|mn|bn)\b|\s(?:{'|'.join(words.SCALES)})s?\b)?(?P<suffix>(?:st|nd|rd|th)\b)?"
)
_ALL: Final = re.compile(
    rf"(?P<address>{_ADDRESS})|(?P<note>{_NOTE})|(?P<item>{_ITEM})|(?P<capitals>{_CAPITALS})|{_DIGITS}"
)
_FACTORS: Final = {**words.SCALES, "k": 10**3, "mn": 10**6, "bn": 10**9}
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ROMANS: Final = {"i": 1, "v": 5, "x": 10}
_SHORTENED: Final = re.compile(r"(\d{2})(\d{2})[-–]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: its characters, its offset in code points, and the values it may have.

    An address has no value.
    """

    text: str
    start: int
    values: tuple[Decimal, ...]
    kind: Kind = "number"


def find(text: str) -> tuple[Number, ...]:
    """Find the numbers of a text in its order.

    >>> [(number.text, *map(str, number.values)) for number in find("Phase IV: 7 to 15 of 20,000, thrice")]
    [('IV', '4'), ('7', '7'), ('15', '15'), ('20,000', '20000'), ('thrice', '3')]
    >>> [(number.text, number.start, number.kind) for number in find("(ii) a rule² of www.example.org/2")]
    [('ii', 1, 'item'), ('²', 11, 'note'), ('www.example.org/2', 16, 'address')]
    >>> [int(value) for number in find("20K in 2015–16, 1.5 million in the 1990s") for value in number.values]
    [20000, 2015, 2016, 16, 1500000, 1990]
    >>> [(number.text, number.kind) for number in find("the 106th and the third of 5")]
    [('106th', 'ordinal'), ('third', 'ordinal'), ('5', 'number')]
    """
    found = [number for match in _ALL.finditer(text) if (number := _read(match, text))]
    taken = [(number.start, number.start + len(number.text)) for number in found]
    for match in words.WORDS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            kind: Kind = "ordinal" if match["ordinal"] else "number"
            found.append(Number(text=match[0], start=match.start(), values=words.values(match), kind=kind))
    return tuple(sorted(found, key=lambda number: number.start))


def _read(match: re.Match[str], text: str) -> Number | None:
    if match["address"]:
        has_digits = re.search(r"\d", match[0])
        return Number(text=match[0], start=match.start(), values=(), kind="address") if has_digits else None
    if match["note"]:
        return _number(match, "note", "note", Decimal(match[0].translate(_SUPERSCRIPTS)))
    if match["item"]:
        group = "first" if match["first"] else "bracketed"
        value = Decimal(match[group]) if group == "first" else _roman(match[group])
        return _number(match, group, "item", value)
    if match["capitals"]:
        alone = match["roman"] == match[0]
        return None if alone and len(match["roman"]) < 2 else _number(match, "roman", "number", _roman(match["roman"]))
    return _figure(match, text)


def _figure(match: re.Match[str], text: str) -> Number:
    value = Decimal(re.sub(r"[^\d.]", "", match["digits"]))
    factor = (match["factor"] or "").strip().lower()
    value *= _FACTORS[factor if factor in _FACTORS else factor.removesuffix("s")] if factor else 1
    century = _SHORTENED.search(text, max(0, match.start() - 5), match.start())
    if century and re.fullmatch(r"\d{2}", match[0]) and match[0] > century[2]:
        return _number(match, 0, "number", Decimal(century[1] + match[0]), value)
    return _number(match, 0, "ordinal" if match["suffix"] else "number", value)


def _number(match: re.Match[str], group: str | int, kind: Kind, *values: Decimal) -> Number:
    return Number(text=match[group], start=match.start(group), values=values, kind=kind)


def _roman(text: str) -> Decimal:
    digits = [_ROMANS[letter] for letter in text.lower()]
    return Decimal(sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)))
