"""Tags and links to statements, without any model: scores are made by hand."""

import numpy as np

from onrecord.extract.decode import (
    ACTS,
    HOLDS,
    LINK,
    TAGS,
    Biases,
    Scores,
    best_path,
    bucket,
    decode,
    find_runs,
)

NONE = Biases(np.zeros(24), np.zeros(24), np.zeros(LINK), np.zeros(LINK))


def rows(*tags):
    """Return log-probabilities that all but say *tags*."""
    out = np.full((len(tags), len(TAGS)), -8.0)
    for i, tag in enumerate(tags):
        out[i, TAGS.index(tag)] = -0.01
    return out


def scores(first, links=None, second=None):
    size = len(first)
    none = rows(*["O"] * size)
    conditions = np.tile(np.array([-0.01, -8.0, -8.0]), (size, 1))
    tags = np.stack([rows(*first), rows(*second) if second else none])
    made = np.zeros((3, size, LINK)) if links is None else links
    return Scores(tags, conditions, made, np.zeros((size, len(HOLDS))), np.zeros((size, len(ACTS))))


def linked(size, pairs):
    """Return linking vectors in which each (role, piece) of *pairs* points in its group's direction."""
    out = np.zeros((3, size, LINK))
    for group, places in enumerate(pairs):
        for role, at in places:
            out[role, at, group] = 5.0
    return out


def test_inside_without_begin_is_never_chosen():
    made = rows("O", "Iq", "Iq")
    assert TAGS[best_path(made, 3)[0]] in ("Bq", "O")
    assert all(TAGS[t] != "Iq" for t in best_path(made, 3)[:1])


def test_runs_end_where_the_next_begins():
    made = rows("Bq", "Iq", "Bq", "O")
    runs = find_runs(best_path(made, 3), made, 2)
    assert [(r.start, r.end) for r in runs] == [(0, 2), (2, 3)]


def test_source_and_content_go_to_the_cue_they_point_to():
    tags = ["Bs", "Bc", "Bq", "Bs", "Bc", "Bq"]
    links = linked(6, [[(0, 1), (1, 3), (2, 5)], [(0, 4), (1, 0), (2, 2)]])
    found, loose, _ = decode(scores(tags, links), NONE)
    assert [(t.cue.start, t.source.start, t.content[0].start) for t in found] == [(1, 3, 5), (4, 0, 2)]
    assert loose == []


def test_a_content_that_points_to_no_cue_is_loose():
    links = np.zeros((3, 2, LINK))
    links[0, 0, 0], links[2, 1, 0] = 5.0, -5.0
    _, loose, _ = decode(scores(["Bc", "Bq"], links), NONE)
    assert [r.start for r in loose] == [1]


def test_the_second_layer_is_read_beside_the_first():
    tags, inner = ["Bs", "Bc", "Bq", "Iq", "Iq"], ["O", "O", "Bs", "Bc", "Bq"]
    links = linked(5, [[(0, 1), (1, 0), (2, 2)], [(0, 3), (1, 2), (2, 4)]])
    found, _, _ = decode(scores(tags, links, inner), NONE)
    assert [(t.layer, t.cue.start) for t in found] == [(0, 1), (1, 3)]


def test_distances_fall_into_buckets_by_side():
    assert bucket(-1) < 12 <= bucket(0) < bucket(5) < bucket(500) < 24
    assert bucket(-500) == 11
