"""Nobody changes a bundle unseen: each way of changing one, by what is changed, and every byte of it."""

from __future__ import annotations

import io
import json
import random
import struct
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from docx import Document

from graph.case import bundle, verifier
from graph.case.bundle import Part, sealed
from graph.case.custody import log
from graph.case.manifest import plain
from graph.case.proof import L
from graph.case.sign import N, seal
from graph.case.verifier import ALTERED, INTACT, UNSURE, Asked, central_header, ending, local_header, verify
from tests.graph.case.sealed import ACCENT, ACTS, apart, head, places, small, together
from tests.graph.case.test_stamp import authority, p256  # noqa: F401 - fixtures

REPORT = "files/报告.txt"
Files = dict[str, bytes]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return small(tmp_path).path


def judged(path: Path, raw: bytes, asked: Asked = Asked()) -> tuple[int, list[str]]:  # noqa: B008
    path.write_bytes(raw)
    checked = verify(str(path), asked)
    return checked.verdict, [one["path"] for one in checked.found]


# what is in it, in a ZIP that is well made


def _renamed(files: Files, new: str, old: str = REPORT) -> list[tuple[str, bytes]]:
    return [(new if name == old else name, body) for name, body in files.items()]


def _swapped(files: Files) -> list[tuple[str, bytes]]:
    first, second, *rest = files.items()
    return [second, first, *rest]


def _manifest(files: Files, change: Callable[[dict[str, object]], object]) -> list[tuple[str, bytes]]:
    body = json.loads(files["manifest.json"])
    change(body)
    return list({**files, "manifest.json": plain(body)}.items())


def _said(name: str, key: str, value: object) -> Callable[[dict[str, object]], object]:
    def change(body: dict[str, object]) -> None:
        (one,) = [f for f in body["computed"]["files"] if f["path"] == name]  # type: ignore[index]
        one[key] = value

    return change


REBUILT: dict[str, tuple[Callable[[Files], list[tuple[str, bytes]]], str]] = {
    "content": (lambda f: list({**f, REPORT: f[REPORT] + b"."}.items()), REPORT),
    "content, same length": (lambda f: list({**f, REPORT: b"x" + f[REPORT][1:]}.items()), REPORT),
    "content and its line in the manifest": (lambda f: _manifest({**f, REPORT: b"x"}, _said(REPORT, "sha256", sha256(b"x").hexdigest())), "manifest.sig"),
    "SM3 alone": (lambda f: _manifest(f, _said(REPORT, "sm3", "0" * 64)), REPORT),
    "name": (lambda f: _renamed(f, "files/报道.txt"), "files/报道.txt"),
    "case of a name": (lambda f: _renamed(f, "files/EMPTY.bin", "files/empty.bin"), "files/EMPTY.bin"),
    "name NFD": (lambda f: _renamed(f, unicodedata.normalize("NFD", ACCENT), ACCENT), unicodedata.normalize("NFD", ACCENT)),
    "name with backslash": (lambda f: _renamed(f, "files\\报告.txt"), "files\\报告.txt"),
    "absolute name": (lambda f: _renamed(f, "/etc/passwd"), "/etc/passwd"),
    "drive": (lambda f: _renamed(f, "C:/x"), "C:/x"),
    "name that climbs": (lambda f: _renamed(f, "files/../../x"), "files/../../x"),
    "folder": (lambda f: [*f.items(), ("files/", b"")], "files/"),
    "name with a mark that turns": (lambda f: _renamed(f, "files/报\u202e告.txt"), "files/报\u202e告.txt"),
    "name that is not UTF-8": (lambda f: _renamed(f, "files/\udcff"), repr(b"files/\xff")),
    "order": (lambda f: _swapped(f), "files/empty.bin"),
    "twice": (lambda f: [*f.items(), (REPORT, f[REPORT])], REPORT),
    "twice, another content": (lambda f: [(REPORT, b"x"), *f.items()], REPORT),
    "twice but for case": (lambda f: [*f.items(), ("FILES/报告.txt", b"")], "FILES/报告.txt"),
    "extra file": (lambda f: [*f.items(), ("files/x", b"")], "files/x"),
    "missing file": (lambda f: [(n, b) for n, b in f.items() if n != REPORT], REPORT),
    "empty file missing": (lambda f: [(n, b) for n, b in f.items() if n != "files/empty.bin"], "files/empty.bin"),
    "no manifest": (lambda f: [(n, b) for n, b in f.items() if n != "manifest.json"], "manifest.json"),
    "no signature": (lambda f: [(n, b) for n, b in f.items() if n != "manifest.sig"], "manifest.sig"),
    "no certificate": (lambda f: [(n, b) for n, b in f.items() if n != "signer.cer"], "signer.cer"),
    "manifest with spaces": (lambda f: list({**f, "manifest.json": json.dumps(json.loads(f["manifest.json"])).encode()}.items()), "manifest.json"),
    "manifest with another order of files": (lambda f: _manifest(f, lambda m: m["computed"]["files"].reverse()), "manifest.json"),
    "manifest with a key twice": (lambda f: list({**f, "manifest.json": b'{"bundle":"x",' + f["manifest.json"][1:]}.items()), "manifest.json"),
    "manifest that is no object": (lambda f: list({**f, "manifest.json": b"[]"}.items()), "manifest.json"),
    "manifest nested without end": (lambda f: list({**f, "manifest.json": b"[" * 100_000}.items()), "manifest.json"),
    "manifest of another kind": (lambda f: _manifest(f, lambda m: m["computed"].update(files={})), "manifest.json"),
    "what people said": (lambda f: _manifest(f, lambda m: m["asserted"].update(case="x")), "manifest.sig"),
    "a stamp that was to be": (lambda f: _manifest(f, lambda m: m["computed"]["stamp"].update(authority=True)), "manifest.sig"),
    "signature": (lambda f: list({**f, "manifest.sig": bytes(64)}.items()), "manifest.sig"),
    "signature, another form": (lambda f: list({**f, "manifest.sig": f["manifest.sig"][:32] + (int.from_bytes(f["manifest.sig"][32:], "little") + L).to_bytes(32, "little")}.items()), "manifest.sig"),
    "signature with more": (lambda f: list({**f, "manifest.sig": f["manifest.sig"] + b"\0"}.items()), "manifest.sig"),
    "certificate": (lambda f: list({**f, "signer.cer": f["signer.cer"][:-1] + bytes([f["signer.cer"][-1] ^ 1])}.items()), "signer.cer"),
    "certificate that is none": (lambda f: list({**f, "signer.cer": b"x"}.items()), "signer.cer"),
    "an unsigned time stamp": (lambda f: [*f.items(), ("manifest.tsr", b"x")], "manifest.tsr"),
}  # fmt: skip


