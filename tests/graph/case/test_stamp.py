"""Seals and time stamps: keys that are configured or made, and a small authority whose stamps others read too."""

from __future__ import annotations

import shutil
import stat
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from graph.case import proof
from graph.case.sign import GIVEN, SELF, SealError, seal
from graph.case.stamp import Authority, StampError
from graph.case.verifier import INTACT, verify
from tests.graph.case.sealed import apart, small


def certified(key: Any, name: str, *, stamps: bool = False, days: int = 30, begun: datetime | None = None) -> x509.Certificate:  # fmt: skip
    """A certificate of its own key."""
    at, called = begun or datetime.now(UTC) - timedelta(hours=1), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])  # fmt: skip
    made = x509.CertificateBuilder(called, called, key.public_key(), 77, at, at + timedelta(days=days))
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        usage = dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False)  # fmt: skip
        made = made.add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
    return made.sign(key, None if isinstance(key, Ed25519PrivateKey) else SHA256())


def kept(folder: Path, key: Any, certificate: x509.Certificate) -> tuple[Path, Path]:
    """Key and certificate as PEM files."""
    paths = folder / "given.key", folder / "given.pem"
    paths[0].touch(0o600)
    paths[0].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    paths[1].write_bytes(certificate.public_bytes(Encoding.PEM))
    return paths


