"""How fast a machine is, in the words of a named peer: what VADER takes for a turn."""

from __future__ import annotations

import time
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from heard.formats import load_all

SAMPLES = Path(__file__).parent.parent / "heard" / "samples"
ROUNDS = 5


def vader_ms() -> float:
    """Milliseconds of processor time that VADER takes for one of the samples' turns, best of five rounds."""
    texts = [
        turn.text
        for one in load_all([SAMPLES])
        if not isinstance(one, Exception)
        for turn in one.conversation.turns
    ]
    vader = SentimentIntensityAnalyzer()
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            vader.polarity_scores(text)
        best = min(best, time.process_time() - began)
    return best / len(texts) * 1000
