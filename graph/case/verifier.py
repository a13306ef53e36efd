"""Check a sealed bundle: one file of plain Python that travels in the bundle, needs no network and nothing installed.

校验密封证据包：单个纯 Python 文件，随包携带，离线运行，无需安装。Python 3.8 or later, standard library alone.

    python3 verify.py BUNDLE.zip [--fingerprint HEX] [--tsa HEX] [--sm3] [--json] [--lang zh|en]

Exit 0: intact 完好 · 1: altered 已被改动 (names the file) · 2: cannot tell 无法判断 (says why).
What a bundle or a certificate says of itself is quoted as that; everything else here was computed.

A bundle is a ZIP of which every byte follows from its files: stored, in order of path, one fixed time, no comment, no extra
field (ZIP64 alone, where a number needs it). So a header is not trusted but made anew and compared. The manifest has the
hashes of all files before it; the signature is over the manifest; the time stamp over the signature, and is signed too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import struct
import sys
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from graph.case.proof import Certificate, certificate, china, chinese, scheme, signed, sm3, stamp  # there: its text

INTACT, ALTERED, UNSURE = 0, 1, 2
FORMAT = "jinying-bundle/1"
MANIFEST, SIGNATURE, SIGNER, STAMP, STAMP_SIGNATURE = "manifest.json", "manifest.sig", "signer.cer", "manifest.tsr", "manifest.tsr.sig"  # fmt: skip
SEALS = (MANIFEST, SIGNATURE, SIGNER, STAMP, STAMP_SIGNATURE)  # last, in this order; the manifest does not list them
CUSTODY = "custody.jsonl"
PIECE = 1 << 20
MOST_FILES, MOST_DIRECTORY, MOST_SEAL = 200_000, 256 << 20, 256 << 20  # files; bytes of the directory, of a seal
FULL, MANY = 0xFFFFFFFF, 0xFFFF  # a ZIP field that says: see ZIP64
WHEN, UTF8, FILE_MODE = (0, 0x21), 0x0800, 0o100644 << 16  # 1980-01-01; names are UTF-8; a plain file

SEALED_ZIP = (
    "请给出封存所得的 ZIP；装在别的 ZIP 里的，先取出",
    "give the ZIP that was sealed, taken out of any other",
)

if TYPE_CHECKING:  # Python 3.8 could not make these
    from collections.abc import Callable, Iterator

    Watch = Callable[[int, int], None]  # bytes done, bytes in all


class Found(Exception):
    """Something that is not as it was sealed (ALTERED), or that can't be told (UNSURE)."""

    def __init__(self, verdict: int, path: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.verdict, self.path, self.zh, self.en = verdict, path, zh, en


class Entry(NamedTuple):
    """One file of the ZIP; `start`: of its bytes."""

    name: str
    crc: int
    size: int
    start: int


# the one way to write a ZIP


def local_header(name: bytes, crc: int, size: int) -> bytes:
    """What stands before a file's bytes."""
    wide = size >= FULL
    extra = struct.pack("<HHQQ", 1, 16, size, size) if wide else b""
    shown = FULL if wide else size
    fixed = struct.pack("<4s5H3I2H", b"PK\3\4", 45 if wide else 20, UTF8, 0, *WHEN, crc, shown, shown, len(name), len(extra))  # fmt: skip
    return fixed + name + extra


def central_header(name: bytes, crc: int, size: int, offset: int) -> bytes:
    """A file's entry in the directory."""
    wide = [n for n in (size, size) if n >= FULL] + [n for n in (offset,) if n >= FULL]
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    version, shown = 45 if wide else 20, min(size, FULL)
    fixed = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 3 << 8 | version, version, UTF8, 0, *WHEN, crc, shown, shown, len(name), len(extra), 0, 0, 0, FILE_MODE, min(offset, FULL),
    )  # fmt: skip
    return fixed + name + extra


