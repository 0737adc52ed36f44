"""Requests that name a state of the dataset: they are answered of that one, or not at all.

Every link from one page of a list to the next bears the name. So no two pages of a walk are of two states, whichever
server answers it and whenever; and who stands before several servers can send each request to one that has its state.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from mgi_graph.errors import ParameterError, shorten
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

#: The parameter that holds the name.
ARGUMENT: Final = "dataset"
#: How much of the digest of a dataset a link bears, and how little is taken, in hexadecimal digits.
PINNED: Final = 16
_LEAST: Final = 8
_DATASET: Final = re.compile(rf"[0-9a-f]{{{_LEAST},64}}")
#: Where in a list a request is: what is left out to begin again.
_PLACES: Final = frozenset({ARGUMENT, "after", "page"})


def read_pin(text: str) -> str:
    """Return the name of a state as it was given; raises :class:`ParameterError` where it is none."""
    if not _DATASET.fullmatch(text):
        expected = f"the SHA-256 of a dataset, or its first {_LEAST} hexadecimal digits or more"
        raise ParameterError(f"{ARGUMENT}: expected {expected}; found {shorten(text)!r}")
    return text


def hold(request: Request, pinned: str, digest: str) -> None:
    """Refuse to answer of another state than the one that was named; raises :class:`Problem` (409).

    The same address is answered where that state is served, so it is neither unknown (404) nor gone (410): it is the
    state of this server that it does not go with (RFC 9110 §15.5.10).
    """
    if digest.startswith(pinned):
        return
    raise Problem(
        status=409,
        kind="other-dataset",
        title="This server has another state of the dataset",
        detail=f"The address asks for dataset {pinned}…, and {digest[:PINNED]}… is loaded. Leave the parameter "
        f"{ARGUMENT} out, and begin a list at its first page, to ask this one; or run the software with the dataset "
        "that the address names.",
        extras={"asked": pinned, "loaded": digest, "first": _first(request)},
    )


def hold_all(request: Request, digest: str) -> None:
    """Hold a request to the state that it names, if it names one; raises :class:`Problem` and ParameterError."""
    if request.scope["query_string"]:
        for text in request.query_params.getlist(ARGUMENT):
            hold(request, read_pin(text), digest)


def _first(request: Request) -> str:
    """Return the address of the first page, of whatever state is served."""
    pairs = [pair for pair in parse_qsl(request.url.query, keep_blank_values=True) if pair[0] not in _PLACES]
    return f"{request.url.path}?{urlencode(pairs)}" if pairs else request.url.path
