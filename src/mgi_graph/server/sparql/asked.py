"""A query of a stranger: judged, completed, limited to its graphs, and handed to the engine."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.queries.guard import check
from mgi_graph.queries.syntax import declare, explain
from mgi_graph.queries.tokens import tokenize
from mgi_graph.server.live.evaluation import evaluating
from mgi_graph.server.sparql.dataset import named_dataset
from mgi_graph.server.sparql.star import spelt_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.store.embedded import Found


class Asked:
    """One query over one dataset; it is judged when this is made.

    Raises :class:`QueryRefusedError` for what would leave the dataset, before anything is opened, and
    :class:`QuerySyntaxError` for a prefix that nobody declares.
    """

    def __init__(
        self, context: Context, query: str, *, base: str | None, default: tuple[str, ...], named: tuple[str, ...]
    ) -> None:
        """Judge the query; ``default`` and ``named`` are the graphs that the protocol names, in place of ``FROM``."""
        self._store = evaluating(context.graph.store)
        self._query = query
        self._base = base
        graphs = self._store.graph_names()
        is_limited = bool(default or named)
        scope = check(query, graphs, services=context.settings.services, ignores_from=is_limited)
        self._scope = named_dataset(query, default, named, graphs) if is_limited else scope
        self._sent = declare(query, graphs)

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn what the engine says of the query, while it reads or answers it, into :class:`QueryError`."""
        try:
            yield
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise explain(error, self._query, sent=self._sent) from error

    def evaluate(self) -> Found:
        """Return what the engine gives, nothing of it read yet."""
        return self._evaluated(self._sent)

    def solutions(self, found: ox.QuerySolutions) -> Callable[[], ox.QuerySolutions]:
        """Return what gives the solutions, anew each time; ``found`` are those at hand.

        Their columns stand in the order in which the query names them.
        """
        columns = [variable.value for variable in found.variables]
        shift = len(self._sent) - len(self._query)
        sent = spelt_out(self._sent, tokenize(self._query), columns, shift=shift)
        at_hand = [found] if sent is None else []

        def ask() -> ox.QuerySolutions:
            if at_hand:
                return at_hand.pop()
            again = self._evaluated(sent or self._sent)
            assert isinstance(again, ox.QuerySolutions)
            return again

        return ask

    def _evaluated(self, sent: str) -> Found:
        return self._store.evaluate(sent, scope=self._scope, base=self._base)
