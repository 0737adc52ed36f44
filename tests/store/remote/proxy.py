"""A TCP proxy on loopback that stands in front of an engine and does what networks and engines do at their worst."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType

Mode: TypeAlias = Literal["pass", "silent", "drip", "error", "page", "stopped"]
ERROR = b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\nContent-Length: 14\r\n\r\nout of memory\n"
#: What a proxy before an engine that is down may say, with the wrong status.
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<html>be back</html>\r\n"


class Proxy:
    """Hand on what clients and engine say; ``mode`` may change at any time, ``left`` bytes are handed on before a cut.

    ``passed`` counts the bytes of both ways.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._engine = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}{parts.path}"
        self.mode: Mode = "pass"
        self.left: int | None = None
        self.answers_only = False
        self.passed = 0
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.hang_up()

    def retarget(self, url: str) -> None:
        """Stand in front of another engine."""
        parts = urlsplit(url)
        self._engine = (parts.hostname, parts.port)

    def heal(self) -> None:
        """Be a good proxy again."""
        self.mode, self.left = "pass", None

    def cut_after(self, left: int, *, answers_only: bool = False) -> None:
        """Hand on so many more bytes, then end every connection, and take no other."""
        self.hang_up()
        self.passed, self.left, self.answers_only = 0, left, answers_only

    def hang_up(self) -> None:
        """End the connections that are open."""
        with self._lock:
            ended, self._open = self._open, set()
        for each in ended:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        if self.mode == "stopped" or self.left == 0:
            self.hang_up()
            return
        if self.mode in {"error", "page"}:
            with suppress(OSError):
                client.recv(65_536)
                client.sendall(ERROR if self.mode == "error" else PAGE)
                client.shutdown(socket.SHUT_WR)
            return
        try:
            engine = socket.create_connection(self._engine)
        except OSError:
            self.hang_up()
            return
        for each in (client, engine):  # else a request in two parts waits for an acknowledgement of the first
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._open.add(engine)
        asking = threading.Thread(target=self._hand_on, args=(client, engine, False), daemon=True)
        asking.start()
        self._hand_on(engine, client, True)
        asking.join()
        with self._lock:
            self._open -= {client, engine}
        for each in (client, engine):
            each.close()

    def _hand_on(self, giver: socket.socket, taker: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while data := giver.recv(65_536):
                if self.mode == "silent" and answers:
                    continue
                if self.mode == "drip" and answers:
                    self._drip(taker, data)
                    continue
                data = self._rationed(data, answers)
                taker.sendall(data)
                if self.left == 0:
                    self.hang_up()
                    return
        with suppress(OSError):
            taker.shutdown(socket.SHUT_WR)

    def _rationed(self, data: bytes, answers: bool) -> bytes:
        with self._lock:
            if self.left is not None and (answers or not self.answers_only):
                data = data[: self.left]
                self.left -= len(data)
            self.passed += len(data) if answers or not self.answers_only else 0
        return data

    @staticmethod
    def _drip(taker: socket.socket, data: bytes) -> None:
        for byte in data:
            taker.sendall(bytes([byte]))
            time.sleep(0.02)