@pytest.mark.parametrize("way", REBUILT)
def test_what_is_in_it_is_not_changed_unseen(way: str, made: Path) -> None:
    change, named = REBUILT[way]
    files = apart(made)
    raw = made.read_bytes()
    assert judged(made, together(list(files.items()))) == (INTACT, [])
    assert made.read_bytes() == raw, "a bundle is put together in one way"
    verdict, found = judged(made, together(change(files)))
    assert verdict == ALTERED
    assert named in found


def test_a_manifest_of_a_later_version_can_not_be_judged(made: Path) -> None:
    raw = together(_manifest(apart(made), lambda m: m.update(format="jinying-bundle/2")))
    assert judged(made, raw) == (UNSURE, ["manifest.json"])


def test_whoever_seals_anew_has_another_fingerprint(made: Path, tmp_path: Path) -> None:
    mine, others = seal(tmp_path), seal(tmp_path / "other")
    files = apart(made)
    only_key = {**files, "manifest.sig": others.sign(files["manifest.json"])}
    assert judged(made, together(list(only_key.items())))[0] == ALTERED
    body = json.loads(files["manifest.json"])
    only_certificate = {**only_key, "signer.cer": others.der}
    assert judged(made, together(list(only_certificate.items())))[0] == ALTERED
    body["computed"]["seal"]["certificate_sha256"] = others.fingerprint
    whole = {**files, "manifest.json": plain(body), "manifest.sig": others.sign(plain(body)), "signer.cer": others.der}
    raw = together(list(whole.items()))
    assert judged(made, raw)[0] == INTACT, "it is somebody's whole bundle"
    assert judged(made, raw, Asked(fingerprint=mine.fingerprint)) == (ALTERED, ["signer.cer"])


def test_ecdsa_has_one_signature_of_two(tmp_path: Path, p256: tuple[Path, Path]) -> None:  # noqa: F811
    made = small(tmp_path, seal(tmp_path, *p256)).path
    files = apart(made)
    r, s = decode_dss_signature(files["manifest.sig"])
    raw = together(list({**files, "manifest.sig": encode_dss_signature(r, N - s)}.items()))
    assert judged(made, raw) == (ALTERED, ["manifest.sig"])


