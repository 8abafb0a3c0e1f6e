from datetime import date
from xml.etree import ElementTree as ET

from onrecord.findings import Path, Step
from onrecord.model import Stance
from onrecord.render.charts import MOST_LINES, paths_svg, timeline_svg


def path(side, *steps):
    return Path(side, "truce", tuple(Step(date.fromisoformat(d), (), Stance(s), None) for d, s in steps))


def drawn(paths, names=None):
    return ET.fromstring(paths_svg(paths, names or {}, "Truce", "side", date(2025, 3, 1)))


def words(picture):
    return " ".join(t for e in picture.iter() for t in (e.text or "",))


def test_a_picture_names_its_lines_and_describes_itself():
    made = drawn(
        [path("norland", ("2025-02-01", "supports"), ("2025-02-05", "opposes"))], {"norland": "Norland"}
    )
    told = made.find("{http://www.w3.org/2000/svg}desc").text
    assert "Norland supports 2025-02-01" in told and "Norland opposes 2025-02-05" in told
    assert made.get("role") == "img"


def test_a_day_of_words_both_ways_has_a_level_of_its_own():
    assert "both ways" in words(drawn([path("norland", ("2025-02-01", "unclear"))]))
    assert "both ways" not in words(drawn([path("norland", ("2025-02-01", "supports"))]))


def test_of_many_lines_those_with_most_days_are_drawn():
    many = [
        path(f"s{i}", *[(f"2025-02-{d:02d}", "supports") for d in range(1, 2 + i)])
        for i in range(MOST_LINES + 3)
    ]
    told = words(drawn(many))
    assert f"s{MOST_LINES + 2}" in told and "s0 " not in told


def test_what_xml_cannot_hold_is_replaced():
    drawn([path("norland", ("2025-02-01", "supports"))], {"norland": "Nor\x00land & <b>"})


def test_an_empty_timeline_is_a_picture_too():
    ET.fromstring(timeline_svg([], [], "Nothing"))


def test_the_same_paths_give_the_same_picture():
    rows = [path("norland", ("2025-02-01", "supports")), path("sudria", ("2025-02-02", "opposes"))]
    one, other = (paths_svg(rows, {}, "T", "side", date(2025, 3, 1)) for _ in range(2))
    assert one == other