def ending(count: int, size: int, offset: int) -> bytes:
    """What stands after the directory of `size` bytes at `offset`."""
    wide = b""
    if count >= MANY or size >= FULL or offset >= FULL:
        wide = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 3 << 8 | 45, 45, 0, 0, count, count, size, offset)
        wide += struct.pack("<4sIQI", b"PK\6\7", 0, offset + size, 1)
    n = min(count, MANY)
    return wide + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, n, n, min(size, FULL), min(offset, FULL), 0)


def unfit(name: str) -> tuple[str, str] | None:
    """Why a path may not stand in a bundle; None where it may."""
    if unicodedata.normalize("NFC", name) != name:
        return "文件名不是 NFC", "its name is not NFC"
    if "\\" in name or ":" in name or name.startswith("/"):
        return "文件名是绝对路径或含反斜杠、冒号", "its name is absolute or has a backslash or colon"
    if any(part in ("", ".", "..") or part[-1] in ". " for part in name.split("/")):
        return "文件名含空段、. 或 ..", "its name has an empty part, a dot or two"
    if len(name.encode("utf-8", "replace")) > 1000 or any(
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name
    ):
        return "文件名过长或含控制字符", "its name is too long or has control characters"
    return None


# reading one


def entries(handle: BinaryIO, size: int) -> list[Entry]:
    """The files of the ZIP, every header compared with the one way to write it. Found: where one differs."""
    count, length, at = _end(handle, size)
    found: list[Entry] = []
    seen: dict[str, str] = {}
    position, directory = 0, at
    for _ in range(count):
        raw = _read(handle, directory, 46)
        if raw[:4] != b"PK\1\2":
            raise _altered("", "目录损坏", "the directory is damaged")
        (crc,), sizes = struct.unpack_from("<I", raw, 16), struct.unpack_from("<II", raw, 20)
        named, extra, comment = struct.unpack_from("<HHH", raw, 28)
        record = raw + _read(handle, directory + 46, named + extra + comment)
        name = _name(record[46 : 46 + named])
        actual = _wide(record[46 + named : 46 + named + extra]) if sizes[1] == FULL else sizes[1]
        if record != central_header(name.encode(), crc, actual, position):
            raise _altered(name, *_odd(record, named, position))
        if name.casefold() in seen:
            raise _altered(name, f"重复的文件名（{seen[name.casefold()]}）", f"its name is there twice ({seen[name.casefold()]})")  # fmt: skip
        seen[name.casefold()] = name
        header = local_header(name.encode(), crc, actual)
        if _read(handle, position, len(header)) != header:
            raise _altered(name, "文件头与目录不一致", "its header and the directory differ")
        found.append(Entry(name, crc, actual, position + len(header)))
        position, directory = position + len(header) + actual, directory + len(record)
    if position != at or directory != at + length:
        raise _altered("", "文件之间或目录之后有多余内容，或有缺失", "something stands between the files or after the directory, or is missing")  # fmt: skip
    return found


def _end(handle: BinaryIO, size: int) -> tuple[int, int, int]:
    """How many files, and length and place of the directory, from an end that is whole."""
    begins = _read(handle, 0, min(4, size)) == b"PK\3\4"
    last = _read(handle, max(0, size - 98), min(98, size))
    if last[-22:-18] != b"PK\5\6":
        if begins or b"PK\5\6" in last:  # whether it is a bundle at all is told in _loose
            raise _altered("", "结尾不完整，或其后有多余内容", "its end is cut off, or something stands after it")
        raise Found(UNSURE, "", f"不是证据包（不是 ZIP）；{SEALED_ZIP[0]}", f"this is no bundle (no ZIP); {SEALED_ZIP[1]}")  # fmt: skip
    count, length, at = struct.unpack_from("<HII", last, len(last) - 12)
    if last[-42:-38] == b"PK\6\7" and last[-98:-94] == b"PK\6\6":
        count, length, at = struct.unpack_from("<QQQ", last, len(last) - 98 + 32)
    end = ending(count, length, at)
    if count > MOST_FILES or length > MOST_DIRECTORY:
        raise Found(UNSURE, "", "文件过多", "it has too many files")
    if at + length + len(end) != size or not last.endswith(end):
        raise _altered("", "结尾记录与内容不符，或前后有多余内容", "its end does not fit, or something stands before or after it")  # fmt: skip
    return count, length, at


