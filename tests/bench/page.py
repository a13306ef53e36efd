"""Rows about the page: frames of the board and of the overview beside vis-network and sigma, an expansion, a layout, the first load.

What is measured is built from ui/ into a folder of its own and opened in Chromium (ui/tests/bench); CPU is user and system
of the whole browser, by /proc.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import build_page
from tests.bench.inputs import Inputs
from tests.bench.meter import ROOT
from tests.bench.result import Asked, Bench, Beside, Result, Side
from tests.neo4j_server import CACHE, Missing

UI = ROOT / "ui"
BENCH = UI / "tests/bench"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PEERS = {"vis": "vis-network", "sigma": "sigma"}  # of ui/tests/bench/peers: their names as people know them
KIB = 1 << 10
STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+)["']""")
FOUND = re.compile(r"""["'](?:\./|assets/)([^"']+\.(?:js|css))["']""")


# what it needs


def lacking() -> str | None:
    """What this machine lacks for these rows."""
    if not build_page.usable_node():
        return "no Node 20.19 or 22.12 and newer with npm"
    return None if _chromium() else "no Chromium"


def _chromium() -> str | None:
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One process at a time: tests run beside each other."""
    CACHE.mkdir(exist_ok=True)
    with open(CACHE / f"{name}.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def modules() -> Path:
    """The page's packages, those of its tests too, as the lock file has them."""
    if why := lacking():
        raise Missing(why)
    with _alone("page-modules"):
        return _installed(UI, UI)


def peers() -> Path:
    """What is measured beside ours, in a folder of its own: none of it is shipped."""
    folder = CACHE / "page-peers"
    with _alone("page-peers"):
        folder.mkdir(exist_ok=True)
        for file in (*(BENCH / "peers").glob("package*.json"), UI / ".npmrc"):
            if not (folder / file.name).exists() or (folder / file.name).read_bytes() != file.read_bytes():
                shutil.copyfile(file, folder / file.name)
        _installed(folder, folder)
    return folder


def _installed(folder: Path, where: Path) -> Path:
    """node_modules as the lock file has it."""
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    there = where / "node_modules/.package-lock.json"
    known = json.loads(there.read_text("utf-8"))["packages"] if there.is_file() else {}
    needed = {k: v for k, v in lock.items() if k and not v.get("optional")}
    if any(known.get(k, {}).get("version") != v.get("version") for k, v in needed.items()):
        words = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(words, cwd=where, capture_output=True, text=True, timeout=900, check=False)
        if done.returncode:
            raise Missing(f"npm could not fetch what {folder.name} needs: {done.stderr[-500:]}")
    return where / "node_modules"


def _vite(out: Path, *words: str, **env: str) -> Path:
    """What vite builds, in `out`."""
    if not out.exists():
        command = ["node", str(modules() / "vite/bin/vite.js"), "build", *words]
        done = subprocess.run(command, cwd=UI, env={**os.environ, **env}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"vite: {(done.stdout + done.stderr)[-3000:]}")
    return out


def _drawn(inputs: Inputs) -> Path:
    """The bench's own page, with the peers in it."""
    out = inputs.root / "page-bench"
    return _vite(out, "-c", str(BENCH / "vite.config.mjs"), OUT=str(out), PEERS=str(peers()))


def _product(inputs: Inputs) -> Path:
    """The product's page as it is in ui/ now; api/page/ stays as it is."""
    out = inputs.root / "page"
    return _vite(out, "--outDir", str(out), "--emptyOutDir", "--logLevel", "warn")


# measuring


