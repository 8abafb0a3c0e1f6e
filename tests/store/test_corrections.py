from onrecord.model import Correction, Stance
from onrecord.store.corrections import apply_corrections
from tests.factories import one

MADE = one("Berg called for a truce.")


def corrected(*rows):
    found = apply_corrections(
        [MADE], [Correction(MADE.id, *row, "why", "me", f"2025-02-0{i}") for i, row in enumerate(rows, 1)]
    )
    return found[0] if found else None


def test_a_correction_changes_what_was_understood_and_not_what_was_read():
    made = corrected(("stance", "opposes"))
    assert made.stance is Stance.OPPOSES
    assert made.attribution == MADE.attribution
    assert "corrected by me" in made.corrected


def test_the_newest_correction_wins():
    assert corrected(("stance", "opposes"), ("stance", "unclear")).stance is Stance.UNCLEAR


def test_a_rejected_statement_is_left_out_and_can_come_back():
    assert corrected(("reject", "yes")) is None
    assert corrected(("reject", "yes"), ("reject", "no")) == MADE


def test_without_corrections_nothing_changes():
    assert corrected() == MADE
