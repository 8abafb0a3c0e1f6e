"""Finds attributions with the trained tagger, helped by the rules that do better: quotation marks and speaker labels.

One paragraph at a time, each alone. The tagger says which words are source, cue and content and which belong
together; quotations are then taken whole, and one that goes on in the next paragraph keeps its speaker.
It only proposes spans; :mod:`onrecord.extract.grounding` decides what becomes an attribution.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.extract.blocks import find_headed, find_signed, lay_out, propose_turn
from onrecord.extract.carry import Carry
from onrecord.extract.decode import ACTS, HOLDS, Run, Tagged, decode
from onrecord.extract.edges import EDGE, Found, clean, run_out, torn
from onrecord.extract.grounding import Proposal, ground_all
from onrecord.extract.lexicon import load_lexicon
from onrecord.extract.masking import Mask, Masker
from onrecord.extract.pieces import Pieces, cut_pieces
from onrecord.extract.reader import FOLDER, digests, load_tagger
from onrecord.model import Article, Attribution, Refusal
from onrecord.spans import MARKS, Span

# the least a statement's weakest span or link may have, chosen on PolNeAR dev. What is said with a verb of speech is always
# kept: its confidence tells how likely it is right, and positions rest on the surer ones
FLOORS = (0.0, 0.55)


class TaggerExtractor:
    """The :class:`~onrecord.protocols.Extractor` that reads with the trained model.

    *folder* holds the model's files, by default the package's own. Making one raises
    :class:`~onrecord.errors.ModelMissing` when they are not there or not the released ones. *floors* are
    the least probability of the weakest span or link of a statement that is proposed: of speech, of all else.
    *masker* knows the names that the model is not to see.
    """

    def __init__(
        self, folder: Path = FOLDER, floors: tuple[float, float] = FLOORS, masker: Masker | None = None
    ) -> None:
        self._model = load_tagger(folder)
        self.version = f"by_tagger/2 {digests(folder)['tagger.onnx'][:8]}"
        self.floors = floors
        self._masker = masker or Masker()
        self._lexicon = load_lexicon()

    def extract(self, article: Article) -> tuple[list[Attribution], list[Refusal]]:
        """Return the grounded attributions of *article* in reading order, and the refusals."""
        return ground_all(article, self.propose(article))

    def propose(self, article: Article) -> list[Proposal]:
        """Return the proposals of one article in reading order; what stands beside it changes nothing."""
        laid = lay_out(article)
        out = [propose_turn(turn, self.version) for turn in laid.turns]
        signed = find_signed(laid, self.version) | find_headed(laid, self.version)
        out += [p for p in signed.values() if p]
        carry = Carry(laid)
        masks = self._masker.find(laid.text)
        for block in laid.left:
            told = None if block in signed else carry.told(block)
            if block in signed or not (told or self._model.may_speak(block.cut(laid.text))):
                continue
            raw, loose = self._read(laid.text, block, masks)
            raw = [f for f in raw if not torn(f, laid.quotes[block])]
            if told is not None:
                for f in raw:
                    f.layer = 1  # inside what is told
            else:
                raw += carry.go_on(block, raw, loose)
            found = [
                f for f in (clean(f, laid, block) for f in raw) if f.content and self._sure(f, laid.text)
            ]
            for f in found:
                run_out(f, found, laid.text, block)
            out += [self._propose(f) for f in found]
            carry.keep(block, raw, found)
        out += [self._propose(f) for f in carry.late if f.content and f.sure >= self.floors[0]]
        return sorted(out, key=lambda p: (p.content[0].start, p.cue.start))

    def _read(self, text: str, block: Span, masks: list[Mask]) -> tuple[list[Found], list[Span]]:
        """Return what the model finds in one paragraph, and the contents it gives no cue."""
        found: list[Found] = []
        loose: list[Span] = []
        for pieces in cut_pieces(self._model.tokenizer, text, block, masks):
            tagged, left, conditions = decode(self._model.score(pieces), self._model.biases)
            places = [_span(c, pieces) for c in conditions]
            found += [_found(t, pieces, places) for t in tagged]
            loose += [_span(run, pieces) for run in left]
        return found, loose

    def _sure(self, f: Found, text: str) -> bool:
        """Say whether a statement is likely enough to be proposed."""
        words = f.cue.cut(text).lower().split()
        entries = (self._lexicon.verbs.get(w.strip(EDGE + MARKS + ".")) for w in words)
        speech = (
            any(e and {"quote", "clause"} & e.frames for e in entries)
            or "according" in words
            or len(f.cue) < 3
        )
        return f.sure >= self.floors[0 if speech else 1]

    def _propose(self, f: Found) -> Proposal:
        inside = next(
            (c for c in f.conditions if any(s.covers(c) or s.end <= c.start for s in f.content)), None
        )
        return Proposal(
            f.source,
            f.cue,
            tuple(f.content),
            self.version,
            condition=inside,
            layer=f.layer,
            hold=f.hold,
            act=f.act,
            sure=f.sure,
        )


def _found(tagged: Tagged, pieces: Pieces, conditions: list[Span]) -> Found:
    content = [_span(run, pieces) for run in tagged.content]
    return Found(
        _span(tagged.source, pieces) if tagged.source else None,
        _span(tagged.cue, pieces),
        content,
        [c for c in conditions if any(s.overlaps(c) for s in content)],
        tagged.layer,
        HOLDS[tagged.hold],
        ACTS[tagged.act],
        tagged.sure,
    )


def _span(run: Run, pieces: Pieces) -> Span:
    """Return the characters of a run of pieces; the marks at a window's ends are none."""
    first = min(max(run.start - 1, 0), len(pieces.starts) - 1)
    last = min(max(run.end - 2, first), len(pieces.ends) - 1)
    return Span(pieces.starts[first], pieces.ends[last])
