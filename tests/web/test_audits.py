"""The page that audits a pasted or uploaded brief."""

import io

import docx
import pytest

BRIEF = "Ukraine talks: 2 February 2025\n\nMoscow\n\n- Trump said that U.S. and Russian officials were “already talking” about ending the war.\n- Kyiv will plant birches in Odesa."


def test_a_pasted_brief_gets_its_verdicts_with_the_words_they_rest_on(reading):
    page = reading.post("/audit", data={"words": BRIEF}).text
    assert "already talking" in page and "not found" in page and "1 supported" in page
    assert "Audit: Ukraine talks" in page


def test_a_word_file_is_taken(reading):
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("Kyiv will plant birches in Odesa next spring.")
    made.save(out)
    page = reading.post("/audit", files={"file": ("brief.docx", out.getvalue())}).text
    assert "Nothing in this record speaks of it" in page


@pytest.mark.parametrize(
    "given", [{"words": " "}, {"words": "Україна хоче миру і безпеки для всіх своїх громадян."}]
)
def test_what_cannot_be_audited_is_refused_in_words(reading, given):
    answer = reading.post("/audit", data=given)
    assert answer.status_code == 400 and "xpected" in answer.text


def test_markup_in_a_brief_is_shown_and_never_acts(reading):
    page = reading.post(
        "/audit",
        data={"words": "Putin said <script>alert(1)</script> that the war would end within two months."},
    ).text
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_the_api_gives_what_the_command_gives(reading):
    told = reading.post("/api/audit", json={"text": BRIEF, "as_of": "2025-02-02"}).json()
    assert told["as_of"] == "2025-02-02" and len(told["findings"]) == 2
