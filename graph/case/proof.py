"""Hashes, certificates, signatures and time stamps in plain Python: what the verifier of a bundle needs of them.

Python 3.8, standard library alone. Nothing here keeps a secret, so nothing needs to take the same time. Sources: GB/T 32905
(SM3), RFC 8032 (Ed25519), FIPS 186-5 and SEC 2 (ECDSA), RFC 8017 (RSA), RFC 5280, 5652 and 3161 (certificates, time stamps).
"""

from __future__ import annotations

import hashlib
import locale
import os
import re
import struct
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # Python 3.8 could not make these
    from collections.abc import Iterator

    Point = tuple[int, int] | None
    Wide = tuple[int, int, int, int]  # X, Y, Z, T

WORD = 0xFFFFFFFF
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{3}(?:\d{3})?)?(?:Z|\+00:00)")  # ISO 8601, UTC


# hashes


def _left(word: int, by: int) -> int:
    return (word << by | word >> (32 - by)) & WORD


ROUND = [_left(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64)]


class Sm3:
    """SM3 (GB/T 32905) as hashlib has it, in plain Python: about half a megabyte a second."""

    def __init__(self, data: bytes = b"") -> None:
        self._state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
        self._rest, self._length = b"", 0
        self.update(data)

    def update(self, data: bytes) -> None:
        """More bytes."""
        self._length += len(data)
        data = self._rest + data
        whole = len(data) // 64 * 64
        for at in range(0, whole, 64):
            self._state = self._block(self._state, data[at : at + 64])
        self._rest = data[whole:]

    def hexdigest(self) -> str:
        """As 64 hex digits."""
        state, rest = self._state, self._rest + b"\x80"
        rest += b"\0" * ((56 - len(rest)) % 64) + struct.pack(">Q", 8 * self._length)
        for at in range(0, len(rest), 64):
            state = self._block(state, rest[at : at + 64])
        return "".join(f"{word:08x}" for word in state)

    def _block(self, state: list[int], block: bytes) -> list[int]:
        """One step of the compression function."""
        w = list(struct.unpack(">16I", block))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ _left(w[j - 3], 15)
            w.append(x ^ _left(x, 15) ^ _left(x, 23) ^ _left(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            twelve = _left(a, 12)
            ss1 = _left((twelve + e + ROUND[j]) & WORD, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ twelve) + (w[j] ^ w[j + 4])) & WORD
            tt2 = (gg + h + ss1 + w[j]) & WORD
            a, b, c, d, e, f, g, h = tt1, a, _left(b, 9), c, tt2 ^ _left(tt2, 9) ^ _left(tt2, 17), e, _left(f, 19), g
        return [one ^ other for one, other in zip(state, (a, b, c, d, e, f, g, h))]  # noqa: B905 - Python 3.8


def sm3(plain: bool = True) -> Any:
    """A new SM3: OpenSSL's where it has one, else ours, or None where that is not wanted."""
    try:
        return hashlib.new("sm3")
    except ValueError:
        return Sm3() if plain else None


# DER: just enough of it


class Der(NamedTuple):
    """One value: tag, content, and its bytes whole."""

    tag: int
    body: bytes
    raw: bytes


def der(data: bytes) -> Iterator[Der]:
    """The values of some DER, one after the other. ValueError: it is none."""
    at = 0
    while at < len(data):
        if at + 2 > len(data) or data[at] & 0x1F == 0x1F:
            raise ValueError("DER")
        length, body = data[at + 1], at + 2
        if length & 0x80:
            body += length & 0x7F
            length = int.from_bytes(data[at + 2 : body], "big")
            if body - at - 2 > 4 or length < 0x80 or (length >> 8 * (body - at - 3)) == 0:
                raise ValueError("DER")
        if body + length > len(data):
            raise ValueError("DER")
        yield Der(data[at], data[body : body + length], data[at : body + length])
        at = body + length


def inside(data: bytes) -> list[Der]:
    """The parts of the one value that some DER is."""
    (one,) = der(data)
    return list(der(one.body))


def oid(body: bytes) -> str:
    """An object identifier as it is written."""
    arcs: list[int] = []
    value = 0
    for byte in body:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs, value = [*arcs, value], 0
    first = min(arcs[0] // 40, 2)
    return ".".join(str(arc) for arc in (first, arcs[0] - 40 * first, *arcs[1:]))


def moment(value: Der) -> str:
    """A time of a certificate or stamp as ISO 8601 UTC."""
    text = value.body.decode("ascii")
    if value.tag == 0x17:  # two digits of the year
        text = ("19" if text[:2] >= "50" else "20") + text
    if not re.match(r"\d{14}(\.\d+)?Z$", text):
        raise ValueError("time")
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:14]}+00:00"


