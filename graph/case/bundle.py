"""A sealed bundle: a ZIP of files, their manifest, its signature and, where an authority is configured, a time stamp.

Files are read once, hashed while they are copied, and stored as they are: nothing is compressed, so that any machine makes the
same bytes and a checker needs no unpacker. Before it is there under its name it is verified, whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from graph.case import stamp as stamps
from graph.case.manifest import Digest, Head, Listed, digested, digests, inventory, manifest
from graph.case.proof import sm3
from graph.case.sign import Seal
from graph.case.single import single
from graph.case.stamp import Authority
from graph.case.verifier import (
    INTACT,
    MANIFEST,
    MOST_FILES,
    PIECE,
    SIGNATURE,
    SIGNER,
    STAMP,
    STAMP_SIGNATURE,
    Asked,
    central_header,
    ending,
    local_header,
    unfit,
    verify,
)
from graph.say import JinyingError, Say
from graph.screen import local
from graph.settings import for_owner, private

LIST, NOTES, VERIFIER = "清单.csv", "说明.txt", "verify.py"
Watch = Callable[[int, int], None]  # done, total: bytes written and bytes verified


class BundleError(JinyingError):
    """A bundle that can't be made of these files, or that does not hold when it is made."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file to be sealed: its path in the bundle, a file or bytes, where it comes from and when."""

    path: str
    body: Path | bytes
    source: str
    method: str
    at: str
    taken: str = ""  # when the data in it were imported, and by whom
    by: str = ""

    def open(self) -> BinaryIO:
        return BytesIO(self.body) if isinstance(self.body, bytes) else open(self.body, "rb")

    @property
    def size(self) -> int:
        return len(self.body) if isinstance(self.body, bytes) else self.body.stat().st_size


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle that was made."""

    path: Path
    digest: Digest
    files: int
    fingerprint: str
    standing: str
    stamp: str


def sealed(out: Path, parts: Iterable[Part], head: Head, seal: Seal, authority: Authority | None = None, watch: Watch = lambda done, total: None) -> Sealed:  # fmt: skip
    """Make a bundle at `out`, there whole and verified or not at all. BundleError: paths that may not be, files that change
    meanwhile. StampError: nobody stamps."""
    chosen = _ordered([*parts, Part(VERIFIER, single(), head.program, "原样 as it is", head.at), Part(NOTES, notes(head, seal, authority), head.program, "生成 generated", head.at)])  # fmt: skip
    said = {
        "algorithm": seal.algorithm,
        "certificate_sha256": seal.fingerprint,
        "standing": seal.standing,
    }
    stamp = {"authority": authority is not None, "standing": stamps.NONE if authority is None else authority.url}
    total, part = 2 * sum(one.size for one in chosen), private(out.parent) / f".{out.name}.{os.getpid()}.part"
    try:
        with open(part, "wb", opener=for_owner) as handle:
            made = _Zip(handle, lambda done: watch(done, total))
            listed = [made.add(one) for one in chosen if one.path < LIST]
            rest = [one for one in chosen if one.path > LIST]
            known = [*listed, *(_listed(one, _digest(one)) for one in rest)]
            listed.append(made.add(Part(LIST, inventory(known, head.who), head.program, "生成 generated", head.at)))
            listed += [made.add(one) for one in rest]
            body = manifest(head, listed, said, stamp)
            signature = seal.sign(body)
            ends = [(MANIFEST, body), (SIGNATURE, signature), (SIGNER, seal.der)]
            if authority is not None:
                token = authority.stamped(signature)
                ends += [(STAMP, token), (STAMP_SIGNATURE, seal.sign(token))]
            for name, content in ends:
                made.add(Part(name, content, "", "", ""))
            made.close()
            handle.flush()
            os.fsync(handle.fileno())
        checked = verify(str(part), Asked(seal.fingerprint), lambda done, _: watch(min(total // 2 + done, total), total))  # fmt: skip
        if checked.verdict != INTACT:
            what = checked.found[0]
            raise BundleError(Say(f"封存后校验未通过：{what['path']} {what['zh']}", f"what was sealed does not verify: {what['path']} {what['en']}"))  # fmt: skip
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return Sealed(out, digests(out), len(listed), seal.fingerprint, seal.standing, str(stamp["standing"]))


def _ordered(parts: Sequence[Part]) -> list[Part]:
    """In order of path; BundleError where one may not be in a bundle."""
    names = [one.path for one in parts]
    for name in names:
        if (why := unfit(name)) or name in (MANIFEST, SIGNATURE, SIGNER, STAMP, STAMP_SIGNATURE, LIST):
            zh, en = why or ("文件名已有他用", "its name is taken")
            raise BundleError(Say(f"{name[:80]}：{zh}", f"{name[:80]}: {en}"))
    if len({name.casefold() for name in names}) != len(names) or len(names) > MOST_FILES:
        raise BundleError(Say("文件名重复，或文件过多", "two files of one name, or too many"))
    return sorted(parts, key=lambda one: one.path.encode())


def _digest(one: Part) -> Digest:
    with one.open() as source:
        return digested(source)


def _listed(one: Part, digest: Digest) -> Listed:
    return Listed(
        one.path, **asdict(digest), source=one.source, method=one.method, at=one.at, taken=one.taken, by=one.by
    )


class _Zip:
    """Writes a ZIP in the one way that the verifier knows, hashing what it copies."""

    def __init__(self, out: BinaryIO, tick: Callable[[int], None]) -> None:
        self._out, self._tick, self._done = out, tick, 0
        self._held: list[tuple[bytes, int, int, int]] = []

    def add(self, one: Part) -> Listed:
        """Copy one file. BundleError: it is not as long as it was."""
        name, size, start = one.path.encode(), one.size, self._out.tell()
        self._out.write(local_header(name, 0, size))
        crc, left, two, three = 0, size, sha256(), sm3()
        with one.open() as source:
            while piece := source.read(PIECE):
                left -= len(piece)
                crc = crc32(piece, crc)
                two.update(piece)
                three.update(piece)
                self._out.write(piece)
                self._done += len(piece)
                self._tick(self._done)
        if left:
            raise BundleError(Say(f"{one.path} 在封存时被改动", f"{one.path} changed while it was sealed"), Say("请再封存一次", "seal again"))  # fmt: skip
        end = self._out.tell()
        self._out.seek(start)
        self._out.write(local_header(name, crc, size))
        self._out.seek(end)
        self._held.append((name, crc, size, start))
        return _listed(one, Digest(size, two.hexdigest(), three.hexdigest()))

    def close(self) -> None:
        """The directory and the end."""
        start = self._out.tell()
        for one in self._held:
            self._out.write(central_header(*one))
        self._out.write(ending(len(self._held), self._out.tell() - start, start))


def notes(head: Head, seal: Seal, authority: Authority | None) -> bytes:
    """How to check a bundle, for whoever gets it."""
    openssl = {
        "Ed25519": "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig",
    }.get(seal.algorithm, "openssl dgst -sha256 -verify key.pem -signature manifest.sig manifest.json")
    text = files("graph.case").joinpath("notes.txt").read_text("utf-8")
    return text.format(
        bundle=head.bundle, at=local(head.at), algorithm=seal.algorithm, standing=seal.standing, fingerprint=seal.fingerprint, openssl=openssl,
        stamp=stamps.NONE if authority is None else authority.url,
    ).encode()  # fmt: skip
