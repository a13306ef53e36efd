"""Time stamps (RFC 3161) from an authority that is configured: when a seal was there at the latest, as somebody else says.

A stamp from a server of one's own proves nothing to a court, so there is none unless JINYING_TSA_URL names an authority.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from graph.case import proof
from graph.say import JinyingError, Say

NONE = "无；自签，仅供演示 none: self-issued, demonstration only"
LONGEST = 1 << 20  # bytes of a response
PATIENCE = 30  # seconds that an authority has
GRANTED = 0


class StampError(JinyingError):
    """An authority that can't be reached, or whose stamp does not hold."""


class _Stay(HTTPRedirectHandler):
    """What is stamped is asked of whom was named, and of nobody they send us to."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Authority:
    """Who stamps. `roots`: PEM certificates that its own must lead to; none: whatever it answers with is shown, not judged."""

    url: str
    roots: Path | None = None

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            raise StampError(Say("JINYING_TSA_URL 不是网址", "JINYING_TSA_URL is no address"), Say("如 https://tsa.example/tsr", "as in https://tsa.example/tsr"))  # fmt: skip

    def stamped(self, message: bytes) -> bytes:
        """The authority's response for a message, checked. StampError: it does not hold, or nobody answers."""
        asked = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
        request = Request(self.url, asked.as_bytes(), {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"})  # fmt: skip
        try:
            with closing(build_opener(_Stay).open(request, timeout=PATIENCE)) as answer:
                response = bytes(answer.read(LONGEST + 1))
        except (URLError, OSError) as error:
            raise StampError(Say(f"时间戳机构没有应答：{error}", f"the time-stamping authority does not answer: {error}"), Say("稍后再试，或不设 JINYING_TSA_URL", "try again later, or unset JINYING_TSA_URL")) from None  # fmt: skip
        try:
            said = decode_timestamp_response(response)
            good = len(response) <= LONGEST and said.status == GRANTED and said.tst_info.nonce == asked.nonce
            good = good and proof.stamp(response, message)[2] is not False
            if good and self.roots is not None:
                self._trusted(said, message)
        except (ValueError, KeyError, IndexError, StopIteration, VerificationError):
            good = False
        if not good:
            raise StampError(Say("时间戳无效", "the time stamp does not hold"), Say("请核对 JINYING_TSA_URL 与 JINYING_TSA_CERT", "check JINYING_TSA_URL and JINYING_TSA_CERT"))  # fmt: skip
        return response

    def _trusted(self, said: TimeStampResponse, message: bytes) -> None:
        """VerificationError: the authority's certificate does not lead to one of the roots."""
        assert self.roots is not None
        builder = VerifierBuilder()
        for root in x509.load_pem_x509_certificates(self.roots.read_bytes()):
            builder = builder.add_root_certificate(root)
        builder.build().verify_message(said, message)
