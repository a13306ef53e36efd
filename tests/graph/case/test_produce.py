"""What is taken out: files of the chosen formats, registered with their hashes, or nothing at all."""

from __future__ import annotations

import errno
import os
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from graph.case import produce as made_by
from graph.case.assemble import Asked
from graph.case.dossier import Dossier, Hidden
from graph.case.export.format import Format, Watch
from graph.case.frozen import place
from graph.case.paper import TemplateFault
from graph.case.produce import Order, file_of, produce
from graph.ops.cases import CaseError, Cases
from graph.ops.exports import ExportError, Exports
from graph.ops.users import Users
from graph.ops.written import WrittenError
from graph.rights import Refused
from graph.say import Say
from tests.graph.case.made import LIN, Made


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Format]:
    """Two plain formats: what a format is for this."""
    label = Say("式", "format")
    held = {"names": Format("names", label, label, names), "links": Format("links", label, label, links)}
    monkeypatch.setattr(made_by, "FORMATS", held)
    return held


def names(d: Dossier, folder: Path, watch: Watch) -> list[str]:
    assert list(folder.iterdir()) == []
    (folder / "名单.txt").write_text("\n".join(d.captions.values()), "utf-8")
    watch(1, 1)
    return ["名单.txt"]


def links(d: Dossier, folder: Path, watch: Watch) -> list[str]:
    for n, (table, frame) in enumerate(d.links.items()):
        frame.select("id", "from", "to").write_csv(folder / f"{table}.csv")
        watch(n + 1, len(d.links))
    return [f"{table}.csv" for table in d.links]


def hide(d: Dossier) -> Dossier:
    """Nobody's name."""
    people = d.entities["Person"].with_columns(caption=pl.lit("某人"))
    return replace(d, entities={**d.entities, "Person": people}, hidden=[Hidden("person_name", None, "name", "rule", "", "", people.height)])  # fmt: skip


def order(*formats: str, **more: object) -> Order:
    return replace(Order(Asked(LIN), formats, hide), **more)  # type: ignore[arg-type]


def test_every_file_is_registered_as_it_was_written(own: Made) -> None:
    seen: list[tuple[str, int, int]] = []
    done = produce(own.frozen, own.ops, own.data, order("links", "names"), lambda *at: seen.append(at))
    folder = place(own.data, own.case.id) / "exports" / done.id
    assert {f.file for f in done.files} == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for f in done.files:
        body = (folder / f.file).read_bytes()
        assert (f.bytes, f.sha256) == (len(body), sha256(body).hexdigest())
        assert len(f.sm3) == 64
        assert file_of(own.data, done, f.file) == folder / f.file
    assert Exports(own.ops).one(own.case.id, done.id) == done
    assert (done.freeze, done.scope, done.redactions, done.open) == (own.frozen.id, "whole", 6, False)
    assert seen[-1] == ("names", 1, 1)
    (entry,) = [e for e in own.ops.audit(1000) if e["action"] == "case-export"]
    assert entry["detail"]["files"] == {f.file: f.sha256 for f in done.files}
    assert own.ops.audit_broken() is None


def test_what_is_hidden_reaches_no_format(own: Made) -> None:
    done = produce(own.frozen, own.ops, own.data, order("names"))
    text = file_of(own.data, done, "names/名单.txt").read_text("utf-8")
    assert "某人" in text
    assert "张伟" not in text


def test_users_templates_reach_every_format_and_a_wrong_one_stops_before_anything_is_written(own: Made, known: dict[str, Format]) -> None:  # fmt: skip
    def said(d: Dossier, folder: Path, watch: Watch) -> list[str]:
        (folder / "said.txt").write_bytes(d.templates["prose.zh.txt"])
        return ["said.txt"]

    known["said"] = replace(known["links"], name="said", write=said)
    (own.data / "templates").mkdir()
    (own.data / "templates/prose.zh.txt").write_bytes(b"ours")
    assert file_of(own.data, produce(own.frozen, own.ops, own.data, order("said")), "said/said.txt").read_bytes() == b"ours"  # fmt: skip
    (own.data / "templates/prose.txt").touch()
    with pytest.raises(TemplateFault, match=r"no template prose\.txt"):
        produce(own.frozen, own.ops, own.data, order("said"))
    assert Exports(own.ops).list(own.case.id)[1] == 1