def _name(raw: bytes) -> str:
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _altered(repr(raw), "文件名不是 UTF-8", "its name is not UTF-8") from None
    why = unfit(name)
    if why is not None:
        raise _altered(name, *why)
    return name


def _wide(extra: bytes) -> int:
    """A size in ZIP64; what is not so differs from the header made anew."""
    return int(struct.unpack_from("<Q", extra, 4)[0]) if len(extra) >= 12 else 0


def _odd(record: bytes, named: int, position: int) -> tuple[str, str]:
    """What is odd about an entry of the directory."""
    made, _, flags, method = struct.unpack_from("<4H", record, 4)
    if flags & 0x41:
        return "已加密", "it is encrypted"
    if method:
        return f"被压缩（方法 {method}）", f"it is compressed (method {method})"
    if made >> 8 == 3 and (struct.unpack_from("<I", record, 38)[0] >> 28) not in (0, 8):
        return "不是普通文件（符号链接等）", "it is no plain file (a symlink)"
    if struct.unpack_from("<I", record, 42)[0] not in (position, FULL):
        return "位置与前一文件不相接", "it does not follow the file before it"
    return "目录项不合规则（标志、时间、附加字段或注释）", "its entry breaks the rules (flags, time, extra field or comment)"  # fmt: skip


def _read(handle: BinaryIO, start: int, length: int) -> bytes:
    handle.seek(start)
    raw = handle.read(length)
    if len(raw) != length:
        raise _altered("", "内容被截断", "it is cut off")
    return raw


def _altered(path: str, zh: str, en: str) -> Found:
    return Found(ALTERED, path, zh, en)


# the bundle


class Checked:
    """What a check comes to: the verdict, what was found, and what the bundle says of itself."""

    def __init__(self) -> None:
        self.verdict, self.found, self.facts = INTACT, [], {}  # type: tuple[int, list[dict[str, str]], dict[str, Any]]

    def add(self, one: Found) -> None:
        """One more thing; an altered file weighs more than one that can't be told."""
        self.verdict = ALTERED if ALTERED in (self.verdict, one.verdict) else max(self.verdict, one.verdict)
        if len(self.found) < 100:
            self.found.append(
                {"verdict": ("intact", "altered", "unsure")[one.verdict], "path": one.path, "zh": one.zh, "en": one.en}
            )


class Asked(NamedTuple):
    """How to check: whose seal and stamp it must be (SHA-256 of the certificate), and whether SM3 is worth a long wait."""

    fingerprint: str | None = None
    tsa: str | None = None
    slow_sm3: bool = False


ANYBODY = Asked()


def verify(path: str, asked: Asked = ANYBODY, watch: Watch = lambda done, total: None) -> Checked:
    """Check a bundle whole. Memory: a piece of a file, the manifest, one line for each file."""
    checked = Checked()
    try:
        with open(path, "rb") as handle:
            size = os.fstat(handle.fileno()).st_size
            checked.facts["bytes"] = size
            try:
                held = {entry.name: entry for entry in entries(handle, size)}
            except Found as fault:
                if fault.verdict == UNSURE:
                    raise
                _loose(handle, size, fault, asked, checked)
            else:
                if not {MANIFEST, SIGNATURE, SIGNER} & set(held):
                    raise _none()
                _sealed(handle, held, asked, checked, watch)
    except Found as one:
        checked.add(one)
    except OSError as error:
        checked.add(Found(UNSURE, "", f"无法读取：{error.strerror}；请核对路径与权限", f"it can't be read: {error.strerror}; check the path and its mode"))  # fmt: skip
    except Exception as error:  # what nobody foresaw is no verdict on the bundle
        checked.add(Found(UNSURE, "", f"校验程序出错：{error!r}；请换一个 Python 再试", f"the verifier failed: {error!r}; try another Python"))  # fmt: skip
    return checked