def test_custody_is_a_chain(tmp_path: Path) -> None:
    """A log that was altered before it was sealed: whoever sealed it did not look."""
    kept, said = log(ACTS)
    for change in (lambda lines: lines[::-1], lambda lines: lines[:-1], lambda lines: [lines[0].replace(b"lin", b"lun"), *lines[1:]], lambda lines: [*lines[:-1], lines[-1].rstrip()]):  # fmt: skip
        lines = change(kept.splitlines(keepends=True))
        with pytest.raises(bundle.BundleError) as error:
            sealed(tmp_path / "b.zip", [Part("custody.jsonl", b"".join(lines), "", "", "")], head(said), seal(tmp_path))
        assert "custody.jsonl" in error.value.to("zh")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["keys"], "what does not verify is not there"


def test_a_time_stamp_is_not_changed_unseen(tmp_path: Path, authority) -> None:  # type: ignore[no-untyped-def] # noqa: F811
    made = small(tmp_path, authority=authority.asked).path
    files = apart(made)
    assert judged(made, together(list(files.items()))) == (INTACT, [])
    token = files["manifest.tsr"]
    older = authority.asked.stamped(b"something else")
    for change in (
        {"manifest.tsr": token[:-1] + bytes([token[-1] ^ 1])},
        {"manifest.tsr": older},
        {"manifest.tsr": older, "manifest.tsr.sig": files["manifest.sig"]},
        {"manifest.tsr.sig": bytes(64)},
    ):
        assert judged(made, together(list({**files, **change}.items())))[0] == ALTERED
    mine = seal(tmp_path)
    assert judged(made, together(list({**files, "manifest.tsr": older, "manifest.tsr.sig": mine.sign(older)}.items()))) == (ALTERED, ["manifest.tsr"])  # fmt: skip
    for gone in ("manifest.tsr", "manifest.tsr.sig"):
        raw = together([(n, b) for n, b in files.items() if n != gone])
        assert judged(made, raw) == (ALTERED, [gone])
    assert judged(made, together(list(files.items())), Asked(tsa=authority.fingerprint))[0] == INTACT
    assert judged(made, together(list(files.items())), Asked(tsa="00")) == (ALTERED, ["manifest.tsr"])


# how the ZIP is made


def _patched(raw: bytes, at: int, layout: str, *values: int | bytes) -> bytes:
    changed = bytearray(raw)
    struct.pack_into(layout, changed, at, *values)
    return bytes(changed)


def test_a_zip_that_is_made_otherwise_does_not_pass(made: Path) -> None:
    raw = made.read_bytes()
    at = struct.unpack_from("<I", raw, len(raw) - 6)[0]
    first, local = at, 0
    size = struct.unpack_from("<I", raw, 18)[0]
    ways = {
        "encrypted": _patched(_patched(raw, first + 8, "<H", 0x0801), local + 6, "<H", 0x0801),
        "encrypted in the header alone": _patched(raw, local + 6, "<H", 0x0801),
        "data descriptor": _patched(_patched(raw, first + 8, "<H", 0x0808), local + 6, "<H", 0x0808),
        "another method": _patched(_patched(raw, first + 10, "<H", 8), local + 8, "<H", 8),
        "another method in the header alone": _patched(raw, local + 8, "<H", 8),
        "symlink": _patched(raw, first + 38, "<I", 0o120777 << 16),
        "folder": _patched(raw, first + 38, "<I", 0o040755 << 16 | 0x10),
        "mode": _patched(raw, first + 38, "<I", 0o100755 << 16),
        "time": _patched(raw, first + 12, "<H", 1),
        "time in the header alone": _patched(raw, local + 10, "<H", 1),
        "another name in the header": _patched(raw, local + 30, "<1s", b"C"),
        "another size in the header": _patched(raw, local + 18, "<I", size - 1),
        "another sum in the header": _patched(raw, local + 14, "<I", 0),
        "sums that are wrong alike": _patched(_patched(raw, first + 16, "<I", 7), local + 14, "<I", 7),
        "a file's own place": _patched(raw, first + 42, "<I", 1),
        "a second disk": _patched(raw, first + 34, "<H", 1),
        "ZIP64 without need": _patched(raw, first + 20, "<II", 0xFFFFFFFF, 0xFFFFFFFF),
        "fewer files than there are": _patched(raw, len(raw) - 14, "<HH", 10, 10),
        "more files than there are": _patched(raw, len(raw) - 14, "<HH", 12, 12),
        "a comment": _patched(raw, len(raw) - 2, "<H", 3) + b"abc",
        "a comment's length alone": _patched(raw, len(raw) - 2, "<H", 3),
        "the directory elsewhere": _patched(raw, len(raw) - 6, "<I", at - 1),
        "something before": b"#!/bin/sh\n" + raw,
        "something before, places moved": _moved(raw, b"x" * 10),
        "something after": raw + b"\0",
        "another ZIP after": raw + _other(),
        "another ZIP before": _other() + raw,
        "something between": _between(raw),
        "an extra field": _extra(raw),
        "packed by another tool": _deflated(raw),
        "stored by another tool": _deflated(raw, zipfile.ZIP_STORED),
    }  # fmt: skip
    told = {way: judged(made, one)[0] for way, one in ways.items()}
    assert {way for way, verdict in told.items() if verdict != ALTERED} == set()


