"""One web address to bytes, never from inside: the address that was checked is the address that is connected to.

Host names are resolved once a connection and every answer must be a public address; the connection goes to that very answer, so that a
name that changes its mind between check and use (DNS rebinding) reaches nothing. Redirects are followed by hand, each checked anew.
After the OWASP cheat sheet on server-side request forgery.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

from onrecord.errors import AddressRefused, NotFetched, TooLarge

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
AGENT = "onrecord"  # how it names itself to hosts
LARGEST = 20_000_000  # bytes
LONGEST = 30.0  # seconds for one address, all redirects included
MOST_REDIRECTS = 5
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_REDIRECTS = (301, 302, 303, 307, 308)
# what carries an IPv4 address inside an IPv6 one (NAT64, 6to4, Teredo), and what no list of public addresses should have
_WRAPPED = tuple(
    map(
        ipaddress.ip_network,
        (
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2002::/16",
            "2001::/32",
            "fec0::/10",
            "3fff::/20",
            "192.88.99.0/24",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address at the end of all redirects, its kind of file (".html"), the bytes."""

    url: str
    ending: str
    raw: bytes


def is_public(address: Address) -> bool:
    """Say whether an address is on the public internet.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("1.1.1.1", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "100.64.0.1")]
    [True, False, False, False, False]
    """
    inner = getattr(address, "ipv4_mapped", None)
    if inner is not None:
        return is_public(inner)
    if any(address in net for net in _WRAPPED if net.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to what *allowed* lets through, at the very address that was looked at."""

    def __init__(self, allowed: Callable[[Address], bool] = is_public) -> None:
        self._allowed = allowed
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection; raises ``AddressRefused`` when any answer to the name is not allowed, ``NotFetched`` for none."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotFetched(
                f"{host} is not known",
                expected="a host that has an address",
                found=str(error),
                todo="check the address",
            ) from error
        found = [ipaddress.ip_address(str(a[4][0]).split("%")[0]) for a in answers]
        if not found or not all(map(self._allowed, found)):
            raise AddressRefused(
                f"{host} leads inside this machine or its network",
                expected="an address on the public internet",
                found=", ".join(map(str, found[:3])),
                todo="save the page and add the file",
            )
        return self._inner.connect_tcp(str(found[0]), port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Refuse: no page lies in a socket of this machine."""
        raise AddressRefused("a socket of this machine is no address", expected="http or https")

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._inner.sleep(seconds)


class _Timed(httpcore.NetworkBackend):
    """A backend whose connections end at one moment, however slowly and in whatever portions the other side talks."""

    def __init__(self, inner: httpcore.NetworkBackend, until: float) -> None:
        self._inner = inner
        self._until = until

    def connect_tcp(self, *words: Any, **named: Any) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.connect_tcp(*words, **named), self._until)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner = inner
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("too slow")
        return self._inner.read(max_bytes, min(left, timeout or left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, *words: Any, **named: Any) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(*words, **named), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def fetch(url: str, backend: httpcore.NetworkBackend | None = None) -> Fetched:
    """Return what an address gives.

    Raises ``AddressRefused`` for what is no http(s) address or leads inside, ``TooLarge`` beyond 20 MB, ``NotFetched`` for everything
    that is not an answer with a page, text or PDF within thirty seconds.
    """
    until = time.monotonic() + LONGEST
    with httpcore.ConnectionPool(network_backend=_Timed(backend or GuardedBackend(), until)) as pool:
        for _ in range(MOST_REDIRECTS + 1):
            check_address(url)
            try:
                answer = _ask(pool, url, until)
            except (
                httpcore.NetworkError,
                httpcore.ProtocolError,
                httpcore.TimeoutException,
                OSError,
                ValueError,
            ) as error:
                raise NotFetched(
                    f"{url} does not answer",
                    expected=f"a page within {LONGEST:.0f} seconds",
                    found=str(error) or type(error).__name__,
                    todo="check the address and the network, or save the page and add the file",
                ) from error
            if isinstance(answer, Fetched):
                return answer
            url = answer
    raise NotFetched(f"{url} leads on and on", expected=f"at most {MOST_REDIRECTS} redirects")


def check_address(url: str) -> None:
    """Raise ``AddressRefused`` unless *url* is a plain http or https address without a name and password in it."""
    try:
        parts = urlsplit(url)
        good = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.username is None
            and parts.port != 0
            and len(url) < 2000
            and url.isprintable()
            and " " not in url
        )
    except ValueError:
        good = False
    if not good:
        raise AddressRefused(
            f"{url[:200]} is no address of a page", expected="https://host/path", todo="check the address"
        )


def _ask(pool: httpcore.ConnectionPool, url: str, until: float) -> Fetched | str:
    """Return what one address gives: the bytes, or the address it leads to."""
    left = max(0.5, until - time.monotonic())
    timeouts = {"connect": min(left, 10.0), "read": min(left, 15.0), "write": min(left, 10.0), "pool": left}
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": AGENT,
        "Accept": ", ".join(KINDS),
        "Accept-Encoding": "identity",
    }
    with pool.stream("GET", _ascii(url), headers=headers, extensions={"timeout": timeouts}) as answer:
        named = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in answer.headers}
        if answer.status in _REDIRECTS and named.get("location"):
            return urljoin(url, named["location"])
        kind = named.get("content-type", "").partition(";")[0].strip().lower()
        if answer.status != 200 or kind not in KINDS:
            raise NotFetched(
                f"{url} gives no page",
                expected="an answer with a page, text or PDF",
                found=f"status {answer.status}, {kind or 'no kind'}",
                todo="open it in a browser, save it and add the file",
            )
        raw = bytearray()
        for part in answer.iter_stream():
            raw += part
            if len(raw) > LARGEST:
                raise TooLarge(f"{url}: too large", expected=f"at most {LARGEST // 1_000_000} MB")
    return Fetched(url, KINDS[kind], bytes(raw))


def _ascii(url: str) -> str:
    """Return an address in ASCII: the host as IDNA, the rest percent-encoded."""
    parts = urlsplit(url)
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if ":" not in (parts.hostname or "")
        else f"[{parts.hostname}]"
    )
    netloc = host + (f":{parts.port}" if parts.port else "")
    rest = re.sub(
        r"[^\x21-\x7e]",
        lambda m: "".join(f"%{b:02X}" for b in m[0].encode()),
        parts.path + (f"?{parts.query}" if parts.query else ""),
    )
    return f"{parts.scheme}://{netloc}{rest or '/'}"


def with_address(fetched: Fetched) -> bytes:
    """Return the bytes to keep as a file: a page says where it was fetched, as browsers note it in pages they save."""
    if fetched.ending not in (".html", ".xhtml"):
        return fetched.raw
    return f"<!-- saved from url=({len(fetched.url):04d}){fetched.url} -->\n".encode() + fetched.raw
