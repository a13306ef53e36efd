"""The hook that builds the page: when it builds, with which Node, and which licences it lets through."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import build_page
from build_page import build, current, digest, free, new_enough, within

LOCK: dict[str, Any] = {
    "": {"dependencies": {"a": "1", "vite": "8"}, "devDependencies": {"d": "1"}},
    "node_modules/a": {"version": "1.0.0", "license": "MIT", "dependencies": {"b": "1"}, "peerDependencies": {"p": "1", "q": "1"}, "peerDependenciesMeta": {"q": {"optional": True}}},
    "node_modules/a/node_modules/b": {"version": "1.1.0", "license": "(MIT OR GPL-3.0-only)", "dependencies": {"c": "1"}},
    "node_modules/b": {"version": "2.0.0", "license": "GPL-3.0-only", "dev": True},
    "node_modules/c": {"version": "1.0.0", "license": "ISC"},
    "node_modules/d": {"version": "1.0.0", "license": "UNLICENSED", "dev": True},
    "node_modules/p": {"version": "1.0.0", "license": "0BSD"},
    "node_modules/q": {"version": "1.0.0", "license": "SSPL-1.0", "dev": True},
    "node_modules/vite": {"version": "8.0.0", "license": "MIT", "dependencies": {"m": "1"}},
    "node_modules/m": {"version": "1.0.0", "license": "MPL-2.0"},
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with a small ui/ and the page built from it."""
    (tmp_path / "ui/src").mkdir(parents=True)
    (tmp_path / "ui/package-lock.json").write_text(json.dumps({"packages": LOCK}), "utf-8")
    (tmp_path / "ui/src/main.tsx").write_text("1", "utf-8")
    (tmp_path / "api/page").mkdir(parents=True)
    (tmp_path / "api/page/index.html").write_text("<html>", "utf-8")
    (tmp_path / "api/page" / build_page.STAMP).write_text(digest(tmp_path / "ui"), "utf-8")
    return tmp_path


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv(build_page.SKIP, raising=False)


@pytest.mark.parametrize(
    ("said", "enough"),
    [("v20.19.0", True), ("v20.18.3", False), ("v18.20.1", False), ("v21.7.0", False), ("v22.11.0", False), ("v22.12.0", True),
     ("v23.0.0", True), ("v24.1.0", True), ("v101.0.0", True), ("", False), ("bun 1.0", False)],
)  # fmt: skip
def test_it_knows_which_node_vite_takes(said: str, enough: bool) -> None:
    assert new_enough(said) is enough


def test_it_builds_when_a_source_changes_and_only_then(root: Path, no_node: None) -> None:
    build(root)  # without any Node: there is nothing to do
    (root / "ui/node_modules/x").mkdir(parents=True)
    (root / "ui/node_modules/x/y.js").write_text("1", "utf-8")
    (root / "ui/tsconfig.tsbuildinfo").write_text("1", "utf-8")
    assert current(root)
    for change in (lambda p: p.write_text("2", "utf-8"), lambda p: p.rename(p.with_name("other.tsx")), lambda p: (p.parent / "other.tsx").unlink()):  # fmt: skip
        before = digest(root / "ui")
        change(root / "ui/src/main.tsx")
        assert digest(root / "ui") != before
        assert not current(root)
    (root / "api/page" / build_page.STAMP).write_text(digest(root / "ui"), "utf-8")
    assert current(root)
    (root / "api/page/index.html").unlink()
    assert not current(root), "a stamp alone is no page"


def test_it_can_be_told_to_leave_the_page_out(root: Path, no_node: None, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "ui/src/main.tsx").write_text("2", "utf-8")
    monkeypatch.setenv(build_page.SKIP, "1")
    build(root)
    assert (root / "api/page/index.html").read_text("utf-8") == "<html>"


def test_it_asks_for_a_node_where_one_is_needed_and_there_is_none(
    root: Path, no_node: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interface:
        def __init__(self, root: Path) -> None:
            self.root = root

    place = "hatchling.builders.hooks.plugin.interface"
    module = ModuleType(place)
    module.BuildHookInterface = Interface  # type: ignore[attr-defined]
    for name in ("hatchling", "hatchling.builders", "hatchling.builders.hooks", "hatchling.builders.hooks.plugin"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, place, module)
    hook = build_page.get_build_hook()(root)
    assert hook.dependencies() == []
    (root / "ui/src/main.tsx").write_text("2", "utf-8")
    assert hook.dependencies() == [build_page.WHEEL]
    with pytest.raises(SystemExit, match=r"Node 20\.19.*\n错误：需要 Node"):
        hook.initialize("editable", {})


def test_what_is_in_the_page_is_what_it_asks_for_and_what_that_asks_for() -> None:
    assert within(LOCK) == ["node_modules/a", "node_modules/a/node_modules/b", "node_modules/c", "node_modules/p"]
    build_page.refuse(LOCK, within(LOCK))


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "SSPL-1.0", "UNLICENSED", "SEE LICENSE IN x", "", "MIT AND GPL-2.0-only"])  # fmt: skip
def test_a_licence_that_binds_ends_the_build(licence: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = {**LOCK, "node_modules/c": {"version": "1.0.0", "license": licence}}
    (root / "ui/package-lock.json").write_text(json.dumps({"packages": lock}), "utf-8")
    monkeypatch.setattr(build_page, "usable_node", lambda: True)
    monkeypatch.delenv(build_page.SKIP, raising=False)
    with pytest.raises(SystemExit, match=r"(?s)c \(.*许可"):
        build(root)
    assert not free(licence)


@pytest.mark.parametrize("licence", ["MIT", "(MIT OR GPL-3.0-only)", "Apache-2.0 AND MIT", "0BSD"])
def test_a_free_licence_is_free(licence: str) -> None:
    assert free(licence)
