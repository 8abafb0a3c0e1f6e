"""Every way onrecord can fail, as one tree.

::

    OnrecordError
    ├── Skip                 this one article is left out, the reason is recorded, the rest goes on
    │   ├── UnreadableFile       not text, truncated, wrong format, no rights to read it
    │   ├── NoArticleText        a page or file without an article in it
    │   ├── TooLarge             beyond the size limit
    │   ├── ForeignLanguage      a language the reader cannot read yet
    │   ├── AddressRefused       an address that leads inside this machine or its network, or is none
    │   └── NotFetched           an address that does not answer with an article
    └── Stop                 the run ends; nothing already recorded is lost
        ├── NegotiationError     the negotiation's TOML does not say what it must
        ├── RecordError          the record cannot be opened, read or written
        │   ├── RecordNotFound
        │   ├── NotARecord
        │   ├── RecordTooNew
        │   └── RecordNotWritable
        ├── ModelMissing         the parser's model, or the web app's libraries, are not installed
        ├── UnknownId            no article, statement, actor or issue has this id
        ├── UsageError           words on the command line that do not fit together
        ├── UncitedSentence      a sentence of a brief was built without a citation
        └── AuditFailed          a finished brief did not pass its own audit

Nothing else is caught anywhere in the package.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of every failure; carries what was expected, what was found, and what to do.

    The three parts are plain sentences or phrases; any may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, *, expected: str = "", found: str = "", todo: str = "") -> None:
        super().__init__(message)
        self.message, self.expected, self.found, self.todo = message, expected, found, todo

    def lines(self) -> list[str]:
        """Return the message and its parts as lines for a terminal."""
        parts = (("expected", self.expected), ("found", self.found), ("to do", self.todo))
        return [self.message] + [f"  {name}: {words}" for name, words in parts if words]


class Skip(OnrecordError):
    """This one article is left out and said so; the rest goes on."""

    reason = "skipped"


class UnreadableFile(Skip):
    """The file is not what its name says, or cannot be read at all."""

    reason = "unreadable"


class NoArticleText(Skip):
    """The page or file holds no article."""

    reason = "no article text"


class TooLarge(Skip):
    """The file is beyond the size limit."""

    reason = "too large"


class ForeignLanguage(Skip):
    """The article is in a language the reader cannot read yet."""

    reason = "language"


class AddressRefused(Skip):
    """The address is none, or leads to where a reader's page must not reach."""

    reason = "address refused"


class NotFetched(Skip):
    """The address does not answer, or not with an article."""

    reason = "not fetched"


class Stop(OnrecordError):
    """The run ends here; nothing already recorded is lost."""

    exit_code = 1


class NegotiationError(Stop):
    """The negotiation's TOML does not say what it must."""

    exit_code = 3


class RecordError(Stop):
    """The record cannot be opened, read or written."""

    exit_code = 4


class RecordNotFound(RecordError):
    """There is no record at this path."""


class NotARecord(RecordError):
    """The file is there, but it is not an onrecord record."""


class RecordTooNew(RecordError):
    """The record was written by a newer onrecord."""


class RecordNotWritable(RecordError):
    """The record, its folder or its disk refuses to be written."""


class ModelMissing(Stop):
    """The parser's model is not installed."""

    exit_code = 5


class UnknownId(Stop):
    """No article, statement, actor or issue has this id."""

    exit_code = 2


class UsageError(Stop):
    """Words on the command line that do not fit together."""

    exit_code = 2


class UncitedSentence(Stop):
    """A sentence of a brief was built without a citation."""


class AuditFailed(Stop):
    """A finished brief did not pass its own audit, so it is not handed out."""

    exit_code = 6
