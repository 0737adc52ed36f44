"""In which order differences are told: what matters most first, then as a person counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import MIGOV

if TYPE_CHECKING:
    from mgi_graph.comparison.model import Change, Thing

_POLARITY: Final = f"{MIGOV}polarity"
_DIGITS: Final = re.compile(r"(\d+)")


def thing_order(thing: Thing) -> tuple[object, ...]:
    """Return a sort key: profile, section, kind, then name or label, numbers by value."""
    named = thing.iri if thing.profile else thing.label.casefold()
    return (thing.profile, numbered(thing.section), thing.kind, numbered(named), thing.iri)


def finding_order(change: Change) -> tuple[object, ...]:
    """Put the findings first that say yes where they said no, or the other way round."""
    return (not flips(change), *thing_order(change.thing))


def flips(change: Change) -> bool:
    """Tell whether a finding has another polarity than before."""
    return any(each.property == _POLARITY for each in change.alterations)


def numbered(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that takes digits as numbers.

    >>> sorted(["1.10", "1.9"], key=numbered)
    ['1.9', '1.10']
    """
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(text))
