"""Labels that a model which never saw them doubts: ``python -m training.doubts MODEL FILE ...``

MODEL is a folder that ``training.train --out`` wrote, trained without the files (cross-validation: train on one half of
the corpus, look at the other; Klie, Webber and Gurevych 2023). Printed, the surest first: what the model finds and no label
has, and contents that label and model cut quite differently. A person decides; most doubts are the model's own errors.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.corpus import plain
from benchmarks.score import jaccard, trimmed

from onrecord.extract.by_tagger import TaggerExtractor
from onrecord.model import Attribution
from onrecord.spans import squeeze
from training.marks import LabelledArticle, Marked, read_labelled

SURE = 0.9  # least probability of a finding that makes a doubt
ALIKE = 0.5  # contents that share less (Jaccard) are a doubt


def find_doubts(article: LabelledArticle, reader: TaggerExtractor) -> list[tuple[float, str]]:
    """Return the doubts about an article's labels, each with how sure the model is."""
    made = plain(article)
    out = []
    for found in reader.extract(made)[0]:
        if found.sure < SURE or found.layer or not any(map(str.isalpha, found.cue.cut(made.text))):
            continue  # labels and colons are read by rule
        label = next((s for s in article.statements if _same_cue(s, found)), None)
        shown = " | ".join(
            (
                found.source.cut(made.text) if found.source else "-",
                found.cue.cut(made.text),
                " … ".join(c.cut(made.text) for c in found.content),
            )
        )
        if label is None:
            out.append((found.sure, f"no label: {squeeze(shown)}"))
        elif jaccard(trimmed(label.content, made.text), _places(found, made.text)) < ALIKE:
            marked = " … ".join(made.text[a:b] for a, b in label.content)
            out.append(
                (found.sure, f"{label.number}: content “{squeeze(marked)}”, but the model has: {shown}")
            )
    return out


def _same_cue(s: Marked, found: Attribution) -> bool:
    return any(a < found.cue.end and found.cue.start < b for a, b in s.cue)


def _places(found: Attribution, text: str) -> tuple[tuple[int, int], ...]:
    return trimmed([(c.start, c.end) for c in found.content], text)


def main(argv: list[str]) -> int:
    """Print the doubts about the files, the surest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args(argv)
    reader = TaggerExtractor(options.model)
    rows = [
        (sure, f.stem, words) for f in options.files for sure, words in find_doubts(read_labelled(f), reader)
    ]
    for sure, name, words in sorted(rows, reverse=True):
        print(f"{sure:.2f} {name} {words}")
    print(f"{len(rows)} doubts in {len(options.files)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
