import pytest

from onrecord.extract.names import Names
from onrecord.extract.naming import Reading
from onrecord.negotiation import parse_negotiation
from onrecord.spans import Span
from tests.factories import DAY, TALKS, one, read, talks


def actors(text, **words):
    return [s.actor for s in read(text, **words)[1]]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Anna Berg said that the plan was fair.", "berg"),
        ("President Berg said that the plan was fair.", "berg"),
        ("The Norlandic president said that the plan was fair.", "berg"),
        ("Norland's president said that the plan was fair.", "berg"),
        ("The president of Norland said that the plan was fair.", "berg"),
        ("The Castle said that the plan was fair.", "norland"),
        ("Norville said that the plan was fair.", "norland"),
        ("Sudrian Foreign Minister Petros Costas said that the plan was fair.", "costas"),
        ("On Tuesday Berg said that the plan was fair.", "berg"),
        ("Petros Kostas said that the plan was fair.", "costas"),
        # not the speaker
        ("The Norlandic interior president said that the plan was fair.", ""),
        ("Berg's adviser said that the plan was fair.", ""),
        ("A spokesman for Berg said that the plan was fair.", ""),
        ("An official close to Berg said that the plan was fair.", ""),
        ("A Norlandic official said that the plan was fair.", ""),
        ("Norlandic lawmaker Ola Dahl said that the plan was fair.", ""),
        ("Melania Berg said that the plan was fair.", ""),
        ("The former Norlandic president said that the plan was fair.", ""),
        ("Reuters said that the plan was fair.", ""),
    ],
)
def test_who_speaks(text, actor):
    assert actors(text)[0] == actor


def test_a_role_holds_on_its_dates_only():
    text = "The Norlandic president said that the plan was fair."
    assert actors(text, published="2025-02-02") == ["berg"]
    assert actors(text, published="2025-08-01") == ["lund"]


def test_a_pronoun_is_who_spoke_last():
    assert actors("Berg said that the plan was fair. She added that time was short.") == ["berg", "berg"]


def test_a_pronoun_of_another_sex_is_not_who_spoke_last():
    assert actors("Berg said that the plan was fair. He added that time was short.")[1] != "berg"


def test_he_beside_another_man_in_a_paragraph_of_its_own_stays_open():
    text = "Lund said that time was short.\n\nOn Tuesday Costas came; on Wednesday he said that the plan was fair."
    assert actors(text, published="2025-08-03")[-1] != "lund"


def test_two_candidates_make_no_actor():
    text = "Lund met the press. Costas came later. He said that the plan was fair."
    assert actors(text)[-1] == ""


def test_two_who_speak_together_are_both_recorded():
    assert sorted(actors("Anna Berg and Petros Costas said that the plan was fair.")) == ["berg", "costas"]


def test_a_bare_title_in_an_official_text_is_the_outlets_own():
    text = "Costas came to the palace. The President said that the plan was fair."
    assert actors(text, outlet="castle.example")[-1] == "berg"


def test_unnamed_speakers_stay_unnamed_and_are_marked():
    made = one("Two officials said on Friday that Norland was ready for a truce.")
    assert made.actor == ""
    assert made.unnamed


def test_it_is_the_body_that_the_sentence_before_is_about():
    assert actors("Norland is paying for the bridge. It said that the plan was fair.")[0] == "norland"


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Petros Kostas", "costas"),
        ("one of Petros Kostas's close aides", ""),
        ("Kostas", ""),
        ("Petra Dahl", ""),
    ],
)
def test_another_spelling_is_of_a_full_name_only(words, actor):
    assert Names(talks()).spelled_like(words) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # who opens the paragraph, after another spoke in the one before
        (
            "Costas said that all was well.\n\nKarl Berg met nobody. Anna Berg, after a long day, left early. “It was fair,” she said.",
            "berg",
        ),
        # a name that stands aside for its own "he said" opens no sentence
        ("Costas said that all was well. Lund, he wrote, would never stop.", "costas"),
        # a title that is the last speaker's own is no rival
        (
            "“It was fair,” Petros Costas said.\n\nThe foreign minister was brief. “It will last,” he said.",
            "costas",
        ),
        # a word for somebody already spoken of
        ("“It was fair,” Costas said. It would last, the Dutchman added.", "costas"),
    ],
)
def test_a_pronoun_or_an_epithet_takes_up_the_one_it_may_mean(text, actor):
    assert actors(text)[-1] == actor


@pytest.mark.parametrize(
    "text",
    [
        "“It was fair,” Costas said. It would last, the analyst added.",
        "“It was fair,” Costas said. Lund met the press. It would last, the Dutchman added.",
    ],
)
def test_an_epithet_that_may_be_anothers_stays_open(text):
    assert actors(text)[-1] == ""


def test_whose_ministry_takes_up_the_state_before_it():
    text = "Sudria, whose foreign ministry called the plan unacceptable, left the room."
    reading = Reading(Names(talks()), text, DAY)
    assert reading.resolve(Span(8, 30), Span(31, 37)).actors == ("sudria",)


def test_a_title_in_full_tells_two_envoys_apart():
    raw = TALKS.replace(
        b'title = "envoy", of = "norland"', b'title = "envoy for the river and the dam", of = "norland"'
    )
    raw = raw.replace(
        b"[[issues]]",
        b'[[actors]]\nid = "holm"\nname = "Ivar Holm"\nkind = "person"\nroles = [{ title = "envoy for the hills and the sea", of = "norland" }]\n[[issues]]',
        1,
    )
    text = "Berg's envoy for the river and the dam said it was fair."
    reading = Reading(Names(parse_negotiation(raw)), text, DAY)
    assert reading.resolve(Span(0, 38), Span(39, 43)).actors == ("falk",)
