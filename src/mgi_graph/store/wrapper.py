"""SPARQLWrapper as the writer of requests.

It sends them too, but with a deadline for each piece of an answer in place of one for all of it, and keeps neither
the status of a refusal nor the connection: that is :mod:`mgi_graph.store.transport`.
"""

from __future__ import annotations

from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

from mgi_graph.store.transport import Message


class Wrapper(SPARQLWrapper):
    """Write the request for a query that asks for one media type."""

    def __init__(self, address: str, form: str) -> None:
        """Take the address of queries and the media type."""
        super().__init__(address)
        self.setMethod(POST)
        self.setRequestMethod(URLENCODED)
        self.setOnlyConneg(True)
        self._form = form

    def message(self, query: str) -> Message:
        """Return the request for a query."""
        self.queryString = query
        self.queryType = "SELECT"  # only whether it is an update matters: the media type is given
        request = self._createRequest()
        fields = {name: value for name, value in request.header_items() if name.lower() != "user-agent"}
        assert isinstance(request.data, bytes)
        return Message(method="POST", target=request.full_url, body=request.data, fields=fields)

    def _getAcceptHeader(self) -> str:  # noqa: N802 - the name is SPARQLWrapper's
        return self._form