@pytest.fixture
def p256(tmp_path: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    return kept(tmp_path, key, certified(key, "检察技术处"))


@dataclass
class Stamper:
    """The authority: `answers` may spoil what it says."""

    asked: Authority
    certificate: x509.Certificate
    spoil: Any = None

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint(SHA256()).hex()


def token(key: Any, certificate: x509.Certificate, request: tsp.TimeStampReq, **other: Any) -> bytes:
    """A response as RFC 3161 has it."""
    imprint = request["message_imprint"].native
    info = {
        "version": "v1", "policy": "1.2.3.4.1", "message_imprint": request["message_imprint"], "serial_number": 1, "gen_time": datetime.now(UTC).replace(microsecond=0),
        "nonce": request["nonce"].native, **other,
    }  # fmt: skip
    content = tsp.TSTInfo(info).dump()
    der = asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
    ess = tsp.ESSCertIDv2({"cert_hash": sha256(der.dump()).digest()})
    attributes = cms.CMSAttributes([
        cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
        cms.CMSAttribute({"type": "message_digest", "values": [sha256(content).digest()]}),
        cms.CMSAttribute({"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [ess]})]}),
    ])  # fmt: skip
    if isinstance(key, rsa.RSAPrivateKey):
        signature, scheme = key.sign(attributes.dump(), PKCS1v15(), SHA256()), "rsassa_pkcs1v15"
    else:
        signature, scheme = key.sign(attributes.dump(), ec.ECDSA(SHA256())), "sha256_ecdsa"
    signer = cms.SignerInfo({
        "version": "v1", "sid": {"issuer_and_serial_number": {"issuer": der.issuer, "serial_number": der.serial_number}}, "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": attributes, "signature_algorithm": {"algorithm": scheme}, "signature": signature,
    })  # fmt: skip
    body = cms.SignedData({
        "version": "v3", "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
        "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)}, "certificates": [der], "signer_infos": [signer],
    })  # fmt: skip
    assert imprint["hash_algorithm"]["algorithm"] == "sha256"
    return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": {"content_type": "signed_data", "content": body}}).dump())  # fmt: skip


@pytest.fixture(params=["rsa", "p256"])
def authority(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stamper]:
    key = rsa.generate_private_key(65537, 2048) if request.param == "rsa" else ec.generate_private_key(ec.SECP256R1())
    certificate = certified(key, "测试时间戳机构", stamps=True)
    held = Stamper(Authority("http://localhost:1/"), certificate)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            made = held.spoil(asked) if held.spoil else token(key, certificate, asked)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(made)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("localhost", 0), Door)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    roots = tmp_path / "tsa.pem"
    roots.write_bytes(certificate.public_bytes(Encoding.PEM))
    held.asked = Authority(f"http://localhost:{server.server_port}/tsr", roots)
    held.key = key  # type: ignore[attr-defined]
    yield held
    server.shutdown()
    server.server_close()


def test_a_stamp_is_read_by_others(tmp_path: Path, authority: Stamper) -> None:
    made = small(tmp_path, authority=authority.asked)
    checked = verify(str(made.path))
    assert checked.verdict == INTACT
    assert checked.facts["stamped"]["fingerprint"] == authority.fingerprint
    assert checked.facts["stamped"]["at"][:16] == datetime.now(UTC).isoformat()[:16]
    assert checked.facts["says_of_itself"]["stamp"] == {"authority": True, "standing": authority.asked.url}
    openssl = shutil.which("openssl")
    assert openssl is not None
    for name, body in apart(made.path).items():
        if name.startswith("manifest"):
            (tmp_path / name).write_bytes(body)
    words = [openssl, "ts", "-verify", "-data", "manifest.sig", "-in", "manifest.tsr", "-CAfile", "tsa.pem"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout, done.stderr


def test_a_stamp_that_does_not_hold_is_not_taken(tmp_path: Path, authority: Stamper) -> None:
    key, certificate = authority.key, authority.certificate  # type: ignore[attr-defined]
    other = rsa.generate_private_key(65537, 2048)
    wrong = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"0" * 32}
    spoils = {
        "another nonce": lambda asked: token(key, certificate, asked, nonce=5),
        "another message": lambda asked: token(key, certificate, asked, message_imprint=wrong),
        "another key": lambda asked: token(other if isinstance(key, rsa.RSAPrivateKey) else ec.generate_private_key(ec.SECP256R1()), certificate, asked),
        "another authority": lambda asked: token(other, certified(other, "x", stamps=True), asked),
        "nothing": lambda asked: b"",
        "no response": lambda asked: b"<html>",
        "refused": lambda asked: tsp.TimeStampResp({"status": {"status": "rejection"}}).dump(),
        "endless": lambda asked: token(key, certificate, asked) + b"\0" * (2 << 20),
    }  # fmt: skip
    for way, spoil in spoils.items():
        authority.spoil = spoil
        with pytest.raises(StampError):
            small(tmp_path, authority=authority.asked)
        assert not list(tmp_path.glob("*b.zip*")), way
    authority.spoil = None
    assert proof.stamp(authority.asked.stamped(b"m"), b"m")[2] is True
    assert proof.stamp(authority.asked.stamped(b"m"), b"n")[2] is False


def test_a_certificate_that_is_not_for_stamps_stamps_nothing(authority: Stamper) -> None:
    key = authority.key  # type: ignore[attr-defined]
    authority.spoil = lambda asked: token(key, certified(key, "x"), asked)
    with pytest.raises(StampError):
        Authority(authority.asked.url).stamped(b"m")


def test_an_authority_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StampError):
        small(tmp_path, authority=Authority("http://localhost:9/"))
    for url in ("file:///etc/passwd", "tsa.example", "http://"):
        with pytest.raises(StampError):
            Authority(url)


def test_a_seal_is_made_once_and_says_what_it_is_worth(tmp_path: Path) -> None:
    first, again = seal(tmp_path), seal(tmp_path)
    assert first.fingerprint == again.fingerprint
    assert (first.algorithm, first.standing) == ("Ed25519", SELF)
    (kept_in,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(kept_in.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert verify(str(small(tmp_path).path)).facts["says_of_itself"]["seal"]["standing"] == SELF


def test_a_configured_seal_is_told_as_such(tmp_path: Path, p256: tuple[Path, Path]) -> None:
    mark = seal(tmp_path, *p256)
    assert (mark.algorithm, mark.standing) == ("ECDSA P-256 SHA-256", GIVEN)
    for _ in range(8):  # half of all signatures have the larger s
        checked = verify(str(small(tmp_path, mark).path))
        assert (checked.verdict, checked.facts["signer"]["fingerprint"]) == (INTACT, mark.fingerprint)


def test_a_seal_that_can_not_be_used_is_told(tmp_path: Path, p256: tuple[Path, Path]) -> None:
    key, certificate = p256
    with pytest.raises(SealError):
        seal(tmp_path, key)
    with pytest.raises(SealError):
        seal(tmp_path, None, certificate)
    for path in p256:
        kept_as = path.read_bytes()
        path.write_bytes(b"-----BEGIN NOTHING-----")
        with pytest.raises(SealError):
            seal(tmp_path, key, certificate)
        path.write_bytes(kept_as)
    key.chmod(0o644)
    with pytest.raises(SealError):
        seal(tmp_path, key, certificate)
    big = rsa.generate_private_key(65537, 2048)
    ed = Ed25519PrivateKey.generate()
    for made, begun in ((big, None), (ed, datetime.now(UTC) - timedelta(days=90)), (ed, datetime.now(UTC) + timedelta(days=1))):  # fmt: skip
        with pytest.raises(SealError):
            seal(tmp_path, *kept(tmp_path, made, certified(made, "x", begun=begun)))
    kept(tmp_path, ed, certified(Ed25519PrivateKey.generate(), "x"))
    with pytest.raises(SealError):
        seal(tmp_path, key, certificate)
