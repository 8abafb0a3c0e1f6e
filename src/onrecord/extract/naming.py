"""Who is meant: names, surnames, titles, pronouns, metonyms, spokesmen; two candidates make no actor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.extract.learned import UNKNOWN, Titled, find_titled, learn_titles
from onrecord.extract.names import DETERMINER, Mention, Names
from onrecord.extract.phrases import POSSESSIVE, Named, Phrases
from onrecord.extract.subjects import Subjects
from onrecord.model import Actor
from onrecord.spans import Span, squeeze

_PRONOUNS = {
    "he": "he",
    "she": "she",
    "they": "they",
    "it": "it",
    "his": "he",
    "her": "she",
    "their": "they",
    "its": "it",
    "him": "he",
    "them": "they",
}
_NEW_SENTENCE = re.compile(r"[.!?][\"”’]?\s+[\"“‘]?[A-ZÀ-Ý]")
_FOR = re.compile(r",\s+(?:speaking\s+|also\s+)?(?:for|on behalf of)\s+(?:the\s+)?(?P<whom>[^,]+),?$", re.I)
_BESIDE = re.compile(r",\s+(?:speaking\s+)?on behalf of\s+(?:the\s+)?(?P<whom>[^,.;]{2,60}),", re.I)
_ON_BEHALF = re.compile(r"\b(?:on behalf of|speaking for|for)\s+(?:the\s+)?(?P<whom>[^,.;]{2,60}),\s*$", re.I)
# "Trump could bring him to the table": somebody's view of Trump, so that "he said" is not Trump
_MODAL = re.compile(r"\s+(?:\w+\s+)?(?:could|would|should|may|might|must|will|can)\b")
_VIEW = re.compile(
    r"\bin (?:his|her|the \w+['’]s) (?:view|telling|words|account|opinion)\b|\bby (?:his|her) (?:own )?account\b",
    re.I,
)
_OWN_WORDS = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:letter|speech|statement|interview|book|message|note|reply|words|remarks|proposal|plan|post|address)\b"
)
_JOINED = re.compile(r"^\s+(?:and|or)\s+")
_OWNER = re.compile(r"\w['’]s? (?!office)")
_RELATIVE = frozenset(("who", "which", "whose"))
_WHOSE = re.compile(
    r"whose (?:[\w-]+ )?(?:ministry|government|cabinet|delegation|army|military|parliament|side)$"
)
# what a source may end with that is no part of who it is: "the president's", "the Kremlin for its part"
_ASIDE = re.compile(
    r"(?<=\w)(?:['’]s?|,? (?:for (?:its|his|her|their) (?:own )?part|itself|himself|herself|themselves|too|also))$"
)
_LOOK_BACK = 700  # characters: how far back a pronoun or a bare title looks for its person


@dataclass
class Reading:
    """Naming through one article from top to bottom: who was mentioned, who spoke last."""

    names: Names
    text: str
    day: date | None
    title: str = ""
    home: str = ""
    starts: tuple[int, ...] = ()
    said: tuple[Span, ...] = ()
    last: str = ""
    last_at: int = -1
    _mentions: list[Mention] = field(default_factory=list)
    _learned: list[Titled] = field(default_factory=list)
    _phrases: Phrases = field(init=False)
    _subjects: Subjects = field(init=False)

    def __post_init__(self) -> None:
        found = self.names.mentions(self.text) + self.names.titled(self.text, self.day)
        self._mentions = sorted(found, key=lambda m: m.span)
        self._phrases = Phrases(self.names)
        self._subjects = Subjects(self.text, self.starts, self.said)
        by_id = self.names.negotiation.actor_by_id
        people = ((m.span, m.actor) for m in self._mentions if by_id[m.actor].kind == "person")
        self._learned = learn_titles(self.text, people)

    def on(self, day: date | None) -> Reading:
        """Return this reading with titles as of *day*."""
        self.day = day
        return self

    def resolve(self, source: Span | None, cue: Span, remember: bool = True) -> Named:
        """Return who *source* is; remembers the speaker for the pronouns that follow if told to."""
        if source is None:
            return self._shared(cue)
        words = _ASIDE.sub("", squeeze(source.cut(self.text)))
        named = self._with_behalf(words, source)
        if not remember:
            return named
        if len(named.actors) == 1:
            self.last, self.last_at = named.actors[0], source.end
        elif not named.actors and words.lower() not in _PRONOUNS:
            self.last, self.last_at = "", source.end
        return named

    def _shared(self, cue: Span) -> Named:
        """Return whose the second verb of a sentence is: "Berg welcomed the plan and urged ..., adding ..."."""
        between = self.text[self.last_at : cue.start] if self.last_at >= 0 else ""
        joined = re.search(r"(?:,|—|–|\band|\bbut|\bor|\bwhile)\s+$", between)
        if self.last and joined and len(between) < 400 and not _NEW_SENTENCE.search(between):
            return Named((self.last,), 0.8, "the sentence's own subject goes on")
        return Named((), 0.3, "no speaker is named")

    def _with_behalf(self, words: str, source: Span) -> Named:
        """Resolve a source with for whom it speaks: "Kiribati, for the island states", "On behalf of the G77, Cuba"."""
        after = _FOR.search(words)
        if after and (party := self._phrases.body(after["whom"])):
            return replace(self._resolve(words[: after.start()], source), behalf=party.actors[0])
        beside = _BESIDE.match(self.text, source.end)
        if beside and (party := self._phrases.body(beside["whom"])):
            return replace(self._resolve(words, source), behalf=party.actors[0])
        before = _ON_BEHALF.search(self.text[max(0, source.start - 90) : source.start])
        if before and (party := self._phrases.body(before["whom"])):
            return replace(self._resolve(words, source), behalf=party.actors[0])
        return self._resolve(words, source)

    def _resolve(self, words: str, source: Span) -> Named:
        lower = words.lower()
        if words.isupper() and len(words) > 3 and not self._phrases.body(words):
            words = words.title()  # a transcript's label: "SECRETARY RUBIO"
        if lower == "a" and self.home:  # the answers of a question-and-answer transcript
            found = self.names.holders("president", self.home, self.day)
            return Named(
                tuple(a.id for a in found[:1]), 0.9, f"the answers, in an official text of {self.home}"
            )
        if lower == "a" and (one := self._interviewed()):
            return Named((one,), 0.8, "the answers of the only person introduced")
        if (lower in _RELATIVE or _WHOSE.match(lower)) and not source.cut(self.text).isupper():
            return self._antecedent(source)
        if lower in _PRONOUNS:
            return self._pronoun(_PRONOUNS[lower], source)
        if DETERMINER.sub("", lower) in self.names.media or lower in self.names.media:
            return Named((), 0.3, f"'{words}' carries speech, it does not speak", medium=True)
        people = self._phrases.people(re.split(r",?\s+who(?:se)?\s", words)[0])
        if people:
            joined = len(people) == 1 or re.search(r"\b(?:and|und)\b|&", words)
            if joined:
                return Named(tuple(people), 0.97 if len(people) == 1 else 0.85, f"named '{words}'")
            return Named((), 0.2, f"'{words}' fits two people")
        if self._phrases.is_unnamed(lower):
            return Named((), 0.5, f"'{words}' gives no name", unnamed=True)
        other = self._role(words, source) or self._phrases.bodies(words) or self._titled_here(words, source)
        return other or self._epithet(words, source) or Named((), 0.3, f"'{words}' is not known")

    def _epithet(self, words: str, source: Span) -> Named | None:
        """Resolve "the Dutchman", "the 57-year-old": a name for whoever spoke last, when nobody else came between."""
        last = self.names.negotiation.actor_by_id.get(self.last)
        if last is None or last.kind != "person" or not self._phrases.is_epithet(words):
            return None
        between = (m for m in self._mentions if self.last_at < m.span.start < source.start)
        rivals = {m.actor for m in between if self._subjects.lead(m.span)} - {self.last}
        near = source.start - self.last_at < _LOOK_BACK and not self._other_title(self.last_at, source.start)
        return None if rivals or not near else Named((last.id,), 0.75, f"'{words}': taken for who spoke last")

    def _interviewed(self) -> str:
        """Return the one person whom an interview's introduction names, "" if not one."""
        first = min((s.start for s in self.said), default=0)
        by_id = self.names.negotiation.actor_by_id
        people = {m.actor for m in self._mentions if m.span.end <= first and by_id[m.actor].kind == "person"}
        return people.pop() if len(people) == 1 else ""

    def _titled_here(self, words: str, source: Span) -> Named | None:
        """Resolve a title that the article itself gave somebody."""
        found = find_titled(self._learned, words, source.start)
        if found is None:
            return self._surname(words, source.start)
        if len(found) == 1 and found[0]:
            return Named((found[0],), 0.85, f"'{words}': so called in this article")
        return Named((), 0.3, f"'{words}' is called so in this article, and not listed")

    def _surname(self, words: str, before: int) -> Named | None:
        """Resolve a bare surname that is no alias: the one of that name whom the article named in full before."""
        last = words.split()[-1]
        by_id = self.names.negotiation.actor_by_id
        seen = {m.actor for m in self._mentions if m.span.end <= before}
        found = [a for a in seen if by_id[a].kind == "person" and by_id[a].name.split()[-1] == last]
        if len(found) == 1 and len(words.split()) <= 3:
            return Named((found[0],), 0.85, f"'{words}': named in full before")
        like = self.names.spelled_like(re.split(r",| who ", words)[0])
        return Named((like,), 0.8, f"'{words}': the name in another spelling") if like else None

    def _antecedent(self, source: Span) -> Named:
        """Return whom a relative pronoun takes up: the noun phrase right before it."""
        before = self.text[max(0, source.start - 120) : source.start].rstrip(" ,—–-")
        phrase = re.split(r"[.;:!?“”\"]|\s(?:and|but|that|said|told|by|from|with|as|while)\s", before)[-1]
        start = (
            source.start - len(self.text[max(0, source.start - 120) : source.start]) + before.rfind(phrase)
        )
        words = squeeze(phrase)
        if not words:
            return Named((), 0.3, "nobody stands before the pronoun")
        people = self._phrases.people(words)
        last = max((m.span.end for m in self.names.mentions(words)), default=0)
        if people and not re.search(r"[A-ZÀ-Ý]", words[last:]):  # nobody unknown is named after
            return Named((people[-1],), 0.85, f"the name before the pronoun in '{words}'")
        found = self._role(words, Span(start, start + len(phrase))) or self._phrases.body(words)
        return found or Named((), 0.3, f"'{words}' is not known")

    def _role(self, words: str, source: Span) -> Named | None:
        """Resolve a title with or without its body: "the Ukrainian president", "Trump's envoy", "the minister"."""
        bare = DETERMINER.sub("", words)
        head = " " + re.split(r",| who ", bare)[0].lower() + " "
        found = [(t, m) for t, pattern in self.names.title_patterns if (m := pattern.search(head))]
        if not found:
            return None
        owned = max(
            (m.end() for m in _OWNER.finditer(head)), default=0
        )  # "President Berg's envoy" is the envoy
        title, match = next(((t, m) for t, m in found if m.start() >= owned), found[0])
        before, after = head[: match.start()], head[match.end() :]
        if re.search(r"\b(?:office|administration|deputy|cabinet)\b|^ (?:one|some|two) of ", before + after):
            return None
        if re.search(r"\b(?:former|ex)\b", before + after):
            return self._former(title, words, self._phrases.body_of(bare, before, after, self.day))
        if re.search(r"\w['’]s?\s+\w", after):
            return None  # "President Berg's close aides" are not Berg
        body = self._phrases.body_of(bare, before, after, self.day)
        if body and self._phrases.of_another_office(before):
            return None
        if body:
            holders = self.names.holders(title, body, self.day)
            if len(holders) > 1:
                holders = (
                    self.names.in_full(holders, head, self.day)
                    or [a for a in holders if a.id == self.last]
                    or self._mentioned(holders, source.start)
                )
            if len(holders) == 1:
                return Named((holders[0].id,), 0.9, f"'{words}' on that day")
            return None
        if before.strip() or (after.strip() and not after.strip().startswith("of the republic")):
            return None  # words that belong to the title and are not understood
        return self._bare_title(title, words, source)

    def _former(self, title: str, words: str, body: str) -> Named | None:
        """Resolve "the former Osmarkian premier": the one person known to have held the office before."""
        found = self.names.former(title, body, self.day) if body else []
        return (
            Named((found[0].id,), 0.85, f"'{words}': the one known to have been it")
            if len(found) == 1
            else None
        )

    def _bare_title(self, title: str, words: str, source: Span) -> Named:
        """Resolve "the president": who spoke last if he holds it, else the only holder mentioned so far."""
        holders = self.names.holders(title, "", self.day)
        given = find_titled(self._learned, words, source.start)
        if given is not None and UNKNOWN in given and self.last not in {a.id for a in holders}:
            return Named((), 0.3, f"'{words}' is called so in this article, and not listed")
        home = [a for a in holders if self.home and any(r.of == self.home for r in a.roles)]
        if len(home) == 1:
            return Named((home[0].id,), 0.9, f"'{words}' in an official text of {self.home}")
        in_title = [a for a in holders if any(m.actor == a.id for m in self.names.mentions(self.title))]
        if source.cut(self.text).isupper():  # a transcript's label means whom its title names
            if len(in_title) == 1:
                return Named((in_title[0].id,), 0.9, f"'{words}' in a transcript of {in_title[0].name}")
            return Named((), 0.3, f"'{words}' fits more than one")
        recent = self._mentioned(holders, source.start, _LOOK_BACK)
        if self.last in {a.id for a in holders} and source.start - self.last_at < _LOOK_BACK:
            after = (
                m
                for m in self._mentions
                if self.last_at < m.span.start < source.start and self._subjects.lead(m.span)
            )
            if not {m.actor for m in after} & ({a.id for a in holders} - {self.last}):
                sure = 0.85 if all(a.id == self.last for a in recent) else 0.75
                return Named((self.last,), sure, f"'{words}': who spoke last")
        for found in (recent, self._mentioned(holders, source.start), in_title):
            if len(found) == 1:
                return Named((found[0].id,), 0.8, f"'{words}': the only one mentioned")
        return Named((), 0.3, f"'{words}' fits more than one")

    def _mentioned(self, actors: list[Actor], before: int, within: int = 10**9) -> list[Actor]:
        seen = {m.actor for m in self._mentions if before - within <= m.span.start < before}
        return [a for a in actors if a.id in seen]

    def _pronoun(self, pronoun: str, source: Span) -> Named:
        by_id = self.names.negotiation.actor_by_id
        if pronoun in ("they", "it"):
            last = by_id.get(self.last)
            if last and last.kind != "person" and source.start - self.last_at < _LOOK_BACK:
                return Named((last.id,), 0.75, f"'{pronoun}': who spoke last")
            subject = self._body_subject(source.start) if pronoun == "it" else ""
            if subject:
                return Named((subject,), 0.75, f"'{pronoun}': what the sentence before is about")
            return Named((), 0.3, f"'{pronoun}' stays open")
        recent = [
            m
            for m in self._mentions
            if source.start - _LOOK_BACK <= m.span.start < source.start and by_id[m.actor].pronoun == pronoun
        ]
        here = max((s for s in self.starts if s <= source.start), default=0)
        if self.last and by_id[self.last].pronoun == pronoun and source.start - self.last_at < _LOOK_BACK:
            rivals = {
                m.actor for m in recent if m.span.start > self.last_at and self._subjects.lead(m.span)
            } - {self.last}
            topic = self._topic(pronoun, source.start) if self.last_at < here else ""
            if topic and not self._other_title(here, source.start):
                return Named((topic,), 0.8, f"'{pronoun}': whom the paragraph is about")
            if self._other_title(self.last_at, source.start) or len(rivals) > 1:
                return Named((), 0.3, f"'{pronoun}' fits more than one")
            if self.last_at < here:  # in a paragraph of its own, anyone named in it may be meant
                rivals |= {
                    m.actor for m in recent if m.span.start >= here and self._subjects.plain(m.span)
                } - {self.last}
            if len(rivals) > 1:
                return Named((), 0.3, f"'{pronoun}' fits more than one")
            if rivals and _VIEW.search(self.text, here, source.start):
                return Named((self.last,), 0.75, f"'{pronoun}': whose view the paragraph tells")
            if rivals:  # a new paragraph with a new subject; within one, it may be reported speech still
                newer = rivals.pop() if self.last_at <= here else ""
                topic = self._topic(pronoun, source.start)
                if newer and newer == topic:
                    return Named((newer,), 0.8, f"'{pronoun}': whom the paragraph is about")
                return Named((), 0.3, f"'{pronoun}' fits more than one")
            return Named((self.last,), 0.85, f"'{pronoun}': who spoke last")
        if self.last_at >= here and not self.last and source.start - self.last_at < _LOOK_BACK:
            return Named((), 0.3, f"'{pronoun}': the last speaker is not known")
        topic = self._topic(pronoun, source.start)
        if topic:
            return Named((topic,), 0.8, f"'{pronoun}': whom the paragraph is about")
        people = {m.actor for m in recent if m.span.start >= here and self._subjects.plain(m.span)}
        if len(people) == 1:
            return Named((people.pop(),), 0.75, f"'{pronoun}': the only one mentioned in the paragraph")
        return Named((), 0.3, f"'{pronoun}' fits more than one")

    def _body_subject(self, before: int) -> str:
        """Return the state or body that opens the sentence before a pronoun that opens its own, "" if none does."""
        here = max((s for s in self.starts if s <= before), default=0)
        opens = re.search(r"[.!?][\"”’]?\s+$", self.text[here:before])
        if opens is None:
            return ""
        start = (
            max((m.end() for m in _NEW_SENTENCE.finditer(self.text, here, before - 1)), default=here + 1) - 1
        )
        by_id = self.names.negotiation.actor_by_id
        subject = next((m for m in self._mentions if start <= m.span.start < before), None)
        if subject is None or by_id[subject.actor].kind == "person" or not self._subjects.lead(subject.span):
            return ""
        after = self.text[subject.span.end : subject.span.end + 12]
        return "" if POSSESSIVE.match(after) or _JOINED.match(after) or after[:1] == "-" else subject.actor

    def _topic(self, pronoun: str, before: int) -> str:
        """Return the one person who opens the sentences of the pronoun's own paragraph, "" if not one."""
        here = max((s for s in self.starts if s <= before), default=0)
        by_id = self.names.negotiation.actor_by_id
        leading = {
            m.actor
            for m in self._mentions
            if here <= m.span.start < before
            and by_id[m.actor].kind == "person"
            and (m.span.start == here or self._subjects.lead(m.span))
            and not (
                POSSESSIVE.match(self.text[m.span.end : m.span.end + 4])
                and not _OWN_WORDS.match(self.text, m.span.end)
            )
            and not _MODAL.match(self.text, m.span.end)
        }
        found = leading.pop() if len(leading) == 1 else ""
        if found and self._joined(found, pronoun, here, before):
            return ""
        return found if found and by_id[found].pronoun == pronoun else ""

    def _joined(self, actor: str, pronoun: str, start: int, end: int) -> bool:
        """Say whether another of the same pronoun stands beside an actor's name: "Reyes and Brandt left. She ..."."""
        by_id = self.names.negotiation.actor_by_id
        ends = {m.span.end for m in self._mentions if m.actor == actor and start <= m.span.start < end}
        rivals = (m for m in self._mentions if m.actor != actor and by_id[m.actor].pronoun == pronoun)
        return any(
            _JOINED.search(self.text[e : m.span.start])
            for m in rivals
            for e in ends
            if 0 < m.span.start - e < 6
        )

    def _other_title(self, after: int, before: int) -> bool:
        """Say whether a title that is not the last speaker's opens a sentence before a pronoun: its holder may be meant."""
        between = self.text[after:before]
        openings = re.findall(
            r"[.!?][\"”’]?\s+(?:In |On |As |But |And )?(?:The|the)\s+((?:\w+['’]?s?\s+){0,2}\w+)", between
        )
        return any(
            re.match(rf"(?:\w+\s)?{re.escape(t)}\b", o.lower()) and not self._holds(t)
            for o in openings
            for t in self._singles
        )

    def _holds(self, title: str) -> bool:
        """Say whether the last speaker is the only one mentioned who holds a title."""
        seen = {m.actor for m in self._mentions}
        return {a.id for a in self.names.holders(title, "", self.day)} & seen == {self.last}

    @property
    def _singles(self) -> tuple[str, ...]:
        return tuple(t for t in self.names.title_words if " " not in t)
