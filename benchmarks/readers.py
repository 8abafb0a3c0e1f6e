"""Twenty readers of the web app, for locust: each opens a page, reads a moment, opens the next."""

from __future__ import annotations

import json
import random
import urllib.request

from locust import HttpUser, between, events, task

LISTS = (
    "/",
    "/map",
    "/issues",
    "/actors",
    "/timeline",
    "/camps",
    "/coverage",
    "/corrections",
    "/search",
    "/add",
)
WORDS = (
    "ceasefire",
    "security guarantees",
    "troops",
    "talks with Russia",
    '"direct talks"',
    "elect",
    "Putin ready",
    "minerals",
    "sanct",
)


IDS: dict[str, list[str]] = {}


@events.test_start.add_listener
def learn(environment, **_):  # type: ignore[no-untyped-def]
    """Learn the ids there are, before anybody reads."""

    def ask(path: str) -> bytes:
        return urllib.request.urlopen(environment.host + path).read()

    IDS["actors"] = [a["id"] for a in json.loads(ask("/api/actors"))]
    IDS["issues"] = [i["id"] for i in json.loads(ask("/api/issues"))]
    rows = [row.split(",") for row in ask("/api/map.csv").decode().splitlines()[1:]]
    IDS["cells"] = [f"/map/{row[0]}/{row[1]}" for row in rows if row[2]]
    said = json.loads(ask("/api/statements?count=200"))["statements"]
    IDS["texts"] = [f"/article/{s['article']}" for s in said] + [f"/statement/{s['id']}" for s in said]


class Reader(HttpUser):
    """A reader who goes from page to page; the names group the addresses in locust's table."""

    wait_time = between(0.5, 1.5)

    def on_start(self) -> None:
        """Begin somewhere else than the others."""
        self.chance = random.Random(id(self))

    @task(6)
    def a_list(self) -> None:
        """Open one of the pages in the head."""
        path = self.chance.choice(LISTS)
        self.client.get(path, name=f"page {path}")

    @task(6)
    def one(self) -> None:
        """Open one actor, issue or cell."""
        kind = self.chance.choice(("actor", "issue", "cell"))
        rows = {"actor": IDS["actors"], "issue": IDS["issues"]}.get(kind)
        path = f"/{kind}/{self.chance.choice(rows)}" if rows else self.chance.choice(IDS["cells"])
        self.client.get(path, name=f"page {kind}")

    @task(4)
    def a_text(self) -> None:
        """Open an article or a statement."""
        self.client.get(self.chance.choice(IDS["texts"]), name="page text")

    @task(4)
    def search(self) -> None:
        """Search for some words."""
        self.client.get("/search", params={"q": self.chance.choice(WORDS)}, name="search")


@events.request.add_listener
def refuse(response=None, exception=None, name="", **_):  # type: ignore[no-untyped-def]
    """Count nothing but full answers: a page that was kept is no work."""
    if response is not None and response.status_code not in (200,) and exception is None:
        raise AssertionError(f"{name}: {response.status_code}")
