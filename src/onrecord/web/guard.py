"""Keeps the web app to its reader: who may ask, from where, how much, and what a page may do.

Against DNS rebinding the Host header must be one of the app's own names; against requests forged by other sites whatever writes must
come from the app's own pages (Origin, Sec-Fetch-Site); beyond this machine a token is asked for. After the OWASP cheat sheets on
cross-site request forgery and on HTTP headers.
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "onrecord-token"
LARGEST = 40_000_000  # bytes of one request's body
SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, a form's Origin would read "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


TOO_MUCH = PlainTextResponse(
    f"Too much at once.\nExpected: at most {LARGEST // 1_000_000} MB.\nTo do: add the files in several goes.\n",
    413,
)
FAILED = PlainTextResponse(
    "Something failed that should not.\nNothing recorded is lost.\nTo do: go back, and report the address and what the terminal says.\n",
    500,
)
_log = logging.getLogger("onrecord.web")


@dataclass(frozen=True, slots=True)
class Rules:
    """Under what names the app may be asked (host and port, lower case), and the token to show, "" for none."""

    hosts: frozenset[str]
    token: str = ""


def rules_for(host: str, port: int, token: str = "") -> Rules:
    """Return the rules of an app that listens at *host* and *port*; bound to all addresses, any literal address will do."""
    names = {"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host}
    hosts = {f"{n}:{port}".lower() for n in names} | ({n.lower() for n in names} if port == 80 else set())
    if host in ("0.0.0.0", "::"):
        hosts.add(f"*:{port}")
    return Rules(frozenset(hosts), token)


class Guard:
    """Middleware that lets a request in, or answers it itself."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that may not come in; hand on any other, its body counted, headers set on what comes back."""
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)

        head = scope["method"] == "HEAD"  # every page that can be got can be asked for without its body
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            begun = True
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("Cache-Control", "no-cache")
            await send(message)

        refused = self._refuse(scope, headers)
        if refused is not None:
            return await refused(scope, receive, guarded)
        body = _Counted(receive)
        try:
            await self.app({**scope, "method": "GET"} if head else scope, body, guarded)
        except Exception:  # whatever it is, the next reader is answered, and this one with the same care
            if begun:
                raise
            if body.seen > LARGEST:
                return await TOO_MUCH(scope, receive, guarded)
            _log.exception("%s %s failed", scope["method"], scope["path"])
            await FAILED(scope, receive, guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        if not self._knows_host(headers.get("host", "").lower()):
            return PlainTextResponse(
                "This address is not one of this app's.\nExpected: the address that `onrecord serve` printed.\n",
                421,
            )
        if scope["method"] not in SAFE and not _own_page(headers, scope["scheme"]):
            return PlainTextResponse("Refused: the request comes from a page of another site.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            return TOO_MUCH
        return self._ask_token(scope, headers) if self.rules.token else None

    def _knows_host(self, host: str) -> bool:
        if host in self.rules.hosts:
            return True
        name, _, port = host.rpartition(":")
        return f"*:{port}" in self.rules.hosts and _literal(name)

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        token = self.rules.token
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if _same(asked.pop("token", ""), token):  # kept in a cookie from here on, and out of the address
            if scope["method"] not in SAFE:
                return None
            path = "/" + scope["path"].lstrip("/\\")
            back = RedirectResponse(path + (f"?{urlencode(asked)}" if asked else ""), 303)
            back.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
            return back
        kind, _, given = headers.get("authorization", "").partition(" ")
        if (kind.lower() == "bearer" and _same(given, token)) or _same(_cookie(headers), token):
            return None
        return PlainTextResponse(
            "This record asks for a token.\nExpected: the address that `onrecord serve` printed, with ?token=...\n",
            401,
            {"WWW-Authenticate": "Bearer"},
        )


class _Counted:
    """A request's body that ends the request when it grows beyond what is taken, whatever its header says."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.seen = 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.seen += len(message.get("body", b""))
        if self.seen > LARGEST:
            return {"type": "http.disconnect"}
        return message


def _own_page(headers: Mapping[str, str], scheme: str) -> bool:
    """Say whether a request that writes was sent by a page of the app, or by no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower() == f"{scheme}://{headers.get('host', '')}".lower()


def _literal(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Say whether *host* can be reached from this machine alone."""
    return host == "localhost" or (_literal(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
