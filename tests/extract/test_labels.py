from tests.factories import read


def spoken(text, **words):
    made, rows = read(text, **words)
    return [(s.actor, s.attribution.content[0].cut(made.text)) for s in rows]


def test_each_paragraph_of_a_turn_is_the_speakers():
    text = "PRESIDENT BERG: We want peace and quiet.\n\nIt will take time.\n\nMR. COSTAS: We shall see about that."
    assert spoken(text) == [
        ("berg", "We want peace and quiet."),
        ("berg", "It will take time."),
        ("costas", "We shall see about that."),
    ]


def test_a_reporters_question_is_nobodys_position():
    text = "Q  Will there be a truce?\n\nMR. COSTAS: We shall see about that.\n\nQuestion: When?\n\nMR. COSTAS: Soon, I hope."
    _, rows = read(text)
    assert [s.actor for s in rows] == ["", "costas", "", "costas"]
    assert [s.hedged for s in rows] == ["question", "", "question", ""]


def test_a_label_may_carry_a_stage_direction():
    text = "MR. COSTAS (rising): We shall see about that.\n\nPRESIDENT BERG: So we shall."
    assert spoken(text)[0] == ("costas", "We shall see about that.")


def test_the_editors_summary_is_not_the_speakers_words():
    text = (
        "Anna Berg: We want peace and quiet.\n\nThe President then recalled the history of the dam.\n\n"
        "Petros Costas: We shall see about that."
    )
    assert all("recalled" not in words for _, words in spoken(text))


def test_a_transcript_label_means_whom_its_title_names():
    text = "THE PRESIDENT: We want peace and quiet.\n\nMR. COSTAS: We shall see."
    assert spoken(text, title="Remarks by President Berg")[0][0] == "berg"


def test_the_day_over_a_part_of_a_report_speaks_not():
    assert spoken("Monday: a long day\n\nBerg said that the plan was fair.") == [
        ("berg", "that the plan was fair")
    ]
