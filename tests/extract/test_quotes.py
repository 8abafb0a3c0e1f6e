import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import find_quotes
from onrecord.spans import Span


def cut(text):
    return [q.inside(text).cut(text) for q in find_quotes(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes, ‘maybe’, no”.", ["yes, ‘maybe’, no"]),
        ("He said ‘we will not go’ today.", ["we will not go"]),
        ("It's Berg's plan, she's told.", []),
        ("„Ja“ und «oui»", ["Ja", "oui"]),
        ("“never closed", ["never closed"]),
        ("the soldiers' demands weren't met", []),
    ],
)
def test_marks_are_paired(text, inside):
    assert cut(text) == inside


@given(st.text(alphabet="\"“”'‘’«» ab,.", max_size=80))
def test_quotations_lie_inside_and_apart(text):
    found = find_quotes(text, Span(0, len(text)))
    assert all(
        0 <= q.span.start <= q.inside(text).start <= q.inside(text).end <= q.span.end <= len(text)
        for q in found
    )
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
