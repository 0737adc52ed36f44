"""A report as JUnit XML: a suite a file, a case a result; a Violation is a failure."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as Tree

from mgi_graph import namespaces
from mgi_graph.results.report.text import about, found, marked, verdict

if TYPE_CHECKING:
    from mgi_graph.conformance import Result
    from mgi_graph.results.report.verification import Verification

#: What XML 1.0 §2.2 does not let a document hold.
_UNHEARD: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUITE: Final = "mgi validate"


def write_junit(report: Verification) -> str:
    """Write the results by file; a run without results is one case that passed.

    A Warning or Info passes and says so in its output: a pipeline fails where the files do not conform.
    """
    root = Tree.Element("testsuites", name=_SUITE)
    for file, group in groupby(report.shown, key=lambda result: result.place.file if result.place else _SUITE):
        _suite(root, file, report, tuple(group))
    if not report.shown:
        suite = Tree.SubElement(root, "testsuite", name=_SUITE, tests="1", failures=str(int(not report.conforms)))
        case = Tree.SubElement(suite, "testcase", classname=_SUITE, name=verdict(report))
        if not report.conforms:
            Tree.SubElement(case, "failure", message=verdict(report), type="Violation")
    suites = root.findall("testsuite")
    root.set("tests", str(sum(int(suite.get("tests", 0)) for suite in suites)))
    root.set("failures", str(sum(int(suite.get("failures", 0)) for suite in suites)))
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Tree.tostring(root, encoding="unicode")}\n'


def _suite(root: Tree.Element, file: str, report: Verification, results: tuple[Result, ...]) -> None:
    failures = sum(result.severity == "Violation" for result in results)
    suite = Tree.SubElement(root, "testsuite", name=_heard(file), tests=str(len(results)), failures=str(failures))
    for result in results:
        where = f"{result.place.line}:{result.place.column}" if result.place else "no place"
        name = f"{namespaces.shrink(result.rule)} at {where}"
        case = Tree.SubElement(suite, "testcase", classname=_heard(file), name=_heard(name), file=_heard(file))
        if result.place and result.place.line:
            case.set("line", str(result.place.line))
        body = _heard(_body(report, result))
        if result.severity == "Violation":
            message = _heard(result.message)
            Tree.SubElement(case, "failure", message=message, type=result.severity).text = body
        else:
            Tree.SubElement(case, "system-out").text = f"{result.severity}: {_heard(result.message)}\n{body}"


def _body(report: Verification, result: Result) -> str:
    lines = [str(result.place)] if result.place else []
    if result.place and (text := report.line(result.place)):
        lines += marked(text, result.place)
    lines += [f"about: {about(result)}"] if about(result) else []
    lines += [f"found: {found(result)}"] if found(result) else []
    lines += [f"try: {result.correction}"] if result.correction else []
    return "\n".join(lines)


def _heard(text: str) -> str:
    return _UNHEARD.sub("\N{REPLACEMENT CHARACTER}", text)
