"""Work over an engine elsewhere, in a few requests: what it looks up is gathered, and asked for together.

Pages look things up in the indexes of a store one by one, some hundreds of times. In a round the work is done over what
is known so far. What is not known is noted, and for the time being there is nothing of it; at the end of the round all
that was noted is asked of the engine at once, and the work is done again. The round in which nothing was
missing has the result; those before it are thrown away with all that they made. A page takes as many rounds as
its data are deep: what it shows, what those are called, where their passages stand.

So the work must be pure, and keep nothing but by the store that it was given: each round has a store of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from mgi_graph.errors import StoreError
from mgi_graph.store.memory import Memory
from mgi_graph.store.patterns import Pattern, hand_back, requests
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    import pyoxigraph as ox

    from mgi_graph.store.protocol import Scope, Store, Subject, Term
    from mgi_graph.store.remote import RemoteStore

    Result = TypeVar("Result")

#: More rounds than any page takes.
MOST: Final = 64
_ALL: Final = (None, None, None, None)
_NOTHING: Final = Solutions(columns=(), rows=())


class Round:
    """The store of one round: what is known, and a list of what is not."""

    def __init__(self, remote: RemoteStore, memory: Memory, answers: dict[Hashable, object]) -> None:
        """Look into ``answers``, those of the same work, and into ``memory``."""
        self.missing: dict[Pattern, None] = {}
        #: What the engine failed with, should the work go on without its answer.
        self.failure: StoreError | None = None
        self.remote = remote
        self._memory = memory
        self._answers = answers

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the dataset, in hexadecimal."""
        return self.remote.digest

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
        return self.remote.graph_names()

    def select(self, query: str, *, scope: Scope | None = None) -> Solutions:
        """Answer a SELECT query; nothing where something is missing, on which it may depend."""
        found = self._told(("select", query, scope), lambda: self.remote.select(query, scope=scope))
        return found if isinstance(found, Solutions) else _NOTHING

    def ask(self, query: str, *, scope: Scope | None = None) -> bool:
        """Answer an ASK query; no where something is missing."""
        return bool(self._told(("ask", query, scope), lambda: (self.remote.ask(query, scope=scope),)) == (True,))

    def construct(self, query: str, *, scope: Scope | None = None) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query; nothing where something is missing."""
        found = self._told(("construct", query, scope), lambda: tuple(self.remote.construct(query, scope=scope)))
        return found if isinstance(found, tuple) else ()

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        value: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """Go through the quads that match a pattern, as far as they are known."""
        pattern = (subject, predicate, value, graph)
        if pattern == _ALL:
            raise StoreError("all of a dataset on an engine is not read at once: take a copy of it to read it whole")
        found = self._kept(pattern)
        if found is not None:
            return iter(found)
        for wider in ((subject, None, None, None), (None, None, value, None)):
            around = self._kept(wider) if wider != _ALL else None
            if around is not None:
                return (each for each in around if _matches(each, pattern))
        self.missing[pattern] = None
        return iter(())

    def _kept(self, pattern: Pattern) -> Sequence[ox.Quad] | None:
        found = self._answers.get(pattern)
        if found is None and (found := self._memory.get(pattern)) is not None:
            self._answers[pattern] = found
        return found if isinstance(found, tuple) else None

    def _told(self, question: Hashable, ask: Callable[[], object]) -> object | None:
        found = self._answers.get(question)
        if found is None:
            found = self._memory.get(question)
        if found is None:
            if self.missing:
                return None
            try:
                found = ask()
            except StoreError as error:
                self.failure = error
                raise
        self._answers[question] = found
        return found


def certain(store: Store) -> Store:
    """Return a store whose answers are never guesses, for who keeps what it makes of them beyond its round."""
    return store.remote if isinstance(store, Round) else store


class Rounds:
    """Do works over one dataset on an engine, and remember for the next what it has said. One thread at a time."""

    def __init__(self, remote: RemoteStore, memory: Memory | None = None) -> None:
        """Begin with nothing known."""
        self.remote = remote
        self._memory = Memory() if memory is None else memory

    def do(self, work: Callable[[Round], Result]) -> Result:
        """Return what a work gives, or raise what it raises, once all that it looks up is known.

        Raises :class:`StoreError` where the engine fails, or holds another dataset at the end: then what it has said
        may be of both, and is forgotten.
        """
        answers: dict[Hashable, object] = {}
        asked = self.remote.requests
        for _ in range(MOST):
            store = Round(self.remote, self._memory, answers)
            try:
                made = work(store)
            except (StoreError, MemoryError):
                raise
            except Exception:  # of a guess nothing follows, whatever it ends in
                if not store.missing:
                    self._keep(answers, asked)
                    raise
            else:
                if store.failure is not None:
                    raise store.failure
                if not store.missing:
                    self._keep(answers, asked)
                    return made
            self._fetch(store.missing, answers)
        raise StoreError(f"more than {MOST} rounds of requests are needed for one answer")

    def _fetch(self, patterns: dict[Pattern, None], answers: dict[Hashable, object]) -> None:
        for query, some in requests(patterns, self.remote.published.union_graph):
            found = hand_back(some, self.remote.everywhere(query).rows, self.remote.graph_names())
            answers.update(found.items())

    def _keep(self, answers: dict[Hashable, object], asked: int) -> None:
        """Remember the answers, where the engine still holds the dataset that they are about."""
        if not answers or self.remote.requests == asked:
            return
        try:
            self.remote.confirm()
        except StoreError:
            self._memory.clear()
            raise
        self._memory.update(answers)


def _matches(quad: ox.Quad, pattern: Pattern) -> bool:
    return all(given in {None, term} for given, term in zip(pattern, quad, strict=True))
