"""A real case sealed: what is in the bundle, who may read it, and that it leads back to the same figures."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from graph.case import bundle as bundles
from graph.case import manifest as manifests
from graph.case.assemble import Asked
from graph.case.bundle import BundleError, Part, Sealed, sealed
from graph.case.custody import Act, log
from graph.case.frozen import Frozen, place
from graph.case.manifest import COLUMNS, digests, inventory
from graph.case.paper.plain import clock
from graph.case.produce import file_of
from graph.case.redact import BLOT
from graph.case.replay import replayed
from graph.case.sealing import Wanted, seal_case, whole
from graph.case.sign import seal
from graph.case.verifier import INTACT, verify
from graph.case.verifier import Asked as Looked
from graph.ops import audit
from graph.ops.anchors import Anchors
from graph.ops.cases import CaseError, Cases
from graph.ops.exports import Export, Exports
from graph.ops.redactions import Redactions
from graph.ops.users import Users
from graph.rights import Actor, Refused
from tests.graph.case.made import ADVERT, BOSS, FIRM, INTAKE, LIN, PAYERS, PEOPLE, Made, made
from tests.graph.case.sealed import apart, head, small

READER = Actor(LIN, frozenset({"prosecutor"}))
FORMATS = ["csv", "graphml"]
HIDDEN = ("甘露银行", "广州市公安局")  # the mapping's name has the one, the case's agency is the other


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with made(tmp_path_factory.mktemp("made") / "data") as one:
        Anchors(one.data).drop(one.ops)
        yield one


def sealing(case: Made, *, full: bool, why: str = "移送审查起诉") -> tuple[Export, Sealed]:
    wanted = Wanted(Asked(LIN), FORMATS, seal(case.data), None, READER if full else None, why if full else "")
    return seal_case(case.frozen, case.ops, case.data, wanted)


@pytest.fixture(scope="module")
def full(case: Made) -> tuple[Export, Sealed]:
    return sealing(case, full=True)


@pytest.fixture(scope="module")
def masked(case: Made, full: tuple[Export, Sealed]) -> tuple[Export, Sealed]:
    """After something was hidden by hand."""
    assert full[0].open
    for said in HIDDEN:
        Redactions(case.ops).by_text(case.case.id, said, "内部信息")
    return sealing(case, full=False)


def test_a_case_is_sealed_with_all_that_a_court_asks_for(case: Made, full: tuple[Export, Sealed]) -> None:
    kept, made_ = full
    checked = verify(str(made_.path), Looked(made_.fingerprint))
    assert (checked.verdict, checked.found) == (INTACT, [])
    names = list(apart(made_.path))
    for name in (
        "custody.jsonl", "environment.json", "graph/frozen/freeze.json", "graph/frozen/case.json", "graph/entities.jsonl", "graph/links.jsonl", "queries/rules.json",
        "queries/ontology.yaml", "replay/figures.json", "replay/subgraph.json", "verify.py", "清单.csv", "说明.txt",
    ):  # fmt: skip
        assert name in names, name
    assert any(n.startswith("files/graphml/") for n in names)
    assert any(n.startswith("queries/mappings/甘露银行资料-") for n in names)
    assert {n.removeprefix("graph/frozen/") for n in names if n.startswith("graph/frozen/")} == {*case.frozen.note["files"], "freeze.json"}  # fmt: skip
    assert names[-3:] == ["manifest.json", "manifest.sig", "signer.cer"]
    assert stat.S_IMODE(made_.path.stat().st_mode) == 0o600
    assert (kept.open, kept.files[0].sha256, kept.files[0].sm3) == (True, made_.digest.sha256, made_.digest.sm3)


def test_others_read_it_and_find_the_same_hashes_and_signature(full: tuple[Export, Sealed], tmp_path: Path) -> None:
    with zipfile.ZipFile(full[1].path) as z:
        assert z.testzip() is None
        z.extractall(tmp_path)
        assert {i.compress_type for i in z.infolist()} == {zipfile.ZIP_STORED}
    body = json.loads((tmp_path / "manifest.json").read_bytes())
    listed = {one["path"]: one for one in body["computed"]["files"]}
    assert listed
    for name, one in listed.items():
        assert (sha256((tmp_path / name).read_bytes()).hexdigest(), (tmp_path / name).stat().st_size) == (one["sha256"], one["bytes"])  # fmt: skip
    openssl = shutil.which("openssl")
    assert openssl is not None
    told = subprocess.run([openssl, "dgst", "-sm3", "-r", *listed], cwd=tmp_path, capture_output=True, text=True, check=True)  # fmt: skip
    assert [line.split()[0] for line in told.stdout.splitlines()] == [one["sm3"] for one in listed.values()]
    key = x509.load_der_x509_certificate((tmp_path / "signer.cer").read_bytes()).public_key()
    assert isinstance(key, Ed25519PublicKey)
    key.verify((tmp_path / "manifest.sig").read_bytes(), (tmp_path / "manifest.json").read_bytes())
    notes = (tmp_path / "说明.txt").read_text("utf-8")
    (tmp_path / "key.pem").write_bytes(subprocess.run([openssl, "x509", "-inform", "DER", "-in", "signer.cer", "-noout", "-pubkey"], cwd=tmp_path, capture_output=True, check=True).stdout)  # fmt: skip
    line = next(one.strip() for one in notes.splitlines() if "pkeyutl" in one)
    done = subprocess.run([openssl, *line.split()[1:]], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Successfully" in done.stdout, "as the notes say"
    assert full[1].fingerprint in notes


def test_the_list_is_the_manifest_for_people(case: Made, full: tuple[Export, Sealed]) -> None:
    files = apart(full[1].path)
    body = json.loads(files["manifest.json"])
    rows = list(csv.DictReader(io.StringIO(files["清单.csv"].decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    known = {one["path"]: one for one in body["computed"]["files"] if one["path"] != "清单.csv"}
    lake = case.frozen.lake
    imported = {i: f"{lake.manifest(i).finished.removesuffix('+00:00')}+00:00" for i in lake.active()}
    assert [r["名称"] for r in rows] == list(known)
    for r in rows:
        one = known[r["名称"]]
        assert (r["SHA-256"], r["SM3"], int(r["大小"]), r["来源"], r["提取方法"]) == (one["sha256"], one["sm3"], one["bytes"], one["source"], one["method"])  # fmt: skip
        data = r["名称"].startswith(("files/", "graph/"))
        taken, made_at = r["提取时间（北京时间）"], r["生成时间（北京时间）"]
        assert (r["提取人"], taken == "—") == ((INTAKE, False) if data else (LIN, True))
        assert (taken, made_at) == (clock(one["taken"]), clock(one["at"]))
        inside = re.search(r"/lake/([0-9a-f]{12})/", r["名称"])
        if data:
            assert taken == clock(imported[inside[1]] if inside else max(imported.values())), "when it was imported, not when it was sealed"  # fmt: skip
            assert one["taken"] < body["computed"]["at"]
        assert r["见证人"] == ""
        assert r["类别"]
    assert b"\r" not in files["清单.csv"] + files["custody.jsonl"] + files["说明.txt"]


def test_what_is_computed_stands_apart_from_what_people_say(case: Made, full: tuple[Export, Sealed]) -> None:
    body = json.loads(apart(full[1].path)["manifest.json"])
    assert body["asserted"]["case"]["title"] == case.case.title
    assert (body["asserted"]["reason"], body["asserted"]["sealed_by"]) == ("移送审查起诉", LIN)
    computed = body["computed"]
    assert computed["frozen"]["sha256"] == case.frozen.sha256
    assert computed["seal"]["standing"] == "自签，仅供演示 self-issued, demonstration only"
    assert computed["stamp"]["authority"] is False
    assert "self-issued, demonstration only" in computed["stamp"]["standing"]
    entry = next(a for a in case.ops.audit(10_000) if a["seq"] == computed["audit"]["seq"])
    assert entry["hash"] == computed["audit"]["hash"]
    assert computed["audit"]["anchor"]["hash"] == Anchors(case.data).all()[-1].hash
    environment = json.loads(apart(full[1].path)["environment.json"])
    assert environment["ontology"] == case.frozen.note["ontology"]
    assert {"polars", "cryptography"} <= set(environment["packages"])
    assert str(case.data).encode() not in b"".join(apart(full[1].path).values()), "no path of this machine"


def test_custody_is_a_chain_of_imports_acts_and_the_sealing(case: Made, masked: tuple[Export, Sealed]) -> None:
    files = apart(masked[1].path)
    lines, before = files["custody.jsonl"].splitlines(), "0" * 64
    acts = [json.loads(line) for line in lines]
    for n, (line, act) in enumerate(zip(lines, acts, strict=True), 1):
        assert (act["seq"], act["prev"]) == (n, before)
        before = sha256(line).hexdigest()
    assert json.loads(files["manifest.json"])["computed"]["custody"] == {"entries": len(acts), "head": before}
    imports = {a["object_sha256"] for a in acts if a["act"] == "import"}
    assert {a["actor"] for a in acts if a["act"] == "import"} == {INTAKE}, "who loaded it, as the audit chain knows"
    assert imports == {case.frozen.lake.manifest(i).sha256 for i in case.frozen.lake.active()}
    chain = {a["hash"]: a for a in case.ops.audit(10_000)}
    mine = [a for a in acts if a["act"] not in ("import", "seal")]
    assert {"case-open", "case-add", "case-freeze", "case-export", "case-redact"} <= {a["act"] for a in mine}
    assert all(
        audit.digest(chain[a["object_sha256"]]) == a["object_sha256"] and a["basis"] == case.case.number for a in mine
    )
    assert (acts[-1]["act"], acts[-1]["actor"], acts[-1]["object_sha256"]) == ("seal", LIN, case.frozen.sha256)


def test_it_is_replayed_to_the_byte(full: tuple[Export, Sealed], masked: tuple[Export, Sealed]) -> None:
    assert replayed(full[1].path).state == "same"
    assert replayed(masked[1].path).state == "unknown", "the facts are not in it"


def test_masked_it_holds_nobodys_data_and_not_the_facts(case: Made, masked: tuple[Export, Sealed]) -> None:
    kept, made_ = masked
    assert verify(str(made_.path)).verdict == INTACT
    raw = made_.path.read_bytes().decode("utf-8", "replace")
    for secret in (*PAYERS, *(i for _, i in PEOPLE), *(name for name, _ in (*PEOPLE, BOSS)), "13800000001", *HIDDEN):
        assert secret not in raw, secret
        assert json.dumps(secret)[1:-1] not in raw
    assert FIRM in raw
    assert not any(n.startswith("graph/frozen/") for n in apart(made_.path))
    note = json.loads(apart(made_.path)["graph/left-out.json"])
    assert (note["files"], note["sha256"]) == (case.frozen.note["files"], case.frozen.sha256)
    assert not kept.open
    assert kept.redactions > 0


def test_in_full_it_holds_the_facts(case: Made, full: tuple[Export, Sealed]) -> None:
    entities = apart(full[1].path)["graph/entities.jsonl"].decode()
    assert PEOPLE[0][0] in entities
    assert ADVERT in entities
    rows, imports = ([json.loads(line) for line in apart(full[1].path)[f"graph/{n}.jsonl"].splitlines()] for n in ("rows", "imports"))  # fmt: skip
    assert {r["import"] for r in rows} == {i["import"] for i in imports}
    assert {i["sha256"] for i in imports} == {case.frozen.lake.manifest(i).sha256 for i in case.frozen.lake.active()}
    assert {r["id"] for r in rows} == {json.loads(line)["id"] for n in ("entities", "links") for line in apart(full[1].path)[f"graph/{n}.jsonl"].splitlines()}  # fmt: skip


def test_what_was_hidden_by_hand_is_in_no_part_of_it(case: Made, masked: tuple[Export, Sealed]) -> None:
    assert masked
    kept, made_ = sealing(case, full=True, why="甘露银行要求移送")
    files = apart(made_.path)
    assert kept.open
    body = json.loads(files["manifest.json"])
    assert body["computed"]["settings"]["replay"] is False
    assert body["asserted"]["reason"] == f"{BLOT}要求移送"
    for said in HIDDEN:
        assert [n for n, text in files.items() if said.encode() in text or said in n] == []
    assert not any(n.startswith("graph/frozen") for n in files)
    how = {
        one["path"]: one["method"] for one in body["computed"]["files"] if one["path"].startswith("queries/mappings/")
    }
    assert sorted(how.values()) == ["原样 as it is", "已脱敏 redacted"], "a mapping whose text was changed says so"
    assert PEOPLE[0][0].encode() in files["graph/entities.jsonl"]


def test_facts_go_to_whoever_may_read_all_of_them(tmp_path: Path) -> None:
    with made(tmp_path / "data") as one:
        assert whole(one.ops, one.case.id, READER)
        assert not whole(one.ops, one.case.id, None)
        assert not whole(one.ops, one.case.id, Actor(LIN, frozenset({"investigator"}))), (
            "ID numbers are the prosecutor's"
        )
        assert not whole(one.ops, one.case.id, replace(READER, regions=("四川省",)))


def test_what_was_sealed_is_in_the_list_of_exports_and_audited(case: Made, full: tuple[Export, Sealed], masked: tuple[Export, Sealed]) -> None:  # fmt: skip
    listed = {e.id: e for e in Exports(case.ops).list(case.case.id, 0, 200)[0]}
    for kept, made_ in (full, masked):
        assert listed[kept.id].files[0].format == "bundle"
        assert file_of(case.data, listed[kept.id], kept.files[0].file) == made_.path
        acts = [a for a in case.ops.audit(10_000) if a["action"] == "case-seal" and a["detail"]["export"] == kept.id]
        assert [a["detail"]["sha256"] for a in acts] == [made_.digest.sha256]
    assert [p.name for p in (place(case.data, case.case.id) / "exports").iterdir() if p.name.startswith(".")] == []


def test_nobody_seals_a_case_that_is_not_theirs(case: Made) -> None:
    Users(case.ops.by("cli:root")).add("he", None, ["prosecutor"])
    wanted = Wanted(Asked("user:he"), FORMATS, seal(case.data))
    with pytest.raises(CaseError):
        seal_case(case.frozen, case.ops.by("user:he"), case.data, wanted)
    Cases(case.ops).add_member(case.case.id, "he", "reader")
    with pytest.raises(Refused):
        seal_case(case.frozen, case.ops.by("user:he"), case.data, wanted)


# of any files


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    mark, said = seal(tmp_path), head(log([])[1])
    parts = [Part(f"files/{n}", b"x" * n, "", "", "") for n in (3, 1, 2)]
    first = sealed(tmp_path / "a.zip", parts, said, mark)
    again = sealed(tmp_path / "b.zip", reversed(parts), said, mark)
    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.digest == digests(again.path)


def test_sealing_and_verifying_tell_how_far_they_are(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    big = tmp_path / "big"
    big.write_bytes(bytes(5 << 20))
    parts = [Part("files/big", big, "", "", "")]
    made_ = sealed(tmp_path / "a.zip", parts, head(log([])[1]), seal(tmp_path), watch=lambda d, t: seen.append((d, t)))
    assert len(seen) > 10
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]
    told: list[tuple[int, int]] = []
    verify(str(made_.path), watch=lambda d, t: told.append((d, t)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("name", ["../x", "/x", "a\\b", "a/./b", "a//b", "x:y", "re\u0301sume\u0301", "a\u202eb", "a ", "manifest.json", "清单.csv", "VERIFY.py", "x" * 1001])  # fmt: skip
def test_a_path_that_may_not_be_is_not_sealed(name: str, tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        sealed(tmp_path / "a.zip", [Part(name, b"", "", "", "")], head(log([])[1]), seal(tmp_path))
    assert not list(tmp_path.glob("*a.zip*"))


def test_a_file_that_changes_meanwhile_is_not_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"1234")
    monkeypatch.setattr(Part, "size", property(lambda self: 5 if self.path == "x" else len(self.body)))
    with pytest.raises(BundleError):
        sealed(tmp_path / "a.zip", [Part("x", path, "", "", "")], head(log([])[1]), seal(tmp_path))
    assert not list(tmp_path.glob("*a.zip*"))


def test_a_bundle_is_replaced_by_a_whole_one_or_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = small(tmp_path).path.read_bytes()
    monkeypatch.setattr(bundles, "ending", lambda *_: b"")
    with pytest.raises(BundleError):
        small(tmp_path)
    assert (tmp_path / "b.zip").read_bytes() == first


def test_a_list_holds_no_formula() -> None:
    one = manifests.Listed("files/x", 1, "a", "b", "=cmd|'/c calc'!A1", "@x", "-1")
    (row,) = csv.DictReader(io.StringIO(inventory([one], "+who").decode("utf-8-sig")))
    assert [v for v in row.values() if v[:1] in ("=", "+", "-", "@")] == []


def test_a_frozen_state_inside_opens_as_it_was(case: Made, full: tuple[Export, Sealed], tmp_path: Path) -> None:
    with zipfile.ZipFile(full[1].path) as z:
        z.extractall(tmp_path)
    again = Frozen.open(tmp_path / "graph/frozen", case.frozen.sha256)
    assert again.note == case.frozen.note
    assert log([Act(*["x"] * 7)])[1]["entries"] == 1
    assert replace(again, sha256="") != again
