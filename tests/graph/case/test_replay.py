"""Replay of frozen cases: the same to the byte, and whatever was changed is named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from graph.case.assemble import Asked, assembled
from graph.case.bundle import Part, sealed
from graph.case.canonical import canonical
from graph.case.counting import Way
from graph.case.custody import log
from graph.case.freezing import freeze
from graph.case.frozen import Frozen
from graph.case.replay import FIGURES, SUBGRAPH, Replayed, ReplayError, recording, replay, replayed
from graph.case.replay_commands import REPLAY
from graph.case.rules import apply
from graph.case.sign import seal
from graph.context import Context
from graph.lake import Lake
from graph.ops.cases import Cases
from graph.screen import Screen
from graph.settings import Settings
from graph.snapshot import snapshot
from ingest.load import load
from ingest.mapping import parse
from tests.graph.case.made import COLLECTOR, FIRM_ACCOUNT, LIN, PAYERS, PEOPLE, SHOP, Made, account, firm, found, made
from tests.graph.case.sealed import ACTS, AT, apart, forged, head, together
from tests.lakes import SIDES, write

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The small case, with rules, frozen a second time."""
    with made(tmp_path_factory.mktemp("replay") / "data") as one:
        s = snapshot(one.lake)
        apply(s, one.ops, one.case.id, "path", {"from": account(PAYERS[0]), "to": account(FIRM_ACCOUNT)}, "资金去向")
        apply(s, one.ops, one.case.id, "around", {"things": [account(PAYERS[0])], "links": ["TRANSFER"]}, "往来")
        Cases(one.ops).remove(one.case.id, [account(SHOP)], "只是购物")
        yield replace(one, frozen=freeze(one.lake, one.ops, one.case.id, one.data))


