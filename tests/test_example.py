"""The shipped example, end to end and offline: the traps it sets are not walked into."""

import socket
from datetime import date

import pytest

from onrecord import pipeline
from onrecord.document import Voice
from onrecord.model import Stance
from onrecord.render.page import to_page
from onrecord.store.store import RecordWriter
from tests.factories import EXAMPLE

AS_OF = date(2025, 2, 2)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    def refuse(*_: object, **__: object):
        raise AssertionError("the network was used")

    patch = pytest.MonkeyPatch()
    patch.setattr(socket, "socket", refuse)
    patch.setattr(socket, "create_connection", refuse)
    with RecordWriter(tmp_path_factory.mktemp("example") / "r.db", create=True) as made:
        pipeline.add(made, [EXAMPLE / "articles"], EXAMPLE / "negotiation.toml")
        yield made
    patch.undo()


@pytest.fixture(scope="module")
def evidence(record):
    return pipeline.evidence_of(record)


@pytest.fixture(scope="module")
def brief(record):
    return pipeline.brief_of(record, AS_OF)


def lines(brief, section):
    found = next(s for s in brief.sections if s.id == section)
    return [line for group in found.groups for line in group.lines]


def stances(evidence, actor, issue, until=AS_OF):
    known = evidence.until(until)
    return {s.stance for s in known.statements if (s.actor, s.issue) == (actor, issue) and s.own}


def test_forty_reports_are_read(evidence):
    assert len(evidence.articles) >= 40


def test_what_cannot_be_used_is_skipped_with_its_reason(evidence):
    reasons = {s.file: s.reason for s in evidence.skipped}
    assert reasons["2025-02-01-rhine-zeitung-broken.html"] == "no article text"
    assert reasons["2025-01-29-vechirni-visti-boitsia-perehovoriv.html"] == "language"
    assert [a.title for a in evidence.undated] == ["Ukraine talks: who wants what?"]


def test_the_wire_report_in_three_outlets_is_one_origin(evidence):
    of = {a.file: evidence.origin_of[a.id] for a in evidence.articles}
    three = [
        "2025-02-01-harbour-wire-zelenskyy-talks-without-us.html",
        "2025-02-02-gulf-meridian-zelenskyy-dangerous-for-everyone.md",
        "2025-02-02-bosphorus-bulletin-meet-trump-first.html",
    ]
    assert len({of[f] for f in three}) == 1


def test_one_text_under_two_addresses_is_one_article(evidence):
    twice = [a for a in evidence.articles if len(a.sightings) == 2]
    assert [a.file for a in twice] == ["2025-02-01-harbour-wire-kellogg-elections-second-address.txt"]


@pytest.mark.parametrize(
    ("actor", "issue", "stance"),
    [
        ("zelenskyy", "ukraine-at-table", Stance.SUPPORTS),
        ("zelenskyy", "annexed-regions", Stance.OPPOSES),
        ("zelenskyy", "trump-first", Stance.SUPPORTS),
        ("putin", "annexed-regions", Stance.SUPPORTS),
        ("putin", "zelenskyy-counterpart", Stance.OPPOSES),
        ("trump", "us-russia-channel", Stance.SUPPORTS),
        ("kellogg", "elections", Stance.SUPPORTS),
        ("lytvyn", "elections", Stance.CONDITIONAL),
        ("rutte", "arming-ukraine", Stance.SUPPORTS),
        ("kallas", "sanctions", Stance.SUPPORTS),
    ],
)
def test_the_founding_briefs_claims_are_on_record(evidence, actor, issue, stance):
    assert stances(evidence, actor, issue) - {Stance.UNCLEAR} == {stance}


def test_what_zelenskyy_says_of_russia_is_not_filed_as_his_or_russias_position(evidence):
    rows = [s for s in evidence.until(AS_OF).statements if s.actor == "zelenskyy" and s.issue == "ceasefire"]
    assert rows
    assert not any(s.own and s.stance is Stance.OPPOSES for s in rows)


def test_the_story_that_resurfaces_keeps_its_true_day(evidence):
    page = next(a for a in evidence.articles if "hot-stage" in a.file)
    rows = [s for s in evidence.statements if s.attribution.article == page.id]
    assert rows
    assert {evidence.day_of(s) for s in rows} == {date(2024, 7, 18)}


def test_the_brief_has_the_sections_an_editor_expects(brief):
    assert [s.id for s in brief.sections] == [
        "players",
        "latest",
        "changed",
        "obstacles",
        "outlook",
        "unknown",
        "coverage",
    ]
    players = next(s for s in brief.sections if s.id == "players")
    assert [g.title for g in players.groups] == ["Ukraine", "United States", "Russia", "NATO and Europe"]


def test_old_words_are_shown_as_old(evidence):
    territory = [
        s for s in evidence.statements if (s.actor, s.issue) == ("putin", "annexed-regions") and s.own
    ]
    assert {evidence.day_of(s) for s in territory} == {date(2024, 6, 14)}


def test_trumps_role_changes_with_the_day(evidence):
    known = {s.on_behalf_of for s in evidence.until(date(2025, 1, 19)).statements if s.actor == "trump"}
    assert known == {""}
    after = {s.on_behalf_of for s in evidence.statements if s.actor == "trump"} - known
    assert after == {"us"}


def test_every_quotation_of_the_brief_stands_in_an_article(brief, evidence):
    texts = " ".join(" ".join(a.text.split()) for a in evidence.articles)
    for sentence in brief.sentences():
        for part in sentence.parts:
            if part.voice is Voice.VERBATIM and "‘" not in part.text:
                assert part.text.strip("“”") in texts


def test_the_brief_is_short_enough_to_be_read(brief):
    words = sum(len(f"{s.label} {s.text} {s.note}".split()) for s in brief.sentences())
    assert words <= 1150


def test_the_page_is_small(brief):
    assert len(to_page(brief).encode()) < 1_000_000


def test_every_day_of_the_example_gives_a_brief_that_passes_its_audit(record):
    for day in (date(2025, 1, 10), date(2025, 1, 24), date(2025, 2, 12), date(2025, 3, 1), date(2025, 3, 14)):
        assert list(pipeline.brief_of(record, day).sentences())