def test_one_format_that_fails_takes_all_back(own: Made, known: dict[str, Format]) -> None:
    def full(d: Dossier, folder: Path, watch: Watch) -> list[str]:
        (folder / "half").write_text("x")
        raise OSError(errno.ENOSPC, "No space left on device")

    known["full"] = replace(known["links"], name="full", write=full)
    with pytest.raises(OSError, match="No space"):
        produce(own.frozen, own.ops, own.data, order("links", "full"))
    assert Exports(own.ops).list(own.case.id) == ([], 0)
    assert list((place(own.data, own.case.id) / "exports").iterdir()) == []


def test_what_a_process_that_died_left_is_let_go_of_a_day_after(own: Made) -> None:
    home = place(own.data, own.case.id) / "exports"
    for name, age in ((".export-old", 2 * 86_400), (".export-new", 60)):
        (home / name / "names").mkdir(parents=True)
        os.utime(home / name, (time.time() - age,) * 2)
    done = produce(own.frozen, own.ops, own.data, order("names"))
    assert sorted(p.name for p in home.iterdir()) == [".export-new", done.id]


def test_formats_are_known_by_name(own: Made) -> None:
    done = produce(own.frozen, own.ops, own.data, order("all"))
    assert {f.format for f in done.files} == {"names", "links"}
    again = produce(own.frozen, own.ops, own.data, order("names", "names"))
    assert len(again.files) == 1
    with pytest.raises(ExportError, match="no format 'name'; did you mean names"):
        produce(own.frozen, own.ops, own.data, order("name"))
    with pytest.raises(ExportError, match="no format is named"):
        produce(own.frozen, own.ops, own.data, order())


def test_the_newest_comes_first_page_by_page(own: Made) -> None:
    made_ = [produce(own.frozen, own.ops, own.data, order("links")) for _ in range(3)]
    held, total = Exports(own.ops).list(own.case.id, 0, 2)
    assert ([e.id for e in held], total) == ([made_[2].id, made_[1].id], 3)
    assert Exports(own.ops).list(own.case.id, 2, 2)[0] == [made_[0]]
    with pytest.raises(ExportError):
        Exports(own.ops).one(own.case.id, "export-0")


def test_what_is_in_the_clear_needs_a_reason(own: Made) -> None:
    with pytest.raises(WrittenError, match="the reason is missing"):
        produce(own.frozen, own.ops, own.data, order("names", open=True))
    assert list((place(own.data, own.case.id) / "exports").iterdir()) == []
    done = produce(own.frozen, own.ops, own.data, order("names", open=True, why="移送审查起诉"))
    assert (done.open, done.why) == (True, "移送审查起诉")


def test_only_who_works_on_a_case_takes_it_out(own: Made) -> None:
    Users(own.ops.by("cli:root")).add("wei", None, ["prosecutor"])
    wei = own.ops.by("user:wei")
    with pytest.raises(CaseError):
        produce(own.frozen, wei, own.data, order("names"))
    Cases(own.ops).add_member(own.case.id, "wei", "reader")
    with pytest.raises(Refused):
        produce(own.frozen, wei, own.data, order("names"))
    assert Exports(wei).list(own.case.id) == ([], 0)


def test_a_file_that_is_not_what_it_was_is_not_given(own: Made) -> None:
    done = produce(own.frozen, own.ops, own.data, order("names"))
    path = file_of(own.data, done, "names/名单.txt")
    for name in ("names/名单", "../../1/freeze.json", "names/../names/名单.txt", "/etc/passwd"):
        with pytest.raises(ExportError, match="has no file"):
            file_of(own.data, done, name)
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    with pytest.raises(ExportError, match="altered"):
        file_of(own.data, done, "names/名单.txt")
    path.unlink()
    with pytest.raises(ExportError, match="is gone"):
        file_of(own.data, done, "names/名单.txt")


def test_the_file_tells_the_frozen_state_and_not_today_s(own: Made) -> None:
    before = produce(own.frozen, own.ops, own.data, order("links"))
    lake = own.lake
    with lake.lock():
        for one in lake.active():
            lake.undo(one)
    after = produce(own.frozen, own.ops, own.data, order("links"))
    assert [f.sha256 for f in after.files] == [f.sha256 for f in before.files]