@pytest.fixture(scope="module")
def kept(case: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen state with what it gave, as it lies in a bundle."""
    return laid(case.frozen, tmp_path_factory.mktemp("kept"))


def laid(frozen: Frozen, place: Path, **more: object) -> Path:
    copytree(frozen.folder, place / "bundle" / "frozen")
    for name, body in recording(frozen, **more).items():  # type: ignore[arg-type]
        (place / "bundle" / name).write_bytes(body)
    return place / "bundle"


def changed(kept: Path, place: Path, name: str, change: Change) -> Replayed:
    copytree(kept, place / "changed")
    file = next((place / "changed").rglob(name))
    file.write_bytes(change(file.read_bytes()))
    return replay(place / "changed")


def test_a_replay_gives_the_same_to_the_byte(kept: Path, case: Made) -> None:
    again = replay(kept)
    assert (again.state, again.exit, again.differs) == ("same", 0, [])
    assert again.about["frozen"] == case.frozen.id
    compared = again.about["compared"]
    assert (compared["rules"], compared["ledger"], compared["layers"]) == (5, 5, 8)
    body = json.loads((kept / SUBGRAPH).read_bytes())
    assert compared["entities"] == sum(map(len, body["entities"].values())) > 10
    assert firm() in body["entities"]["Enterprise"]
    assert account(SHOP) not in body["entities"]["Account"]
    told = [(r["name"], r["found"], r["gone"], r["new"]) for r in body["rules"]]
    assert told[-2:] == [("path", 5, [], []), ("around", 3, [account(SHOP)], [])]
    assert len(again.notes) == 1
    assert "1 fewer and 0 more" in again.notes[0].en, "what was around it then is said, and is no difference"


def test_another_way_of_counting_and_a_named_group_are_replayed_as_they_were_recorded(case: Made, tmp_path: Path) -> None:  # fmt: skip
    place = laid(case.frozen, tmp_path, named=[account(COLLECTOR)], counting=Way(reinvested="again", interest="offset"))
    assert replay(place).exit == 0
    rules = json.loads((place / FIGURES).read_bytes())["rules"]
    assert rules["group"] == {"by": "named", "named": [account(COLLECTOR)], "accounts": [account(COLLECTOR)], "few": 2}
    assert rules["counting"]["interest"] == "offset"


def test_what_happens_later_changes_nothing(case: Made, kept: Path, tmp_path: Path) -> None:
    lake = Lake(case.data)
    with lake.lock():
        row = f"{COLLECTOR},{PAYERS[0]},出,999.00,2024-05-01 10:00:00,L1"
        load(lake, write(tmp_path / "补充流水.csv", "账号,对手,收付,元,时,号", [row]), parse(SIDES, "sides"))
    case.ops.decide(found().id, "dismissed", "另有解释")
    later = recording(Frozen.open(case.frozen.folder))
    assert {name: (kept / name).read_bytes() for name in later} == later


def test_arrays_that_lie_about_are_not_believed(kept: Path, tmp_path: Path) -> None:
    copytree(kept, tmp_path / "b")
    Frozen.open(tmp_path / "b" / "frozen").snapshot()
    arrays = next((tmp_path / "b").rglob("TRANSFER.amount.npy"))
    arrays.write_bytes(arrays.read_bytes()[:-8] + b"\1" * 8)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "b").rglob("*")}
    assert replay(tmp_path / "b").exit == 0
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "b").rglob("*")} == before, "nothing is written"


def edited(*path: str | int, to: object) -> Change:
    """One value of a JSON file, the rest as it was."""

    def change(raw: bytes) -> bytes:
        body = json.loads(raw)
        inner = body
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    return change


@pytest.mark.parametrize(
    ("name", "change", "what"),
    [
        (FIGURES, edited("ledger", "rows", 1, 2, to=4000001), "table ledger differs from row 2"),
        (FIGURES, edited("sheets", "rows", 0, 6, to=1), "table sheets differs from row 1"),
        (FIGURES, edited("core", "rows", to=[]), "table core differs from row 1"),
        (FIGURES, edited("layers", "rows", 5, 4, to=0.99), "table layers differs from row 6"),
        (FIGURES, edited("rules", "counting", "interest", to="offset"), "table variants differs"),
        (FIGURES, edited("rules", "group", "accounts", to=[]), "the rule group differs"),
        (FIGURES, edited("rules", "layers", "hold", to=1), "the rule layers differs"),
        (FIGURES, edited("rules", "group", "named", to=["acc-" + "0" * 32]), "has no acc-"),
        (FIGURES, edited("rules", to={}), "'group' is missing"),
        (FIGURES, lambda raw: raw + b"\n", "in other bytes"),
        (SUBGRAPH, edited("entities", "Person", to=[]), "Person in entities differs: 0 recorded, 6 found"),
        (SUBGRAPH, edited("links", "BIDS", to=["bids-1"]), "BIDS in links differs: 1 recorded, 0 found"),
        (SUBGRAPH, edited("rules", 0, "found", to=4), "what the rules give differs"),
        (SUBGRAPH, lambda raw: b"{}", "other bytes"),
        ("case.json", lambda raw: raw.replace(b"confirmed", b"dismissed"), "altered: case.json"),
        ("log.jsonl", lambda raw: raw[: len(raw) // 2] + b"x" + raw[len(raw) // 2 + 1 :], "altered: lake/log.jsonl"),
    ],
)  # fmt: skip
def test_whatever_was_changed_is_named(kept: Path, tmp_path: Path, name: str, change: Change, what: str) -> None:
    again = changed(kept, tmp_path, name, change)
    assert (again.state, again.exit) == ("differs", 1)
    assert any(what in said.en for said in again.differs), again.differs
    assert all(said.zh for said in again.differs)


def test_a_file_too_many_is_named_and_a_link_is_followed_nowhere(kept: Path, tmp_path: Path) -> None:
    copytree(kept, tmp_path / "b")
    (tmp_path / "b" / "frozen" / "lake" / "more").write_text("x")
    assert "altered: lake/more" in replay(tmp_path / "b").differs[0].en
    (tmp_path / "b" / "frozen" / "lake" / "more").unlink()
    judged = tmp_path / "b" / "frozen" / "judged.json"
    os.rename(judged, tmp_path / "judged.json")
    judged.symlink_to(tmp_path / "judged.json")
    assert "altered: judged.json" in replay(tmp_path / "b").differs[0].en


def test_what_can_not_be_told(kept: Path, case: Made, tmp_path: Path) -> None:
    assert replay(tmp_path).exit == 2
    assert replay(case.frozen.folder).exit == 2, "nothing says what it gave"
    copytree(kept, tmp_path / "b")
    (tmp_path / "b" / "more").mkdir()
    (tmp_path / "b" / "more" / FIGURES).write_bytes(b"{}")
    assert "2 were found" in replay(tmp_path / "b").differs[0].en
    for odd in (b"", b"{}", b"\xff", b'{"rules":1}'):
        again = changed(kept, tmp_path / str(len(odd)), FIGURES, lambda raw, odd=odd: odd)  # type: ignore[misc]
        assert (again.state, again.exit) == ("unknown", 2)
    assert changed(kept, tmp_path / "f", "freeze.json", lambda raw: raw.replace(b'"format": 1', b'"format": 9')).exit == 2  # fmt: skip


# a bundle, and the command


def told(frozen: Frozen) -> dict[str, bytes]:
    """What a bundle tells in the clear of its subgraph."""
    whole = assembled(frozen, Asked(LIN))

    def lines(what: str, tables: Mapping[str, pl.DataFrame]) -> bytes:
        rows = [{what: name, **row} for name, frame in tables.items() for row in frame.to_dicts()]
        kept = [{key: value for key, value in row.items() if value is not None} for row in rows]
        return b"".join(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n" for row in kept)

    return {
        "graph/entities.jsonl": lines("kind", whole.entities), "graph/links.jsonl": lines("type", whole.links), "queries/rules.json": canonical(list(whole.rules)),
    }  # fmt: skip


@pytest.fixture(scope="module")
def bundle(kept: Path, case: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sealed with a file for readers that has the name of what is compared."""
    place = tmp_path_factory.mktemp("bundle")
    kept_log, said = log(ACTS)
    files = {f"replay/{p.relative_to(kept).as_posix()}": p for p in sorted(kept.rglob("*")) if p.is_file() and "snapshots" not in p.parts}  # fmt: skip
    more: dict[str, Path | bytes] = {"custody.jsonl": kept_log, f"files/{FIGURES}": b"{}", **told(case.frozen)}
    parts = [Part(name, body, "冻结", "冻结", AT) for name, body in (files | more).items()]
    return sealed(place / "b.zip", parts, head(said), seal(place)).path


def test_a_bundle_is_replayed_and_an_altered_one_is_not(bundle: Path, tmp_path: Path) -> None:
    again = replayed(bundle)
    assert (again.exit, again.differs) == (0, [])
    raw = bundle.read_bytes()
    at = raw.index(b'"unpaid"')
    (tmp_path / "b.zip").write_bytes(raw[: at + 1] + b"U" + raw[at + 2 :])
    again = replayed(tmp_path / "b.zip")
    assert (again.state, again.exit) == ("differs", 1)
    assert any(FIGURES in said.en for said in again.differs)
    for odd in (b"no bundle", together([("a", b"b")])):
        (tmp_path / "no.zip").write_bytes(odd)
        again = replayed(tmp_path / "no.zip")
        assert (again.exit, "no bundle" in again.differs[0].en) == (2, True)


def test_what_a_bundle_tells_of_its_subgraph_is_compared(bundle: Path, tmp_path: Path) -> None:
    """Altered and sealed anew, by a key of the forger's: the frozen facts give something else."""
    files, mark = apart(bundle), seal(tmp_path)
    lines = {name: files[name].splitlines(keepends=True) for name in ("graph/entities.jsonl", "graph/links.jsonl")}
    entities, links, rules_ = "graph/entities.jsonl", "graph/links.jsonl", "queries/rules.json"
    for name, made_, what in (
        (entities, files[entities].replace(PEOPLE[0][0].encode(), "张三".encode()), f"{entities} is not as the frozen facts give it from line "),
        (entities, b"".join(lines[entities][:-1]), f"{entities} ends at line {len(lines[entities]) - 1}"),
        (entities, files[entities] + lines[entities][0], f"{entities} is not as the frozen facts give it from line {len(lines[entities]) + 1}"),
        (entities, None, f"{entities} is missing"),
        (links, b"".join([lines[links][1], lines[links][0], *lines[links][2:]]), f"{links} is not as the frozen facts give it from line 1"),
        (links, b"", f"{links} ends at line 0"),
        (rules_, files[rules_].replace("往来".encode(), "來往".encode()), f"{rules_} is not as the frozen facts give it from line 1"),
        (rules_, b"[]", f"{rules_} is not as"),
    ):  # fmt: skip
        (tmp_path / "b.zip").write_bytes(forged(files, mark, {name: made_}))
        again = replayed(tmp_path / "b.zip")
        assert (again.state, [said.en.startswith(what) for said in again.differs]) == ("differs", [True]), again
        assert again.differs[0].zh


def test_of_what_a_view_showed_each_line_is_compared(bundle: Path, tmp_path: Path) -> None:
    files, name = apart(bundle), "graph/links.jsonl"
    lines = files[name].splitlines(keepends=True)

    def saying(body: dict[str, Any]) -> None:
        body["computed"]["settings"]["scope"] = "seen"

    for made_, state in ((lines[1::2], "same"), (lines[::-1], "differs"), ([lines[0].replace(b"}", b', "x": 1}'), *lines[1:]], "differs")):  # fmt: skip
        (tmp_path / "b.zip").write_bytes(forged(files, seal(tmp_path), {name: b"".join(made_)}, saying))
        again = replayed(tmp_path / "b.zip")
        assert again.state == state, again
        assert any("hold what a view showed" in said.en for said in again.notes)


def test_whose_seal_it_must_be(bundle: Path, kept: Path, tmp_path: Path) -> None:
    mine, other = seal(bundle.parent).fingerprint, seal(tmp_path)
    assert any("the seal is unpinned" in said.en and mine in said.en for said in replayed(bundle).notes)
    again = replayed(bundle, mine)
    assert (again.state, any("unpinned" in said.en for said in again.notes)) == ("same", False)
    (tmp_path / "b.zip").write_bytes(forged(apart(bundle), other))
    assert replayed(tmp_path / "b.zip").state == "same"
    again = replayed(tmp_path / "b.zip", mine)
    assert (again.state, "somebody else" in again.differs[0].en) == ("differs", True)
    with pytest.raises(ReplayError):
        replayed(kept, mine)


def test_a_masked_bundle_says_that_it_has_no_facts(tmp_path: Path) -> None:
    kept_log, said = log(ACTS)
    files = {"custody.jsonl": kept_log, "graph/left-out.json": b"{}", f"replay/{FIGURES}": b"{}"}
    parts = [Part(name, body, "冻结", "冻结", AT) for name, body in files.items()]
    again = replayed(sealed(tmp_path / "b.zip", parts, head(said), seal(tmp_path)).path)
    assert again.exit == 2
    assert "verified, not replayed" in again.differs[0].en


def test_the_command_says_how_it_ended(bundle: Path, kept: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    for name, command in REPLAY:
        app.command(name)(command)

    def ran(*words: str, plain: bool = True) -> tuple[int, str]:
        made_ = Context(Settings.from_env(), Screen("en", plain, False))
        done = CliRunner().invoke(app, ["replay", *words], obj=made_)
        return done.exit_code, done.stdout

    code, out = ran(str(bundle))
    assert (code, json.loads(out)["state"]) == (0, "same")
    copytree(kept, tmp_path / "b")
    (tmp_path / "b" / SUBGRAPH).write_bytes(b"{}")
    code, out = ran(str(tmp_path / "b"), plain=False)
    assert code == 1
    assert "other bytes" in out
    (tmp_path / "empty").mkdir()
    code, out = ran(str(tmp_path / "empty"), plain=False)
    assert (code, "give a frozen case or a sealed bundle" in out) == (2, True)
    code, out = ran(str(bundle), "--fingerprint", "0" * 64)
    assert (code, "somebody else" in json.loads(out)["differs"][0]) == (1, True)
