"""Which reader reads; and that several processes find what one finds."""

import pytest

from onrecord.errors import ModelMissing
from onrecord.extract import reading
from onrecord.extract.by_rule import RuleExtractor
from onrecord.extract.reading import Reader, make_reader, read_all
from tests.factories import article, talks

TEXT = "Berg said on Saturday that Norland was ready for a truce. “No,” Costas told reporters."


def test_the_trained_reader_reads():
    made = make_reader(talks())
    assert made.version.startswith("by_tagger/") and made.fallback == ""


def test_without_its_files_the_rules_read_and_say_why(monkeypatch):
    def missing(*_, **__):
        raise ModelMissing("the reader's model file tagger.onnx cannot be read")

    monkeypatch.setattr(reading, "TaggerExtractor", missing)
    made = make_reader(talks())
    assert made.version == RuleExtractor.version
    assert "tagger.onnx" in made.fallback


class Chokes:
    version = "chokes/1"

    def extract(self, article):
        raise ValueError("no such text")


def test_a_text_that_chokes_the_reader_is_refused_with_the_reason():
    read = Reader(talks(), Chokes()).read_safely(article(TEXT))
    found, refused = read.statements, read.refusals
    assert found == () and "no such text" in refused[0].words


@pytest.mark.slow
def test_two_processes_find_what_one_finds():
    articles = [article(f"{TEXT} It was visit number {n}.") for n in range(reading.FEW)]
    reader = make_reader(talks())
    assert list(read_all(reader, articles, 2)) == list(read_all(reader, articles, 1))


def test_the_same_article_gives_the_same_whatever_is_read_beside_it():
    reader = make_reader(talks())
    alone = reader.read(article(TEXT))
    reader.read(article("Costas: “Never.” " * 30))
    assert reader.read(article(TEXT)) == alone
