"""The verifier: its hashes and signatures against the standards' own vectors and somebody else's code, and as one file."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.case import proof, verifier
from graph.case.proof import CURVES, L, Sm3, certificate, china, chinese, ed25519, oid, signed
from graph.case.sign import seal
from graph.case.single import single
from tests.graph.case.sealed import apart, forged, small
from tests.graph.case.test_stamp import authority, kept, p256  # noqa: F401 - fixtures

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905-2016, A.1
ABCD = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"  # A.2
RFC8032 = [  # 7.1: public key, message, signature
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


def test_sm3_is_the_standards() -> None:
    assert Sm3(b"abc").hexdigest() == ABC
    assert Sm3(b"abcd" * 16).hexdigest() == ABCD


@given(st.lists(st.binary(max_size=200), max_size=5))
@settings(max_examples=60, deadline=None)
def test_sm3_is_openssls_however_it_is_fed(pieces: list[bytes]) -> None:
    made, known = Sm3(), hashlib.new("sm3", b"".join(pieces))
    for piece in pieces:
        made.update(piece)
    assert made.hexdigest() == known.hexdigest()


@pytest.mark.parametrize(("key", "message", "signature"), RFC8032)
def test_ed25519_is_the_standards(key: str, message: str, signature: str) -> None:
    k, m, s = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert ed25519(k, m, s)
    assert not ed25519(k, m + b"x", s)
    assert not ed25519(k, m, s[:32] + (int.from_bytes(s[32:], "little") + L).to_bytes(32, "little")), (
        "another form of it"
    )
    assert not ed25519(k, m, s[:-1])
    assert not ed25519(b"\xff" * 32, m, s)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=300), st.integers(0, 511))
@settings(max_examples=40, deadline=None)
def test_ed25519_is_openssls(secret: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    made = bytearray(key.sign(message))
    assert ed25519(key.public_key().public_bytes_raw(), message, bytes(made))
    made[bit // 8] ^= 1 << bit % 8
    assert not ed25519(key.public_key().public_bytes_raw(), message, bytes(made))


@pytest.mark.parametrize(
    ("curve", "kind", "name"), [(ec.SECP256R1(), SHA256(), "sha256"), (ec.SECP256R1(), SHA512(), "sha512"), (ec.SECP384R1(), SHA384(), "sha384")]
)  # fmt: skip
def test_ecdsa_is_openssls(curve: ec.EllipticCurve, kind: HashAlgorithm, name: str) -> None:
    n = CURVES["1.2.840.10045.3.1.7" if curve.key_size == 256 else "1.3.132.0.34"].n
    for turn in range(12):
        key, message = ec.generate_private_key(curve), b"m" * turn
        spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(kind)))
        low, high = (utils.encode_dss_signature(r, one) for one in sorted((s, n - s)))
        assert signed(spki, message, low, name)
        assert signed(spki, message, high, name, low=False)
        assert not signed(spki, message, high, name), "the other form of it"
        assert not signed(spki, message + b"x", low, name)
        assert not signed(spki, message, utils.encode_dss_signature(r, s + n), name)


@pytest.mark.parametrize(("kind", "name"), [(SHA256(), "sha256"), (SHA384(), "sha384"), (SHA512(), "sha512")])
def test_rsa_is_openssls(kind: HashAlgorithm, name: str) -> None:
    key = rsa.generate_private_key(65537, 2048)
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    made = key.sign(b"m", PKCS1v15(), kind)
    assert signed(spki, b"m", made, name)
    assert not signed(spki, b"n", made, name)
    assert not signed(spki, b"m", bytes([made[0] ^ 1]) + made[1:], name)


def test_a_certificate_is_read_as_somebody_else_reads_it(tmp_path: Path) -> None:
    der = seal(tmp_path).der
    ours, theirs = certificate(der), x509.load_der_x509_certificate(der)
    assert ours.fingerprint == theirs.fingerprint(SHA256()).hex()
    assert ours.subject == theirs.subject.rfc4514_string().removeprefix("CN=").replace("\\,", ",")
    assert ours.end == theirs.not_valid_after_utc.isoformat()
    assert oid(bytes.fromhex("2a864886f70d01010b")) == "1.2.840.113549.1.1.11"
    for broken in (b"", b"\x30", der[:-1], b"\x30\x80" + der, b"\x30\x84" + der, b"\x1f\x01\x00"):
        with pytest.raises((ValueError, IndexError)):
            certificate(broken)


def test_a_bundle_carries_a_verifier_that_needs_nothing(tmp_path: Path) -> None:
    made = small(tmp_path)
    (tmp_path / "verify.py").write_bytes(single())
    words = [
        sys.executable,
        "-I",
        "-S",
        "-W",
        "error",
        "verify.py",
        "b.zip",
        "--json",
        "--fingerprint",
        made.fingerprint.upper(),
    ]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env={}, check=False)
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["verdict"], told["files"]) == (0, "", "intact", made.files)
    raw = made.path.read_bytes()
    (tmp_path / "b.zip").write_bytes(raw.replace("报告报告".encode(), "报告報告".encode(), 1))
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env={}, check=False)
    assert (done.returncode, [one["path"] for one in json.loads(done.stdout)["found"]]) == (1, ["files/报告.txt"])
    words[words.index("b.zip")] = "nothing.zip"
    done = subprocess.run([w for w in words if w != "--json"], cwd=tmp_path, capture_output=True, env={}, check=False)
    assert (done.returncode, done.stdout.startswith(b"verdict: cannot tell")) == (2, True)


def test_the_verifier_is_plain_python_of_3_8() -> None:
    text = single().decode()
    body = ast.parse(text, feature_version=(3, 8))
    imported = {n.name for one in ast.walk(body) if isinstance(one, ast.Import) for n in one.names}
    imported |= {str(one.module) for one in ast.walk(body) if isinstance(one, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    assert not {"socket", "urllib", "http", "ssl", "subprocess"} & {name.partition(".")[0] for name in imported}
    assert "graph" not in imported
    made = [one.name for one in body.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    assert len(set(made)) == len(made), "two of one name: the later takes the place of the earlier"


def test_without_openssls_sm3_it_says_so_or_takes_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small(tmp_path)

    def lacks(name: str, *_: object) -> object:
        raise ValueError(name)

    monkeypatch.setattr(proof.hashlib, "new", lambda name, *a: lacks(name) if name == "sm3" else hashlib.sha256(*a))
    for slow in (False, True):
        checked = verifier.verify(str(made.path), verifier.Asked(slow_sm3=slow))
        assert (checked.verdict, checked.facts["sm3"]) == (verifier.INTACT, slow)
    assert any("--sm3" in line for line in verifier.told(verifier.verify(str(made.path)), "en"))


def test_what_it_says_is_harmless_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    small(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"files/empty.bin", b"files/emp\x1b[2Jn"))
    (tmp_path / "verify.py").write_bytes(single())
    done = subprocess.run([sys.executable, "verify.py", "b.zip"], cwd=tmp_path, capture_output=True, env={**os.environ, "LANG": "C"}, check=False)  # fmt: skip
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout


# what it says was computed, or is quoted


def alone(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of the one file."""
    (folder / "verify.py").write_bytes(single())
    done = subprocess.run([sys.executable, "-I", "verify.py", *words], cwd=folder, capture_output=True, text=True, check=False)  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_forgers_words_are_not_said_for_them(tmp_path: Path, lang: str) -> None:
    files, trusted = apart(small(tmp_path).path), "国家授时中心可信时间戳 verified"

    def saying(body: dict[str, object]) -> None:
        body["bundle"] = 'b" 时间戳：可信\ntime stamp: by an authority'
        computed = body["computed"]
        assert isinstance(computed, dict)
        computed["seal"] |= {"standing": "qualified", "algorithm": "qualified"}
        computed["stamp"]["standing"] = trusted

    (tmp_path / "b.zip").write_bytes(forged(files, seal(tmp_path / "other"), saying=saying))
    code, out, _ = alone(tmp_path, "b.zip", "--lang", lang)
    lines = out.splitlines()
    assert (code, len(lines)) == (0, 7)
    assert "qualified" not in out
    assert trusted not in out
    assert {"zh": "时间戳：无", "en": "time stamp: no time stamp"}[lang] in lines
    assert any({"zh": "自签证书（任何人都能制作）", "en": "a self-issued certificate (anybody can make one)"}[lang] in line for line in lines)  # fmt: skip
    told = [line for line in lines if "可信" in line]
    assert [line.startswith(("证据包自称：", "the bundle says of itself: ")) for line in told] == [True]
    assert 'b\\" 时间戳' in told[0]
    assert "\n" in json.loads(alone(tmp_path, "b.zip", "--json")[1])["bundle"], "a program gets it as it stands"


