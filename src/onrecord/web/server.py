"""Serves a record: binds to this machine, asks for a token beyond it, says where to look."""

from __future__ import annotations

import ctypes
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from onrecord.errors import UsageError
from onrecord.web.app import make_app
from onrecord.web.guard import is_loopback, rules_for
from onrecord.web.shelf import Shelf

M_ARENA_MAX = -8  # of glibc's malloc.h


@dataclass(frozen=True, slots=True)
class Place:
    """Where to serve: host, port (0 for any that is free), the token to ask for ("" for none on this machine)."""

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""


def serve(record: Path, place: Place, reader: str, say: Callable[[str], None]) -> None:
    """Serve *record* until interrupted; *say* is told the address. *reader* is the name on corrections.

    Raises ``UsageError`` when the port is taken or the host is none of this machine's, and what opening the record does.
    """
    _few_arenas()
    shelf = Shelf(record, reader)
    token = place.token or ("" if is_loopback(place.host) else secrets.token_urlsafe(24))
    with _bound(place) as listening:
        port = listening.getsockname()[1]
        app = make_app(shelf, rules_for(place.host, port, token))
        shown = "127.0.0.1" if place.host in ("0.0.0.0", "::") else place.host
        host = f"[{shown}]" if ":" in shown else shown
        say(f"http://{host}:{port}/" + (f"?token={token}" if token else ""))
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=2, proxy_headers=False
        )
        uvicorn.Server(config).run([listening])


def _few_arenas() -> None:
    """Keep glibc from giving every thread a heap of its own: with many readers that is a fifth of the memory, unused."""
    with suppress(OSError, AttributeError):  # another C library has no such setting
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def _bound(place: Place) -> socket.socket:
    try:
        family = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((place.host, place.port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"cannot listen at {place.host}:{place.port}",
            expected="an address of this machine and a free port",
            found=str(error),
            todo="give another --port, or --port 0 for any that is free",
        ) from error
