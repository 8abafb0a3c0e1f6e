from onrecord.analyse.everything import analyse
from tests.factories import DAY, evidence, talks


def kinds(text):
    return [o.kind for o in analyse(talks(), evidence((text, {})), DAY).outlook]


def test_a_forecast_of_the_end_is_found():
    assert kinds("Berg said that the war will end within months.") == ["forecast"]


def test_a_forecast_of_something_else_is_not():
    assert kinds("Berg said that the rain will end within days.") == []


def test_a_condition_is_an_unless():
    assert "unless" in kinds("Berg said that Norland was ready for a truce if Sudria leaves the bridge.")
