"""Rules and model weighed: the clearer is taken, two that contradict each other leave it unclear."""

import numpy as np
import pytest

from onrecord.extract.bearing import settle, stems
from onrecord.extract.stance import Judged
from onrecord.extract.weigh import Weighed
from onrecord.model import Stance


def weighed(supports=0.0, opposes=0.0, conditional=0.0, unclear=0.0):
    made = np.array([supports, opposes, conditional, unclear, 0.0]) + 1e-6
    return Weighed(made / made.sum(), np.eye(6)[0], np.eye(10)[0])


@pytest.mark.parametrize(
    ("rule", "model", "settled"),
    [
        (Stance.SUPPORTS, {"supports": 0.9, "opposes": 0.1}, Stance.SUPPORTS),
        (Stance.SUPPORTS, {"supports": 0.02, "opposes": 0.98}, Stance.UNCLEAR),
        (Stance.SUPPORTS, {"supports": 0.1, "opposes": 0.6, "unclear": 0.3}, Stance.SUPPORTS),
        (Stance.UNCLEAR, {"opposes": 0.99}, Stance.OPPOSES),
        (Stance.UNCLEAR, {"opposes": 0.6, "unclear": 0.4}, Stance.UNCLEAR),
    ],
)
def test_what_rules_and_model_come_to(rule, model, settled):
    assert settle(Judged(rule, None, "why"), weighed(**model)).stance is settled


def test_words_share_their_stems():
    assert stems("elections were held") & stems("an election is held")
