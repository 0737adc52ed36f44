"""What a request asks, by the SPARQL 1.1 Protocol (§2.1): one query, and the graphs that it is limited to."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import parse_qsl

from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
#: More parameters than this are not read.
MOST: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A query operation; ``default`` and ``named`` are the graphs of its dataset, ``form`` the value of ``format``."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str = ""


async def read(request: Request) -> Operation | None:
    """Read the operation of a request; ``None`` where a GET has none, and asks for the service description.

    Raises :class:`Problem`: 400 for what is malformed, 403 for an update, 415 for another type of body.
    """
    given = _parameters(request.scope["query_string"], "query string")
    if request.method == "POST":
        given += await _body(request)
        if not any(name == "query" for name, _ in given):
            _update(given)
            _malformed("A POST needs a query: the parameter 'query' of a form, or a body of SPARQL.")
    _update(given)
    queries = [value for name, value in given if name == "query"]
    if not queries:
        return None
    if len(queries) > 1:
        _malformed(f"There are {len(queries)} queries; send one, and each in a request of its own.")
    return Operation(
        query=queries[0],
        default=tuple(value for name, value in given if name == "default-graph-uri"),
        named=tuple(value for name, value in given if name == "named-graph-uri"),
        form=next((value for name, value in reversed(given) if name == "format"), ""),
    )


async def _body(request: Request) -> list[tuple[str, str]]:
    """Read the body of a POST: a form (§2.1.2), or the query itself (§2.1.3)."""
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    essence = header.get_content_type() if header["Content-Type"] else ""
    if essence == UPDATE:
        _refuse_update()
    if essence not in {FORM, QUERY}:
        raise Problem(
            status=415,
            kind="unsupported-media-type",
            title="A query cannot be sent in this form",
            detail=f"The body is {essence or 'of no type'}; send {FORM} with a parameter 'query', or {QUERY}.",
            headers={"Accept": f"{FORM}, {QUERY}"},  # RFC 9110 §15.5.16
        )
    charset = header.get_param("charset", "utf-8")
    if str(charset).lower().replace("_", "-") not in {"utf-8", "utf8", "us-ascii"}:
        _malformed(f"The body is in {str(charset)[:40]!r}; send UTF-8.")
    body = await request.body()
    if essence == FORM:
        return _parameters(body, "body")
    return [("query", _decoded(body, "body"))]


def _parameters(data: bytes, where: str) -> list[tuple[str, str]]:
    text = _decoded(data, where)
    if not text:
        return []
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError as error:
        is_encoding = isinstance(error, UnicodeDecodeError)
        reason = "holds a percent-encoding that is no UTF-8" if is_encoding else f"has more than {MOST} parameters"
        _malformed(f"The {where} {reason}.")


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _malformed(f"The {where} is no UTF-8 at byte {error.start}.")


def _update(given: list[tuple[str, str]]) -> None:
    if any(name == "update" for name, _ in given):
        _refuse_update()


def _refuse_update() -> NoReturn:
    raise Problem(
        status=403,
        kind="query-refused",
        title="The query is refused",
        detail="The dataset is read-only: it takes no updates. Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
    )


def _malformed(detail: str) -> NoReturn:
    raise Problem(status=400, kind="malformed-request", title="The request is malformed", detail=detail)
