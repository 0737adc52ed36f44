"""The ways in which rules lead to a triple: which premises, all of them in the closure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store

from mgi_graph.build.body import clauses
from mgi_graph.build.rule import inference_rules
from mgi_graph.explanation.pattern import solutions, unified

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from mgi_graph.build.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A rule and the premises from which it concludes; each premise once, sorted."""

    rule: Rule
    premises: tuple[Triple, ...]


def steps(store: Store, conclusion: Triple) -> list[Step]:
    """List the steps that lead to a triple in one application of a rule, fewest premises first.

    A step whose premises hold the conclusion itself says nothing and is left out.
    """
    found: dict[tuple[str, tuple[Triple, ...]], Step] = {}
    for rule in inference_rules():
        for clause in clauses(rule):
            start = unified(clause.head, conclusion)
            for _, triples in solutions(store, clause.body, start) if start is not None else ():
                premises = tuple(sorted(set(triples), key=str))
                if conclusion not in premises:
                    found.setdefault((rule.name, premises), Step(rule=rule, premises=premises))
    return sorted(found.values(), key=lambda step: (len(step.premises), step.rule.name, str(step.premises)))


def follows(step: Step, conclusion: Triple) -> bool:
    """Run the rule on the premises alone and tell whether it concludes the triple."""
    store = Store()
    store.extend(Quad(premise.subject, premise.predicate, premise.object) for premise in step.premises)
    store.update(step.rule.update)
    return Quad(conclusion.subject, conclusion.predicate, conclusion.object) in store
