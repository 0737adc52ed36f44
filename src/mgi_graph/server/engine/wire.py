"""Frames between the processes: the lengths of two parts, a pickle, and raw bytes. Both ends are this program.

The bytes of an answer stand beside the pickle, not in it: they are copied once, however many there are.
"""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from mgi_graph.server.cache import Rendered
from mgi_graph.server.engine.jobs import JobFailedError
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    import asyncio
    import socket

#: What a job ends in.
Outcome: TypeAlias = Rendered | Problem | JobFailedError
#: The pickled part of a frame, and the raw one.
Frame: TypeAlias = "tuple[object, bytes]"

_HEAD: Final = struct.Struct("!II")
#: Up to this size it is cheaper to copy a body behind its head than to send it by itself.
_SMALL: Final = 1 << 16


def encode(message: object, body: bytes = b"") -> bytes:
    """Return a frame."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _HEAD.pack(len(data), len(body)) + data + body


def send(connection: socket.socket, message: object, body: bytes = b"") -> None:
    """Send a frame, waiting until it is taken."""
    if len(body) <= _SMALL:
        connection.sendall(encode(message, body))
        return
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    connection.sendall(_HEAD.pack(len(data), len(body)) + data)
    connection.sendall(body)


def receive(connection: socket.socket) -> Frame:
    """Read a frame, waiting for it; raises :class:`EOFError` where the other end is gone."""
    assembly = Assembly()
    while (frame := assembly.feed(connection.recv(_SMALL))) is None:
        pass
    return frame


async def read(loop: asyncio.AbstractEventLoop, connection: socket.socket) -> object:
    """Read the pickled part of a frame without blocking; raises :class:`EOFError` where the other end is gone."""
    assembly = Assembly()
    while (frame := assembly.feed(await loop.sock_recv(connection, _SMALL))) is None:
        pass
    return frame[0]


class Assembly:
    """What has come of one frame at a time; the next one follows only when this one has been answered."""

    __slots__ = ("_body", "_have", "_need", "_parts")

    def __init__(self) -> None:
        """Wait for a frame."""
        self._parts: list[bytes] = []
        self._have = 0
        self._need = _HEAD.size
        self._body = -1

    def feed(self, data: bytes) -> Frame | None:
        """Take what was read; return the frame when it is whole.

        Raises :class:`EOFError` for no data, which is how a socket tells that the other end is gone.
        """
        if not data:
            raise EOFError
        self._parts.append(data)
        self._have += len(data)
        if self._have < self._need:
            return None
        if self._body < 0:
            head = self._joined()
            size, self._body = _HEAD.unpack_from(head)
            self._need = _HEAD.size + size + self._body
            if self._have < self._need:
                return None
        whole, body = self._joined(), self._need - self._body
        self._start()
        return pickle.loads(memoryview(whole)[_HEAD.size : body]), whole[body:]  # both ends are this program

    def _start(self) -> None:
        self._parts = []
        self._have, self._need, self._body = 0, _HEAD.size, -1

    def _joined(self) -> bytes:
        if len(self._parts) > 1:
            self._parts = [b"".join(self._parts)]
        return self._parts[0]


def pack(outcome: Outcome, *, is_last: bool) -> Frame:
    """Return an outcome as the two parts of a frame; ``is_last`` tells that its process ends with it."""
    if not isinstance(outcome, Rendered):
        return (is_last, outcome), b""
    # a plain tuple: pickling a slotted dataclass takes three times as long
    fields = (outcome.content_type, outcome.headers, outcome.status, outcome.facts)
    return (is_last, fields), outcome.body


def unpack(frame: Frame) -> tuple[Outcome, bool]:
    """Return the outcome that a frame holds, and whether its process ends with it."""
    message, body = frame
    is_last, found = cast("tuple[bool, Any]", message)  # as packed above
    if not isinstance(found, tuple):
        return found, is_last
    content_type, headers, status, facts = found
    rendered = Rendered(body=body, content_type=content_type, headers=headers, status=status, facts=facts)
    return rendered, is_last
