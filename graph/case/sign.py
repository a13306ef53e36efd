"""Whose seal a bundle bears: an X.509 certificate with Ed25519 or ECDSA P-256, configured, or made here on first use.

A seal made here says that it is self-issued and for demonstration only. SM2 signs nothing here: `cryptography`, which keeps
the keys, has no SM2, and makes no certificate with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from graph.case.proof import CURVES
from graph.entity import now
from graph.say import JinyingError, Say
from graph.settings import OTHERS, for_owner, private

SELF = "自签，仅供演示 self-issued, demonstration only"
GIVEN = "所配置的证书 by a configured certificate"
YEARS = 10  # that a certificate made here holds
LONGEST = 1 << 20  # bytes of a key or certificate file
N = CURVES["1.2.840.10045.3.1.7"].n
Key = Ed25519PrivateKey | ec.EllipticCurvePrivateKey


class SealError(JinyingError):
    """A key or certificate that nothing can be sealed with."""


@dataclass(frozen=True)
class Seal:
    """A key and its certificate. `standing`: what a reader is told of it."""

    key: Key
    certificate: x509.Certificate
    standing: str

    @property
    def der(self) -> bytes:
        """The certificate as it stands in a bundle."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as hex digits."""
        return self.certificate.fingerprint(SHA256()).hex()

    @property
    def algorithm(self) -> str:
        """How it signs."""
        return "Ed25519" if isinstance(self.key, Ed25519PrivateKey) else "ECDSA P-256 SHA-256"

    def sign(self, message: bytes) -> bytes:
        """A detached signature. Of the two that ECDSA allows the one with the smaller s, so that nobody makes another of it."""
        if isinstance(self.key, Ed25519PrivateKey):
            return self.key.sign(message)
        r, s = utils.decode_dss_signature(self.key.sign(message, ec.ECDSA(SHA256())))
        return utils.encode_dss_signature(r, min(s, N - s))


def seal(data: Path, key: Path | None = None, certificate: Path | None = None) -> Seal:
    """The configured seal, else the one of this data folder, made where there is none. SealError: it can't be used."""
    if (key is None) != (certificate is None):
        raise SealError(Say("密钥与证书须一并给出", "a key and its certificate go together"), Say("请同时设置 JINYING_SEAL_KEY 与 JINYING_SEAL_CERT", "set both JINYING_SEAL_KEY and JINYING_SEAL_CERT"))  # fmt: skip
    if key is not None and certificate is not None:
        if key.exists() and key.stat().st_mode & OTHERS:
            raise SealError(Say(f"他人可以读取 {key.name}", f"others may read {key.name}"), Say("请运行 chmod 600", "run chmod 600 on it"))  # fmt: skip
        return _usable(_key(_read(key)), _read(certificate), GIVEN)
    path = private(data / "keys") / "seal.pem"
    if not path.exists():
        _make(path)
    both = _read(path)
    return _usable(_key(both), both, SELF)


def _usable(key: Key, certificate: bytes, standing: str) -> Seal:
    try:
        held = x509.load_pem_x509_certificate(certificate)
        same = _public(held.public_key()) == _public(key.public_key())
    except (ValueError, UnsupportedAlgorithm):
        raise SealError(Say("证书无法读取", "the certificate can't be read"), Say("应为 PEM 格式的 X.509 证书", "it takes an X.509 certificate as PEM")) from None  # fmt: skip
    if not same:
        raise SealError(Say("证书与密钥不成对", "certificate and key do not belong together"))
    if not held.not_valid_before_utc <= now() <= held.not_valid_after_utc:
        raise SealError(Say("证书不在有效期内", "the certificate is not valid today"))
    return Seal(key, held, standing)


def _public(key: object) -> bytes:
    assert hasattr(key, "public_bytes")
    return bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _key(pem: bytes) -> Key:
    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SealError(Say("密钥无法读取", "the key can't be read"), Say("应为未加密的 PEM 格式", "it takes PEM that is not encrypted")) from None  # fmt: skip
    if isinstance(key, Ed25519PrivateKey) or (isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)):  # fmt: skip
        return key
    raise SealError(Say("密钥须为 Ed25519 或 ECDSA P-256", "the key must be Ed25519 or ECDSA P-256"))


def _read(path: Path) -> bytes:
    with open(path, "rb") as handle:
        return handle.read(LONGEST)


def _make(path: Path) -> None:
    """Key and certificate in one file, there whole or not at all; who comes second takes the first one's."""
    key, begun = Ed25519PrivateKey.generate(), now().replace(microsecond=0)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "金鹰自签，仅供演示 Jinying self-issued, demo")])
    usage = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False)  # fmt: skip
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), begun, begun + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, None)
    )  # fmt: skip
    part = path.with_suffix(f".{os.getpid()}.part")
    with open(part, "wb", opener=for_owner) as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM))  # fmt: skip
    with suppress(FileExistsError):
        os.link(part, path)
    part.unlink()
