"""A proof of a triple: a tree of steps that ends in what the files state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mgi_graph.explanation.step import Step, follows, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store, Triple

    from mgi_graph.build.rule import Rule

#: No chain of rules over an ontology of this kind comes near it.
DEEPEST: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why one triple holds: it is stated (no rule), or a rule concludes it from the premises."""

    triple: Triple
    rule: Rule | None = None
    premises: tuple[Proof, ...] = ()

    @property
    def height(self) -> int:
        """Return how many rules stand above each other; 0 for a stated triple."""
        return 1 + max(premise.height for premise in self.premises) if self.rule else 0

    def nodes(self) -> Iterator[Proof]:
        """Walk the tree, this node first."""
        yield self
        for premise in self.premises:
            yield from premise.nodes()


@dataclass(slots=True)
class Prover:
    """Find proofs in a closure; what is found once is known.

    ``store`` holds the closure in its default graph; ``is_stated`` tells the triples that the files
    state. Proofs are as low as can be, and the same ones every time.
    """

    store: Store
    is_stated: Callable[[Triple], bool]
    _proved: dict[Triple, Proof] = field(default_factory=dict)
    _failed: dict[Triple, int] = field(default_factory=dict)
    _steps: dict[Triple, list[Step]] = field(default_factory=dict)

    def prove(self, triple: Triple) -> Proof | None:
        """Return the proof of a triple, or ``None`` where it does not follow."""
        return next((proof for height in range(DEEPEST) if (proof := self._within(triple, height))), None)

    def _within(self, triple: Triple, height: int) -> Proof | None:
        if self.is_stated(triple):
            return Proof(triple=triple)
        known = self._proved.get(triple)
        if known:
            return known if known.height <= height else None
        if height == 0 or self._failed.get(triple, -1) >= height:
            return None
        for step in self._leading_to(triple):
            premises = self._all_within(step, height - 1)
            if premises is not None and follows(step, triple):
                self._proved[triple] = Proof(triple=triple, rule=step.rule, premises=premises)
                return self._proved[triple]
        self._failed[triple] = height
        return None

    def _all_within(self, step: Step, height: int) -> tuple[Proof, ...] | None:
        found = []
        for premise in step.premises:
            proof = self._within(premise, height)
            if proof is None:
                return None
            found.append(proof)
        return tuple(found)

    def _leading_to(self, triple: Triple) -> list[Step]:
        if triple not in self._steps:
            self._steps[triple] = steps(self.store, triple)
        return self._steps[triple]
