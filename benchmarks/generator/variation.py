"""Countries that differ: variants of the real one, each with findings of its own, and each conforming.

Copies that are alike would leave nothing to compare. A variant leaves findings out, turns others from present to
absent, takes part in fewer treaties, and has other figures; a hash of its number and of the thing decides, so that
the same variant comes out each time. What it then says of the world is made up.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from generator.codes import CODES
from mgi_graph.namespaces import ID, MIGOV, STANDARD, VOCAB

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.original import Original, Quad

#: How many variants there are; number 0 says what the real country says.
VARIANTS: Final = 16
_TYPE: Final = f"{STANDARD['rdf']}type"
_POLARITY: Final = f"{MIGOV}polarity"
_REALIZATION: Final = f"{MIGOV}realization"
_STATUS: Final = f"{MIGOV}participationStatus"
_ACTION: Final = f"{MIGOV}hasAction"
_NUMBER: Final = f"{MIGOV}numericValue"
#: What a finding that may become an absence does not have: an absence has no thing to name.
_NAMED: Final = frozenset(f"{MIGOV}{name}" for name in ("cites", "citesArrangement", "citesInstrument", "restsOn",
    "repeats", "qualifies", "citesParticipation"))  # fmt: skip
#: Shares of all that can vary: what is turned, what is not signed, what has another figure.
_TURNED, _UNSIGNED, _COUNTED = 0.15, 0.4, 0.5


def variant_of(code: str) -> int:
    """Return the variant that a country which is made up is."""
    return (CODES.index(code) + 1) % VARIANTS


def vary(original: Original, variant: int) -> tuple[Quad, ...]:
    """Return what a country of a variant states, still under the code of the real one."""
    if variant == 0:
        return original.pattern
    return _Country(original, variant).quads()


def _share(variant: int, iri: str) -> float:
    """Return a number from 0 to 1 that a thing has in a variant."""
    return int.from_bytes(hashlib.sha256(f"{variant} {iri}".encode()).digest()[:4], "big") / 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changes:
    """The subjects that a variant leaves out, and the objects that it puts in the place of others."""

    left_out: frozenset[str]
    objects: dict[tuple[str, str], NamedNode | Literal | None]


class _Country:
    """The real country, asked what in it can vary without breaking a shape."""

    def __init__(self, original: Original, variant: int) -> None:
        self._quads = original.pattern
        self._variant = variant
        self._scope = f"{ID}{original.code}/"
        self._facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._sources: dict[str, set[str]] = defaultdict(set)
        for _, triple in (*original.shared, *original.pattern):
            if isinstance(triple.subject, NamedNode):
                self._facts[triple.subject.value][triple.predicate.value].append(_text(triple))
                self._sources[_text(triple)].add(triple.subject.value)

    def quads(self) -> tuple[Quad, ...]:
        """Return the quads of the variant."""
        changes = self._changes()
        kept = (quad for quad in self._quads if _text_of(quad[1].subject) not in changes.left_out)
        return tuple(new for graph, triple in kept for new in _changed(graph, triple, changes))

    def _changes(self) -> _Changes:
        left = frozenset(each for each in self._leaves if _share(self._variant, each) < self._left)
        objects: dict[tuple[str, str], NamedNode | Literal | None] = {}
        actions: set[str] = set()
        for each in self._of("Finding"):
            if _share(self._variant, f"turn {each}") < _TURNED and self._can_turn(each):
                objects |= _absent(each)
        for each in self._of("TreatyParticipation"):
            if _share(self._variant, each) < _UNSIGNED and self._is_undisputed(each):
                objects[each, _STATUS] = NamedNode(f"{VOCAB}participation-status/not-party")
                objects[each, _ACTION] = None
                actions.update(self._facts[each][_ACTION])
                objects |= {change: value for one in self._sources[each] for change, value in _absent(one).items()}
        for each in self._of("Quantity"):
            share = _share(self._variant, each)
            if share < _COUNTED and self._stands_alone(each):
                (number,) = self._facts[each][_NUMBER]
                value = float(number) + 1 + int(share * 10)
                objects[each, _NUMBER] = Literal(f"{value}", datatype=NamedNode(f"{STANDARD['xsd']}decimal"))
        return _Changes(left_out=left | actions, objects=objects)

    @property
    def _left(self) -> float:
        """How many of the findings that may be left out are: some countries say less than others."""
        return 0.05 + 0.5 * self._variant / VARIANTS

    @cached_property
    def _leaves(self) -> list[str]:
        """The findings on which nothing in the country depends."""
        free = {each for each in self._of("Finding") if not self._sources[each]}
        return sorted(each for each in free if not any(self._sources[one] <= free for one in self._own(each)))

    def _own(self, subject: str) -> Iterable[str]:
        objects = (value for values in self._facts[subject].values() for value in values)
        return (value for value in objects if value.startswith(self._scope))

    def _of(self, kind: str) -> list[str]:
        return sorted(each for each in self._sources[MIGOV + kind] if each.startswith(self._scope))

    def _can_turn(self, finding: str) -> bool:
        facts = self._facts[finding]
        is_plain = facts[_POLARITY] == [f"{VOCAB}polarity/present"] and facts[f"{MIGOV}measureKind"]
        return bool(is_plain) and not self._sources[finding] and not any(facts[name] for name in _NAMED)

    def _is_undisputed(self, participation: str) -> bool:
        facts = self._facts[participation]
        is_party = facts[_STATUS] == [f"{VOCAB}participation-status/party"]
        findings = {each for each in self._sources[participation] if MIGOV + "Finding" in self._facts[each][_TYPE]}
        are_plain = all(not self._sources[each] and not self._facts[each][f"{MIGOV}repeats"] for each in findings)
        return is_party and are_plain and self._sources[participation] == findings

    def _stands_alone(self, quantity: str) -> bool:
        facts = self._facts[quantity]
        parts = {each for each in self._sources[quantity] if quantity in self._facts[each][f"{MIGOV}partOfQuantity"]}
        is_share = any("/share" in kind or "PERCENT" in kind for kind in
                       (*facts[f"{MIGOV}quantityKind"], *facts[f"{MIGOV}unit"]))  # fmt: skip
        return len(facts[_NUMBER]) == 1 and not (parts or facts[f"{MIGOV}partOfQuantity"] or is_share)


def _absent(finding: str) -> dict[tuple[str, str], NamedNode | Literal | None]:
    return {
        (finding, _POLARITY): NamedNode(f"{VOCAB}polarity/absent"),
        (finding, _REALIZATION): NamedNode(f"{VOCAB}realization/not-in-place"),
    }


def _changed(graph: str, triple: Triple, changes: _Changes) -> Iterable[Quad]:
    key = (_text_of(triple.subject), triple.predicate.value)
    if key not in changes.objects:
        yield graph, triple
    elif (value := changes.objects[key]) is not None:
        yield graph, Triple(triple.subject, triple.predicate, value)


def _text(triple: Triple) -> str:
    return _text_of(triple.object)


def _text_of(term: object) -> str:
    return str(getattr(term, "value", term))
