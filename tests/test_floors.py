"""No figure that can be measured from the repository alone is below its floor."""

from benchmarks.__main__ import below
from benchmarks.accuracy import own_labels


def test_accuracy_on_the_sample_is_not_below_its_floors():
    assert below({"sample": own_labels("sample")}) == []
