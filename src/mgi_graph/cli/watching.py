"""``mgi validate --watch``: a new result for every save, until Ctrl-C.

Two answers follow a save. "changed files" comes at once, from a draft in this process that has kept all
it has read: everything about the files just saved. "whole project" is what ``mgi validate`` says, run with
the same options in a process of its own, which the next save stops: nobody waits for the verdict on a file
that has changed since. Reports go to standard output; what names them, and the time taken, to standard error.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.cli.opening import find_project
from mgi_graph.cli.output import Outcome, deliver
from mgi_graph.cli.paths import PARTS, SUFFIX, turtle_files
from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from mgi_graph.build.draft import Look
    from mgi_graph.project import Project

#: Saves that follow each other this quickly are one (milliseconds); no burst is waited for longer than the second.
_QUIET: Final = 50
_LONGEST: Final = 400
#: How often one looks whether the validation has ended (milliseconds).
_POLL: Final = 50
#: The process that validates has the options of this one, but these are for the command line alone.
_FLAGS: Final = ("severity", "shape", "max", "engine")


def watch(args: Namespace) -> Outcome:
    """Watch the files of the project, or the paths that are named, until interrupted."""
    project = find_project(args)
    turtle_files(args.paths, project)
    session = _Session(args, project)
    is_first = True
    try:
        for changed in _changes(_folders(args, project)):
            if is_first:
                session.begin()
                is_first = False
            if changed:
                session.check()
            session.poll()
    finally:
        session.stop()
    return Outcome(text="")


class _Session:
    """The validation that is going on, and when it began."""

    def __init__(self, args: Namespace, project: Project) -> None:
        from mgi_graph.build.draft import Draft

        self._args = args
        self._project = project
        self._draft = Draft(project, tuple(args.paths))
        self._began = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._report = tempfile.TemporaryFile()  # noqa: SIM115 -- lives as long as the watch

    def begin(self) -> None:
        """Begin with the whole project, and read all files while that is checked."""
        _say("──── watching; Ctrl-C ends")
        self._began = time.monotonic()
        self._launch()
        with self._surviving():
            look = self._draft.look()
            if not look.is_readable:
                self._show(look)

    def check(self) -> None:
        """Drop what is going on, and check the files as they are now."""
        self.stop()
        self._began = time.monotonic()
        with self._surviving():
            look = self._draft.look()
            if look.changed or not look.is_readable:
                self._show(look)
            if look.is_readable:
                self._launch()

    def poll(self) -> None:
        """Show the report of a validation that has ended."""
        if self._process is None or self._process.poll() is None:
            return
        self._process = None
        self._report.seek(0)
        _say(f"──── whole project{self._narrowed()}:")
        deliver(Outcome(text=self._report.read(), file=self._args.output))
        self._tell_time()

    def stop(self) -> None:
        """End the process that validates, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _show(self, look: Look) -> None:
        """Show what is known at once; it is told on standard output, whatever file awaits the whole report."""
        from mgi_graph.cli.reporting import report

        _say(f"──── changed files: {', '.join(look.changed) or 'none'}")
        deliver(replace(report(self._args, self._project, look.results), file=None))
        if not look.is_exact:
            _say("mgi: some shapes are beyond the fast engine: their results come with the whole project")
        self._tell_time()

    def _launch(self) -> None:
        from mgi_graph.cli.reporting import form

        flags = [f"--{flag}={value}" for flag in _FLAGS if (value := getattr(self._args, flag)) is not None]
        options = ["-q", f"--project={self._project.root}", f"--format={form(self._args)}", *flags]
        self._report.seek(0)
        self._report.truncate()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mgi_graph.cli.main", "validate", *options, "--", *self._args.paths],
            stdin=subprocess.DEVNULL, stdout=self._report, start_new_session=True,
        )  # fmt: skip

    def _narrowed(self) -> str:
        return f", results for {', '.join(path.as_posix() for path in self._args.paths)}" if self._args.paths else ""

    @contextmanager
    def _surviving(self) -> Iterator[None]:
        """Say what goes wrong: whatever it is, the next save may put it right."""
        try:
            yield
        except Exception as error:
            told = str(error) if isinstance(error, MgiError) else f"{type(error).__name__}: {error} (unexpected)"
            _say(f"mgi: {' '.join(told.split())}")

    def _tell_time(self) -> None:
        _say(f"──── {time.monotonic() - self._began:.2f} s")


def _folders(args: Namespace, project: Project) -> dict[Path, Path]:
    """Map what is watched to the folder to listen in: a file is replaced by its editor, its folder stays."""
    asked = [Path(path).resolve() for path in args.paths]
    asked += [] if asked else [project.root / part for part in PARTS]
    return {path: path if path.is_dir() else path.parent for path in asked}


def _changes(folders: dict[Path, Path]) -> Iterator[set[str]]:
    """Yield the files that have changed, or nothing when there is time to look at other things."""
    try:
        from watchfiles import watch as listen
    except ImportError as error:
        raise MgiError("--watch needs watchfiles: pip install 'mgi-graph[maintain]'") from error

    def concerns(_: object, path: str) -> bool:
        return _is_watched(Path(path), folders)

    for changes in listen(
        *set(folders.values()), watch_filter=concerns, debounce=_LONGEST, step=_QUIET,
        rust_timeout=_POLL, yield_on_timeout=True, raise_interrupt=False,
    ):  # fmt: skip
        yield {path for _, path in changes}


def _is_watched(path: Path, asked: Iterable[Path]) -> bool:
    """Tell whether a change concerns the files asked about; hidden files are those of editors.

    >>> _is_watched(Path("/p/data/xy/a.ttl"), [Path("/p/data")]), _is_watched(Path("/p/data/.a.ttl"), [Path("/p/data")])
    (True, False)
    """
    if path in set(asked):
        return True
    is_file = path.suffix == SUFFIX and not path.name.startswith(".")
    return is_file and any(path.is_relative_to(one) for one in asked)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
