"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""

from __future__ import annotations

# Log odds of each step having been the first to break (0: none did), and what moves them.
BREAK_BIAS: tuple[float, ...] = (0.00, -2.70, -1.67, -1.64, -1.42, -3.31)
BREAK_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "no misstep": 2.35,
        "was hot": -1.0,
        "ended hot": -0.28,
        "resolved": 0.91,
        "brushed off": -1.47,
    },
    {
        "ended hot": 0.47,
        "jab": 1.59,
        "calm_down": 0.64,
        "argue": 0.56,
        "share 1": 1.9,
        "first misstep 1": 0.17,
        "early 1": 0.87,
        "in the heat 1": 0.45,
        "heat rose after 1": 0.28,
        "last reply 1": 0.69,
    },
    {
        "never acknowledged": 0.56,
        "nor apologized": 0.86,
        "never restated": 0.61,
        "fix_first": 1.51,
        "cold": 0.24,
        "first misstep 2": 0.13,
        "early 2": 0.29,
        "in the heat 2": 0.46,
        "early 3": 0.74,
        "early 4": 0.81,
    },
    {
        "brushed off": 0.69,
        "ask_again": 0.84,
        "share 3": 0.95,
        "first misstep 3": 0.43,
        "early 3": 0.61,
        "heat rose after 3": 0.2,
        "last reply 3": 0.35,
    },
    {
        "flat_no": 0.25,
        "deflect": 0.61,
        "share 4": 1.78,
        "first misstep 4": 1.26,
        "heat rose after 4": 0.15,
        "last reply 4": 0.16,
    },
    {
        "vague_promise": 1.52,
        "share 5": 0.77,
        "first misstep 5": 0.52,
        "early 5": 0.31,
        "in the heat 5": 0.06,
        "heat rose after 5": 0.3,
        "last reply 5": 0.32,
    },
)

# Log odds of high heat, abuse or a supervisor request within three customer turns.
RISK_BIAS = -1.53
RISK_WEIGHTS: dict[str, float] = {
    "heat": 3.99,
    "grievances": 0.71,
    "leaving": 0.09,
    "thanks": -0.37,
    "misstep": 1.27,
    "answered": -0.47,
    "helped": -1.02,
    "unanswered": 0.27,
    "resolved": -0.12,
}
