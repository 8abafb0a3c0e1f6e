"""The verbs in the data's order: the only room where stages meet, and the only writer of records."""

from onrecord.pipeline.adding import Added, Progress, add, find_negotiation, silent
from onrecord.pipeline.asking import (
    analysis_of,
    brief_of,
    check_record,
    evidence_of,
    negotiation_of,
    newest_day,
)
from onrecord.pipeline.auditing import audit_by, audit_of, brief_article, brief_day_of, read_brief
from onrecord.pipeline.correcting import (
    Touched,
    check_correction,
    correct,
    corrected_labels,
    keep_brief,
    touched_by,
    withdraw,
)
from onrecord.pipeline.files import read_files
from onrecord.pipeline.inquiring import Inquiry, changes_in, inquire

__all__ = [
    "Added",
    "Inquiry",
    "Progress",
    "Touched",
    "add",
    "analysis_of",
    "audit_by",
    "audit_of",
    "brief_article",
    "brief_day_of",
    "brief_of",
    "changes_in",
    "check_correction",
    "check_record",
    "correct",
    "corrected_labels",
    "evidence_of",
    "find_negotiation",
    "inquire",
    "keep_brief",
    "negotiation_of",
    "newest_day",
    "read_brief",
    "read_files",
    "silent",
    "touched_by",
    "withdraw",
]
