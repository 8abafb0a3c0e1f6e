"""Peak memory of reading many articles in a stream: python -m benchmarks memory [--articles=N]."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.speed import sample


def measure(articles: int = 500) -> dict[str, float]:
    """Return peak memory and seconds of ``onrecord read`` over *articles* JSONL lines, none alike."""
    texts = [a.text for a in sample(40)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.jsonl")
        with path.open("w", encoding="utf-8") as lines:
            for i in range(articles):
                row = {"id": str(i), "text": f"{texts[i % len(texts)]}\n\nNumber {i} of the stream."}
                lines.write(json.dumps(row) + "\n")
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "onrecord", "read", str(path)], check=True, stdout=subprocess.DEVNULL
        )
        seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "articles": articles,
        "peak memory, MB": round(peak),
        "articles a second": round(articles / seconds, 1),
    }