def _none() -> Found:
    return Found(UNSURE, "", f"不是证据包（没有清单与签名）；{SEALED_ZIP[0]}", f"this is no bundle (no manifest, no signature); {SEALED_ZIP[1]}")  # fmt: skip


def _sealed(handle: BinaryIO, held: dict[str, Entry], asked: Asked, checked: Checked, watch: Watch) -> None:
    raw = _whole(handle, held, MANIFEST)
    computed, files = _told_by(raw, checked)
    signer = _signature(raw, _whole(handle, held, SIGNER), _whole(handle, held, SIGNATURE), computed, asked, checked)
    stamped = [STAMP, STAMP_SIGNATURE] if computed["stamp"]["authority"] else []
    wanted = [*sorted(files, key=lambda name: name.encode("utf-8")), MANIFEST, SIGNATURE, SIGNER, *stamped]
    checked.facts["has_stamp"] = STAMP in held
    _listed(set(held), set(wanted), checked)
    if set(held) == set(wanted) and list(held) != wanted:
        name = next(a for a, b in zip(held, wanted) if a != b)  # noqa: B905 - Python 3.8
        checked.add(_altered(name, "文件次序被改动", "files are in another order"))
    total = sum(entry.size for entry in held.values())
    done = 0

    def tick(length: int) -> None:
        nonlocal done
        done += length
        watch(done, total)

    for name, entry in held.items():
        for problem in _content(handle, entry, files.get(name), asked.slow_sm3, tick):
            checked.add(problem)
    checked.facts["sm3"] = sm3(asked.slow_sm3) is not None
    if CUSTODY in held and CUSTODY in files:
        for problem in _custody(handle, held[CUSTODY], computed["custody"]):
            checked.add(problem)
    if stamped and all(name in held for name in stamped):
        checked.facts["stamped"] = _stamp(handle, held, signer, asked)
    elif not stamped and asked.tsa is not None:
        checked.add(_altered(STAMP, "没有时间戳", "it has no time stamp, and one was asked for"))


def _told_by(raw: bytes, checked: Checked) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a manifest says was computed, and its files by path."""
    manifest = _manifest(raw)
    computed, files = manifest["computed"], {one["path"]: one for one in manifest["computed"]["files"]}
    checked.facts.update(
        bundle=manifest["bundle"], case=manifest["asserted"].get("case"), sealed_at=computed["at"], files=len(files), program=computed["program"],
        audit=computed.get("audit"), says_of_itself={"seal": computed["seal"], "stamp": computed["stamp"]},
    )  # fmt: skip
    return computed, files


def _listed(held: set[str], wanted: set[str], checked: Checked) -> None:
    for name in sorted(held - wanted):
        checked.add(_altered(name, "清单中没有此文件", "the manifest has no such file"))
    for name in sorted(wanted - held):
        checked.add(_altered(name, "文件缺失", "it is missing"))


# a ZIP that somebody made anew: the fault is told, and so is every file that is not as it was sealed


def _loose(handle: BinaryIO, size: int, fault: Found, asked: Asked, checked: Checked) -> None:
    """Found (UNSURE): it is no bundle at all, but some other ZIP."""
    names, first = _begins(handle, size)
    try:
        archive: zipfile.ZipFile | None = zipfile.ZipFile(handle)
    except Exception:  # whatever a damaged directory makes it raise
        archive = None
    held = {one.filename: one for one in archive.infolist() if not one.is_dir()} if archive is not None else {}
    if not {SIGNATURE, SIGNER} & (names | set(held)) and not first:
        raise _none()
    checked.add(fault)
    if archive is None or MANIFEST not in held:
        return
    raw, made_with, signature = (_loosely(archive, held.get(name), MOST_SEAL) for name in (MANIFEST, SIGNER, SIGNATURE))
    if raw is None:
        return
    computed, files = _told_by(raw, checked)
    if made_with is not None and signature is not None:
        _signature(raw, made_with, signature, computed, asked, checked)
    ends = [STAMP, STAMP_SIGNATURE] if computed["stamp"]["authority"] else []
    checked.facts["has_stamp"] = STAMP in held
    _listed(set(held), {*files, MANIFEST, SIGNATURE, SIGNER, *ends}, checked)
    for name in [name for name in files if name in held]:
        length, sha256 = files[name]["bytes"], files[name]["sha256"]
        if (held[name].file_size, _hashed(archive, held[name], length)) != (length, sha256):
            checked.add(_altered(name, "内容被改动（SHA-256 不符）", "its content was altered (SHA-256 differs)"))


def _begins(handle: BinaryIO, size: int) -> tuple[set[str], bool]:
    """The names that the headers of files have from the beginning on, and whether the first is written as a bundle's are."""
    names: set[str] = set()
    first, at = False, 0
    while at + 30 <= size and len(names) < MOST_FILES:
        raw = _read(handle, at, 30)
        (flags,), (crc, length) = struct.unpack_from("<H", raw, 6), struct.unpack_from("<II", raw, 14)
        named, extra = struct.unpack_from("<HH", raw, 26)
        if raw[:4] != b"PK\3\4" or at + 30 + named > size:
            break
        name = _read(handle, at + 30, named)
        first = first or (at == 0 and raw[:30] == local_header(name, crc, length)[:30])
        names.add(name.decode("utf-8", "replace"))
        if flags & 8:  # its length stands after it
            break
        at += 30 + named + extra + length
    return names, first


