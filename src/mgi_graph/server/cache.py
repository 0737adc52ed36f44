"""Rendered bytes by request, the least recently used given up first; bounded by bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable

#: What an entry takes beside its body, in bytes; an estimate that keeps many small ones in bounds.
OVERHEAD: Final = 1024


class Rendered(NamedTuple):
    """The bytes of a representation, with headers of its own; ``facts`` are for the log."""

    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    facts: tuple[tuple[str, object], ...] = ()

    def bearing(self, *headers: tuple[str, str]) -> Rendered:
        """Return the same with more headers."""
        return Rendered(self.body, self.content_type, (*self.headers, *headers), self.status, self.facts)


class Cache:
    """A map from what was asked to what was rendered; a body larger than an eighth of the room is not kept."""

    def __init__(self, room: int) -> None:
        """Make a cache of at most ``room`` bytes."""
        self._room = room
        self._size = 0
        self._entries: OrderedDict[Hashable, Rendered] = OrderedDict()

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._entries)

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether something is kept under a key; it is not used by that."""
        return key in self._entries

    @property
    def size(self) -> int:
        """Return how many bytes are taken."""
        return self._size

    def get(self, key: Hashable) -> Rendered | None:
        """Return what is kept under a key."""
        found = self._entries.get(key)
        if found is not None:
            self._entries.move_to_end(key)
        return found

    def put(self, key: Hashable, rendered: Rendered) -> None:
        """Keep something under a key, and give up the oldest while there is no room."""
        cost = len(rendered.body) + OVERHEAD
        if cost > self._room // 8:
            return
        if (old := self._entries.pop(key, None)) is not None:
            self._size -= len(old.body) + OVERHEAD
        self._entries[key] = rendered
        self._size += cost
        while self._size > self._room:
            _, dropped = self._entries.popitem(last=False)
            self._size -= len(dropped.body) + OVERHEAD