def visit(task: dict[str, Any]) -> dict[str, Any]:
    """What Chromium used for each step of a visit, by ui/tests/bench/measure.mjs."""
    command = ["node", str(BENCH / "measure.mjs"), json.dumps(task)]
    env = {**os.environ, "CHROMIUM": _chromium() or ""}
    done = subprocess.run(command, cwd=UI, env=env, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode:
        raise RuntimeError(f"the browser: {done.stderr[-3000:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    if told["wrong"]:
        raise RuntimeError(f"the page said: {told['wrong'][:3]}")
    return told


def _step(name: str, *call: object, wait: float = 0.1) -> dict[str, Any]:
    return {"name": name, "call": call or (name,), "wait": wait}


def _frames(inputs: Inputs, what: str, nodes: int, links: int, sides: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Of each side a visit at each turn: first frame, pan and zoom with all in view, pan near by. Measured once for all rows."""
    note = inputs.root / f"page-{what}.json"
    if note.exists():
        found: dict[str, list[dict[str, Any]]] = json.loads(note.read_text("utf-8"))
        return found
    n = 20 if inputs.share == 1 else 3
    n = n if what == "board" else 3  # a frame of fifty thousand costs a peer seconds
    rest = 3.0 if inputs.share == 1 else 0.2
    steps = [
        _step("first"), _step("after", "pan", 0, wait=rest), _step("pan", "pan", n), _step("", "pan", 0, wait=rest), _step("zoom", "zoom", n),
        _step("rest", "pan", 0, wait=rest), _step("near", wait=rest), _step("near pan", "pan", n),
    ]  # fmt: skip
    task = {"dist": str(_drawn(inputs)), "steps": steps}
    told: dict[str, list[dict[str, Any]]] = {side: [] for side in sides}
    for _ in range(inputs.reps):
        for side in sides:
            seen = visit({**task, "prepare": [side, what, inputs.size(nodes), inputs.size(links)]})
            each = {k: v["cpu"] * 1000 / (n if k in ("pan", "zoom", "near pan") else 1) for k, v in seen["steps"].items()}  # fmt: skip
            told[side].append({**each, "peak": seen["peak"]})
    note.write_text(json.dumps(told), "utf-8")
    return told


BOARD = ("board", 2_000, 5_000)
OVERVIEW = ("overview", 50_000, 125_000)


def _beside(inputs: Inputs, name: str, graph: tuple[str, int, int], step: str, asked: float, more: Callable[[list[dict[str, Any]]], str]) -> Result:  # fmt: skip
    """A row: one step on all sides."""
    what, nodes, links = graph
    told = _frames(inputs, *graph, ("ours", *PEERS))
    samples = {side: tuple(t[step] for t in turns) for side, turns in told.items()}
    size = f"{inputs.size(nodes):,} nodes, {inputs.size(links):,} links"
    beside = tuple(
        Beside(PEERS[side], size, median(samples["ours"]) / 1000, median(samples[side]) / 1000, _of(told[side], "first") / 1000, int(_of(told[side], "peak")))
        for side in PEERS
    )  # fmt: skip
    best = min(PEERS, key=lambda side: median(samples[side]))
    verb = {"first": "data to first frame", "pan": "one frame after a pan", "zoom": "one frame after a zoom"}[step]
    unit = "CPU ms" if step == "first" else "CPU ms a frame"
    return Result(
        name, f"{what}, {size}, all in view: {verb}", Asked(f"at most {asked:,.0f} {unit}", asked, more=False),
        Side("ours", unit, samples["ours"]), Side(f"{PEERS[best]}, the faster peer", unit, samples[best]),
        notes=tuple(f"{PEERS.get(side, side)}: {more(turns)}" for side, turns in told.items()), page="page", beside=beside,
    )  # fmt: skip


def _of(turns: list[dict[str, Any]], step: str) -> float:
    return median(t[step] for t in turns)


def _shown(*steps: tuple[str, str]) -> Callable[[list[dict[str, Any]]], str]:
    """Other steps of the same visits, in words."""
    return lambda turns: ", ".join(f"{said} {_of(turns, step):,.0f} CPU ms" for step, said in steps)


NEAR = ("near pan", "a pan near by, where names can be read")
AFTER = ("after", "what goes on after the first frame until all rests")


def expanding(inputs: Inputs) -> Result:
    """Fifty neighbours that arrive on a board: laid out, drawn, the view fitted, as the page does it. What the server does is not in it."""
    rest = 3.0 if inputs.share == 1 else 0.2
    steps = [_step("first"), _step("", "pan", 0, wait=rest), _step("lay", "do", "lay"), _step("draw", "do", "draw")]
    nodes, links = inputs.size(1_000), inputs.size(2_500)
    task = {"dist": str(_drawn(inputs)), "steps": steps, "prepare": ["ours", "expansion", nodes, links]}
    turns = [visit(task)["steps"] for _ in range(inputs.reps)]
    lay, draw = ([t[step]["cpu"] * 1000 for t in turns] for step in ("lay", "draw"))
    return Result(
        "page-expand", f"50 neighbours onto a board of {nodes:,} nodes, {links:,} links: laid out and drawn", Asked("under 400 CPU ms", 400, more=False),
        Side("ours", "CPU ms", tuple(a + b for a, b in zip(lay, draw, strict=True))),
        notes=(f"laid out {median(lay):,.0f}, drawn {median(draw):,.0f} CPU ms, the view fitted to all of it; no request is in it",), page="page",
    )  # fmt: skip


def layering(inputs: Inputs) -> Result:
    """The layout of money's layers, each time in a page that has never laid out anything."""
    nodes, links = inputs.size(1_000), inputs.size(2_500)
    task = {"dist": str(_drawn(inputs)), "steps": [_step("cold", "do", "lay", wait=0), _step("again", "do", "lay", wait=0)], "prepare": ["ours", "layers", nodes, links]}  # fmt: skip
    turns = [visit(task)["steps"] for _ in range(inputs.reps)]
    return Result(
        "page-layers", f"money layers from left to right: {nodes:,} nodes, {links:,} links, 7 layers", Asked("at most 100 CPU ms", 100, more=False),
        Side("ours", "CPU ms", tuple(t["cold"]["cpu"] * 1000 for t in turns)),
        notes=(f"the first time in a page; again: {median(t['again']['cpu'] for t in turns) * 1000:,.0f} CPU ms",), page="page",
    )  # fmt: skip


# the first load


def loaded(page: Path) -> set[str]:
    """Files that a browser fetches for the home page: what index.html names, the home page's own, and what those import."""
    assets = page / "assets"
    index = (page / "index.html").read_text("utf-8")
    todo = [*re.findall(r"""(?:src|href)="/?assets/([^"]+)""", index)]
    entries = [n for n in todo if n.endswith(".js")]
    home = next(p.name for p in assets.iterdir() if re.fullmatch(r"home-.*\.js", p.name))
    for name in entries:  # what vite fetches along with the home page stands in a list of the entry's
        todo += _along((assets / name).read_text("utf-8"), home)
    todo.append(home)
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in found and (assets / name).is_file():
            found.add(name)
            todo += STATIC.findall((assets / name).read_text("utf-8")) if name.endswith(".js") else []
    return found


def _along(entry: str, chunk: str) -> list[str]:
    """Files that the entry fetches with a chunk."""
    listed = re.search(r"m\.f=?\s*\|\|\s*\(m\.f\s*=\s*\[(.*?)\]\)", entry) or re.search(r"__vite__mapDeps=.*?\[([^\]]*)\]", entry)  # fmt: skip
    called = re.search(rf"{re.escape(chunk)}[^\[]*?__vite__mapDeps\(\[([\d,]*)\]\)", entry)
    if not listed or not called:
        return []
    names = FOUND.findall(listed[1])
    return [names[int(i)] for i in called[1].split(",") if i]


def loading(inputs: Inputs) -> Result:
    """What a browser that has never been there fetches before it shows the home page."""
    page = _product(inputs)
    names = loaded(page)
    sizes = {n: len(gzip.compress((page / "assets" / n).read_bytes(), 6)) / KIB for n in names}
    largest = sorted(sizes, key=lambda n: -sizes[n])[:4]
    charts = [n for n in names if n.endswith(".js") and "zrender" in (page / "assets" / n).read_text("utf-8")]
    return Result(
        "page-load", "the home page, gzipped: index.html's files, the home page's own and what they import", Asked("at most 500 KiB", 500, more=False),
        Side("ours", "KiB", (sum(sizes.values()),)),
        notes=(f"{len(names)} files; the largest: {', '.join(f'{n} {sizes[n]:,.0f}' for n in largest)} KiB; charts among them: {charts or 'none'}",), page="page",
    )  # fmt: skip


@contextmanager
def _server(inputs: Inputs) -> Iterator[tuple[dict[str, str], str]]:
    """A server with data: the one that JINYING_URL, JINYING_NAME and JINYING_SECRET tell of, or a sample world's."""
    if url := os.environ.get("JINYING_URL"):
        yield {"url": url.rstrip("/"), "name": os.environ["JINYING_NAME"], "secret": os.environ["JINYING_SECRET"]}, "the server of JINYING_URL"  # fmt: skip
        return
    build_page.build(ROOT)
    scale = "0.1" if inputs.share == 1 else "0.02"
    data = inputs.folder("home")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "JINYING_"))} | {"JINYING_DATA": str(data), "PYTHONUNBUFFERED": "1"}  # fmt: skip
    command = [sys.executable, "-m", "jinying", "demo", "--scale", scale, "--port", "0"]
    with open(data / "demo.log", "w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    try:
        line = process.stdout.readline()
        if not line.startswith("{"):
            raise RuntimeError(f"the demo: {(data / 'demo.log').read_text()[-2000:]}")
        said = json.loads(line)
        yield {"url": said["url"].rstrip("/"), "name": said["user"], "secret": said["password"]}, f"a sample world of scale {scale}"  # fmt: skip
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


def home(inputs: Inputs) -> Result:
    """The home page from asking for it to nothing more being waited for, by a real server."""
    modules()
    with _server(inputs) as (server, said):
        turns = [visit({"home": server}) for _ in range(inputs.reps)]
    return Result(
        "page-load-home", "the home page of one who is signed in, nothing cached: asked for until all of it is shown", Asked("under 2 CPU s", 2, more=False),
        Side("ours, the browser alone", "CPU s", tuple(t["steps"]["home"]["cpu"] for t in turns)),
        notes=(f"{said}; {median(t['steps']['home']['wall'] for t in turns):.1f} s wall, half a second of silence at its end in it; {turns[0]['steps']['home']['words']:,} letters shown",),
        page="page",
    )  # fmt: skip


def _row(*of: Any) -> Callable[[Inputs], Result]:
    return lambda inputs: _beside(inputs, *of)


PAGE = [
    Bench("page-board-first", "the board's first frame, beside vis-network and sigma", _row("page-board-first", BOARD, "first", 3_800, _shown(AFTER)), browser=True),
    Bench("page-board-pan", "a frame of the board after a pan", _row("page-board-pan", BOARD, "pan", 160, _shown(NEAR)), browser=True),
    Bench("page-board-zoom", "a frame of the board after a zoom", _row("page-board-zoom", BOARD, "zoom", 25, _shown(("rest", "what goes on after twenty until all rests"))), browser=True),
    Bench("page-overview-first", "the overview's first frame, beside vis-network and sigma", _row("page-overview-first", OVERVIEW, "first", 450, _shown(AFTER)), browser=True),
    Bench("page-overview-pan", "a frame of the overview after a pan", _row("page-overview-pan", OVERVIEW, "pan", 130, _shown(NEAR)), browser=True),
    Bench("page-expand", "fifty neighbours onto a board of a thousand", expanding, browser=True),
    Bench("page-layers", "the layout of money's layers, a thousand nodes", layering, browser=True),
    Bench("page-load", "size of the first load", loading, browser=True),
    Bench("page-load-home", "CPU of the browser until the home page is there", home, browser=True),
]  # fmt: skip
