"""An answer that is whole, written at once: its header is checked and joined in one go.

uvicorn looks at each field with two regular expressions and writes header and body apart, which takes longer than all
else that an answer from memory costs. What is not whole, or not plain, is left to it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from uvicorn.protocols.http.httptools_impl import HEADER_RE, STATUS_LINE

if TYPE_CHECKING:
    from starlette.types import Message
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

#: What no field may hold: control characters, but for the tab (RFC 9110 §5.5).
_CONTROLS: Final = bytes((*range(0x09), *range(0x0A, 0x20), 0x7F))
_LENGTH: Final = b"content-length"
#: Fields by which an application says how the connection goes on, or how the body is parted.
_FRAMING: Final = frozenset({b"connection", b"transfer-encoding"})


class Answer:
    """What an application sends in answer to one request (ASGI HTTP, "Response Start", "Response Body")."""

    __slots__ = ("_cycle", "_otherwise", "_start")

    def __init__(self, cycle: RequestResponseCycle) -> None:
        """Stand between the application and the cycle of its request."""
        self._cycle = cycle
        self._otherwise = cycle.send
        self._start: Message | None = None

    async def send(self, message: Message) -> None:
        """Take a message; the header is held back until the first part of the body is there.

        Another header takes its place: an application that fails between the two is answered for by the server.
        """
        vars(self._cycle).pop("send", None)  # who sends has it by now; a circle would be left for the collector
        if message["type"] == "http.response.start" and not self._cycle.response_started:
            self._start = message
            return
        if (start := self._start) is not None:
            self._start = None
            if message["type"] == "http.response.body" and self._is_taken() and self._write(start, message):
                return
            await self._otherwise(start)  # type: ignore[arg-type] # uvicorn has a type of its own for it
        await self._otherwise(message)  # type: ignore[arg-type] # as above

    def _is_taken(self) -> bool:
        """Tell whether there is a connection that takes an answer with its body, and goes on after it."""
        cycle = self._cycle
        is_open = not (cycle.disconnected or cycle.flow.write_paused)
        return is_open and cycle.keep_alive and cycle.scope["method"] != "HEAD"

    def _write(self, start: Message, message: Message) -> bool:
        """Write an answer, and tell whether it could be done: it must be whole, and say how long it is."""
        cycle, body = self._cycle, message.get("body", b"")
        fields = [*cycle.default_headers, *start.get("headers", ())]
        names = tuple([name for name, _ in fields])
        if message.get("more_body", False) or not _are_plain(names):
            return False
        header = b"\r\n".join([b": ".join(field) for field in fields])
        breaks = 2 * (len(fields) - 1)
        is_safe = len(header.translate(None, _CONTROLS)) == len(header) - breaks
        if not is_safe or fields[names.index(_LENGTH)][1] != b"%d" % len(body):
            return False
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        cycle.transport.write(b"".join((STATUS_LINE[start["status"]], header, b"\r\n\r\n", body)))
        cycle.message_event.set()
        cycle.on_response()
        return True


@lru_cache(maxsize=1024)
def _are_plain(names: tuple[bytes, ...]) -> bool:
    """Tell whether fields of these names leave the framing to the server, but for one length."""
    if names.count(_LENGTH) != 1 or not _FRAMING.isdisjoint(names):
        return False
    return all(name == name.lower() and not HEADER_RE.search(name) for name in names)