def test_whom_a_certificate_names_as_its_issuer_is_its_own_word(tmp_path: Path) -> None:
    key, at = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC) - timedelta(hours=1)
    called, by = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("最高人民检察院", "国家根证书"))  # fmt: skip
    made = x509.CertificateBuilder(by, called, key.public_key(), 7, at, at + timedelta(days=9)).sign(key, SHA256())
    small(tmp_path, seal(tmp_path, *kept(tmp_path, key, made)))
    out = alone(tmp_path, "b.zip", "--lang", "en")[1]
    assert 'seal: ECDSA P-256, a certificate that calls itself "最高人民检察院", issued by "国家根证书" (not checked here)' in out  # fmt: skip
    assert "self-issued" not in out


def test_a_stamp_is_told_as_it_was_found(tmp_path: Path, authority) -> None:  # type: ignore[no-untyped-def] # noqa: F811
    small(tmp_path, authority=authority.asked)
    out = alone(tmp_path, "b.zip", "--lang", "en")[1]
    assert f'a self-issued certificate that calls itself "测试时间戳机构", fingerprint {authority.fingerprint}' in out
    assert "anybody can stamp" in out
    assert "anybody can stamp" not in alone(tmp_path, "b.zip", "--lang", "en", "--tsa", authority.fingerprint)[1]
    code, out, _ = alone(tmp_path, "b.zip", "--lang", "en", "--tsa", "0" * 64)
    assert (code, "there is one, which was not established" in out) == (1, True)
    small(tmp_path)
    code, out, _ = alone(tmp_path, "b.zip", "--lang", "en", "--tsa", authority.fingerprint)
    assert (code, "it has no time stamp, and one was asked for" in out) == (1, True)


