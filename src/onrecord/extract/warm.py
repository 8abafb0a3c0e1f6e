"""Imported by the server from which workers are forked: the models are loaded once there and shared by all of them.

A model that cannot be loaded is left to each worker's own reader, which says why and lets the rules read.
"""

from contextlib import suppress

from onrecord.errors import ModelMissing
from onrecord.extract.reader import load_tagger
from onrecord.extract.weigh import load_weigher

with suppress(ModelMissing):
    load_tagger()
    load_weigher()
