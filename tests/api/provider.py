"""A small OpenID Connect provider on loopback, which lies as it is told to."""

from __future__ import annotations

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "jinying", "the client's secret"


def text(raw: bytes) -> str:
    """As the standards write bytes."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def part(body: dict[str, Any]) -> str:
    """A part of a token."""
    return text(json.dumps(body).encode())


class Provider:
    """What it knows of who is signing in. `lie` changes the ID token's claims, `about` what it says of itself."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.claims: dict[str, Any] = {"sub": "7", "preferred_username": "Han.Meimei", "roles": ["auditor", "nonsense"]}
        self.lie: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.about: dict[str, Any] = {}
        self.signed: Callable[[dict[str, Any]], str] = self.sign
        self.given: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)

    def unsigned(self, claims: dict[str, Any]) -> str:
        return f"{part({'alg': 'none'})}.{part(claims)}."

    def by_its_public_key(self, claims: dict[str, Any]) -> str:
        """The old trick: a symmetric signature whose key is the public one."""
        body = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims)}"
        return f"{body}.{text(hmac.digest(self.key.as_pem(private=False), body.encode(), 'sha256'))}"

    def agree(self, address: str, code: str = "code-1") -> str:
        """Somebody signs in there: the query that their browser brings back."""
        query = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        self.given[code] = query
        return f"code={code}&state={query['state']}"

    def discovery(self) -> dict[str, Any]:
        ends = {name: f"{self.url}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        return {"issuer": self.url, **ends, **self.about}

    def token(self, form: dict[str, str], basic: str) -> tuple[int, dict[str, Any]]:
        """A code for a token, once, to who holds the verifier and the secret."""
        asked = self.given.pop(form.get("code", ""), None)
        challenge = text(sha256(form.get("code_verifier", "").encode()).digest())
        known = basic == "Basic " + base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        plain = basic == "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["code_challenge_method"] != "S256"
            or not (known or plain)
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"], **self.claims}
        return 200, {"access_token": "at", "token_type": "Bearer", "id_token": self.signed(self.lie(claims))}


@contextmanager
def running() -> Iterator[Provider]:
    """On a free port, until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self, status: int, body: dict[str, Any]) -> None:
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def do_GET(self) -> None:
            provider.asked.append(self.path)
            if self.path == "/.well-known/openid-configuration":
                self.answer(200, provider.discovery())
            else:
                self.answer(200, {"keys": [provider.key.as_dict(private=False)]})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            sent = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {k: v[0] for k, v in parse_qs(sent).items()}
            self.answer(*provider.token(form, self.headers.get("authorization", "")))

        def log_message(self, *_: object) -> None:
            """Nothing is written to the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
