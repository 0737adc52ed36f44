"""Errors on the wire: one shape for all routes, Problem Details (RFC 9457), or the same as a page for a browser."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from mgi_graph import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MEDIA_TYPE: Final = "application/problem+json"


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """What went wrong with a request: the sort of problem, what happened, and what to do.

    ``kind`` names the sort (a fragment of the documentation of problems), ``title`` says it in words that are the
    same for each, ``detail`` for this one. ``extras`` are members of RFC 9457 §3.2, ``headers`` those of the response.
    ``cause`` is for the log alone: an address that is nobody else's business may stand in it.
    """

    def __init__(  # noqa: PLR0913 - the members of RFC 9457
        self,
        *,
        status: int,
        kind: str,
        title: str,
        detail: str = "",
        extras: Mapping[str, object] = MappingProxyType({}),
        headers: Mapping[str, str] = MappingProxyType({}),
        cause: str = "",
    ) -> None:
        """Keep the parts apart, so that each form can lay them out."""
        super().__init__(title)
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.extras = dict(extras)
        self.headers = dict(headers)
        self.cause = cause

    def __reduce__(self) -> tuple[Callable[..., Problem], tuple[object, ...]]:
        """Let a problem pass from a worker to the process that serves HTTP."""
        return _problem, (self.status, self.kind, self.title, self.detail, self.extras, self.headers, self.cause)

    def __str__(self) -> str:
        """Return title and detail."""
        return f"{self.title}: {self.detail}" if self.detail else self.title

    def record(self, *, type_url: str, instance: str) -> dict[str, Any]:
        """Return the members of the problem document (RFC 9457 §3.1)."""
        return {
            "type": f"{type_url}#{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail or None,
            "instance": instance,
            **self.extras,
        }

    def encode(self, *, type_url: str, instance: str) -> bytes:
        """Write the problem document as JSON."""
        members = self.record(type_url=type_url, instance=instance).items()
        record = {name: value for name, value in members if value is not None}
        return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _problem(  # noqa: PLR0913, PLR0917 - what pickle hands back
    status: int,
    kind: str,
    title: str,
    detail: str,
    extras: Mapping[str, object],
    headers: Mapping[str, str],
    cause: str,
) -> Problem:
    return Problem(status=status, kind=kind, title=title, detail=detail, extras=extras, headers=headers, cause=cause)


#: Status, kind and title of each error of the library, the most special first.
_KINDS: Final = (
    (errors.NameNotFoundError, 404, "not-found", "There is nothing of this name"),
    (errors.ParameterError, 400, "bad-parameter", "A parameter does not accept its value"),
    (errors.QuerySyntaxError, 400, "malformed-query", "The query is malformed"),
    (errors.QueryRefusedError, 403, "query-refused", "The query is refused"),
    (errors.QueryError, 400, "bad-query", "The query cannot be run"),
    (errors.OutputError, 406, "not-acceptable", "The answer cannot be written in this form"),
    (errors.MgiError, 500, "internal-error", "The server cannot answer"),
)

_SOON: Final = "Nothing of its answer was sent; ask again after the time in Retry-After."
_UNSURE: Final = "Nothing of its answer was sent. Its operator finds the reason in the log."
#: Status, kind, title, detail and Retry-After of each way in which the engine that has the dataset may fail.
_ENGINES: Final[Mapping[errors.Failing, tuple[int, str, str, str, str]]] = {
    "unreached": (503, "engine-away", "The engine that has the dataset is not reached", _SOON, "10"),
    "late": (504, "engine-late", "The engine that has the dataset did not answer in time", _SOON, "10"),
    "broken": (502, "engine-failed", "The engine that has the dataset broke off its answer", _UNSURE, "10"),
    "refuses": (502, "engine-failed", "The engine that has the dataset answered with an error", _UNSURE, "10"),
    "large": (502, "engine-failed", "The engine that has the dataset sent more than is read", "Ask for less.", ""),
    "replaced": (503, "dataset-replaced", "Another dataset is taking the place of this one", _SOON, "5"),
}


def problem_of(error: errors.MgiError) -> Problem:
    """Return the problem that an error of the library is to a client."""
    if isinstance(error, errors.StoreError):
        return _engine_failed(error)
    status, kind, title = next(row[1:] for row in _KINDS if isinstance(error, row[0]))
    extras: dict[str, object] = {}
    if error.place and error.place.line:
        extras |= {"line": error.place.line, "column": error.place.column}
    if error.excerpt:
        extras["excerpt"] = error.excerpt
    if isinstance(error, errors.NameNotFoundError) and error.nearest:
        extras["nearest"] = list(error.nearest)
    return Problem(status=status, kind=kind, title=title, detail=error.message, extras=extras)


def _engine_failed(error: errors.StoreError) -> Problem:
    """Tell how an engine failed (RFC 9110 §15.6.3 to §15.6.5), but not where it is, which is for the log."""
    status, kind, title, detail, seconds = _ENGINES[error.failing]
    headers = {"Retry-After": seconds} if seconds else {}
    return Problem(status=status, kind=kind, title=title, detail=detail, headers=headers, cause=error.message)


def not_found(what: str, *, nearest: tuple[str, ...] = ()) -> Problem:
    """Return the problem of a path that leads nowhere."""
    extras = {"nearest": list(nearest)} if nearest else {}
    return Problem(status=404, kind="not-found", title="There is nothing of this name", detail=what, extras=extras)


def not_acceptable(accept: str, offers: Mapping[str, str]) -> Problem:
    """Return the problem of an Accept field that nothing satisfies (RFC 9110 §15.5.7); ``offers`` are types, URLs."""
    detail = f"Nothing here is acceptable by 'Accept: {errors.shorten(accept)}'; there is {', '.join(offers)}"
    return Problem(
        status=406,
        kind="not-acceptable",
        title="There is no such form of this resource",
        detail=detail,
        extras={"available": [{"type": media_type, "href": href} for media_type, href in offers.items()]},
        headers={"Vary": "Accept"},
    )