def _other() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("files/报告.txt", "other")
    return out.getvalue()


def _held(raw: bytes, method: int, stream: bool) -> bytes:
    """A ZIP that has a bundle in it, as a folder is sent by mail; `stream`: lengths stand after what they are of."""

    class Onward(io.BytesIO):
        def seekable(self) -> bool:
            return not stream

        def seek(self, *_: object) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    out: io.BytesIO = Onward() if stream else io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        z.writestr("交付/b.zip", raw)
        z.writestr("说明.txt", "说明")
    return out.getvalue()


def test_of_a_bundle_that_was_packed_anew_every_altered_file_is_named(made: Path) -> None:
    raw, files = made.read_bytes(), apart(made)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        for change, named in (
            ({}, []),
            ({REPORT: b"x"}, [REPORT]),
            ({REPORT: files[REPORT] + b"x", ACCENT: b""}, [ACCENT, REPORT]),
            ({"files/more": b""}, ["files/more"]),
            ({REPORT: None}, [REPORT]),
            ({"manifest.sig": bytes(64)}, ["manifest.sig"]),
            ({"manifest.sig": None}, ["manifest.sig"]),
            ({"manifest.json": b"{}"}, ["manifest.json"]),
            ({REPORT: b"x", **dict([_manifest(files, _said(REPORT, "sha256", sha256(b"x").hexdigest()))[-3]])}, ["manifest.sig", REPORT]),
        ):  # fmt: skip
            body = {name: content for name, content in {**files, **change}.items() if content is not None}
            made.write_bytes(_deflated(together(list(body.items())), method))
            checked = verify(str(made))
            assert checked.verdict == ALTERED
            assert checked.found[0]["en"].startswith(("its entry breaks", "it is compressed")), "the structure's fault"
            assert [one["path"] for one in checked.found[1:]] == named, change
    assert judged(made, _deflated(raw), Asked(fingerprint="0" * 64))[1][1:] == ["signer.cer"]


def test_a_file_that_unpacks_without_end_is_read_no_further_than_it_may_be_long(made: Path) -> None:
    files = apart(made)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, body in {**files, REPORT: bytes(200 << 20)}.items():
            z.writestr(name, body)
    tracemalloc.start()
    assert judged(made, out.getvalue())[1][1:] == [REPORT]
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def _moved(raw: bytes, before: bytes) -> bytes:
    """Put something before, with all places moved on: what self-extracting archives are."""
    start, n = struct.unpack_from("<I", raw, len(raw) - 6)[0], struct.unpack_from("<H", raw, len(raw) - 12)[0]
    out, at = bytearray(before + raw), start + len(before)
    for _ in range(n):
        named = struct.unpack_from("<H", out, at + 28)[0]
        struct.pack_into("<I", out, at + 42, struct.unpack_from("<I", out, at + 42)[0] + len(before))
        at += 46 + named
    struct.pack_into("<I", out, len(out) - 6, start + len(before))
    return bytes(out)


def _between(raw: bytes) -> bytes:
    """A file that the headers have and the directory does not."""
    start = struct.unpack_from("<I", raw, len(raw) - 6)[0]
    hidden = local_header(b"files/x", 0, 0)
    out = bytearray(raw[:start] + hidden + raw[start:])
    struct.pack_into("<I", out, len(out) - 6, start + len(hidden))
    return bytes(out)


