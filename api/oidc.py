"""Signing in at an OpenID Connect provider: the code flow with PKCE, state and nonce; roles come from a claim."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from fastapi import APIRouter
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.guard import Gate, signed_in
from api.pages import page_language, templates
from api.signin import WORDS, address_of, here, open_session, signin_page
from graph.ops.users import NAME, SignInError, User, UserError, Users, normal
from graph.rights import rights
from graph.say import Say
from graph.settings import Oidc, Settings, secret_of

try:  # what Authlib asks through: httpx2, or before it httpx
    from httpx2 import HTTPError
except ImportError:
    from httpx import HTTPError

SIGNED = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)  # by a key pair: never `none`
LASTS = 600  # seconds that somebody may take at the provider
PATIENCE = 10.0  # seconds for an answer of the provider
LEEWAY = 60  # seconds that its clock may be off
BACK = "/oidc/back"


class ProviderError(SignInError):
    """The provider can't be asked, or its answer can't be believed."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser keeps, signed, while somebody is at the provider."""

    state: str
    nonce: str
    verifier: str
    next: str
    until: float


class Provider:
    """Asked only when somebody signs in; what it says of itself and its keys is read each time."""

    def __init__(self, oidc: Oidc, back: str) -> None:
        self._oidc, self._back = oidc, back

    def begin(self, target: str) -> tuple[str, Begun]:
        """Where to send the browser, and what to remember of it."""
        begun = Begun(*(secrets.token_urlsafe(32) for _ in range(2)), secrets.token_urlsafe(48), target, time.time() + LASTS)  # fmt: skip
        with self._client() as client:
            about = self._about(client)
            address, _ = client.create_authorization_url(
                about["authorization_endpoint"], state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        return str(address), begun

    def finish(self, begun: Begun, query: Mapping[str, str]) -> Mapping[str, Any]:
        """What the provider says of whoever comes back; checked, or a ProviderError."""
        if not hmac.compare_digest(begun.state, query.get("state", "")) or begun.until < time.time():
            raise _doubt("state")
        if query.get("iss", self._oidc.issuer) != self._oidc.issuer:  # RFC 9207: mixed up with another provider
            raise _doubt("iss")
        if not query.get("code"):
            raise _doubt(query.get("error", "no code"))
        with self._client() as client:
            about = self._about(client)
            given = self._asked(
                lambda: client.fetch_token(about["token_endpoint"], grant_type="authorization_code", code=query["code"], code_verifier=begun.verifier)
            )  # fmt: skip
            keys = self._asked(
                lambda: client.request("GET", about["jwks_uri"], withhold_token=True).raise_for_status().json()
            )
        return self._asked(lambda: self._claims(given, keys, begun.nonce))

    def _claims(self, given: Mapping[str, Any], keys: Any, nonce: str) -> Mapping[str, Any]:
        """The ID token's claims: signed by the provider, for us, for this sign-in, and not over."""
        token = jwt.decode(given["id_token"], KeySet.import_key_set(keys), algorithms=list(SIGNED))
        ours = {"client_id": self._oidc.client_id, "nonce": nonce, "access_token": given.get("access_token")}
        must: Any = {
            "iss": {"essential": True, "values": [self._oidc.issuer]},
            "aud": {"essential": True, "values": [self._oidc.client_id]},
        }
        claims = CodeIDToken(token.claims, token.header, must, ours)
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _about(self, client: OAuth2Client) -> Mapping[str, str]:
        """What the provider publishes of itself."""
        address = f"{self._oidc.issuer.rstrip('/')}/.well-known/openid-configuration"
        about = self._asked(lambda: client.request("GET", address, withhold_token=True).raise_for_status().json())
        if about.get("issuer") != self._oidc.issuer:
            raise _doubt("issuer")
        return {name: str(about[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}

    def _client(self) -> OAuth2Client:
        how = "client_secret_basic" if self._oidc.client_secret else "none"
        return OAuth2Client(
            self._oidc.client_id, self._oidc.client_secret or None, scope="openid profile", redirect_uri=self._back,
            token_endpoint_auth_method=how, code_challenge_method="S256", timeout=PATIENCE, trust_env=False,
        )  # fmt: skip

    def _asked(self, ask: Callable[[], Any]) -> Any:
        """What is asked of the provider, its refusals and faults as one line."""
        try:
            return ask()
        except HTTPError as error:
            raise _doubt(type(error).__name__, "请稍后再试，或用账号密码登录") from error
        except (AuthlibBaseError, JoseError, KeyError, ValueError, TypeError) as error:
            raise _doubt(type(error).__name__) from error


def _doubt(why: str, cure: str = "请重新登录") -> ProviderError:
    word = "".join(c for c in why if c.isalnum() or c in "_- ")[:40]
    return ProviderError(Say(f"统一身份认证未成功（{word}）", f"single sign-on did not succeed ({word})"), Say(cure, "sign in again"))  # fmt: skip


def roles_in(claims: Mapping[str, Any], path: str) -> list[str]:
    """Those of our roles that a claim names; `realm_access.roles` is a claim within a claim."""
    found: Any = claims
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    named = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return sorted({r for r in named if isinstance(r, str) and r in rights().roles})


def user_of(users: Users, claims: Mapping[str, Any], path: str) -> User:
    """The user of these claims, made at the first sign-in; roles are the provider's to say, regions ours. Nobody becomes
    a user that is here already by bearing the same name."""
    outside = f"{claims['iss']} {claims['sub']}"
    roles = roles_in(claims, path)
    if not roles:
        raise ProviderError(
            Say("此账号在本系统没有角色", "this account has no role here"), Say("请联系管理员", "ask an administrator")
        )
    known = users.known_outside(outside)
    if known is None:
        name = normal(str(claims.get("preferred_username") or ""))
        if not NAME.fullmatch(name):
            name = f"oidc-{sha256(outside.encode()).hexdigest()[:12]}"
        try:
            return users.add(name, None, roles, (), outside=outside)
        except UserError as error:
            raise ProviderError(Say("本系统已有同名账号", "there is another account of this name here"), Say("请联系管理员", "ask an administrator")) from error  # fmt: skip
    if not known.active:
        raise ProviderError(Say("此账号已停用", "this account is locked"), Say("请联系管理员", "ask an administrator"))
    if list(known.roles) != roles:
        users.set_roles(known.name, roles)
    return users.known_outside(outside) or known


def sealed(begun: Begun, key: bytes) -> str:
    """For the browser to keep: it can be read there, but not changed."""
    body = base64.urlsafe_b64encode(json.dumps(asdict(begun)).encode()).decode()
    return f"{body}.{_mark(body, key)}"


def unsealed(text: str, key: bytes) -> Begun:
    """As it was sealed, or a ProviderError."""
    body, _, mark = text.partition(".")
    if not hmac.compare_digest(_mark(body, key).encode(), mark.encode()):
        raise _doubt("state")
    return Begun(**json.loads(base64.urlsafe_b64decode(body)))


def _mark(body: str, key: bytes) -> str:
    return hmac.new(key, b"oidc " + body.encode(), sha256).hexdigest()


def router(gate: Gate, settings: Settings) -> APIRouter:
    """There and back. The cookie meanwhile is Lax: the browser comes from another site."""
    assert settings.oidc is not None
    oidc, key = settings.oidc, secret_of(settings)
    routes = APIRouter(include_in_schema=False)
    kept = "__Host-jinying-oidc" if gate.secure else "jinying-oidc"

    def provider(request: Request) -> Provider:
        return Provider(oidc, (gate.url or str(request.base_url).rstrip("/")) + BACK)

    def start(request: Request) -> Response:
        try:
            address, begun = provider(request).begin(here(request.query_params.get("next", "/")))
        except ProviderError as error:
            return signin_page(gate, request, error=error, status=503)
        answer = RedirectResponse(address, 303)
        answer.set_cookie(kept, sealed(begun, key), max_age=LASTS, path="/", secure=gate.secure, httponly=True, samesite="lax")  # fmt: skip
        return answer

    def back(request: Request) -> Response:
        try:
            begun = unsealed(request.cookies.get(kept, ""), key)
        except ProviderError as error:  # nobody whom we sent there: that is for no log
            return signin_page(gate, request, error=error, status=401)
        try:
            claims = provider(request).finish(begun, request.query_params)
            user = user_of(gate.users.by("oidc"), claims, oidc.roles_claim)
        except ProviderError as error:
            gate.users.failed_outside(error.what.en, address_of(request))
            answer = signin_page(gate, request, error=error, status=401)
        else:
            answer = signed_in(entered(request, here(begun.next)), gate, open_session(gate, request, user, "oidc"))
        answer.delete_cookie(kept, path="/", secure=gate.secure, httponly=True, samesite="lax")
        return answer

    routes.add_api_route("/oidc/start", start, methods=["GET"])
    routes.add_api_route(BACK, back, methods=["GET"])
    return routes


def entered(request: Request, target: str) -> Response:
    """A page of ours that goes on by itself: a redirect would still be another site's doing, and the session's cookie,
    which is Strict, would not be sent with it."""
    lang = page_language(request)
    words = {k: v.to(lang) for k, v in WORDS.items()}
    return HTMLResponse(templates().get_template("entered.html").render(lang=lang, t=words, next=target))
