"""The other files of ``deploy/`` say what the code says: names of settings, times, paths."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from tests.deploy.conftest import DEPLOY, ROOT, lacking

from mgi_graph.server.settings import Settings
from mgi_graph.server.sources import CONFIG, NAMES, gather, variable_of

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DEPLOY).as_posix())
def test_each_variable_is_one_of_a_setting(path: Path) -> None:
    known = {variable_of(name) for name in (*NAMES, CONFIG)}
    assert set(re.findall(r"MGI_SERVE_[A-Z_]+", path.read_text())) <= known


def test_the_variables_of_the_container_are_accepted() -> None:
    found = re.findall(r"(MGI_SERVE_[A-Z_]+)=(\S+)", (DEPLOY / "Dockerfile").read_text())
    assert found
    assert gather({}, dict(found)).host == "0.0.0.0"


def test_the_container_copies_what_there_is_and_nothing_runs_as_root() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    for source in re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE):
        assert (ROOT / source).exists(), source
    assert text.rindex("USER mgi") < text.index("ENTRYPOINT")


def test_who_stands_before_the_site_waits_longer_than_it_does() -> None:
    nginx, unit, compose = ((DEPLOY / name).read_text() for name in ("nginx.conf", "mgi-graph.service", "compose.yaml"))
    settings = Settings()
    assert _seconds(r"proxy_read_timeout (\d+)s", nginx) > settings.query_seconds
    assert _seconds(r"TimeoutStopSec=(\d+)", unit) > settings.grace_seconds + 5
    assert _seconds(r"stop_grace_period: (\d+)s", compose) > settings.grace_seconds + 5
    assert _seconds(r"client_max_body_size (\d+)m", nginx) << 20 > settings.body_bytes


def _seconds(pattern: str, text: str) -> int:
    match = re.search(pattern, text)
    assert match, pattern
    return int(match[1])


def test_the_unit_is_one_that_systemd_accepts(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze") or lacking("systemd")
    text = (DEPLOY / "mgi-graph.service").read_text()
    unit = tmp_path / "mgi-graph.service"
    unit.write_text(text.replace("/opt/mgi/bin/mgi", "/bin/true"))
    found = subprocess.run([analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_each_setting_has_a_row_in_the_documentation() -> None:
    from mgi_graph.cli.serve import row

    page = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    for each in fields(Settings):
        assert row(each) in page, f"docs/serving.md lacks the row: {row(each)}"
    assert len(re.findall(r"^\| `--", page, re.MULTILINE)) == len(fields(Settings))
