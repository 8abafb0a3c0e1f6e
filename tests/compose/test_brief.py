from datetime import date

import pytest

from onrecord.analyse.everything import analyse
from onrecord.audit.own import audit_brief, find_faults
from onrecord.compose.brief import compose_brief
from onrecord.document import Part, Sentence, Voice
from onrecord.errors import AuditFailed, UncitedSentence
from tests.factories import DAY, evidence, talks

TEXTS = (
    ("Anna Berg told reporters on Saturday: “We are ready for a truce on the whole river.”", {}),
    ("Petros Costas rejected a truce on Saturday, and he said that Norland must open the dam.", {}),
)


def brief(*articles, as_of=DAY):
    held = evidence(*articles)
    return compose_brief(talks(), held, analyse(talks(), held, as_of)), held


def test_a_sentence_without_a_citation_cannot_be_built():
    with pytest.raises(UncitedSentence):
        Sentence((Part("Nobody said this."),), ())


def test_a_brief_passes_its_audit():
    audit_brief(*brief(*TEXTS))


def test_each_side_has_its_line_with_role_words_and_day():
    made, _ = brief(*TEXTS)
    words = {s.actor: (s.text, s.note) for s in made.sentences() if s.actor}
    assert words["berg"] == (
        "Anna Berg (president, Norland) wants a truce: “We are ready for a truce on the whole river”.",
        "Said 1 Feb to reporters",
    )


def test_no_words_are_shown_twice_in_the_players_section():
    made, _ = brief(*TEXTS, *TEXTS)
    players = next(s for s in made.sections if s.id == "players")
    exact = [line.citations[0].exact for g in players.groups for line in g.lines]
    assert len(exact) == len(set(exact))


def test_the_future_moves_no_byte():
    later = ("Anna Berg rejected a truce on Monday.", {"published": "2025-02-03"})
    now, _ = brief(*TEXTS)
    then, _ = brief(*TEXTS, later)
    assert [s.text for s in now.sentences()] == [s.text for s in then.sentences()]


def test_a_record_without_statements_gives_a_brief_that_says_so():
    made, held = brief(("Rain fell on the river all day and nobody spoke.", {}))
    audit_brief(made, held)
    assert [s.id for s in made.sections] == ["coverage"]


def test_a_day_before_all_articles_gives_an_empty_brief():
    made, held = brief(*TEXTS, as_of=date(2020, 1, 1))
    audit_brief(made, held)
    assert not list(made.sentences())


def test_a_quotation_that_stands_in_no_cited_article_fails_the_audit():
    made, held = brief(*TEXTS)
    line = next(s for s in made.sentences() if s.actor == "berg")
    forged = Sentence((Part("“We are ready for war”", Voice.VERBATIM),), line.citations)
    broken = type(made)(made.negotiation, made.title, made.as_of, (forged,), made.sections, made.references)
    assert any("not verbatim" in f for f in find_faults(broken, held))
    with pytest.raises(AuditFailed):
        audit_brief(broken, held)


def test_quotation_marks_around_a_paraphrase_fail_the_audit():
    made, held = brief(*TEXTS)
    line = next(s for s in made.sentences() if s.actor == "berg")
    forged = Sentence((Part("she is “open”", Voice.PARAPHRASE),), line.citations)
    broken = type(made)(made.negotiation, made.title, made.as_of, (forged,), made.sections, made.references)
    assert any("quotation marks" in f for f in find_faults(broken, held))