class Certificate(NamedTuple):
    """What is needed of an X.509 certificate. Times are ISO 8601 UTC. What it calls itself and its issuer is its own word."""

    fingerprint: str
    subject: str
    issuer: bytes
    issued_by: str
    self_issued: bool  # its issuer is its subject: whoever has a computer makes one
    serial: bytes
    start: str
    end: str
    key: bytes
    stamps: bool  # it says that it is for time stamps


def _called(name: Der) -> str:
    """A distinguished name as it is shown."""
    pairs = [pair for group in inside(name.raw) for one in inside(group.raw) for pair in [inside(one.raw)]]
    return ", ".join(value.body.decode("utf-8", "replace") for kind, value in pairs if oid(kind.body).startswith("2.5.4."))  # fmt: skip


def certificate(raw: bytes) -> Certificate:
    """Read one. ValueError: it is none."""
    parts = inside(inside(raw)[0].raw)
    if parts[0].tag == 0xA0:
        parts = parts[1:]
    serial, _, issuer, validity, subject, key = parts[:6]
    start, end = inside(validity.raw)
    return Certificate(
        hashlib.sha256(raw).hexdigest(),
        _called(subject),
        issuer.raw,
        _called(issuer),
        issuer.raw == subject.raw,
        serial.raw,
        moment(start),
        moment(end),
        key.raw,
        b"\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x08" in raw,
    )


# signatures


HASHES = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
SCHEMES = {  # of a signature's algorithm: the hash in it
    "1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512",
    "1.2.840.10045.4.3.2": "sha256", "1.2.840.10045.4.3.3": "sha384", "1.2.840.10045.4.3.4": "sha512",
}  # fmt: skip


DIGEST, PSS = "1.2.840.113549.1.9.4", "1.2.840.113549.1.1.10"  # an attribute; RSASSA-PSS
STAMPED = "1.2.840.113549.1.9.16.1.4"  # what a time stamp's content is


class Curve(NamedTuple):
    """A curve y² = x³ - 3x + b over p with base point (x, y) of order n."""

    p: int
    b: int
    n: int
    x: int
    y: int


CURVES = {
    "1.2.840.10045.3.1.7": Curve(
        0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF, 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551, 0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    ),
    "1.3.132.0.34": Curve(
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
        0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
    ),
}  # fmt: skip


def _sum(curve: Curve, one: Point, other: Point) -> Point:
    if one is None or other is None:
        return other if one is None else one
    p = curve.p
    if one[0] == other[0]:
        if (one[1] + other[1]) % p == 0:
            return None
        slope = 3 * (one[0] * one[0] - 1) * pow(2 * one[1], -1, p)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, p)
    x = (slope * slope - one[0] - other[0]) % p
    return x, (slope * (one[0] - x) - one[1]) % p


def _times(curve: Curve, n: int, point: Point) -> Point:
    total: Point = None
    while n:
        if n & 1:
            total = _sum(curve, total, point)
        point, n = _sum(curve, point, point), n >> 1
    return total


