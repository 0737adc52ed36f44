"""An engine elsewhere: what it is asked and told by SPARQL 1.1 Protocol, and by the Graph Store Protocol."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from mgi_graph.store.answers import JSON, N_TRIPLES, BrokenError, read_solutions, read_triples, read_truth
from mgi_graph.store.dialect import dialect, recognize
from mgi_graph.store.rewriting import describes
from mgi_graph.store.transport import PATIENCE, Message, Reply, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    import pyoxigraph as ox

    from mgi_graph.errors import Failing, StoreError
    from mgi_graph.store.credentials import Credentials
    from mgi_graph.store.dialect import Dialect
    from mgi_graph.store.protocol import Scope, Solutions

    Read = TypeVar("Read")

#: Names the address that updates go to, where it is another than that of queries and the engine has no dialect.
UPDATE_URL: Final = "MGI_STORE_UPDATE_URL"


class Engine:
    """Ask and tell one engine; raises :class:`StoreError` for whatever is no whole answer."""

    def __init__(self, transport: Transport, spoken: Dialect) -> None:
        """Join a way to send with a dialect; :func:`connect` is the usual way here."""
        base = transport.url.rstrip("/")
        for each in (spoken.query, spoken.update):
            base = base.removesuffix(each) if each else base
        self.transport = transport
        self.dialect = spoken
        self._query = base + spoken.query
        self._update = os.environ.get(UPDATE_URL) or base + spoken.update
        self._graphs = base + spoken.graphs if spoken.graphs else None

    def select(self, query: str, scope: Scope | None = None) -> Solutions:
        """Ask a SELECT."""
        return self._asked(query, JSON, scope, lambda body: read_solutions(body, self.dialect))

    def ask(self, query: str, scope: Scope | None = None) -> bool:
        """Ask an ASK."""
        return self._asked(query, JSON, scope, read_truth)

    def construct(self, query: str, scope: Scope | None = None) -> tuple[ox.Triple, ...]:
        """Ask a CONSTRUCT or DESCRIBE."""
        return self._asked(query, N_TRIPLES, scope, lambda body: read_triples(body, self.dialect))

    def update(self, text: str, *, repeatable: bool = True) -> None:
        """Have an update carried out (SPARQL 1.1 Protocol §2.2)."""
        fields = {"Content-Type": "application/sparql-update"}
        body = text.encode()
        self.transport.demand(
            Message(method="POST", target=self._update, body=body, fields=fields, repeatable=repeatable)
        )

    def insert(self, graph: str, triples: Sequence[bytes]) -> None:
        """Put triples, each as N-Triples, into a graph; again, it changes nothing (Graph Store Protocol §5.5)."""
        text = b"\n".join(triples) + b"\n"
        if self._graphs is None:
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{text.decode()}}} }}")
            return
        target = f"{self._graphs}?{self.dialect.graph_parameter}={quote(graph, safe='')}"
        fields = {"Content-Type": N_TRIPLES}
        self.transport.demand(Message(method="POST", target=target, body=text, fields=fields))

    def error(self, what: str, *, may_pass: bool = False, failing: Failing = "broken") -> StoreError:
        """Return an error about this engine."""
        return self.transport.error(what, may_pass=may_pass, failing=failing)

    def _asked(self, query: str, form: str, scope: Scope | None, read: Callable[[bytes], Read]) -> Read:
        message = _defined if self.dialect.defines_dataset else written
        reply = self.transport.send(message(self._query, query, form, scope))
        if reply.status == 400:
            _judge(query)
        if reply.status != 200:
            raise self.transport.refused(reply)
        self._is_whole(reply, form)
        try:
            return read(reply.body)
        except BrokenError as error:
            what = " ".join(str(error).split())[:80]
            raise self.error(f"gives an answer that is broken or cut off: {what}", may_pass=True) from error

    def _is_whole(self, reply: Reply, form: str) -> None:
        told = [name for name in self.dialect.cut if name in reply.fields]
        if told:
            raise self.error(f"leaves out a part of the answer ({told[0]}: {reply.fields[told[0]]}); raise its limits")
        kind = reply.fields.get("content-type", "").partition(";")[0].strip().lower()
        if kind != form and not (form == N_TRIPLES and kind == "text/plain"):
            raise self.error(f"answers with {kind or 'no media type'} where {form} was asked for")
        if not reply.framed and form == N_TRIPLES:
            raise self.error("does not tell where its answer ends, which may be cut off", may_pass=True)


def connect(
    url: str, *, engine: str = "auto", credentials: Credentials | None = None, patience: float = PATIENCE
) -> Engine:
    """Find an engine at an address; ``engine`` names it where it does not tell what it is.

    Raises :class:`StoreError` where it is not reached.
    """
    transport = Transport(url, credentials, patience=patience)
    spoken = (
        dialect(engine) if engine != "auto" else recognize(transport.send(Message(method="GET", target=url)).fields)
    )
    return Engine(transport, spoken)


def written(address: str, query: str, form: str, scope: Scope | None) -> Message:
    """Return the request for a query: a form that is posted, with its dataset (SPARQL 1.1 Protocol §2.1.2, §2.1.4)."""
    from mgi_graph.store.wrapper import Wrapper

    wrapper = Wrapper(address, form)
    for name, graphs in (("default-graph-uri", scope.default), ("named-graph-uri", scope.named)) if scope else ():
        for graph in graphs:
            wrapper.addParameter(name, graph)
    return wrapper.message(query)


def _defined(address: str, query: str, form: str, scope: Scope | None) -> Message:
    """Return the request for a query with its dataset in pragmas of Virtuoso.

    It repeats each graph of the request in a field of the answer, and HTTP clients read at most a hundred fields. By
    itself it describes a thing by what points at it too.
    """
    head = "".join(
        f"define input:{name} <{graph}> "
        for name, graphs in (("default-graph-uri", scope.default), ("named-graph-uri", scope.named))
        for graph in graphs
    ) if scope else ""  # fmt: skip
    described = 'define sql:describe-mode "SPO" ' if describes(query) else ""
    return written(address, described + head + query, form, None)


def _judge(query: str) -> None:
    """Raise the :class:`SyntaxError` of the embedded engine, where the query is what is wrong.

    An empty store is asked, within which nothing is found and nothing is sent.
    """
    import pyoxigraph as ox

    if "service" not in query.lower():
        ox.Store().query(query)