def _loosely(archive: zipfile.ZipFile, one: zipfile.ZipInfo | None, most: int) -> bytes | None:
    """A small file of it; None where it can't be read."""
    try:
        return None if one is None or one.file_size > most else archive.open(one).read(most)
    except Exception:  # encrypted, packed in an unknown way, damaged
        return None


def _hashed(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> str | None:
    """SHA-256 of a file of it, unpacked no further than it may be long; None where it can't be read, or is longer."""
    two, left = hashlib.sha256(), most + 1
    try:
        with archive.open(one) as source:
            while left:
                piece = source.read(min(PIECE, left))
                if not piece:
                    return two.hexdigest()
                two.update(piece)
                left -= len(piece)
    except Exception:  # as above; a checksum in the header that is another's
        pass
    return None


def _whole(handle: BinaryIO, held: dict[str, Entry], name: str) -> bytes:
    if name not in held:
        raise _altered(name, "文件缺失", "it is missing")
    if held[name].size > MOST_SEAL:
        raise Found(UNSURE, name, "过大", "it is too big")
    return _read(handle, held[name].start, held[name].size)


def _manifest(raw: bytes) -> dict[str, Any]:
    """The manifest, which has one way to be written."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise ValueError("twice")
        return dict(pairs)

    try:
        body = json.loads(raw.decode("utf-8"), object_pairs_hook=once)
        good = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8") == raw
        version = body["format"]
        good = good and (version != FORMAT or _shaped(body))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise _altered(MANIFEST, "清单格式有误", "the manifest is not written as a manifest is")
    if version != FORMAT:
        raise Found(
            UNSURE,
            MANIFEST,
            f"清单版本未知：{_quoted(version)}；请用制作它的版本的校验程序",
            f"a manifest of another version: {_quoted(version)}; take the verifier of the version that made it",
        )
    return dict(body)


def _shaped(body: dict[str, Any]) -> bool:
    """Whether all is there that is read here. KeyError, TypeError: it is not."""
    computed, texts = body["computed"], [body["bundle"]]
    if not isinstance(computed["files"], list):
        return False
    texts += [computed[key] for key in ("at", "program")]
    texts += [computed["seal"][key] for key in ("algorithm", "certificate_sha256", "standing")]
    texts += [computed["stamp"]["standing"], computed["custody"]["head"]]
    texts += [one[key] for one in computed["files"] for key in ("path", "sha256", "sm3")]
    numbers = [computed["custody"]["entries"], *(one["bytes"] for one in computed["files"])]
    paths = [one["path"] for one in computed["files"]]
    once = paths == sorted(set(paths), key=lambda name: name.encode("utf-8"))
    typed = all(isinstance(one, str) for one in texts) and all(isinstance(one, int) for one in numbers)
    return once and typed and isinstance(body["asserted"], dict) and computed["stamp"]["authority"] in (True, False)


def _signature(
    raw: bytes, made_with: bytes, signature: bytes, computed: dict[str, Any], asked: Asked, checked: Checked
) -> Certificate | None:
    """Check the seal; the certificate that it was made with."""
    try:
        signer = certificate(made_with)
        good, how = signed(signer.key, raw, signature), scheme(signer.key)
    except (ValueError, IndexError, TypeError):
        checked.add(_altered(SIGNER, "证书或签名损坏", "certificate or signature are damaged"))
        return None
    other = asked.fingerprint is not None and _hex(asked.fingerprint) != signer.fingerprint
    checked.facts["signer"] = {
        "fingerprint": signer.fingerprint, "algorithm": how, "subject": signer.subject, "issuer": signer.issued_by, "self_issued": signer.self_issued, "from": signer.start,
        "until": signer.end, "pinned": asked.fingerprint is not None and not other, "holds": good is True,
    }  # fmt: skip
    if signer.fingerprint != computed["seal"]["certificate_sha256"]:
        checked.add(_altered(SIGNER, "证书不是清单所载的那一张", "the certificate is not the one that the manifest names"))  # fmt: skip
    elif good is False:
        checked.add(_altered(SIGNATURE, "签名与清单不符：清单、签名或证书被改动", "the signature is not of this manifest: manifest, signature or certificate was altered"))  # fmt: skip
    elif other:
        checked.add(_altered(SIGNER, "签名者不是所指定的（指纹不符）", "it was sealed by somebody else (another fingerprint)"))  # fmt: skip
    elif good is None:
        checked.add(Found(UNSURE, SIGNER, "签名算法未知", "the signature's algorithm is not known here"))
    elif not signer.start[:19] <= computed["at"][:19] <= signer.end[:19]:
        checked.add(Found(UNSURE, SIGNER, "封存时证书不在有效期内", "the certificate was not valid when it was sealed"))
    return signer


def unlike(fingerprint: str | None) -> tuple[str, str] | None:
    """Why a fingerprint that somebody gives can be none, with the cure; None where it can."""
    if fingerprint is None or re.match("[0-9a-f]{64}$", _hex(fingerprint)):
        return None
    shown = _quoted(fingerprint)
    return (
        f"{shown} 不是 SHA-256 指纹；应为 64 位十六进制数，如 jinying case key 所示",
        f"{shown} is no SHA-256 fingerprint; it takes 64 hex digits, as `jinying case key` shows",
    )


def _hex(fingerprint: str) -> str:
    return re.sub(r"[\s:-]", "", fingerprint.lower())


def _quoted(text: Any) -> str:
    """Words that are somebody else's, in quotes that they can't end."""
    return json.dumps(str(text)[:200], ensure_ascii=False)


def _content(
    handle: BinaryIO, entry: Entry, said: dict[str, Any] | None, slow: bool, tick: Callable[[int], None]
) -> Iterator[Found]:
    """Read a file once; what of it is not as it was sealed. A file that no manifest lists has its sum in the header alone."""
    crc, two, three = 0, hashlib.sha256(), sm3(slow)
    handle.seek(entry.start)
    left = entry.size
    while left:
        piece = handle.read(min(PIECE, left))
        if not piece:
            raise _altered(entry.name, "内容被截断", "it is cut off")
        crc, left = zlib.crc32(piece, crc), left - len(piece)
        two.update(piece)
        if three is not None:
            three.update(piece)
        tick(len(piece))
    if said is not None and (said["bytes"], said["sha256"]) != (entry.size, two.hexdigest()):
        yield _altered(entry.name, "内容被改动（SHA-256 不符）", "its content was altered (SHA-256 differs)")
    elif said is not None and three is not None and said["sm3"] != three.hexdigest():
        yield _altered(entry.name, "内容被改动（SM3 不符）", "its content was altered (SM3 differs)")
    elif crc != entry.crc:
        yield _altered(entry.name, "校验和与文件头不符", "its checksum is not the one in its header")


def _custody(handle: BinaryIO, entry: Entry, said: dict[str, Any]) -> Iterator[Found]:
    """Each line of the custody log holds the hash of the one before."""
    before, count, left = "0" * 64, 0, entry.size
    handle.seek(entry.start)
    while left:
        line = handle.readline(min(left, PIECE))
        left -= len(line)
        try:
            body = json.loads(line.decode("utf-8"))
            good = line.endswith(b"\n") and body["prev"] == before and body["seq"] == count + 1
        except (ValueError, KeyError, TypeError):
            good = False
        if not good:
            yield _altered(CUSTODY, f"第 {count + 1} 条保管记录断链", f"custody entry {count + 1} does not follow from the one before")  # fmt: skip
            return
        before, count = hashlib.sha256(line[:-1]).hexdigest(), count + 1
    if (before, count) != (said["head"], said["entries"]):
        yield _altered(CUSTODY, f"保管记录止于第 {count} 条，与清单不符", f"the custody log ends at entry {count}, the manifest says otherwise")  # fmt: skip


def _stamp(handle: BinaryIO, held: dict[str, Entry], signer: Certificate | None, asked: Asked) -> dict[str, Any]:
    """Check the time stamp; what it says."""
    token = _whole(handle, held, STAMP)
    try:
        if signer is None or not signed(signer.key, token, _whole(handle, held, STAMP_SIGNATURE)):
            raise _altered(STAMP, "时间戳或其签名被改动", "the time stamp or its signature was altered")
        at, authority, good = stamp(token, _whole(handle, held, SIGNATURE))
    except (ValueError, IndexError, TypeError, KeyError, StopIteration):
        raise Found(UNSURE, STAMP, "时间戳无法解析", "the time stamp can't be read") from None
    if good is None:
        raise Found(UNSURE, STAMP, "时间戳所用算法未知", "the time stamp's algorithm is not known here")
    if not good:
        raise _altered(STAMP, "时间戳与签名不符", "the time stamp is not of this signature")
    if asked.tsa is not None and _hex(asked.tsa) != authority.fingerprint:
        raise _altered(STAMP, "时间戳机构不是所指定的（指纹不符）", "another authority stamped it (another fingerprint)")  # fmt: skip
    return {"at": at, "authority": authority.subject, "self_issued": authority.self_issued, "fingerprint": authority.fingerprint, "pinned": asked.tsa is not None}  # fmt: skip


# the command


WORDS = (("完好", "intact"), ("已被改动", "altered"), ("无法判断", "cannot tell"))


def told(checked: Checked, lang: str) -> Iterator[str]:
    """What a check comes to, line by line."""

    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    facts = checked.facts
    yield say(f"结论：{WORDS[checked.verdict][0]}", f"verdict: {WORDS[checked.verdict][1]}")
    for one in checked.found:
        path = one["path"]
        yield "  ! " + say(f"{path}：" if path else "", f"{path}: " if path else "") + one[lang]
    if "bundle" in facts:
        name, at = _quoted(facts["bundle"]), _quoted(china(facts["sealed_at"]))
        yield say(f"清单列 {facts['files']} 个文件", f"files in the manifest: {facts['files']}")
        yield say(f"证据包自称：{name}，封存于 {at}", f"the bundle says of itself: {name}, sealed at {at}")
    if "signer" in facts:
        signer = facts["signer"]
        called, issuer = _quoted(signer["subject"]), _quoted(signer["issuer"])
        if not signer["holds"]:
            yield say("签名：不成立", "seal: it does not hold")
        elif signer["self_issued"]:
            yield say(f"签名：{signer['algorithm']}，自签证书（任何人都能制作），自称 {called}", f"seal: {signer['algorithm']}, a self-issued certificate (anybody can make one) that calls itself {called}")  # fmt: skip
        else:
            yield say(f"签名：{signer['algorithm']}，证书自称 {called}，由 {issuer} 签发（本程序不核实）", f"seal: {signer['algorithm']}, a certificate that calls itself {called}, issued by {issuer} (not checked here)")  # fmt: skip
        yield say(f"证书指纹：{signer['fingerprint']}", f"fingerprint: {signer['fingerprint']}")
        if not signer["pinned"]:
            yield "  " + say("请与另行取得的指纹核对，或用 --fingerprint 指定：任何人都能用自己的密钥重新封存", "compare it with the fingerprint that you got elsewhere, or give that as --fingerprint: anybody can seal anew with a key of their own")  # fmt: skip
    yield from (say(*line) for line in _stamped(facts))
    if facts.get("sm3") is False:
        yield say("此 Python 没有 SM3，只核对了 SHA-256；--sm3 用内置实现核对（慢）", "this Python has no SM3: SHA-256 alone was checked; --sm3 checks it too, slowly")  # fmt: skip


def _stamped(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What was computed of the time stamp."""
    if "stamped" in facts:
        one = facts["stamped"]
        by, mark = _quoted(one["authority"]), one["fingerprint"]
        zh, en = ("自签证书", "a self-issued certificate") if one["self_issued"] else ("证书", "a certificate")
        yield f"时间戳：{china(one['at'])}，{zh}，自称 {by}，指纹 {mark}", f"time stamp: {china(one['at'])}, {en} that calls itself {by}, fingerprint {mark}"  # fmt: skip
        if not one["pinned"]:
            yield "  请与该机构公布的指纹核对，或用 --tsa 指定：任何人都能自建时间戳机构", "  compare it with the fingerprint that the authority makes known, or give that as --tsa: anybody can stamp with a key of their own"  # fmt: skip
    elif facts.get("has_stamp"):
        yield "时间戳：有，但未能核实", "time stamp: there is one, which was not established"
    elif "bundle" in facts:
        yield "时间戳：无", "time stamp: no time stamp"


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(
        description="校验密封证据包 · Check a sealed bundle. Exit 0 intact, 1 altered, 2 cannot tell."
    )
    parser.add_argument("bundle", help="证据包 · the ZIP")
    parser.add_argument("--fingerprint", help="签名证书的 SHA-256 指纹 · whose seal it must be")
    parser.add_argument("--tsa", help="时间戳证书的 SHA-256 指纹 · whose time stamp it must be")
    parser.add_argument(
        "--sm3",
        action="store_true",
        help="没有 SM3 的 Python 也核对（慢）· check SM3 also where Python has none (slow)",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh" if chinese() else "en", help="语言 · the language")
    given = parser.parse_args(arguments)
    for odd in filter(None, (unlike(given.fingerprint), unlike(given.tsa))):
        sys.stderr.buffer.write(_shown(odd[0 if given.lang == "zh" else 1]))
        return UNSURE
    checked = verify(given.bundle, Asked(given.fingerprint, given.tsa, given.sm3))
    lines = told(checked, given.lang)
    if given.json:
        body = {"verdict": ("intact", "altered", "unsure")[checked.verdict], "found": checked.found, **checked.facts}
        lines = iter([json.dumps(body, ensure_ascii=False, sort_keys=True)])
    try:
        for line in lines:
            sys.stdout.buffer.write(_shown(line))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return checked.verdict


def _shown(line: str) -> bytes:
    """A line that no terminal obeys."""
    return "".join(sign if sign.isprintable() else "?" for sign in line).encode("utf-8", "replace") + b"\n"


if __name__ == "__main__":
    sys.exit(main())
