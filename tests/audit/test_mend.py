"""Briefs mended by their audits: what is struck, put right, added."""

from datetime import date

from onrecord.audit.mend import mend
from onrecord.dates import Interval
from onrecord.document import Citation
from onrecord.model import Article, Outlet, Sighting
from onrecord.spans import Span
from onrecord.verdicts import Audit, Change, Claim, Edit, Finding, Verdict

WORDS = "Rutte wants a stronger Ukraine before any talks."
TEXT = f"Kyiv will plant birches. {WORDS}"
ARTICLE = Article(
    "a-1", WORDS, "en", (Sighting("2025-02-02", "r.html", "https://r.example/1", "r", "Rutte"),)
)
CITED = Citation.of(ARTICLE, Span(0, len(WORDS)))


def audit(*findings, addresses=None, read=None):
    brief = Article("a-b", TEXT, "en", (Sighting("", "brief.txt", "", "", ""),))
    return Audit(
        brief,
        date(2025, 2, 2),
        findings,
        1,
        {"a-1": ARTICLE},
        {"r": Outlet("r", "R")},
        addresses or {},
        read or {},
    )


def claim(words, **more):
    start = TEXT.index(words)
    return Claim(Span(start, start + len(words)), words, **more)


def test_a_sentence_that_nothing_bears_is_struck():
    made = mend(audit(Finding(claim("Kyiv will plant birches."), Verdict.NOT_FOUND, "")))
    assert [(r.kind, r.text) for r in made.runs] == [
        (Change.STRUCK, "Kyiv will plant birches."),
        (Change.KEPT, f" {WORDS}"),
    ]


def test_what_is_borne_is_given_its_day_and_its_article():
    made = mend(audit(Finding(claim(WORDS), Verdict.SUPPORTED, "", (CITED,))))
    assert made.runs[-1].text == " (2 Feb 2025) [1]"
    assert made.cited == {"1": "a-1"}


def test_a_day_that_the_claim_has_is_not_said_twice():
    day = Interval(date(2025, 2, 2), date(2025, 2, 2))
    made = mend(audit(Finding(claim(WORDS, dates=(day,)), Verdict.SUPPORTED, "", (CITED,))))
    assert made.runs[-1].text == " [1]"


def test_a_quotation_is_put_right_in_its_place():
    place = Span(TEXT.index("stronger"), TEXT.index("stronger") + len("stronger"))
    made = mend(
        audit(Finding(claim(WORDS), Verdict.NOT_VERBATIM, "", (CITED,), edits=(Edit(place, "strong"),)))
    )
    assert "wants a strong Ukraine" in made.text


def test_a_brief_s_own_mark_is_kept_and_new_ones_go_on_from_its_last():
    url = "https://r.example/1"
    own = mend(
        audit(Finding(claim(WORDS), Verdict.SUPPORTED, "", (CITED,)), addresses={"3": url}, read={url: "a-1"})
    )
    new = mend(
        audit(Finding(claim(WORDS), Verdict.SUPPORTED, "", (CITED,)), addresses={"3": url}, read={url: ""})
    )
    assert own.runs[-1].text.endswith("[3]") and not own.cited
    assert new.runs[-1].text.endswith("[4]")


def test_without_what_was_added_the_runs_are_the_brief():
    made = mend(
        audit(
            Finding(claim("Kyiv will plant birches."), Verdict.CONTRADICTED, "", (CITED,)),
            Finding(claim(WORDS), Verdict.IN_PART, "not borne: “any”", (CITED,), unfound=(Span(1, 2),)),
        )
    )
    assert "".join(r.text for r in made.runs if r.kind is not Change.ADDED) == TEXT
