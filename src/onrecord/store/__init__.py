"""The record on disk: one SQLite file, evidence appended and never edited."""
