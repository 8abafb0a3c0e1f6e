"""onrecord: who stands where, and where they said it.

The front door, with the verbs of the command line::

    from pathlib import Path
    import onrecord

    with onrecord.open_record(Path("talks.db"), create=True) as record:
        onrecord.add(record, [Path("articles")], Path("negotiation.toml"))
        brief = onrecord.brief_of(record)
    print(onrecord.to_markdown(brief))
"""

from onrecord.document import Brief
from onrecord.errors import OnrecordError
from onrecord.model import Evidence, Statement
from onrecord.pipeline import add, brief_of, correct, evidence_of, read_files
from onrecord.render.markdown import to_markdown
from onrecord.render.page import to_page
from onrecord.store.store import RecordWriter as open_record

__version__ = "0.1.0"
__all__ = [
    "Brief",
    "Evidence",
    "OnrecordError",
    "Statement",
    "add",
    "brief_of",
    "correct",
    "evidence_of",
    "open_record",
    "read_files",
    "to_markdown",
    "to_page",
]
