"""Run the rules to their fixpoint, each again only when something that it reads has been added.

Rules that read the schema alone run first; then the linear ones, together
(:mod:`mgi_graph.build.linear`); then, one by one, those that need the engine: first those that relate
things, then those that give them types, last those that find them to be the same. Whatever is added
wakes the rules that read it (:mod:`mgi_graph.build.premises`); when all sleep, nothing follows any more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from pyoxigraph import RdfFormat

from mgi_graph.build.body import clauses
from mgi_graph.build.linear import derive, is_linear, tabulate
from mgi_graph.build.premises import TYPE, names, premises, reads
from mgi_graph.build.rule import inference_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import QueryTriples, Store

    from mgi_graph.build.linear import Table
    from mgi_graph.build.rule import Rule


def saturate(store: Store, rules: Iterable[Rule] | None = None) -> list[bytes]:
    """Add to the default graph of a store all that the rules entail; return it as N-Triples, line by line.

    The store has no blank nodes (:mod:`mgi_graph.turtle.skolem`). ``rules`` are all inference rules
    where they are not given; their order makes no difference to what is added.
    """
    work = _Saturation(store, inference_rules() if rules is None else rules)
    while work.advance():
        pass
    return work.added


class _Saturation:
    """A store, what of it is known, and which rules sleep."""

    def __init__(self, store: Store, rules: Iterable[Rule]) -> None:
        self.added: list[bytes] = []
        self._store = store
        self._known = set((store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
        every = tuple(rules)
        self._linear = tuple(rule for rule in every if is_linear(rule))
        self._others = sorted((rule for rule in every if not is_linear(rule)), key=_turn)
        #: What wakes each rule that sleeps.
        self._asleep: dict[str, frozenset[bytes]] = {}
        #: The schemas of the linear rules, solved, and the facts that these have not seen.
        self._table: Table | None = None
        self._unseen: list[bytes] = []

    def advance(self) -> bool:
        """Run what is due; tell whether anything was."""
        rule = next((rule for rule in self._others if rule.name not in self._asleep), None)
        if rule and not _turn(rule):
            self._run(rule)
        elif self._table is None or self._unseen:
            self._go_over_facts()
        elif rule:
            self._run(rule)
        else:
            return False
        return True

    def _run(self, rule: Rule) -> None:
        self._asleep[rule.name] = reads(rule, self._store)
        found = cast("QueryTriples", self._store.query(rule.text)).serialize(format=RdfFormat.N_TRIPLES) or b""
        new = set(found.splitlines(keepends=True)) - self._known
        self._known |= new
        self._unseen += new
        self._add(new)

    def _go_over_facts(self) -> None:
        if self._table is None:
            self._table = tabulate(self._linear, self._store)
            self._unseen = list(self._known)
        new = derive(self._table, self._unseen, self._known)
        self._unseen = []
        self._add(new)

    def _add(self, new: Collection[bytes]) -> None:
        self._store.load(b"".join(new), format=RdfFormat.N_TRIPLES, lenient=True)
        self.added += new
        found = names(new)
        self._asleep = {name: waking for name, waking in self._asleep.items() if waking.isdisjoint(found)}
        if any(not each.names.isdisjoint(found) for rule in self._linear for each in premises(rule)):
            self._table = None


@cache
def _turn(rule: Rule) -> int:
    """Return when a rule runs: the schema before facts, relations before types, types before what is the same."""
    if not any(each.facts for each in premises(rule)):
        return 0
    verb = clauses(rule)[0].head.verb
    return 1 if isinstance(verb, str) else 2 if verb == TYPE else 3
