"""The page on changes shows what the command prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.main import main

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent.parent


def test_the_page_shows_the_real_output(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ mgi (diff tests/\S+ tests/\S+)\n(.*?)```", page, flags=re.DOTALL)
    assert shown
    assert main([*shown[1].split(), "-q"]) == 1
    assert capsys.readouterr().out == shown[2]