def ecdsa(curve: Curve, key: bytes, digest: bytes, signature: bytes, low: bool) -> bool:
    """Whether a signature is of this digest. `low`: of its two forms the smaller alone."""
    r, s = (int.from_bytes(part.body, "big", signed=True) for part in inside(signature))
    width, n = (curve.p.bit_length() + 7) // 8, curve.n
    x, y = int.from_bytes(key[1 : 1 + width], "big"), int.from_bytes(key[1 + width :], "big")
    good = len(key) == 1 + 2 * width and key[0] == 4 and (y * y - x * x * x + 3 * x - curve.b) % curve.p == 0
    if not good or not 0 < r < n or not 0 < s < n or (low and s > n // 2):
        return False
    z, w = int.from_bytes(digest[: (n.bit_length() + 7) // 8], "big"), pow(s, -1, n)
    point = _sum(curve, _times(curve, z * w % n, (curve.x, curve.y)), _times(curve, r * w % n, (x, y)))
    return point is not None and point[0] % n == r


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def _edwards(one: Wide, other: Wide) -> Wide:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _joint(a: int, one: Wide, b: int, other: Wide) -> Wide:
    """a · one + b · other."""
    adds, total = (None, one, other, _edwards(one, other)), (0, 1, 1, 0)
    for bit in range(max(a.bit_length(), b.bit_length()) - 1, -1, -1):
        total = _edwards(total, total)
        add = adds[(a >> bit & 1) + 2 * (b >> bit & 1)]
        if add is not None:
            total = _edwards(total, add)
    return total


def _point(raw: bytes) -> Wide | None:
    """A point from its 32 bytes; None where it is none."""
    y, odd = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is of this message (RFC 8032 5.1.7, without the cofactor)."""
    s = int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or s >= L:
        return False
    public = _point(key)
    base = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    if public is None or base is None:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - public[0], public[1], 1, P - public[3])
    x, y, z, _ = _joint(s, base, k, minus)
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def rsa(key: bytes, name: str, digest: bytes, signature: bytes) -> bool:
    """Whether an RSASSA-PKCS1-v1_5 signature is of this digest."""
    n, e = (int.from_bytes(part.body, "big") for part in inside(key))
    mark = next(
        bytes.fromhex("0609608648016503040200")[:-1] + bytes([int(o.rsplit(".", 1)[1])])
        for o, h in HASHES.items()
        if h == name
    )
    wrapped = (
        b"\x30"
        + bytes([len(mark) + 4 + 2 + len(digest)])
        + b"\x30"
        + bytes([len(mark) + 2])
        + mark
        + b"\x05\x00\x04"
        + bytes([len(digest)])
        + digest
    )
    width = (n.bit_length() + 7) // 8
    padded = b"\x00\x01" + b"\xff" * (width - len(wrapped) - 3) + b"\x00" + wrapped
    return (
        n.bit_length() >= 2048
        and len(signature) == width
        and pow(int.from_bytes(signature, "big"), e, n) == int.from_bytes(padded, "big")
    )


def signed(key: bytes, message: bytes, signature: bytes, name: str = "sha256", low: bool = True) -> bool | None:
    """Whether a signature by a certificate's key is of this message; None: by an algorithm that is not known here."""
    algorithm, bits = inside(key)
    kind, digest = list(der(algorithm.body)), hashlib.new(name, message).digest()
    what = oid(kind[0].body)
    if what == "1.3.101.112":
        return ed25519(bits.body[1:], message, signature)
    if what == "1.2.840.10045.2.1" and oid(kind[1].body) in CURVES:
        return ecdsa(CURVES[oid(kind[1].body)], bits.body[1:], digest, signature, low)
    if what == "1.2.840.113549.1.1.1":
        return rsa(bits.body[1:], name, digest, signature)
    return None


def scheme(key: bytes) -> str:
    """How a certificate's key signs, as a reader is told."""
    kind = list(der(inside(key)[0].body))
    what, curve = oid(kind[0].body), oid(kind[1].body) if len(kind) > 1 and kind[1].tag == 6 else ""
    if what == "1.2.840.10045.2.1":
        return {"1.2.840.10045.3.1.7": "ECDSA P-256", "1.3.132.0.34": "ECDSA P-384"}.get(curve, f"EC {curve}")
    return {"1.3.101.112": "Ed25519", "1.2.840.113549.1.1.1": "RSA"}.get(what, what)


# the time stamp


def stamp(token: bytes, message: bytes) -> tuple[str, Certificate, bool | None]:
    """The time in an RFC 3161 response, who stamped, and whether it is of this message (None: by an unknown algorithm).
    ValueError, KeyError, IndexError, StopIteration: it is no such response."""
    status, content = inside(token)
    if inside(status.raw)[0].body not in (b"\0", b"\1"):
        raise ValueError("refused")
    parts = inside(inside(content.raw)[1].body)
    told = next(der(inside(parts[2].raw)[1].body)).body
    if oid(inside(parts[2].raw)[0].body) != STAMPED:
        raise ValueError("no time stamp")
    imprint, at = inside(told)[2], inside(told)[4]
    algorithm, digest = inside(imprint.raw)
    info = inside(next(der(parts[-1].body)).raw)
    name, attributes, scheme = HASHES[oid(inside(info[2].raw)[0].body)], info[3], oid(inside(info[4].raw)[0].body)
    pairs = [inside(one.raw) for one in der(attributes.body)]
    held = {oid(kind.body): next(der(values.body)).body for kind, values in pairs}
    good = hashlib.new(HASHES[oid(inside(algorithm.raw)[0].body)], message).digest() == digest.body
    good = good and held[DIGEST] == hashlib.new(name, told).digest() and attributes.tag == 0xA0
    issuer, serial = inside(info[1].raw)
    carried = [certificate(one.raw) for part in parts if part.tag == 0xA0 for one in der(part.body)]
    authority = next(one for one in carried if (one.issuer, one.serial) == (issuer.raw, serial.raw))
    if scheme == PSS:
        return moment(at), authority, None
    proof = signed(authority.key, b"\x31" + attributes.raw[1:], info[5].body, SCHEMES.get(scheme, name), low=False)
    return moment(at), authority, None if proof is None else good and proof and authority.stamps


# for people


def china(at: str) -> str:
    """A moment with China's clock beside it; any other text as it is."""
    if not MOMENT.fullmatch(at):
        return at
    try:
        moment = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(timezone(timedelta(hours=8)))
    except (ValueError, OverflowError):
        return at
    return f"{moment:%Y-%m-%d %H:%M:%S}（UTC+8）"


def chinese() -> bool:
    """Whether this machine's user reads Chinese, also where no LANG says so (Windows)."""
    said = (os.environ.get("LC_ALL"), os.environ.get("LANG"), locale.getlocale()[0])
    return next((word for word in said if word), "").lower().startswith(("zh", "chinese"))
