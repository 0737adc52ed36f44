"""The difference of two versions, told thing by thing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.comparison.model import Alteration, Change, Renaming, Section, Thing, Value
from mgi_graph.comparison.order import finding_order, thing_order
from mgi_graph.namespaces import MIGOV, STANDARD, shrink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.comparison.renaming import Renamings
    from mgi_graph.comparison.view import View
    from mgi_graph.store.protocol import Term

_DEPRECATED: Final = f"{STANDARD['owl']}deprecated"
_REPLACED: Final = f"{STANDARD['dcterms']}isReplacedBy"
_EVIDENCE: Final = f"{MIGOV}hasEvidence"
_PROFILE: Final = f"{MIGOV}partOfProfile"
_SECTION: Final = f"{MIGOV}inSection"
_LOCATOR: Final = f"{MIGOV}locator"


class Difference:
    """Hold what is gone and what is new beside all that both versions say."""

    def __init__(self, old: View, new: View, renamings: Renamings) -> None:
        """Take the old version under the new names, the new one, and what was renamed."""
        self._old, self._new = old, new
        self._gone, self._come = old.without(new), new.without(old)
        self._renamings = [(each, other, True) for each, other in renamings.declared.items()]
        self._renamings += [(each, other, False) for each, other in renamings.probable.items()]

    def section(self, group: str) -> Section:
        """Return the things of one group: terms, entities or findings."""
        mine = [iri for iri in self._touched if self._view(iri).kind(iri)[0] == group]
        added = [self._thing(iri) for iri in mine if ox.NamedNode(iri) not in self._old.things]
        removed = [self._thing(iri) for iri in mine if ox.NamedNode(iri) not in self._new.things]
        both = [iri for iri in mine if all(ox.NamedNode(iri) in view.things for view in (self._old, self._new))]
        renamed = [
            Renaming(old=old.value, new=self._thing(new.value), declared=declared)
            for old, new, declared in self._renamings
            if self._view(new.value).kind(new.value)[0] == group
        ]
        order = finding_order if group == "findings" else (lambda change: thing_order(change.thing))
        return Section(
            added=tuple(sorted(added, key=thing_order)),
            removed=tuple(sorted(removed, key=thing_order)),
            changed=tuple(sorted(map(self._change, both), key=order)),
            renamed=tuple(sorted(renamed, key=lambda each: each.old)),
        )

    def axioms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what unnamed nodes say that nothing refers to: what is gone, and what is new."""
        return self._unnamed(self._gone, self._old), self._unnamed(self._come, self._new)

    def _unnamed(self, touched: View, view: View) -> tuple[str, ...]:
        blanks = {node for node in touched.things if isinstance(node, ox.BlankNode)}
        if not blanks:
            return ()
        inside = {value for said in view.things.values() for values in said.values() for value in values}
        named = [node for node in view.things if isinstance(node, ox.NamedNode)]
        roots = blanks - inside
        circular = blanks - roots - _reached(view, [*named, *roots])
        return tuple(sorted(self._axiom(view, node) for node in roots | circular))

    def _axiom(self, view: View, node: Term) -> str:
        kinds = " ".join(shrink(iri) for iri in view.iris(node, f"{STANDARD['rdf']}type"))
        return f"{kinds}: {view.write(node)}" if kinds else view.write(node)

    @cached_property
    def _touched(self) -> list[str]:
        nodes = self._gone.things.keys() | self._come.things.keys()
        return sorted(node.value for node in nodes if isinstance(node, ox.NamedNode))

    def _view(self, iri: str) -> View:
        return self._new if ox.NamedNode(iri) in self._new.things else self._old

    def _label(self, iri: str) -> str:
        return self._new.label(iri) or self._old.label(iri)

    def _thing(self, iri: str) -> Thing:
        view = self._view(iri)
        group, kind = view.kind(iri)
        profile, section = self._standing(view, iri) if group == "findings" else ("", "")
        return Thing(iri=iri, label=view.label(iri), kind=kind, profile=profile, section=section)

    def _standing(self, view: View, iri: str) -> tuple[str, str]:
        """Return the profile of a finding, and the section of the passage that comes first."""
        node = ox.NamedNode(iri)
        profile = next(iter(view.iris(node, _PROFILE)), "")
        passages = [ox.NamedNode(each) for each in view.iris(node, _EVIDENCE)]
        sections = [each for passage in passages for each in view.iris(passage, _SECTION)] or [
            each.value for each in passages
        ]
        locators = [
            (view.write(value), self._label(section))
            for section in sections
            for value in view.values(ox.NamedNode(section), _LOCATOR)
        ]
        locator, title = min(locators, default=("", ""))
        return profile, f"{locator} {title}".strip()

    def _change(self, iri: str) -> Change:
        node = ox.NamedNode(iri)
        gone, come = (view.things.get(node, {}) for view in (self._gone, self._come))
        alterations = tuple(
            Alteration(
                property=name,
                label=self._label(name) or shrink(name),
                old=self._values(self._old, gone.get(name, ())),
                new=self._values(self._new, come.get(name, ())),
            )
            for name in sorted(gone.keys() | come.keys())
        )
        return Change(thing=self._thing(iri), alterations=alterations, notice=self._notice(node))

    def _notice(self, node: ox.NamedNode) -> str:
        if _DEPRECATED not in self._come.things.get(node, {}):
            return ""
        named = [shrink(iri) for iri in self._new.iris(node, _REPLACED)]
        return f"deprecated; use {' or '.join(named)}" if named else "deprecated"

    def _values(self, view: View, terms: Iterable[Term]) -> tuple[Value, ...]:
        found = [Value(text=self._words(view, term), term=str(term)) for term in terms]
        return tuple(sorted(found, key=lambda value: (value.text, value.term)))

    def _words(self, view: View, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return view.label(term.value) or self._label(term.value) or shrink(term.value)
        return view.write(term)


def _reached(view: View, starts: Iterable[Term]) -> set[Term]:
    """Return the blank nodes that some nodes lead to."""
    found: set[Term] = set()
    waiting = list(starts)
    while waiting:
        values = (value for values in view.things.get(waiting.pop(), {}).values() for value in values)
        more = {value for value in values if isinstance(value, ox.BlankNode)} - found
        found |= more
        waiting += more
    return found
