from onrecord.analyse.everything import analyse
from tests.factories import DAY, evidence, talks


def test_what_only_unnamed_people_say_is_found():
    found = analyse(
        talks(), evidence(("Two officials said on Friday that a truce must come first.", {})), DAY
    )
    assert [s.named_as for s in found.unnamed] == ["Two officials"]
    assert found.positions == ()
