"""The socket of a site: bound when it starts, listening when it is ready, refusing as soon as it is told to stop.

Who stands before several servers hears at once that one of them does not take connections (RFC 9293 §3.5.2: a reset),
and asks the next. A connection that waits in a queue would wait for as long as it takes to load a dataset.
"""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from mgi_graph.server.settings import Settings

_BACKLOG: Final = 2048


def bind(settings: Settings) -> socket.socket:
    """Return a socket that has its address; raises :class:`MgiError` that says what to do."""
    host, port = settings.host, settings.port
    listener = None
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two processes have the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6 and socket.has_dualstack_ipv6():
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, host != "::")
        listener.bind((host, port))
    except socket.gaierror as error:
        raise MgiError(f"there is no address {host!r}: name one of this machine with --host") from error
    except OSError as error:
        if listener is not None:
            listener.close()
        raise MgiError(_advice(error, host, port)) from error
    listener.setblocking(False)
    return listener


def listen(listener: socket.socket, settings: Settings) -> None:
    """Let clients connect; raises :class:`MgiError` where another process was faster."""
    try:
        listener.listen(_BACKLOG)
    except OSError as error:
        raise MgiError(_advice(error, settings.host, listener.getsockname()[1])) from error


def refuse(listener: socket.socket) -> None:
    """Turn clients away from now on, those whose connection nobody has taken up as well."""
    with suppress(OSError):  # systems that cannot do so turn them away when the last process has ended
        listener.shutdown(socket.SHUT_RDWR)


def _advice(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken: name another with --port, or 0 for a free one"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: name one with --host"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"port {port} is not allowed: name one above 1023 with --port, and let a proxy take {port}"
    return f"port {port} of {host} cannot be listened to: {error.strerror}"


def address_of(listener: socket.socket, settings: Settings) -> str:
    """Return the URL at which a socket is reached on this machine."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listener.getsockname()[1]}/"
