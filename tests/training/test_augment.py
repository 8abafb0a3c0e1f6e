"""Changed names and quotation marks keep every label on its words."""

import random

from training.augment import dress, mask_some

from tests.training.test_marks import article


def test_labels_keep_their_places_when_names_and_marks_change():
    made = article("<q1>“No,”</q1> <s1>Ana Reyes</s1> <c1>said</c1>. <q1>“Never in Velmora.”</q1>")
    seen = set()
    for seed in range(30):
        other = dress(made, ["Oyelaran", "Li"], random.Random(seed))
        s = other.statements[0]
        assert other.text[slice(*s.cue[0])] == "said"
        first, last = (other.text[slice(*c)] for c in s.content)
        assert first.strip('“”"‘’«»„') == "No,"
        assert last.strip('“”"‘’«»„').startswith("Never in")
        seen.add(other.text)
    assert len(seen) > 3


def test_most_or_all_or_no_names_are_masked():
    made = article("<q1>“No,”</q1> <s1>Ana Reyes</s1> <c1>said</c1>.")
    counts = {len(mask_some(made, random.Random(n)).find(made.text)) for n in range(30)}
    assert counts == {0, 1}
