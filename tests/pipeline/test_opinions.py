"""Second opinions from programs: shown, never obeyed, and their faults said."""

import sys
from datetime import date

import pytest

from onrecord.document import Citation
from onrecord.errors import UsageError
from onrecord.model import Article, Sighting
from onrecord.pipeline.opinions import with_opinions
from onrecord.spans import Span
from onrecord.verdicts import Audit, Claim, Finding, Verdict

ARTICLE = Article("a-1", "Kyiv agrees.", "en", (Sighting("2025-02-02", "r.html", "", "r", ""),))
CITED = Citation.of(ARTICLE, Span(0, 12))
FOUND = Audit(
    ARTICLE,
    date(2025, 2, 2),
    (
        Finding(Claim(Span(0, 12), "Kyiv agrees."), Verdict.SUPPORTED, "", (CITED,)),
        Finding(Claim(Span(0, 12), "Kyiv agrees."), Verdict.NOT_FOUND, ""),
    ),
    1,
)


def program(tmp_path, body):
    path = tmp_path / "second.py"
    path.write_text(f"import json, sys\nfor line in sys.stdin:\n    asked = json.loads(line)\n    {body}\n")
    return f"{sys.executable} {path}"


def test_an_opinion_stands_beside_the_verdict_and_changes_none(tmp_path):
    told = with_opinions(
        FOUND, program(tmp_path, 'print(json.dumps({"says": "contradicts", "confidence": 0.9}))')
    )
    assert [f.verdict for f in told.findings] == [Verdict.SUPPORTED, Verdict.NOT_FOUND]
    assert told.findings[0].second.says == "contradicts"
    assert told.findings[1].second is None


@pytest.mark.parametrize(
    "body",
    [
        "print('yes')",
        "pass",
        'print(json.dumps({"says": "maybe"}))',
        "sys.exit(3)",
        'print(json.dumps(["supports"]))',
    ],
)
def test_an_answer_of_another_form_is_refused_with_what_was_expected(tmp_path, body):
    with pytest.raises(UsageError) as error:
        with_opinions(FOUND, program(tmp_path, body))
    assert error.value.expected and error.value.found


def test_a_program_that_is_not_there_or_never_answers_is_said(tmp_path):
    with pytest.raises(UsageError, match="cannot be asked"):
        with_opinions(FOUND, "/nowhere/at-all")
    with pytest.raises(UsageError, match="longer than"):
        with_opinions(FOUND, program(tmp_path, "import time; time.sleep(30)"), longest=0.5)
