"""Twenty readers of the web app, for locust: each opens a page, reads a moment, opens the next."""

from __future__ import annotations

import random

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


class Reader(HttpUser):
    """A reader who goes from page to page; the names group the addresses in locust's table."""

    wait_time = between(0.5, 1.5)

    def on_start(self) -> None:
        """Learn the ids there are."""
        self.chance = random.Random(id(self))
        self.actors = [a["id"] for a in self.client.get("/api/actors", name="ids").json()]
        self.issues = [i["id"] for i in self.client.get("/api/issues", name="ids").json()]
        cells = self.client.get("/api/map.csv", name="ids").text.splitlines()[1:]
        self.cells = ["/map/{}/{}".format(*row.split(",")[:2]) for row in cells if row.split(",")[2]]
        said = self.client.get("/api/statements?count=200", name="ids").json()["statements"]
        self.texts = [f"/article/{s['article']}" for s in said] + [f"/statement/{s['id']}" for s in said]

    @task(6)
    def a_list(self) -> None:
        """Open one of the pages in the head."""
        path = self.chance.choice(LISTS)
        self.client.get(path, name=f"page {path}")

    @task(6)
    def one(self) -> None:
        """Open one actor, issue or cell."""
        kind = self.chance.choice(("actor", "issue", "cell"))
        rows = {"actor": self.actors, "issue": self.issues}.get(kind)
        path = f"/{kind}/{self.chance.choice(rows)}" if rows else self.chance.choice(self.cells)
        self.client.get(path, name=f"page {kind}")

    @task(4)
    def a_text(self) -> None:
        """Open an article or a statement."""
        self.client.get(self.chance.choice(self.texts), name="page text")

    @task(4)
    def search(self) -> None:
        """Search for some words."""
        self.client.get("/search", params={"q": self.chance.choice(WORDS)}, name="search")


@events.request.add_listener
def refuse(response=None, exception=None, name="", **_):  # type: ignore[no-untyped-def]
    """Count nothing but full answers: a page that was kept is no work."""
    if response is not None and response.status_code not in (200,) and exception is None:
        raise AssertionError(f"{name}: {response.status_code}")
