"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -3.53, -2.24, -2.46, -2.42, -3.68)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.6,
        "was hot": -1.05,
        "ended hot": -0.73,
        "resolved": 0.56,
        "brushed off": -1.59,
        "only one reply": -0.44,
    },
    {
        "ended hot": 1.07,
        "jab": 1.61,
        "calm_down": 0.94,
        "argue": 0.12,
        "share 1": 1.68,
        "first misstep 1": 0.27,
        "early 1": 0.8,
        "in the heat 1": 0.42,
        "heat rose after 1": 0.54,
        "last reply 1": 0.23,
    },
    {
        "never acknowledged": 0.19,
        "nor apologized": 1.0,
        "never restated": 0.9,
        "fix_first": 1.07,
        "cold": 0.52,
        "early 2": 0.36,
        "in the heat 2": 0.35,
        "last reply 2": 0.09,
        "early 3": 1.22,
        "early 4": 0.9,
    },
    {
        "brushed off": 0.59,
        "ask_again": 1.36,
        "scripted": 0.16,
        "share 3": 1.06,
        "early 3": 0.76,
        "in the heat 3": 0.1,
        "heat rose after 3": 0.7,
        "last reply 3": 0.4,
    },
    {
        "resolved": -0.21,
        "only one reply": 0.43,
        "policy_wall": 0.07,
        "flat_no": 0.93,
        "deflect": 0.99,
        "share 4": 1.42,
        "first misstep 4": 1.01,
        "early 4": 0.27,
        "last reply 4": 0.2,
    },
    {
        "vague_promise": 2.0,
        "share 5": 0.2,
        "first misstep 5": 0.49,
        "early 5": 0.35,
        "in the heat 5": 0.21,
        "heat rose after 5": 0.37,
        "last reply 5": 0.4,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.59
RISK_WEIGHTS: dict[str, float] = {
    "heat": 4.05,
    "rising": 0.31,
    "cooling": -0.28,
    "grievances": 0.66,
    "leaving": 0.29,
    "thanks": -0.39,
    "misstep": 1.11,
    "answered": -0.44,
    "helped": -0.93,
    "unanswered": 0.16,
}
