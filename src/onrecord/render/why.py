"""How a number of the map came about: formula, weights, and the statements with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.findings import Cell, Path, PositionMap, Utterance
from onrecord.model import Evidence, Stance
from onrecord.render.terminal import harmless
from onrecord.spans import squeeze

_SIGN = {Stance.SUPPORTS: 1, Stance.CONDITIONAL: 0, Stance.OPPOSES: -1}
MOST = 160  # characters of a statement's words that are shown


def why_text(cell: Cell, path: Path, made: PositionMap, known: Evidence, names: Mapping[str, str]) -> str:
    """Return in words and figures how a cell of *made* was computed; *names* gives the words for ids."""
    return "\n".join(_lines(cell, path, made, known, names)) + "\n"


def _lines(
    cell: Cell, path: Path, made: PositionMap, known: Evidence, names: Mapping[str, str]
) -> Iterator[str]:
    yield f"{names.get(cell.side, cell.side)} on {names.get(cell.issue, cell.issue)}, as of {made.as_of}"
    yield f"stance    {cell.stance}: what stands after the words of {path.steps[-1].day} (see the path below)"
    weights = [0.5 ** ((made.as_of - u.day).days / made.half_life) for u in cell.utterances]
    total = sum(w * _SIGN[u.stance] for w, u in zip(weights, cell.utterances, strict=True))
    yield f"score     {cell.score:+.3f} = sum of weight x sign / sum of weights = {total:+.3f} / {sum(weights):.3f}"
    yield f"weight    2 ^ (-age in days / {made.half_life:g}); sign: supports +1, conditional 0, opposes -1"
    yield f"strength  {cell.strength:.3f}: the sum of the weights"
    yield f"spread    {cell.spread:.3f}: weighted standard deviation of the signs"
    if cell.trend is None:
        yield f"trend     none: nothing was known {made.half_life:g} days before"
    else:
        yield f"trend     {cell.trend:+.3f}: the score less that of {made.half_life:g} days before"
    if cell.low is None or cell.high is None:
        yield "band      none: one article is all there is"
    else:
        yield f"band      {cell.low:+.3f} to {cell.high:+.3f}: nine in ten draws of a bootstrap over articles"
    yield f"counted   {cell.origins} utterances in {cell.statements} reports; copies of one utterance count once"
    yield ""
    for weight, said in zip(weights, cell.utterances, strict=True):
        yield from _utterance(said, weight, known)
    yield ""
    yield "path      " + "; ".join(
        f"{s.day} {s.stance}" + (f" ({s.change.kind})" if s.change else " (changes nothing)")
        for s in path.steps
    )


def _utterance(said: Utterance, weight: float, known: Evidence) -> Iterator[str]:
    reports = "1 report" if len(said.statements) == 1 else f"{len(said.statements)} reports"
    yield f"{said.day}  {said.stance}  weight {weight:.3f}, {reports}{', unsure' if said.unsure else ''}"
    for s in said.statements:
        article = known.article_by_id[s.attribution.article]
        words = squeeze(" … ".join(c.cut(article.text) for c in s.attribution.content))
        yield f"    {s.id} {s.actor}, {article.outlet} {article.published[:10]}: {harmless(words[:MOST])}"
