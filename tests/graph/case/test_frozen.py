"""A frozen case: the same facts under the same ids, whatever happens later, and nothing altered goes unseen."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from graph.case import freezing
from graph.case.difference import difference
from graph.case.freezing import freeze
from graph.case.frozen import Frozen, FrozenError, frozen, place
from graph.entity import make_id
from graph.lake import Busy, Lake
from graph.merge import merged
from graph.ontology import ontology
from graph.ops.cases import CaseError, Cases, Opening
from graph.ops.freezes import FreezeError, Freezes
from graph.ops.users import Users
from graph.rights import Refused
from graph.say import of_system
from graph.snapshot import snapshot
from graph.study.around import flow_id
from ingest.load import load
from ingest.mapping import parse
from tests.graph.case.made import (
    CODE,
    COLLECTOR,
    LIN,
    MAPPING,
    PAYERS,
    PEOPLE,
    SHOP,
    Made,
    account,
    again,
    person,
)
from tests.lakes import write


def again_frozen(one: Made) -> Frozen:
    return freeze(one.lake, one.ops, one.case.id, one.data)


def bodies(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# the same facts


def test_every_record_says_what_it_says_in_the_lake(shared: Made) -> None:
    there = shared.frozen.lake
    assert {"TRANSFER", "OWNS", "Person", "Complaint", "Advert"} <= set(there.tables())
    for table in there.tables():
        for frame in merged(there, table):
            (known,) = merged(shared.lake, table, frame["id"])
            assert frame.equals(known.select(frame.columns))
            assert not [c for c in set(known.columns) - set(frame.columns) if known[c].drop_nulls().len()]


def test_every_record_has_the_rows_that_it_has_in_the_lake(shared: Made) -> None:
    there = shared.frozen.lake
    ids = [i for table in there.tables() for frame in merged(there, table) for i in frame["id"]]
    assert there.why(*ids) == shared.lake.why(*ids)
    both = [i for i in ids if i.startswith("transfer-") and len({r.file for r in there.why(i)}) == 2]
    assert len(both) == 11  # what the five and the collector said to each other, as both banks have it


def test_what_is_not_in_the_case_is_not_in_it(shared: Made) -> None:
    s = shared.frozen.snapshot()
    assert s.find(account(SHOP)) is None
    assert (s.n, s.counts["TRANSFER"]) == (17, 13)
    assert snapshot(shared.lake).counts["TRANSFER"] == 18


def test_who_was_judged_to_be_one_is_one_and_the_answer_stays(shared: Made) -> None:
    s, one = shared.frozen.snapshot(), person(PEOPLE[0][1])
    assert s.find(again()) == s.find(one)
    assert shared.frozen.judged.canonical == {again(): one}
    assert "手机与姓名一致" in (shared.frozen.folder / "judged.json").read_text("utf-8")


def test_links_that_are_one_since_their_ends_are_stay_one(own: Made, tmp_path: Path) -> None:
    """Two people complained of the same; judged to be one, they did so once."""
    with own.lake.lock():
        load(own.lake, write(tmp_path / "投诉二.csv", "工单号,投诉人,电话,内容,信用代码", [f"TS-1,王芳,13800000001,不能兑付,{CODE}"]), parse(MAPPING, "made"))  # fmt: skip
    wang = str(make_id(ontology().kinds["Person"], {"name": "王芳", "phone": "13800000001"}))
    own.ops.judge(person(PEOPLE[0][1]), wang, "same", "同一人")
    later = again_frozen(own)
    (frame,) = merged(later.lake, "COMPLAINED")
    assert (frame.height, frame["sources"].to_list()) == (1, [2])
    assert frame.equals(next(merged(own.lake, "COMPLAINED", frame["id"])).select(frame.columns))
    assert later.snapshot().counts["COMPLAINED"] == 1
    assert later.lake.why(frame["id"][0]) == own.lake.why(frame["id"][0])
    assert difference(later, own.lake, own.ops).empty


def test_a_flow_stands_for_its_transfers_and_a_link_for_its_ends(shared: Made) -> None:
    flow = flow_id("FLOW", account(PAYERS[0]), account(SHOP))
    assert freezing.within(shared.lake, [flow], []).entities == {account(PAYERS[0]), account(SHOP)}
    (link,) = [i for f in merged(shared.lake, "TRANSFER") for i, a, b in zip(f["id"], f["from"], f["to"], strict=True) if (a, b) == (account(PAYERS[1]), account(SHOP))]  # fmt: skip
    assert freezing.within(shared.lake, [link], []).entities == {account(PAYERS[1]), account(SHOP)}
    finding = {"subjects": [{"id": account(COLLECTOR)}], "links": [link]}
    assert len(freezing.within(shared.lake, [], [finding]).entities) == 3


def test_a_case_without_anything_is_frozen_too(own: Made) -> None:
    empty = Cases(own.ops).open(Opening("空案", "无", "非法支付"))
    assert freeze(own.lake, own.ops, empty.id, own.data).note["counts"]["entities"] == 0


# what was


def test_what_people_did_is_kept_as_it_was(shared: Made) -> None:
    facts = shared.frozen.facts
    assert facts["case"]["number"] == shared.case.number
    assert [m["who"] for m in facts["members"]] == [LIN]
    assert [e["act"] for e in facts["entries"]][:2] == ["open", "join"]
    assert [(f["detector"], f["state"]) for f in facts["findings"]] == [("fund-pool", "confirmed")]
    assert len(facts["things"]) == shared.case.things


def test_the_same_state_has_the_same_content(own: Made) -> None:
    second = again_frozen(own)
    assert (second.version, second.note["content"]) == (2, own.frozen.note["content"])
    assert second.sha256 != own.frozen.sha256
    own.frozen.snapshot()  # what kernels keep beside it is no part of it
    assert Frozen.open(own.frozen.folder).sha256 == own.frozen.sha256


def test_what_is_loaded_later_changes_no_frozen_state(own: Made, tmp_path: Path) -> None:
    before = bodies(own.frozen.folder)
    with own.lake.lock():
        load(own.lake, write(tmp_path / "补充.csv", "账号,户名,证件,手机", [f"{COLLECTOR},赵六,110101199003070126,13900000009"]), parse(MAPPING, "made"))  # fmt: skip
    own.ops.take_back(1, "证据不足")
    assert bodies(own.frozen.folder) == before
    later = again_frozen(own)
    assert later.note["content"] != own.frozen.note["content"]
    assert later.judged.canonical == {}


def test_what_no_file_states_any_more_is_named(own: Made) -> None:
    lake = own.lake
    (gone,) = [i for i in lake.active() if lake.manifest(i).file == "广告监测.csv"]
    with lake.lock():
        lake.undo(gone)
    later = again_frozen(own)
    assert later.facts["lacking"] == [i for i in (t["id"] for t in later.facts["things"]) if i.startswith("adv-")]
    assert later.note["counts"]["lacking"] == 1


# altered


@pytest.mark.parametrize("how", ["content", "extra", "gone", "link", "note", "hash"])
def test_whatever_is_altered_is_named(shared: Made, tmp_path: Path, how: str) -> None:
    folder = tmp_path / "1"
    shutil.copytree(shared.frozen.folder, folder)
    assert Frozen.open(folder, shared.frozen.sha256).id == shared.frozen.id
    one = next(folder.glob("lake/*/TRANSFER/00000.parquet"))
    note = folder / "freeze.json"
    match how:
        case "content":
            body = bytearray(one.read_bytes())
            body[len(body) // 2] ^= 1
            one.write_bytes(body)
        case "extra":
            one.with_name("00001.parquet").write_bytes(one.read_bytes())
        case "gone":
            one.unlink()
        case "link":
            kept = one.rename(tmp_path / "kept")
            one.symlink_to(kept)
        case "note":
            note.write_text(note.read_text("utf-8").replace("起诉用", "备用"), "utf-8")
        case "hash":
            case_file = folder / "case.json"
            case_file.write_text(case_file.read_text("utf-8").replace("非法吸收公众存款", "合同纠纷"), "utf-8")
    named = {"content": "00000.parquet", "extra": "00001.parquet", "gone": "00000.parquet", "link": "00000.parquet", "note": "freeze.json", "hash": "case.json"}  # fmt: skip
    with pytest.raises(FrozenError, match=named[how]):
        Frozen.open(folder, shared.frozen.sha256)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"files": {}, "content": "x"}', b"\xff"])
def test_what_is_no_frozen_case_is_told_so(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "freeze.json").write_bytes(body)
    with pytest.raises(FrozenError):
        Frozen.open(tmp_path)


# broken off


def test_what_a_killed_run_had_copied_is_taken_over(own: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    real, wrote = freezing.write_block, []

    def dies(*of: object) -> None:
        if len(wrote) == 5:
            raise KeyboardInterrupt
        wrote.append(of)
        real(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(freezing, "write_block", dies)
    with pytest.raises(KeyboardInterrupt):
        again_frozen(own)
    assert [f.version for f in Freezes(own.ops).list(own.case.id)] == [1]
    monkeypatch.setattr(freezing, "write_block", lambda *of: (wrote.append(of), real(*of)))
    done = again_frozen(own)
    tables = {p.parent for p in done.folder.glob("lake/*/*/*.parquet")}
    assert len(wrote) == len(tables)  # none of them twice
    assert done.note["content"] == own.frozen.note["content"]
    assert not list(place(own.data, own.case.id).glob(".staging*"))


def test_a_full_disk_leaves_nothing_behind(own: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(freezing, "write_block", full)
    with pytest.raises(OSError, match="No space") as refused:
        again_frozen(own)
    assert "no space left" in of_system(refused.value).to("en")
    assert sorted(p.name for p in place(own.data, own.case.id).iterdir()) == [".lock", "1"]
    assert len(Freezes(own.ops).list(own.case.id)) == 1


def test_a_folder_that_was_never_registered_is_replaced(own: Made) -> None:
    shutil.copytree(own.frozen.folder, own.frozen.folder.with_name("2"))
    assert again_frozen(own).version == 2
    assert frozen(own.data, own.ops, own.case.id).version == 2
    assert frozen(own.data, own.ops, own.case.id, 1).sha256 == own.frozen.sha256


def test_two_freezes_of_a_case_come_one_after_the_other(own: Made) -> None:
    with freezing._alone(place(own.data, own.case.id)), pytest.raises(Busy):
        again_frozen(own)


# who may


def test_only_who_works_on_a_case_freezes_it(own: Made) -> None:
    root = own.ops.by("cli:root")
    Users(root).add("wei", None, ["prosecutor"])
    wei = own.ops.by("user:wei")
    with pytest.raises(CaseError):
        freeze(own.lake, wei, own.case.id, own.data)
    Cases(own.ops).add_member(own.case.id, "wei", "reader")
    with pytest.raises(Refused):
        freeze(own.lake, wei, own.case.id, own.data)
    assert frozen(own.data, wei, own.case.id).version == 1
    assert own.ops.audit_broken() is None
    assert [e["detail"]["version"] for e in own.ops.audit(1000) if e["action"] == "case-freeze"] == [1]


def test_a_version_that_is_not_there(shared: Made) -> None:
    with pytest.raises(FreezeError, match="no frozen version 7"):
        frozen(shared.data, shared.ops, shared.case.id, 7)


def test_the_layout_is_that_of_a_lake(shared: Made) -> None:
    lake = Lake(shared.frozen.folder)
    order = list(shared.lake.active())
    assert list(lake.active()) == [i for i in order if i in lake.active()]
    assert all(lake.manifest(i) == shared.lake.manifest(i) for i in lake.active())
    assert set(lake.tables()) <= {*ontology().kinds, *ontology().links}
