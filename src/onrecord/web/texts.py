"""The pages of evidence: articles with all that was found in them, statements, search, what the record rests on."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import UnknownId
from onrecord.model import Act, Article, Correction, Stance
from onrecord.render.tables import statement_table
from onrecord.spans import Span, context, squeeze
from onrecord.store.corrections import standing
from onrecord.store.search import MOST, SearchIndex, Wanted
from onrecord.web.frame import shelf_of, show
from onrecord.web.lists import everybody
from onrecord.web.pages import page_asked
from onrecord.web.shelf import State
from onrecord.web.views import Page, card, found, marked, page_of, refused

texts = APIRouter(include_in_schema=False)
SAID, TOLD = 20, 10  # statements and articles a page of results
MOST_COPIES = 12  # copies of one text that are named
REACH = 400  # characters shown on either side of a statement
STANCES = [(s.value, s.value) for s in Stance]
ACTS = [(a.value, a.value) for a in Act]
_SHOWN = (
    "named_as", "actor", "on_behalf_of", "about", "issue", "stance", "act", "kind", "said_on", "occasion", "condition",
    "hedged", "confidence", "level", "why", "found_by",
)  # fmt: skip


def article_of(state: State, ident: str) -> Article:
    """Return an article by id; raises ``UnknownId``."""
    made = state.evidence.article_by_id.get(ident)
    if made is None:
        raise UnknownId(
            f"no article '{ident[:60]}' in the record",
            expected="an article's id (a-...)",
            todo="see coverage",
        )
    return made


@texts.get("/article/{ident}")
def article(request: Request, ident: str) -> Response:
    """Show one article with sources, cues and contents marked, and what was refused."""
    state = shelf_of(request).state()
    made = article_of(state, ident)
    outlet = state.negotiation.outlet(made.outlet)
    statements = sorted(state.by_article.get(ident, ()), key=lambda s: (s.attribution.whole, s.id))
    return show(
        request,
        "article.html",
        state,
        article=made,
        outlet=outlet,
        about=", ".join(x for x in (outlet.country, outlet.ownership, outlet.kind) if x),
        link=made.url if made.url.startswith(("https://", "http://")) else "",
        also=sorted({s.url or s.file for s in made.sightings} - {made.url or made.file}),
        withdrawn=next((w for w in state.evidence.withdrawn if w.article == ident), None),
        text=marked(made, statements),
        cards=[card(s, state.everything, state) for s in statements],
        refusals=refused(made, state.evidence.refusals),
    )


@texts.get("/statement/{ident}")
def statement(request: Request, ident: str) -> Response:
    """Show one statement in its place, all that was understood of it, and the form to correct it."""
    state = shelf_of(request).state()
    counts = {c.id for c in standing(state.corrections)}
    history = [(c, c.id in counts) for c in state.corrections if c.target == ident]
    made = state.by_id.get(ident)
    if made is None and any(c.field == "reject" and good for c, good in history):
        return show(request, "rejected.html", state, ident=ident, history=history)
    if made is None:
        raise UnknownId(
            f"no statement '{ident[:60]}' in the record",
            expected="a statement's id (s-...)",
            todo="search for its words",
        )
    text = state.evidence.article_by_id[made.attribution.article].text
    place = around(text, made.attribution.whole)
    table = statement_table(made)
    facts = [
        (k.replace("_", " "), _told(table[k], state, text))
        for k in _SHOWN
        if table.get(k) not in (None, "", [])
    ]
    return show(
        request,
        "statement.html",
        state,
        place=place,
        facts=facts,
        history=history,
        **form_of(state, ident, request.query_params.get("next") or f"/statement/{ident}"),
    )


def around(text: str, span: Span) -> tuple[str, str, str]:
    """Return the words before, in and after a span, cut between words.

    >>> around("one two three four five", Span(8, 13))
    ('one two ', 'three', ' four five')
    """
    before, after = context(text, span, REACH)
    if len(before) >= REACH:
        before = "… " + before.partition(" ")[2]
    if len(after) >= REACH:
        after = after.rpartition(" ")[0] + " …"
    return before, span.cut(text), after


@texts.get("/statement/{ident}/form")
def form(request: Request, ident: str) -> Response:
    """Return the form that corrects a statement, to be set into another page."""
    state = shelf_of(request).state()
    if ident not in state.by_id:
        raise UnknownId(f"no statement '{ident[:60]}' in the record", expected="a statement's id (s-...)")
    return show(request, "mend.html", state, **form_of(state, ident, request.query_params.get("next") or "/"))


def form_of(state: State, ident: str, back: str) -> dict[str, Any]:
    """Return what the form that corrects a statement needs; *back* is the page to come back to."""
    made = state.by_id[ident]
    return {
        "s": made,
        "card": card(made, state.everything, state),
        "back": back,
        "everybody": everybody(state),
        "issues": [(i.id, i.label) for i in state.negotiation.issues],
        "stances": STANCES,
        "acts": ACTS,
        "me": state.reader,
    }


def _told(value: object, state: State, text: str) -> str:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(x, int) for x in value):
        return squeeze(text[value[0] : value[1]])  # a span
    if isinstance(value, list):
        return " to ".join(dict.fromkeys(state.names.get(str(x), str(x)) for x in value))
    return state.names.get(str(value), str(value))


@texts.get("/search")
def search(request: Request) -> Response:
    """Show the statements and articles that have some words."""
    state = shelf_of(request).state()
    wanted = wanted_of(request)
    number = page_asked(request)
    said_rows, told_rows = [], []
    said = told = None
    kept = {k: getattr(wanted, k) for k in ("side", "issue", "stance", "outlet", "since", "until")}
    asks = bool(wanted.words or any(kept.values()))
    # what is said by someone or on something is asked of statements alone
    whole = bool(wanted.words) and not (wanted.side or wanted.issue or wanted.stance)
    if asks:
        index: SearchIndex = state.index
        said = index.statements(wanted, (number - 1) * SAID, SAID)
        told = index.articles(wanted if whole else Wanted(""), (number - 1) * TOLD, TOLD)
        look = state.everything
        said_rows = [
            (card(state.by_id[h.id], look, state), found(h.shown)) for h in said.hits if h.id in state.by_id
        ]
        told_rows = [(state.evidence.article_by_id[h.id], found(h.shown)) for h in told.hits]
    return show(
        request,
        "search.html",
        state,
        q=wanted.words,
        wanted=wanted,
        kept=kept,
        asks=asks,
        whole=whole,
        number=number,
        said=said,
        told=told,
        said_rows=said_rows,
        told_rows=told_rows,
        most=MOST,
        everybody=everybody(state),
        issues=[(i.id, i.label) for i in state.negotiation.issues],
        stances=STANCES,
        outlets=state.once("outlets", lambda: _outlets(state)),
    )


def _outlets(state: State) -> list[tuple[str, str]]:
    ids = {a.outlet for a in state.evidence.articles if a.outlet}
    return sorted(((o, state.negotiation.outlet(o).name) for o in ids), key=lambda row: row[1])


def wanted_of(request: Request) -> Wanted:
    """Return what an address asks to search for."""
    asked = request.query_params
    names = ("side", "issue", "stance", "outlet", "since", "until")
    return Wanted(asked.get("q", "").strip()[:200], *(asked.get(n, "")[:80] for n in names))


def _rest(state: State) -> dict[str, Any]:
    """Return what coverage shows beside the articles: counts, undated, copies, skipped, notices."""
    evidence = state.evidence
    copies = [
        (o.reason, [evidence.article_by_id[a] for a in o.articles[:MOST_COPIES]], len(o.articles))
        for o in evidence.origins
        if len(o.articles) > 1
    ]
    notices = (
        []
        if not state.days
        else [
            {
                "article": n.article,
                "words": squeeze(n.span.cut(evidence.article_by_id[n.article].text))[:240],
                "touches": [evidence.article_by_id[t] for t in n.touches[:MOST_COPIES]],
            }
            for n in state.everything.notices
        ]
    )
    reasons = Counter(s.reason for s in evidence.skipped)
    counts = [
        ("articles", len(evidence.articles)),
        ("independent origins", len(set(evidence.origin_of.values()))),
        ("statements", len(evidence.statements)),
        ("undated", len(evidence.undated)),
        *((f"skipped: {reason}", n) for reason, n in reasons.most_common()),
    ]
    return {
        "counts": counts,
        "undated": evidence.undated[:200],
        "copies": copies[:100],
        "skipped": evidence.skipped[:200],
        "notices": notices[:50],
    }


@texts.get("/coverage")
def coverage(request: Request) -> Response:
    """Show what was read, skipped, undated, copied, and which corrections articles carry."""
    state = shelf_of(request).state()
    evidence = state.evidence
    gone = {w.article for w in evidence.withdrawn}
    page = page_of(state.newest_articles, page_asked(request), 50)
    shown = [
        {
            "id": a.id,
            "day": a.day.isoformat() if a.day else "undated",
            "outlet": state.negotiation.outlet(a.outlet).name,
            "title": a.title or a.file,
            "count": len(state.by_article.get(a.id, ())),
            "sightings": len(a.sightings),
            "withdrawn": a.id in gone,
        }
        for a in page.rows
    ]
    rest = state.once("coverage", lambda: _rest(state))
    return show(
        request,
        "coverage.html",
        state,
        articles=Page(shown, page.number, page.pages, page.total),
        **rest,
    )


def label_of(row: Correction, state: State) -> dict[str, Any]:
    """Return a correction as the list of corrections shows it."""
    made = state.by_id.get(row.target) or state.as_read.get(row.target)
    link, words = "", ""
    if made is not None:
        link = f"/statement/{row.target}"
        article = state.evidence.article_by_id[made.attribution.article]
        words = squeeze(made.attribution.whole.cut(article.text))[:140]
        what = f"{state.names.get(made.actor) or made.named_as or 'nobody named'}"
    elif row.target in state.names:
        what = state.names[row.target]
        link = f"/actor/{row.target}" if row.target in state.negotiation.actor_by_id else ""
    else:
        what = row.target
    return {
        "id": row.id,
        "at": row.at[:16].replace("T", " "),
        "who": row.who,
        "what": what,
        "link": link,
        "words": words,
        "field": row.field,
        "value": state.names.get(row.value, row.value) or "none",
        "why": row.why,
    }
