"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -2.91, -1.67, -1.74, -1.41, -3.37)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.46,
        "was hot": -1.04,
        "ended hot": -0.65,
        "resolved": 0.81,
        "brushed off": -1.7,
    },
    {
        "ended hot": 0.32,
        "jab": 1.45,
        "calm_down": 0.71,
        "argue": 0.56,
        "share 1": 1.73,
        "first misstep 1": 0.41,
        "early 1": 0.91,
        "in the heat 1": 0.48,
        "heat rose after 1": 0.12,
        "last reply 1": 0.5,
    },
    {
        "never acknowledged": 0.28,
        "nor apologized": 1.01,
        "never restated": 0.59,
        "fix_first": 1.29,
        "cold": 0.27,
        "early 2": 0.32,
        "in the heat 2": 0.5,
        "early 3": 0.72,
        "early 4": 0.66,
    },
    {
        "brushed off": 0.73,
        "ask_again": 0.79,
        "share 3": 0.85,
        "first misstep 3": 0.46,
        "early 3": 0.58,
        "heat rose after 3": 0.06,
        "last reply 3": 0.34,
    },
    {
        "resolved": -0.11,
        "flat_no": 0.19,
        "deflect": 0.53,
        "share 4": 1.66,
        "first misstep 4": 1.09,
        "last reply 4": 0.23,
    },
    {
        "vague_promise": 1.41,
        "share 5": 0.56,
        "first misstep 5": 0.6,
        "early 5": 0.23,
        "heat rose after 5": 0.4,
        "last reply 5": 0.24,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.54
RISK_WEIGHTS: dict[str, float] = {
    "heat": 3.83,
    "grievances": 0.85,
    "thanks": -1.22,
    "misstep": 1.36,
    "answered": -0.23,
    "helped": -1.02,
    "unanswered": 0.10,
    "resolved": -1.16,
}
