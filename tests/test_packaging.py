"""The distribution: an sdist and a wheel from a clean checkout, what is in them, and that they work anywhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import build_page
from api.explorer import NONCE, TYPES
from tests.image import ROOT, Image, checkout

pytestmark = pytest.mark.timeout(1800)  # the first to need the image builds page and wheel, and installs all

PACKAGES = ("graph", "ingest", "gnn", "api", "cypher")
ALONE = ("jinying.py", "modules.yaml")
FREE = re.compile(r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python-2\.0|Zlib|CC0|OFL|SIL Open Font License)\b", re.IGNORECASE)
BINDING = re.compile(r"\b(L?GPL|AGPL|SSPL|GNU|BUSL|Commons Clause)", re.IGNORECASE)
SILENT = {"polars-hash": "MIT", "huey": "MIT"}  # as their repositories' LICENSE says; the wheels name none
# MPL 2.0 binds whoever changes these files themselves, which nobody here does; spaCy brings it along
BY_FILE = {"certifi"}
LICENCES = """
import json
from importlib.metadata import distributions
print(json.dumps({d.name: d.metadata.get("License-Expression")
    or " ".join(c for c in d.metadata.get_all("Classifier") or [] if c.startswith("License ::")) or d.metadata.get("License") or ""
    for d in distributions()}))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The checkout with its page, the sdist from it and the wheel from that; the image builds the page with the wheel."""
    source, out = checkout(tmp_path_factory.mktemp("clone")), tmp_path_factory.mktemp("dist")
    build_page.build(ROOT)
    shutil.copytree(ROOT / "api/page", source / "api/page")
    subprocess.run([sys.executable, "-m", "build", "-o", out, source], check=True, capture_output=True)
    return {"source": source, "sdist": next(out.glob("*.tar.gz")), "wheel": next(out.glob("*.whl"))}


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def tracked(source: Path) -> set[str]:
    """What belongs into a wheel: everything in the packages, the page that was built there too, and the two files beside them."""
    return {*ALONE, *(str(p.relative_to(source)) for name in PACKAGES for p in (source / name).rglob("*") if p.is_file())}  # fmt: skip


def test_a_wheel_holds_the_packages_whole_and_nothing_else(built: dict[str, Path]) -> None:
    names = members(built["wheel"])
    about = {n for n in names if n.startswith("jinying-")}
    assert names - about == tracked(built["source"])
    assert any(n.endswith("licenses/LICENSE") for n in about)
    ends = {Path(n).suffix for n in names}
    assert {".py", ".yaml", ".cypher", ".sql", ".html", ".css", ".js"} <= ends


def test_a_wheel_holds_the_page_built_from_its_sources(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as opened:
        page = {n.removeprefix("api/page/"): opened.read(n).decode("utf-8", "replace") for n in opened.namelist() if n.startswith("api/page/")}  # fmt: skip
    assert page[build_page.STAMP] == build_page.digest(built["source"] / "ui")
    html = page["index.html"]
    asked = re.findall(r'(?:src|href)="(?!data:)([^"]+)"', html)
    assert asked
    own = {"favicon.ico"}  # the server's, shown before anybody has signed in
    assert {one.lstrip("/") for one in asked} - own <= set(page), "whatever the page asks for is in the wheel"
    assert NONCE in html
    assert {Path(name).suffix for name in page} - {""} <= set(TYPES) | {".html"}, "the server knows every type"


def test_the_page_ships_the_licence_of_whatever_is_in_it(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as opened:
        text = opened.read(f"api/page/{build_page.NOTICES}").decode("utf-8")
    ui = built["source"] / "ui"
    heads = dict(re.findall(r"(?m)^(@?[a-z][\w./-]*) \S+ · (.+)$", text))
    asked = set(json.loads((ui / "package.json").read_text("utf-8"))["dependencies"])
    assert asked - build_page.TOOLS <= set(heads)
    assert {n: said for n, said in heads.items() if BINDING.search(said) or not FREE.search(said)} == {}
    assert len(re.findall("(?i)permission|licen[cs]e", text)) > len(heads)
    packages = json.loads((ui / "package-lock.json").read_text("utf-8"))["packages"]
    resolved = [n for n, p in packages.items() if "resolved" in p]
    assert resolved == [], "a lock file names no registry"


def test_an_sdist_is_installed_without_building_the_page_again(built: dict[str, Path], tmp_path: Path) -> None:
    with tarfile.open(built["sdist"]) as opened:
        opened.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    assert build_page.current(root)
    assert not list(root.rglob("node_modules"))
    (root / "ui/index.html").write_text("another", "utf-8")
    assert not build_page.current(root)


def test_an_sdist_is_the_checkout_without_what_is_local(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as opened:
        names = {n.partition("/")[2] for n in opened.getnames()}
    assert tracked(built["source"]) < names
    tops = {n.partition("/")[0] for n in names}
    assert {"tests", "docker", "ui", "build_page.py", "Makefile", "LICENSE", "README.md"} < tops
    assert not tops & {"data", "world", ".venv", ".cache", ".ci"}


def test_the_image_gets_the_same_wheel(built: dict[str, Path], image: Image) -> None:
    assert members(image.wheel) == members(built["wheel"])


def jinying(image: Image, folder: Path, *words: str, code: int = 0) -> str:
    """The installed command, in a folder that has nothing of ours; what it wrote."""
    done = subprocess.run(
        [image.installed / "jinying", "--lang", "en", *words], cwd=folder, env={"PATH": image.env["PATH"], "LANG": "C.UTF-8"},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


def test_the_installed_command_works_anywhere(image: Image, tmp_path: Path) -> None:
    assert "serve" in jinying(image, tmp_path, "--help")
    known = {row["what"] for row in json.loads(jinying(image, tmp_path, "ref"))}
    assert {"kind", "link", "detector", "query", "mapping"} <= known
    assert len(jinying(image, tmp_path, "ref", "nothing-like-it", code=2).splitlines()) == 1
    jinying(image, tmp_path, "world", "--scale", "0.02", "--out", "world")
    loaded = json.loads(jinying(image, tmp_path, "load", "world"))
    assert loaded["failed"] == []
    assert {f["status"] for f in loaded["files"]} == {"loaded"}
    assert json.loads(jinying(image, tmp_path, "check"))["equal"] is True
    assert (tmp_path / "data/lake").is_dir()


def test_nothing_that_is_installed_binds_by_its_licence(image: Image) -> None:
    done = subprocess.run([image.installed / "python", "-c", LICENCES], capture_output=True, text=True, check=True)
    licences = json.loads(done.stdout)
    assert {"jinying", "neo4j", "polars"} <= set(licences)
    for name in ("pip", "setuptools"):
        licences.pop(name, None)  # of the environment, not ours
    assert all("MPL" in licences.pop(name) for name in BY_FILE)
    licences |= {name: said for name, said in SILENT.items() if licences.get(name) == ""}
    assert {n: said for n, said in licences.items() if BINDING.search(said) or not FREE.search(said)} == {}
