"""The model's files are used only when they are the released ones."""

import shutil

import pytest

from onrecord.errors import ModelMissing
from onrecord.extract.reader import FOLDER, load_session, load_tagger


@pytest.fixture
def folder(tmp_path):
    for name in ("links.json", "cues.json", "tokenizer.json", "reader.toml", "tagger.onnx"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def test_an_altered_file_is_refused(folder):
    (folder / "links.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelMissing, match=r"links\.json is not the one that was released"):
        load_tagger(folder)


def test_a_truncated_model_is_refused(folder):
    (folder / "tagger.onnx").write_bytes((folder / "tagger.onnx").read_bytes()[:1000])
    with pytest.raises(ModelMissing, match="not the one that was released"):
        load_session(folder, "tagger.onnx")


@pytest.mark.parametrize("name", ["tagger.onnx", "tokenizer.json", "reader.toml"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match="cannot be read"):
        load_tagger(folder)


def test_broken_toml_is_a_missing_model(folder):
    (folder / "reader.toml").write_bytes(b"\xff = ")
    with pytest.raises(ModelMissing):
        load_tagger(folder)


def test_every_shipped_model_is_within_its_size():
    assert all(f.stat().st_size <= 30_000_000 for f in FOLDER.glob("*.onnx"))
    assert len(list(FOLDER.glob("*.onnx"))) == 3
