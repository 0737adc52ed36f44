"""Answers that were given, found again by the request alone: an equal one needs no route, no handler and no headers.

A stored response (RFC 9111 §2) is chosen by its target and by the fields that Vary names (§4.1). What is kept here is
all but the bytes, which stay in the :class:`~mgi_graph.server.cache.Cache`: what is given up there is not found here.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from starlette.types import Scope

Field: TypeAlias = tuple[bytes, bytes]
Key: TypeAlias = tuple[object, ...]
#: The fields that a key holds; an answer whose Vary names another is not stored.
_DECIDING: Final = frozenset({b"host", b"accept", b"accept-language", b"accept-encoding", b"accept-profile"})
#: A request with one of them is conditional, or has a body: it is for its handler.
_OTHERWISE: Final = frozenset({b"if-none-match", b"content-length", b"transfer-encoding"})


def key_of(scope: Scope) -> Key | None:
    """Return what decides on the answer to a request; ``None`` where more than target and fields may."""
    if scope["method"] != "GET":
        return None
    fields: list[Field] = []
    for field in scope["headers"]:
        name = field[0]
        if name in _DECIDING:
            fields.append(tuple(field))
        elif name in _OTHERWISE:
            return None
    root = scope.get("root_path", "")
    server = tuple(scope.get("server") or ())  # it is the origin where no Host says otherwise
    return (scope["scheme"], server, root, scope["path"], scope["query_string"], *fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An answer but for its bytes, which the cache has under ``tag``; ``route`` and ``query`` are for the log."""

    tag: str
    headers: tuple[Field, ...]
    media_type: str
    route: str
    query: str


class StoredResponses:
    """At most ``most`` answers by what decided on them, the least recently used given up first."""

    def __init__(self, most: int = 4096) -> None:
        """Begin with none; each takes some kilobytes."""
        self._most = most
        self._entries: OrderedDict[Key, Stored] = OrderedDict()

    def get(self, key: Key) -> Stored | None:
        """Return the answer that was stored under a key."""
        found = self._entries.get(key)
        if found is not None:
            self._entries.move_to_end(key)
        return found

    def put(self, key: Key, stored: Stored) -> None:
        """Store an answer, unless it depends on what the key does not hold."""
        if not _varying(stored.headers) <= _DECIDING:
            return
        self._entries[key] = stored
        if len(self._entries) > self._most:
            self._entries.popitem(last=False)


def _varying(headers: tuple[Field, ...]) -> set[bytes]:
    """Return the fields that Vary names (RFC 9110 §12.5.5)."""
    return {each.strip().lower() for name, value in headers if name == b"vary" for each in value.split(b",")}
