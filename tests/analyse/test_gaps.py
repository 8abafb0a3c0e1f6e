from onrecord.analyse.everything import analyse
from tests.factories import DAY, evidence, talks


def test_differing_reports_of_one_speaker_are_found():
    found = analyse(
        talks(),
        evidence(
            ("Berg said on Saturday that a truce must come first.", {}),
            ("Berg rejected a truce on Saturday.", {"outlet": "other.example"}),
        ),
        DAY,
    )
    assert len(found.differences) == 1


def test_what_only_unnamed_people_say_is_found():
    found = analyse(
        talks(), evidence(("Two officials said on Friday that a truce must come first.", {})), DAY
    )
    assert [s.named_as for s in found.unnamed] == ["Two officials"]
    assert found.positions == ()
