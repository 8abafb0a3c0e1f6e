"""The reader on the corpus' own articles that it did not learn from: spans, links, speakers, stance, hold, act.

The corpus is in our own words, so these figures say whether the reader learned what it was taught; how it does on
the real press is measured on PolNeAR, GUM and the labelled public texts.
"""

from __future__ import annotations

import re
from collections import Counter

from training.examples import CORPUS, ROOT, find_layers, is_aside, read_corpus
from training.marks import LabelledArticle, Marked, read_labelled
from training.questions import question_of

from benchmarks.score import Row, Tally, f1, figures, macro_f1, percent, tally, trimmed
from onrecord.extract.decode import ACTS, HOLDS
from onrecord.extract.reading import Reader, make_reader
from onrecord.extract.weigh import TOWARDS, Weigher, load_weigher
from onrecord.model import Article, Sighting
from onrecord.negotiation import Negotiation, parse_negotiation

SECOND = ROOT / "corpus" / "second"
_BODIES = {"state": "state", "group": "group", "party": "group", "body": "body"}


def aside() -> list[LabelledArticle]:
    """Return the labelled articles that are set aside from every trial."""
    return [a for a in read_corpus() if is_aside(a.id)]


def talks_of(article: LabelledArticle) -> Negotiation:
    """Return a negotiation with the actors and propositions that an article's head names."""
    ids = {row[0]: _slug(row[0]) for row in article.actors}
    rows = ['id = "talks"', 'name = "Talks"']
    set(ids)
    for name, *rest in article.actors:
        about, more = [*rest, "", ""][:2]
        person = about in ("he", "she", "they")
        rows += ["[[actors]]", f"id = {_quoted(ids[name])}", f"name = {_quoted(name)}"]
        rows.append(f'kind = "{"person" if person else _BODIES.get(about, "body")}"')
        if not person:
            rows.append("party = true")
            rows.append(
                "aliases = [" + ", ".join(_quoted(w.strip()) for w in more.split(",") if w.strip()) + "]"
            )
            continue
        rows.append(f'pronoun = "{about}"')
        surnames = Counter(row[0].split()[-1] for row in article.actors)
        if len(name.split()) > 1 and surnames[name.split()[-1]] == 1:
            rows.append(f"aliases = [{_quoted(name.split()[-1])}]")
        roles = [r for part in re.split(r"[,;] ", more) if (r := _role(part.strip(), ids))]
        if roles:
            rows.append(f"roles = [{', '.join(roles)}]")
    for key, words in (article.propositions or {"P0": "Nothing is asked."}).items():
        rows += ["[[issues]]", f'id = "{key.lower()}"', f'label = "{key}"', f"proposition = {_quoted(words)}"]
    return parse_negotiation("\n".join(rows).encode())


def _role(words: str, ids: dict[str, str]) -> str:
    title, _, body = words.partition(" of ")
    for name, ident in ids.items():
        if body.strip() in (name, f"the {name}"):
            return f'{{ title = {_quoted(title)}, of = "{ident}", speaks_for = "{ident}" }}'
    return ""


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "").replace('"', "'") + '"'


def plain(article: LabelledArticle) -> Article:
    """Return the article as gathered, its headline still in the text."""
    day = article.head.get("published", "")
    return Article(Article.id_of(article.text), article.text, "en", (Sighting(day, article.id, "", "", ""),))


def gold_rows(article: LabelledArticle, layers: dict[int, int]) -> list[Row]:
    """Return the outermost statements as rows to score."""
    return [
        Row(
            trimmed(s.source[:1], article.text),
            trimmed(s.cue, article.text),
            trimmed(s.content, article.text),
            _actor(s),
            {k.lower(): v for k, v in s.label.issues.items()} if s.label else {},
        )
        for s in article.statements
        if layers[s.number] == 0
    ]


def _actor(s: Marked) -> str | None:
    if s.label is None or not s.label.speaker or s.label.speaker.startswith("?"):
        return None
    return _slug(s.label.speaker)


def spans(reader_of) -> dict[str, float]:
    """Return span, link and speaker figures; *reader_of* makes a reader of a negotiation."""
    done = Tally()
    for article in aside():
        made = plain(article)
        reader: Reader = reader_of(talks_of(article))
        found = reader.read(made).statements
        rows: dict[object, Row] = {}
        for s in found:
            a = s.attribution
            if a.layer == 0:
                rows[a.source, a.cue, a.content] = Row(
                    trimmed([(a.source.start, a.source.end)] if a.source else None, made.text),
                    trimmed([(a.cue.start, a.cue.end)], made.text),
                    trimmed([(c.start, c.end) for c in a.content], made.text),
                    s.actor or None,
                )
        tally(gold_rows(article, find_layers(article.statements)), list(rows.values()), done)
    return figures(done)


def meaning(weigher: Weigher) -> dict[str, float]:
    """Return how the second model does on labelled statements and propositions: stance, whether related, hold, act."""
    stances: Counter = Counter()
    counts: Counter = Counter()
    for article in aside():
        for s in article.statements:
            if not s.label or not s.cue or not s.content:
                continue
            for key, words in article.propositions.items():
                made = weigher.weigh(question_of(article.text, s, words))
                related = made.towards[4] < 0.5
                gold = s.label.issues.get(key)
                counts["related", gold is not None, bool(related)] += 1
                if gold:
                    stances[gold, TOWARDS[int(made.towards[:4].argmax())]] += 1
            counts["hold", s.label.hold == HOLDS[int(made.holds.argmax())]] += 1
            counts["act", s.label.act == ACTS[int(made.acts.argmax())]] += 1
    hit = counts["related", True, True]
    total = sum(stances.values())
    opposite = stances["supports", "opposes"] + stances["opposes", "supports"]
    return {
        "related F1": f1(hit, hit + counts["related", True, False], hit + counts["related", False, True]),
        "stance macro-F1": macro_f1(stances),
        "stance accuracy": percent(sum(n for (g, p), n in stances.items() if g == p), total),
        "stance reversed": percent(opposite, total),
        "hold accuracy": percent(counts["hold", True], counts["hold", True] + counts["hold", False]),
        "act accuracy": percent(counts["act", True], counts["act", True] + counts["act", False]),
    }


def measure() -> dict[str, float]:
    """Return both kinds of figures for the shipped models, which learned from nothing that is set aside."""
    made = spans(make_reader)
    kept = {k: v for k, v in made.items() if "issue" not in k and "stance" not in k}
    return kept | meaning(load_weigher())


def agreement() -> dict[str, float]:
    """Return the second labelling of the corpus measured against the first: spans, speaker, stance, hold, act."""
    done, same = Tally(), Counter()
    for file in sorted(SECOND.glob("*.txt")):
        one, two = read_labelled(CORPUS / file.name), read_labelled(file)
        if one.text != two.text:
            raise SystemExit(f"{file.name}: the second labelling is of another text")
        first, second = (gold_rows(a, find_layers(a.statements)) for a in (one, two))
        tally(first, second, done)
        labels = {tuple(s.cue): s.label for s in two.statements}
        for s in one.statements:
            other = labels.get(tuple(s.cue))
            if s.label and other:
                for key in ("hold", "act", "said_on"):
                    same[key, getattr(s.label, key) == getattr(other, key)] += 1
    made = figures(done)
    for key in ("hold", "act", "said_on"):
        made[f"{key} the same (same cue)"] = percent(same[key, True], same[key, True] + same[key, False])
    return {"articles": len(list(SECOND.glob("*.txt"))), **made}
