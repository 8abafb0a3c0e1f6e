"""Who stands with whom: congruence and conflict networks, clusters and how stable they are, splits of declared camps.

As in discourse network analysis (Leifeld 2017) two sides are tied by the issues on which they agree (congruence) and by those on which
they are opposed (conflict); the tie is the difference of both, divided by the pair's average number of issues ("average activity").
Clusters are found on the positive ties by greedy modularity (Clauset, Newman and Moore 2004), as networkx does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

import networkx as nx
import numpy as np

from onrecord.analyse.kernel import HALF_LIFE, Columns
from onrecord.findings import Camps, Cell, Cluster, PositionMap, Split, Tie, Utterance
from onrecord.model import Stance

FEW = 2  # issues with a clear stand below which nothing can be said of where a side belongs
CLEAR = 1 / 3  # least score, either way, that is a clear stand
MOST = 100  # articles left out one by one; of more, every n-th
_OPPOSITE = {Stance.SUPPORTS, Stance.OPPOSES}


def find_camps(
    utterances: tuple[Utterance, ...],
    made: PositionMap,
    outlet_of: Callable[[str], str],
    camp_of: Callable[[str], str],
) -> Camps:
    """Return the ties, clusters, splits and polarisation as of the day of the map.

    *outlet_of* gives an article's outlet, *camp_of* the camp declared for a side. One side alone has no ties and no clusters.
    """
    if not utterances:
        return Camps((), (), (), (), ())
    columns = Columns.of(utterances)
    signs = _signs(columns, made.as_of, made.half_life)
    groups = _clusters(signs, columns.sides)
    clusters = _with_stability(columns, made, groups, outlet_of)
    grouped = {s for g in groups for s in g}
    return Camps(
        _ties(signs, columns),
        clusters,
        tuple(s for s in columns.sides if s not in grouped),
        find_splits(made, camp_of),
        _polarisation(columns, made.as_of, made.half_life),
    )


def find_splits(made: PositionMap, camp_of: Callable[[str], str]) -> tuple[Split, ...]:
    """Return the pairs of sides of one declared camp of which one supports and one opposes, the freshest first."""
    out = []
    for issue in sorted(made.issues):
        cells = [c for (_, i), c in sorted(made.cells.items()) if i == issue]
        for one, other in combinations(cells, 2):
            camp = camp_of(one.side)
            if camp and camp == camp_of(other.side) and {one.stance, other.stance} == _OPPOSITE:
                out.append(Split(camp, issue, *_supporter_first(one, other)))
    return tuple(sorted(out, key=lambda s: (max(s.one.age, s.other.age), s.camp, s.issue, s.one.side)))


def _supporter_first(one: Cell, other: Cell) -> tuple[Cell, Cell]:
    return (one, other) if one.stance is Stance.SUPPORTS else (other, one)


def _signs(columns: Columns, as_of: date, half_life: float, kept: np.ndarray | None = None) -> np.ndarray:
    """Return 1, -1 or 0 for each side and issue: a clear stand for or against, or none."""
    weights = columns.weights(as_of, half_life)
    scores = np.nan_to_num(columns.scores(weights if kept is None else weights * kept))
    return np.where(scores > CLEAR, 1, np.where(scores < -CLEAR, -1, 0))


def _counts(signs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of issues on which each pair agrees, and on which it is opposed."""
    product, both = signs @ signs.T, np.abs(signs) @ np.abs(signs).T
    return (both + product) // 2, (both - product) // 2


def _weights(signs: np.ndarray) -> np.ndarray:
    agree, oppose = _counts(signs)
    active = np.abs(signs).sum(axis=1)
    average = (active[:, None] + active[None, :]) / 2
    return np.asarray(np.round((agree - oppose) / np.maximum(average, 1), 4))


def _clusters(signs: np.ndarray, sides: Sequence[str]) -> list[tuple[str, ...]]:
    heard = [i for i in range(len(sides)) if np.abs(signs[i]).sum() >= FEW]
    graph = _graph(signs, sides, heard)
    if graph.number_of_edges() == 0:
        return [(sides[i],) for i in heard]
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    return sorted((tuple(sorted(g)) for g in found), key=lambda g: (-len(g), g))


def _graph(signs: np.ndarray, sides: Sequence[str], heard: Iterable[int]) -> nx.Graph[str]:
    weights, rows = _weights(signs), list(heard)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sides[i] for i in rows)
    graph.add_weighted_edges_from(
        (sides[i], sides[j], float(weights[i, j])) for i, j in combinations(rows, 2) if weights[i, j] > 0
    )
    return graph


def _with_stability(
    columns: Columns,
    made: PositionMap,
    groups: list[tuple[str, ...]],
    outlet_of: Callable[[str], str],
) -> tuple[Cluster, ...]:
    outlets = np.array([outlet_of(a) for a in columns.articles])
    number = len(columns.articles)
    some = range(0, number, max(1, -(-number // MOST)))
    articles = [columns.article != i for i in some]
    publishers = [outlets[columns.article] != name for name in sorted(set(outlets))]

    def holds(left_out: list[np.ndarray]) -> dict[str, float]:
        runs = [_clusters(_signs(columns, made.as_of, made.half_life, k), columns.sides) for k in left_out]
        return {side: _stays(side, group, runs) for group in groups for side in group}

    by_article, by_outlet = holds(articles), holds(publishers)
    return tuple(Cluster(g, {s: by_article[s] for s in g}, {s: by_outlet[s] for s in g}) for g in groups)


def _stays(side: str, group: tuple[str, ...], runs: list[list[tuple[str, ...]]]) -> float:
    """Return the mean overlap (Jaccard) of a side's cluster with the one it falls into in each run."""
    if not runs:
        return 1.0
    total = 0.0
    for run in runs:
        there = next((set(g) for g in run if side in g), {side})
        total += len(there & set(group)) / len(there | set(group))
    return round(total / len(runs), 3)


def _ties(signs: np.ndarray, columns: Columns) -> tuple[Tie, ...]:
    weights, out = _weights(signs), []
    for i, j in combinations(range(len(columns.sides)), 2):
        product = signs[i] * signs[j]
        agree = tuple(columns.issues[k] for k in np.flatnonzero(product > 0))
        oppose = tuple(columns.issues[k] for k in np.flatnonzero(product < 0))
        if agree or oppose:
            out.append(Tie(columns.sides[i], columns.sides[j], agree, oppose, float(weights[i, j])))
    return tuple(sorted(out, key=lambda t: (-t.weight, t.one, t.other)))


def _polarisation(
    columns: Columns, as_of: date, half_life: float = HALF_LIFE
) -> tuple[tuple[date, float, float], ...]:
    """Return for each week up to a day, oldest first and a year at most, the share of opposition and the modularity."""
    first = max(int(columns.day.min()), as_of.toordinal() - 364)
    out = []
    for back in range((as_of.toordinal() - first) // 7, -1, -1):
        day = as_of - timedelta(days=7 * back)
        signs = _signs(columns, day, half_life)
        agree, oppose = (np.triu(t, 1).sum() for t in _counts(signs))
        if agree + oppose:
            groups = _clusters(signs, columns.sides)
            graph = _graph(signs, columns.sides, (columns.sides.index(s) for g in groups for s in g))
            cut = (
                nx.community.modularity(graph, [set(g) for g in groups], weight="weight")
                if graph.number_of_edges()
                else 0.0
            )
            out.append((day, round(float(oppose / (agree + oppose)), 4), round(float(cut), 4)))
    return tuple(out)
