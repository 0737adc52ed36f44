"""What the pages carry of others is what was published, and no more than they need."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import vendor

FILES: list[dict[str, Any]] = json.loads((vendor.VENDOR / "manifest.json").read_text(encoding="utf-8"))["files"]
LOCK = (vendor.PINNED / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("record", FILES, ids=lambda record: record["file"])
def test_a_bundle_is_what_the_script_recorded(record: dict[str, Any]) -> None:
    body = (vendor.VENDOR / record["file"]).read_bytes()
    assert (hashlib.sha256(body).hexdigest(), len(body)) == (record["sha256"], record["bytes"])


@pytest.mark.parametrize("record", FILES, ids=lambda record: record["file"])
def test_a_bundle_is_of_the_package_that_the_lock_pins(record: dict[str, Any]) -> None:
    locked = vendor.locked()[record["package"]]
    assert (locked["version"], locked["integrity"]) == (record["version"], record["integrity"])


def test_every_file_of_the_folder_is_recorded_or_written_about() -> None:
    known = {record["file"] for record in FILES} | {"manifest.json", "LICENSES.txt", "README.md"}
    assert {path.name for path in vendor.VENDOR.iterdir()} == known
    assert {record["file"] for record in FILES} == {Path(source.path).name for source in vendor.SOURCES}


def test_the_lock_pins_every_package_by_hash_and_names_no_registry() -> None:
    packages = {path: entry for path, entry in json.loads(LOCK)["packages"].items() if path}
    assert packages
    assert [path for path, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert re.findall(r'"resolved"|registry\.|\.tgz', LOCK) == []


def test_the_licence_of_each_package_and_of_what_it_bundles_stands_beside_it() -> None:
    text = (vendor.VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    locked = vendor.locked()
    for name in {name for source in vendor.SOURCES for name in (source.package, *source.bundles)}:
        assert f"{name} {locked[name]['version']}: {locked[name]['license']}\n" in text


def test_the_bundles_are_small() -> None:
    assert sum(path.stat().st_size for path in vendor.VENDOR.iterdir()) < 1_500_000


@pytest.mark.parametrize(
    "record", [each for each in FILES if not each["file"].endswith(".woff2")], ids=lambda record: record["file"]
)
def test_a_bundle_runs_under_the_policy_of_the_pages(record: dict[str, Any]) -> None:
    text = (vendor.VENDOR / record["file"]).read_text(encoding="utf-8")
    assert re.findall(r"new Function\(|createElement\([`'\"]style[`'\"]\)|@import|url\(\s*['\"]?https?:", text) == []
    # One polyfill of JSON.parse, which only browsers without JSON would reach.
    assert re.findall(r"\beval\((?!`\(`\+text)", text) == []
