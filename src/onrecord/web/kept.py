"""Pages as they were last sent, kept until the record changes: what twenty readers ask for is worked out once."""

from __future__ import annotations

from collections import OrderedDict

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError
from onrecord.web.shelf import Shelf

MOST, LARGEST = 300, 400_000  # pages; bytes of one that is kept
Key = tuple[int, str, bytes]


class Kept:
    """Middleware that answers a page asked for again, of the same state of the record, from memory."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self.app = app
        self.shelf = shelf
        self._pages: OrderedDict[Key, list[Message]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or hand on and keep what comes back: only full answers that bear an ETag, so pages alone."""
        if scope["type"] != "http" or scope["method"] != "GET" or "if-none-match" in Headers(scope=scope):
            return await self.app(scope, receive, send)
        try:
            state = await run_in_threadpool(self.shelf.state)
        except OnrecordError:
            return await self.app(scope, receive, send)  # which knows how to say it
        key = (state.number, scope["path"], scope["query_string"])
        found = self._pages.get(key)
        if found is not None:
            self._pages.move_to_end(key)
            for message in found:
                await send(dict(message))
            return None
        sent: list[Message] = []

        async def keep(message: Message) -> None:
            sent.append({**message, "headers": list(message["headers"])} if "headers" in message else message)
            await send(message)

        await self.app(scope, receive, keep)
        if sent and sent[0].get("status") == 200 and "etag" in Headers(raw=sent[0]["headers"]):
            if sum(len(m.get("body", b"")) for m in sent) <= LARGEST:
                self._pages[key] = sent
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        return None
