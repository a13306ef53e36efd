"""Sealing, verifying and hiding from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.case import export_commands, produce, sealing_commands
from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.sign import seal
from graph.ops import _me
from graph.ops.cases import Cases
from graph.say import Say
from tests.graph.case.made import PEOPLE, Made, made, person
from tests.graph.case.sealed import apart, forged, together
from tests.graph.case.test_stamp import Stamper, authority, p256  # noqa: F401 - fixtures
from tests.graph.study.command import run


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """A case that the system user works on, and one plain format."""

    def write(d: Dossier, folder: Path, watch: Watch) -> list[str]:
        (folder / "case.json").write_text(json.dumps(d.captions, ensure_ascii=False), "utf-8")
        watch(1, 1)
        return ["case.json"]

    known = {"plain": Format("plain", Say("式", "plain"), Say("式", "plain"), write)}
    for module in (produce, export_commands, sealing_commands):
        monkeypatch.setattr(module, "FORMATS", known)
    with made(tmp_path / "data") as one:
        Cases(one.ops).add_member(one.case.id, f"cli:{_me()}", "member")
        yield one


def told(own: Made, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """What a command prints as JSON."""
    done, out, err = run(own.data.parent, capsys, *words, "--json")
    assert done == code, out + err
    return json.loads(out) if out else err


def test_a_case_is_sealed_verified_and_replayed(own: Made, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    key = told(own, capsys, "case", "key")
    assert (key["algorithm"], "demonstration only" in key["standing"]) == ("Ed25519", True)
    made_ = told(own, capsys, "case", "seal", own.case.number, "--full", "移送审查起诉", "--to", str(tmp_path / "out"))
    assert (made_["fingerprint"], made_["open"], made_["replay"]) == (key["fingerprint"], True, True)
    path = made_["file"]
    assert Path(path).parent == tmp_path / "out"
    checked = told(own, capsys, "verify", path, "--fingerprint", key["fingerprint"])
    assert (checked["verdict"], checked["signer"]["pinned"], checked["case"]["number"]) == (
        "intact",
        True,
        own.case.number,
    )
    assert any("unpinned" in one for one in told(own, capsys, "case", "replay", path)["notes"])
    again = told(own, capsys, "case", "replay", path, "--fingerprint", key["fingerprint"])
    assert (again["state"], any("unpinned" in one for one in again["notes"])) == ("same", False)
    other, changed = tmp_path / "forged.zip", {"graph/links.jsonl": apart(Path(path))["graph/links.jsonl"].replace(b"123", b"321")}  # fmt: skip
    other.write_bytes(forged(apart(Path(path)), seal(tmp_path / "other"), {**changed, "queries/rules.json": b"[]"}))
    again = told(own, capsys, "case", "replay", str(other), code=1)
    assert [one.partition(" ")[0] for one in again["differs"]] == ["graph/links.jsonl", "queries/rules.json"]
    for words in (("verify", path), ("case", "replay", path)):
        said = told(own, capsys, *words, "--fingerprint", "zz", code=2)
        assert ("it takes 64 hex digits" in said, len(said.splitlines())) == (True, 1)
    assert told(own, capsys, "verify", path, "--fingerprint", "0" * 64, code=1)["found"][0]["path"] == "signer.cer"
    done = run(own.data.parent, capsys, "verify", "--verifier", str(tmp_path / "verify.py"))
    assert done[0] == 0
    alone = subprocess.run(
        [sys.executable, "-I", tmp_path / "verify.py", path, "--json"], capture_output=True, check=False
    )
    assert (alone.returncode, json.loads(alone.stdout)["bundle"]) == (0, made_["id"])
    acts = [a["action"] for a in own.ops.audit(3)]
    assert acts[0] == "case-seal"


def test_what_was_altered_is_named(own: Made, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = Path(told(own, capsys, "case", "seal", own.case.id)["file"])
    files = apart(path)
    assert json.loads(files["files/plain/case.json"])[person(PEOPLE[0][1])] == "张*"
    other = tmp_path / "other.zip"
    other.write_bytes(together(list({**files, "files/plain/case.json": b"{}"}.items())))
    checked = told(own, capsys, "verify", str(other), code=1)
    assert [one["path"] for one in checked["found"]] == ["files/plain/case.json"]
    with zipfile.ZipFile(tmp_path / "word.docx", "w") as z:
        z.write(path, "bundle.zip")
    assert "no bundle" in told(own, capsys, "verify", str(tmp_path / "word.docx"), code=2)["found"][0]["en"]
    (tmp_path / "none.zip").write_bytes(b"nothing")
    assert told(own, capsys, "verify", str(tmp_path / "none.zip"), code=2)["verdict"] == "unsure"
    assert told(own, capsys, "verify", str(tmp_path / "lacking.zip"), code=2)["verdict"] == "unsure"
    assert told(own, capsys, "case", "replay", str(path), code=2)["state"] == "unknown"


def test_a_seal_and_an_authority_are_configured(own: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, p256: tuple[Path, Path], authority: Stamper) -> None:  # noqa: F811 # fmt: skip
    assert authority.asked.roots is not None
    for name, value in (
        ("SEAL_KEY", p256[0]),
        ("SEAL_CERT", p256[1]),
        ("TSA_URL", authority.asked.url),
        ("TSA_CERT", authority.asked.roots),
    ):
        monkeypatch.setenv(f"JINYING_{name}", str(value))
    made_ = told(own, capsys, "case", "seal", own.case.id)
    assert (made_["seal"], made_["stamp"]) == ("所配置的证书 by a configured certificate", authority.asked.url)
    checked = told(own, capsys, "verify", made_["file"], "--tsa", authority.fingerprint)
    assert checked["stamped"]["pinned"] is True
    authority.spoil = lambda asked: b""
    exports = own.data / "cases" / own.case.id / "exports"
    before = {p.name for p in exports.iterdir() if not p.name.startswith("export-")}
    assert "time stamp" in told(own, capsys, "case", "seal", own.case.id, code=2)
    assert {p.name for p in exports.iterdir() if not p.name.startswith("export-")} == before


def test_a_case_in_full_needs_a_reason(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--full" in told(own, capsys, "case", "seal", own.case.id, "--full", " ", code=2)


def test_things_are_hidden_and_shown_again(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    case = own.case.number
    assert told(own, capsys, "case", "redact", case) == []
    told(own, capsys, "case", "redact", case, "phone", "--role", "participant", "--why", "证人保护")
    told(own, capsys, "case", "redact", case, "--subject", person(PEOPLE[1][1]), "--prop", "name", "--why", "未成年人")
    held = told(own, capsys, "case", "redact", case, "--text", "鑫辉资产", "--why", "商誉")
    assert [(r["sort"], r["roles"], r["prop"], r["said"], r["gone"]) for r in held] == [
        ("phone", "participant", None, None, False), (None, "", "name", None, False), (None, "", None, "鑫辉资产", False),
    ]  # fmt: skip
    path = told(own, capsys, "case", "seal", case, "--full", "移送")["file"]
    shown = json.loads(apart(Path(path))["files/plain/case.json"])
    assert (shown[person(PEOPLE[0][1])], shown[person(PEOPLE[1][1])]) == (PEOPLE[0][0], "■■■")
    assert "■■■管理有限公司" in shown.values()
    outlook = told(own, capsys, "case", "redact", case, "--preview")
    assert {"证人保护", "未成年人", "商誉"} <= {r["why"] for r in outlook}
    assert next(r for r in outlook if r["rule"] == "person_name")["values"] > 0
    held = told(own, capsys, "case", "redact", case, "--undo", str(held[1]["seq"]), "--why", "已成年")
    assert [r["gone"] for r in held] == [False, True, False]
    for words in (
        ("phone",),
        ("--subject", "x", "--why", "y"),
        ("phone", "--text", "x", "--why", "y"),
        ("--undo", "99", "--why", "y"),
    ):
        told(own, capsys, "case", "redact", case, *words, code=2)
