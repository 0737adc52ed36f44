"""Proactive negotiation of the media type (RFC 9110 §12.5.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.types import Scope

_TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PARAMETER: Final = re.compile(rf'\s*;\s*({_TOKEN})\s*=\s*({_TOKEN}|"(?:[^"\\]|\\.)*")')
_RANGE: Final = re.compile(rf"\s*(\*/\*|{_TOKEN}/\*|{_TOKEN}/{_TOKEN})((?:{_PARAMETER.pattern})*)\s*;?\s*")
_WEIGHT: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
#: Beyond this many members a field is read no further: no client sends them, an attacker would.
MOST: Final = 100
#: A longer field is not remembered: those of clients are shorter, and memory is not for an attacker to fill.
LONGEST: Final = 1000


def field_of(scope: Scope, name: bytes) -> str | None:
    """Return a field of a request by its name in lower case, the first where there are several."""
    for each, value in scope["headers"]:
        if each == name:
            found: str = value.decode("latin-1")
            return found
    return None


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One member of an Accept field: ``type`` and ``subtype`` may be ``*``; ``weight`` is 0 to 1."""

    type: str
    subtype: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    weight: float = 1.0

    @property
    def precision(self) -> int:
        """Return how specific the range is: the most specific that matches a type decides (§12.5.1)."""
        return (self.type != "*") + (self.subtype != "*") + len(self.parameters)

    def matches(self, media_type: str) -> bool:
        """Tell whether a media type lies in the range."""
        essence, _, rest = media_type.partition(";")
        main, _, sub = essence.strip().lower().partition("/")
        if self.type not in {"*", main} or self.subtype not in {"*", sub}:
            return False
        have = _parameters(f";{rest}") if rest else {}
        return all(have.get(name) == value for name, value in self.parameters.items() if name != "charset")


def parse(accept: str) -> tuple[MediaRange, ...]:
    """Read an Accept field; members that are malformed are passed over, as §5.6.1 lets a recipient do.

    >>> [(each.subtype, each.weight) for each in parse("text/turtle;q=0.5, text/*, nonsense")]
    [('turtle', 0.5), ('*', 1.0)]
    """
    return tuple(filter(None, map(_member, _members(accept)[:MOST])))


def _members(text: str) -> list[str]:
    """Split at the commas that no quoted string holds."""
    return [part for part in re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+', text) if part.strip()]


def _member(text: str) -> MediaRange | None:
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    main, _, sub = match[1].lower().partition("/")
    if main == "*" != sub:  # a token may be an asterisk, but no type is called so
        return None
    parameters = _parameters(match[2])
    weight = parameters.pop("q", "1")
    if not _WEIGHT.fullmatch(weight):
        return None
    return MediaRange(main, sub, parameters, float(weight))


def _parameters(text: str) -> dict[str, str]:
    return {name.lower(): _unquoted(value).lower() for name, value in _PARAMETER.findall(text)}


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def weight_of(media_type: str, ranges: Iterable[MediaRange]) -> float:
    """Return the weight that the most specific matching range gives a media type; 0 where none matches."""
    matching = [each for each in ranges if each.matches(media_type)]
    return max(matching, key=lambda each: each.precision).weight if matching else 0.0


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type of the offers that a client likes best, the earlier one of equals; ``None`` for none.

    Without an Accept field (or with an empty one) the first offer is the answer.

    >>> choose("text/turtle;q=0.9, application/ld+json", ("text/html", "text/turtle", "application/ld+json"))
    'application/ld+json'
    >>> choose("image/png", ("text/html",)) is None
    True
    """
    if accept is None or not accept.strip():
        return offers[0]
    return _remembered(accept, offers) if len(accept) <= LONGEST else _chosen(accept, offers)


def _chosen(accept: str, offers: Sequence[str]) -> str | None:
    ranges = parse(accept)
    weights = [weight_of(offer, ranges) for offer in offers]
    best = max(weights)
    return offers[weights.index(best)] if best > 0 else None


_remembered = lru_cache(maxsize=1024)(_chosen)