def _extra(raw: bytes) -> bytes:
    """An extra field at the last entry of the directory."""
    out = bytearray(raw[:-22] + struct.pack("<HHI", 0x7075, 4, 0) + raw[-22:])
    last = out.rindex(b"PK\1\2")
    struct.pack_into("<H", out, last + 30, 8)
    struct.pack_into("<I", out, len(out) - 10, struct.unpack_from("<I", out, len(out) - 10)[0] + 8)
    return bytes(out)


def _deflated(raw: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def test_a_bundle_that_is_cut_off_does_not_pass(made: Path) -> None:
    raw = made.read_bytes()
    for length in [*range(len(raw) - 120, len(raw)), *range(1, len(raw), 997)]:
        assert judged(made, raw[:length])[0] != INTACT, length


def test_what_is_no_bundle_can_not_be_judged(tmp_path: Path, made: Path) -> None:
    bundle_ = made.read_bytes()
    kept = [_held(bundle_, method, stream) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for stream in (False, True)]  # fmt: skip
    word = io.BytesIO()
    Document().save(word)
    for raw in (b"", b"x" * 500, _other(), together([("a", b"b")]), ending(0, 0, 0), word.getvalue(), word.getvalue()[:-30], *kept):  # fmt: skip
        made.write_bytes(raw)
        checked = verify(str(made))
        assert checked.verdict == UNSURE, raw[:20]
        assert "give the ZIP that was sealed" in checked.found[0]["en"]
    assert verify(str(tmp_path / "none.zip")).verdict == UNSURE
    assert verify(str(tmp_path)).verdict == UNSURE


def test_no_byte_of_a_bundle_is_changed_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every byte of one that carries no verifier and no notes, else alike: of the manifest, which is long, one in eight."""
    monkeypatch.setattr(bundle, "single", lambda: b"#")
    monkeypatch.setattr(bundle, "notes", lambda *_: b"#")
    made = small(tmp_path).path
    raw, dice = made.read_bytes(), random.Random(9)
    (long,) = [range(e.start, e.start + e.size) for e in places(made) if e.name == "manifest.json"]
    chosen = [at for at in range(len(raw)) if at not in long or at % 8 == 0]
    passed = [at for at in chosen if judged(made, raw[:at] + bytes([raw[at] ^ dice.randrange(1, 256)]) + raw[at + 1 :])[0] == INTACT]  # fmt: skip
    assert passed == []
    assert judged(made, raw)[0] == INTACT


def test_bytes_put_in_or_taken_out_do_not_pass(made: Path) -> None:
    raw, dice = made.read_bytes(), random.Random(10)
    for _ in range(300):
        at, more = dice.randrange(len(raw) + 1), dice.randbytes(dice.randrange(0, 4))
        less = dice.randrange(0 if more else 1, 4)
        other = raw[:at] + more + raw[at + less :]
        assert other == raw or judged(made, other)[0] != INTACT, (at, more, less)


def test_a_zip_of_many_or_of_huge_files_is_read_as_others_read_it(tmp_path: Path) -> None:
    """ZIP64: a file of 5 GiB that is nearly all hole, and 70,000 files."""
    path, size = tmp_path / "big.zip", 5 << 30
    with open(path, "wb") as out:
        directory, at = b"", 0
        for name, length in ((b"a", size), (b"b", 3)):
            header = local_header(name, 0, length)
            out.seek(at)
            out.write(header)
            directory += central_header(name, 0, length, at)
            at += len(header) + length
        out.seek(at)
        out.write(directory + ending(2, len(directory), at))
    assert [(e.name, e.size) for e in places(path)] == [("a", size), ("b", 3)]
    with zipfile.ZipFile(path) as z:
        assert [(i.filename, i.file_size, i.header_offset) for i in z.infolist()] == [("a", size, 0), ("b", 3, size + 51)]  # fmt: skip
    names = sorted(f"{n:05d}" for n in range(70_000))
    path.write_bytes(together([(name, b"") for name in names]))
    assert [e.name for e in places(path)] == names
    with zipfile.ZipFile(path) as z:
        assert z.namelist() == names
    raw = path.read_bytes()
    for at in (len(raw) - 98 + 24, len(raw) - 98 + 12, len(raw) - 42 + 16):  # counts, versions, disks of ZIP64
        path.write_bytes(_patched(raw, at, "<B", 99))
        with pytest.raises(verifier.Found):
            places(path)
