"""One run of a command: its thread, its errors, its progress, its output."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final, NoReturn

from mgi_graph.cli.output import Outcome, deliver
from mgi_graph.errors import EXIT_USAGE, MgiError

if TYPE_CHECKING:
    from argparse import Namespace

EXIT_INTERRUPTED: Final = 130
#: Set to see the traceback of an error that is no :class:`MgiError`.
DEBUG: Final = "MGI_DEBUG"
#: Address space for a parser that recurses; memory is taken only where it is used.
_STACK: Final = 64 * 1024 * 1024
_GRACE: Final = 0.5


def run(args: Namespace) -> int:
    """Run a parsed command and write its outcome; returns the exit code."""
    try:
        outcome = _compute(args)
        deliver(outcome)
        if outcome.then is not None:
            return outcome.then()
    except KeyboardInterrupt:
        _leave()
    except MgiError as error:
        complain(error)
        return error.exit_code
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        said = " ".join(str(error).split())
        _write(f"mgi: {type(error).__name__}: {said} (unexpected; {DEBUG}=1 shows more)\n")
        return EXIT_USAGE
    return outcome.code


class _Worker(threading.Thread):
    """Run a command; keep what it gives or raises."""

    def __init__(self, args: Namespace) -> None:
        super().__init__(daemon=True)
        self._args = args
        self.outcome: Outcome | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            command = import_module(f"mgi_graph.cli.{self._args.command.replace('-', '_')}")
            self.outcome = command.run(self._args)
        except BaseException as error:  # handed on to the thread that waits
            self.error = error


def _compute(args: Namespace) -> Outcome:
    limit: float | None = getattr(args, "timeout", None)
    threading.stack_size(_STACK)
    worker = _Worker(args)
    worker.start()
    try:
        worker.join(limit)
    except KeyboardInterrupt:
        _stop(worker)
        raise
    if worker.is_alive():
        _leave(f"no answer within {limit:g} s; narrow the question, or give it longer with --timeout")
    if worker.error:
        raise worker.error
    if worker.outcome is None:
        raise RuntimeError("the command gave nothing")
    return worker.outcome


def _stop(worker: threading.Thread) -> None:
    """Let a command tidy up, for a moment; an engine that does not listen is left behind."""
    import ctypes

    if worker.ident is not None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident), ctypes.py_object(KeyboardInterrupt))
    with suppress(KeyboardInterrupt):
        worker.join(_GRACE)


def _leave(why: str = "interrupted") -> NoReturn:
    """End the process, with an engine that nothing else stops."""
    _write(f"mgi: {why}\n")
    os._exit(EXIT_INTERRUPTED)


def complain(error: MgiError) -> None:
    """Write an error on standard error: one line, and the line at fault where it is known."""
    from mgi_graph.results.cells import safe

    lines = [f"mgi: {safe(' '.join(str(error).split()))}"]
    lines += [f"    {safe(line)}" for line in error.excerpt.replace("\t", " ").splitlines()]
    _write("\n".join(lines) + "\n")


def _write(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
