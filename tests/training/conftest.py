"""The package's tokenizer, for tests of what training makes of the corpus."""

import pytest

from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.reader import FOLDER


@pytest.fixture(scope="session")
def tokenizer():
    return load_tokenizer(FOLDER / "tokenizer.json")