def test_a_fingerprint_that_is_none_is_misuse(tmp_path: Path) -> None:
    mark = small(tmp_path).fingerprint
    for option in ("--fingerprint", "--tsa"):
        for odd in ("zz", "", mark[:-1], mark + "0", "zz" + mark):
            code, out, err = alone(tmp_path, "b.zip", option, odd, "--lang", "en")
            assert (code, out, len(err.splitlines())) == (2, "", 1), odd
            assert "it takes 64 hex digits" in err
    pairs = ":".join(mark[n : n + 2] for n in range(0, 64, 2)).upper()
    code, out, err = alone(tmp_path, "b.zip", "--fingerprint", pairs, "--lang", "en")
    assert (code, err, "anybody can seal anew" in out) == (0, "", False)


def test_whoever_reads_no_further_gets_no_traceback(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "verify.py").write_bytes(single())
    out, end = os.pipe()
    os.close(out)
    done = subprocess.run([sys.executable, "-I", "verify.py", "b.zip"], cwd=tmp_path, stdout=end, stderr=subprocess.PIPE, check=False)  # fmt: skip
    os.close(end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_moments_are_told_by_chinas_clock_and_other_texts_as_they_are() -> None:
    assert china("2026-11-27T16:30:05.123+00:00") == "2026-11-28 00:30:05（UTC+8）"
    assert china("2026-11-27T16:30:05Z") == "2026-11-28 00:30:05（UTC+8）"
    for odd in (
        "",
        "昨天",
        "2026-13-27T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-11-27T16:30:05+08:00",
        "٢٠٢٦-11-27T16:30:05Z",
    ):
        assert china(odd) == odd


@pytest.mark.parametrize(
    ("env", "zh"),
    [({"LANG": "zh_CN.UTF-8"}, True), ({"LC_ALL": "en_GB", "LANG": "zh_CN"}, False), ({"LANG": "C.UTF-8"}, False)],
)
def test_it_speaks_as_the_machine_does(env: dict[str, str], zh: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert chinese() is zh
    if len(env) == 1 and not zh:
        monkeypatch.delenv("LANG")
        monkeypatch.setattr("locale.getlocale", lambda: ("Chinese (Simplified)_China", "936"))
        assert chinese(), "Windows says so by no LANG"
