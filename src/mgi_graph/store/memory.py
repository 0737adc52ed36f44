"""What an engine has answered, kept within bounds for who asks again: the least recently used is given up first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

#: How many terms are kept: with some two hundred bytes for each, some hundred megabytes.
ROOM: Final = 500_000
#: What an answer without rows takes.
_LEAST: Final = 4


class Memory:
    """A map from questions to answers of one dataset; an answer larger than an eighth of the room is not kept."""

    def __init__(self, room: int = ROOM) -> None:
        """Keep answers of ``room`` terms in all."""
        self._room = room
        self._size = 0
        self._entries: OrderedDict[Hashable, object] = OrderedDict()

    def __len__(self) -> int:
        """Count the answers."""
        return len(self._entries)

    def get(self, question: Hashable) -> object | None:
        """Return the answer to a question, where it is kept."""
        found = self._entries.get(question)
        if found is not None:
            self._entries.move_to_end(question)
        return found

    def update(self, answers: Mapping[Hashable, object]) -> None:
        """Keep answers."""
        for question, answer in answers.items():
            cost = _cost(answer)
            if cost > self._room // 8 or question in self._entries:
                continue
            self._entries[question] = answer
            self._size += cost
        while self._size > self._room:
            _, dropped = self._entries.popitem(last=False)
            self._size -= _cost(dropped)

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._size = 0


def _cost(answer: object) -> int:
    if isinstance(answer, Solutions):
        return _LEAST + len(answer.columns) * len(answer.rows)
    return _LEAST + (4 * len(answer) if isinstance(answer, tuple) else 0)
